// Which directories the command line takes for its own, and what it leaves there.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/api/cli/company_log.h"
#include "tests/events/log/scratch_dir.h"
#include "tests/faults/engine.h"

namespace kintsugi::tests {
namespace {

using Arguments = std::vector<std::string>;

struct CliDirectories : testing::Test {
  static std::unique_ptr<ScratchDir> scratch;
  static std::string data;
  static CompanyLog company;

  static void SetUpTestSuite() {
    scratch = std::make_unique<ScratchDir>();
    data = scratch->path() + "/data";
    company = write_company_log(scratch->path());
    const Ended imported =
        kintsugi({"import", company.csv, "--mapping", company.mapping, "--data", data});
    ASSERT_EQ(imported.code, 0) << imported.err;
  }
  static void TearDownTestSuite() { scratch.reset(); }
};
std::unique_ptr<ScratchDir> CliDirectories::scratch;
std::string CliDirectories::data;
CompanyLog CliDirectories::company;

// What the system does not let us look at is said, and is no want of memory.
TEST_F(CliDirectories, ANameThatIsNoNameIsSaid) {
  const Ended ended = kintsugi({"doctor", "--data", std::string(5000, 'a')});
  EXPECT_EQ(ended.code, 6);
  EXPECT_NE(ended.err.find("File name too long [data.cannot_read]"), std::string::npos)
      << ended.err;
}

// Nothing is made beside somebody's own things, whose permissions would be taken from others.
TEST_F(CliDirectories, ADirectoryOfOtherThingsIsNotTaken) {
  const std::string home = scratch->path() + "/home";
  std::filesystem::create_directories(home + "/letters");
  std::filesystem::permissions(home, std::filesystem::perms::others_exec,
                               std::filesystem::perm_options::add);
  const auto before = std::filesystem::status(home).permissions();
  const Ended ended =
      kintsugi({"import", company.csv, "--mapping", company.mapping, "--data", home});
  EXPECT_EQ(ended.code, 1) << ended.err;
  EXPECT_NE(ended.err.find("(letters)"), std::string::npos) << ended.err;
  EXPECT_NE(ended.err.find("[data.not_ours]"), std::string::npos) << ended.err;
  EXPECT_FALSE(std::filesystem::exists(home + "/LOCK"));
  EXPECT_EQ(std::filesystem::status(home).permissions(), before);
  for (const Arguments& line : {Arguments{"serve", "--data", "", "--listen", "127.0.0.1:0"},
                                {"report", "run", "stock_summary", "--data", ""}}) {
    const Ended unnamed = kintsugi(line);
    EXPECT_EQ(unnamed.code, 2) << unnamed.err;
    EXPECT_NE(unnamed.err.find("an empty name is no directory"), std::string::npos) << unnamed.err;
  }
}

// A demo company takes the place of one that was made so, of nothing else.
TEST_F(CliDirectories, NothingOfSomebodyIsReplacedByADemoCompany) {
  const std::string own = scratch->path() + "/letters";
  std::filesystem::create_directories(own);
  std::ofstream(own + "/letter") << "Dear …";
  for (const std::string& into : {own, own + "/letter", data}) {
    const Ended ended = kintsugi({"make-demo", "--into", into});
    EXPECT_EQ(ended.code, 1) << into << ended.err;
    EXPECT_NE(ended.err.find("[data.not_ours]"), std::string::npos) << ended.err;
  }
  EXPECT_TRUE(std::filesystem::is_regular_file(own + "/letter"));
  EXPECT_EQ(kintsugi({"log", "info", "--data", data}).code, 0);
}

// Only files of exports that were cut off go, when the directory is opened.
TEST_F(CliDirectories, WhatSomebodyPutIntoTheDirectoryStays) {
  const std::string own = scratch->path() + "/own";
  std::filesystem::copy(data, own, std::filesystem::copy_options::recursive);
  for (const char* name : {"/export-2026-03.csv", "/export-orders", "/export-aB3xYz.tmp"})
    std::ofstream(own + name) << "rows\n";
  ASSERT_EQ(kintsugi({"projection", "list", "--data", own}).code, 0);
  EXPECT_TRUE(std::filesystem::exists(own + "/export-2026-03.csv"));
  EXPECT_TRUE(std::filesystem::exists(own + "/export-orders"));
  EXPECT_FALSE(std::filesystem::exists(own + "/export-aB3xYz.tmp"));
}

}  // namespace
}  // namespace kintsugi::tests
