#include "api/http/server/spool.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace kintsugi::api {
namespace {

class SpoolTest : public testing::Test {
 protected:
  SpoolTest() {
    char name[] = "/tmp/kintsugi-spool-XXXXXX";
    directory_ = ::mkdtemp(name);
  }
  ~SpoolTest() override { std::filesystem::remove_all(directory_); }
  std::filesystem::path directory_;
};

std::string all_of(const Spool& spool, std::size_t at_once) {
  std::string all;
  for (std::size_t at = 0; at < spool.size(); at += at_once) all += *spool.read(at, at_once);
  return all;
}

TEST_F(SpoolTest, HoldsWhatIsSmall) {
  Spool spool(directory_, 8);
  ASSERT_TRUE(spool.write("ab\n"));
  ASSERT_TRUE(spool.write("cd\nef"));
  EXPECT_TRUE(spool.held());
  EXPECT_EQ(spool.size(), 8u);
  EXPECT_EQ(all_of(spool, 3), "ab\ncd\nef");
  EXPECT_EQ(spool.take(), "ab\ncd\nef");
  EXPECT_EQ(spool.size(), 0u);
}

TEST_F(SpoolTest, KeepsWhatIsLargeInAFileWithoutAName) {
  Spool spool(directory_, 8);
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    const std::string piece = std::to_string(i) + "\n";
    ASSERT_TRUE(spool.write(piece));
    expected += piece;
  }
  EXPECT_FALSE(spool.held());
  EXPECT_TRUE(std::filesystem::is_empty(directory_));
  EXPECT_EQ(spool.size(), expected.size());
  for (std::size_t at_once : {1u, 7u, 100u, 1u << 20}) EXPECT_EQ(all_of(spool, at_once), expected);
  EXPECT_EQ(*spool.read(spool.size(), 10), "");
}

TEST_F(SpoolTest, SaysWhereItCannotWrite) {
  Spool spool(directory_ / "nowhere", 8);
  ASSERT_TRUE(spool.write("12345678"));
  const auto written = spool.write("9");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, "report.not_kept");
}

}  // namespace
}  // namespace kintsugi::api
