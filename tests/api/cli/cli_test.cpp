// The command line as a script meets it: exit codes, streams, keys of --json. Everything here runs
// the real binary on a directory that no node holds; cli_node_test.cpp has the rest.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <tuple>

#include "tests/api/cli/company_log.h"
#include "tests/events/log/scratch_dir.h"
#include "tests/faults/engine.h"

namespace kintsugi::tests {
namespace {

using Arguments = std::vector<std::string>;

struct CliTest : testing::Test {
  static std::unique_ptr<ScratchDir> scratch;
  static std::string data;
  static CompanyLog company;
  static Ended imported;

  static void SetUpTestSuite() {
    scratch = std::make_unique<ScratchDir>();
    data = scratch->path() + "/data";
    company = write_company_log(scratch->path());
    imported = kintsugi(
        {"import", company.csv, "--mapping", company.mapping, "--data", data, "--json"});
    ASSERT_EQ(imported.code, 0) << imported.err;
  }
  static void TearDownTestSuite() { scratch.reset(); }

  static std::set<std::string> keys_of(const Json& object) {
    std::set<std::string> keys;
    for (const auto& [key, value] : object.items()) keys.insert(key);
    return keys;
  }
  static std::string read(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }
};
std::unique_ptr<ScratchDir> CliTest::scratch;
std::string CliTest::data;
CompanyLog CliTest::company;
Ended CliTest::imported;

std::string joined(const Arguments& arguments) {
  std::string text;
  for (const std::string& one : arguments) text += one + " ";
  return text;
}

TEST_F(CliTest, EveryVerbExplainsItself) {
  for (const Arguments& verb :
       {Arguments{}, {"serve"}, {"import"}, {"report"}, {"report", "list"}, {"report", "run"},
        {"replay"}, {"replay", "rebuild"}, {"projection"}, {"projection", "list"}, {"log"},
        {"log", "info"}, {"log", "copy"}, {"log", "under-key"}, {"command"},
        {"command", "classify_severity"}, {"list"}, {"list", "customers"}, {"show"},
        {"show", "work_order"}, {"completion"}, {"man"}, {"doctor"}, {"version"}}) {
    Arguments line = verb;
    line.emplace_back("--help");
    const Ended ended = kintsugi(line);
    EXPECT_EQ(ended.code, 0) << joined(line) << ended.err;
    EXPECT_NE(ended.out.find("Usage: " + joined({"kintsugi"}) + joined(verb)), std::string::npos)
        << ended.out;
    EXPECT_EQ(ended.err, "") << joined(line);
  }
}

TEST_F(CliTest, TheVersionIsData) {
  EXPECT_EQ(kintsugi({"version"}).out, kintsugi({"--version"}).out);
  EXPECT_EQ(keys_of(kintsugi({"version", "--json"}).json()),
            (std::set<std::string>{"name", "version"}));
}

// Exit 2, nothing on stdout, and on stderr what would have been right.
TEST_F(CliTest, WrongUsageIsTold) {
  struct Case {
    Arguments line;
    std::string says;
  };
  const std::string csv = company.csv, mapping = company.mapping;
  const Case cases[] = {
      {{}, "kintsugi --help"},
      {{"reprot", "list"}, "did you mean: report?"},
      {{"reprot", "list"}, "there is no verb \"reprot\""},
      {{"report", "rum", "x"}, "did you mean: run?"},
      {{"report"}, "report --help"},
      {{"report", "list", "--jsn"}, "did you mean: --json?"},
      {{"report", "run"}, "report run --help"},
      {{"report", "run", "repair_status"}, "--data DIR or --server URL"},
      {{"report", "run", "repair_status", "--data", data, "--as-of", "yesterday"},
       "as_of.malformed"},
      {{"report", "run", "repair_status", "--data", data, "--as-of", "2026-02-30"},
       "as_of.malformed"},
      {{"report", "run", "repair_status", "--data", data, "--as-of", "2012"},
       "\"2012\" is a year or a position: write 2012-12-31"},
      {{"report", "run", "repair_status", "--data", data, "--as-of", "now", "--against", "2012"},
       "as_of.ambiguous"},
      {{"list", "orders", "--data", data, "--as-of", "2012"}, "as_of.ambiguous"},
      {{"report", "run", "repair_status", "--data", data, "--as-of", "99999999"},
       "as_of.beyond_end"},
      {{"report", "run", "repair_status", "--data", data, "--format", "xml"}, "--format is"},
      {{"report", "run", "repair_status", "--data", data, "--lang", "fr"}, "--lang"},
      {{"report", "run", "repair_status", "--data", data, "--param", "nonsense"}, "NAME=VALUE"},
      {{"report", "run", "repair_status", "--data", data, "--param", "colour=red"},
       "request.unknown_parameter"},
      {{"report", "run", "repair_status", "--data", data, "--param", "status=purple"},
       "request.bad_parameter"},
      {{"report", "run", "repair_status", "--data", data, "--tenant", "Bad Name"},
       "tenant.bad_name"},
      {{"report", "run", "repair_status", "--data", data, "--log", "paper:x"}, "cli.bad_log"},
      {{"report", "run", "repair_status", "--server", "nonsense"}, "cli.bad_server"},
      {{"replay", "rebuild"}, "--data"},
      {{"replay", "rebuild", "--data", data, "--as-of", "1"}, "--as-of"},
      {{"projection", "list"}, "--data DIR or --server URL"},
      {{"log", "info"}, "which log?"},
      {{"log", "info", "embedded:"}, "cli.bad_log"},
      {{"log", "info", "kafka:nonsense"}, "[log.address]"},
      {{"log", "under-key", "embedded:" + data}, "under which key? --log-key FILE"},
      {{"log", "copy", "--from", "embedded:" + data}, "--to"},
      {{"log", "copy", "--from", "embedded:" + data, "--to", "embedded:" + data}, "the same log"},
      {{"import", csv, "--data", data}, "--mapping"},
      {{"import", "--mapping", mapping, "--data", data}, "file"},
      {{"import", csv, "--mapping", mapping}, "--data"},
      {{"import", csv, "--mapping", mapping, "--data", data, "--tenant", "Bad Name"},
       "tenant.bad_name"},
      {{"serve"}, "--data"},
      {{"serve", "--data", data, "--listen", "nonsense"}, "HOST:PORT"},
      {{"serve", "--data", data, "--listen", "127.0.0.1:99999"}, "HOST:PORT"},
      {{"serve", "--data", data, "--log", "kafka:"}, "[log.address]"},
      {{"serve", "--data", data, "--log-level", "loud"}, "--log-level"},
      {{"serve", "--data", data, "--tenant", "Bad Name"}, "tenant.bad_name"},
      {{"command"}, "command --help"},
      {{"command", "clasify_severity"}, "did you mean: classify_severity?"},
      {{"command", "classify_severity", "--severty", "minor"}, "did you mean: --severity?"},
      {{"command", "classify_severity", "--body", "nonsense", "--order", "W", "--dry-run"},
       "request.bad_json"}};
  for (const Case& one : cases) {
    const Ended ended = kintsugi(one.line);
    EXPECT_EQ(ended.code, 2) << joined(one.line) << ended.err;
    EXPECT_EQ(ended.out, "") << joined(one.line);
    EXPECT_NE(ended.err.find(one.says), std::string::npos) << joined(one.line) << ended.err;
  }
}

TEST_F(CliTest, LookingAtAFilePrintsAMappingThatTheImportTakes) {
  const Ended look = kintsugi({"import", "--look", company.csv});
  EXPECT_EQ(look.code, 0) << look.err;
  EXPECT_EQ(look.out.substr(0, 16), "# A proposal for");
  EXPECT_NE(look.out.find("[[activity]]"), std::string::npos);
  const Ended json = kintsugi({"import", "--look", company.csv, "--json"});
  EXPECT_EQ(json.json()["mapping"], look.out);
  EXPECT_FALSE(json.json()["unsure"].empty());
  const std::string mapping = scratch->path() + "/proposed.toml";
  std::ofstream(mapping) << look.out;
  const Ended imported_so = kintsugi({"import", company.csv, "--mapping", mapping, "--data",
                                      scratch->path() + "/proposed", "--json"});
  EXPECT_EQ(imported_so.code, 0) << imported_so.err << look.out;
}

// Whoever leaves --tenant out means the only company there is; where there are more they are named.
TEST_F(CliTest, TheCompanyIsFoundWhereThereIsOne) {
  const std::string one = scratch->path() + "/one";
  const Arguments into = {"import", company.csv, "--mapping", company.mapping, "--data", one};
  Arguments named = into;
  named.insert(named.end(), {"--tenant", "acme"});
  ASSERT_EQ(kintsugi(named).code, 0);
  const Arguments report = {"report", "run", "repair_status", "--data", one, "--format", "csv"};
  const Ended found = kintsugi(report);
  EXPECT_EQ(found.code, 0) << found.err;
  EXPECT_EQ(kintsugi({"projection", "list", "--data", one}).code, 0);
  const Ended again = kintsugi(into);  // the same file again: into the same company
  EXPECT_NE(again.out.find("commits       0"), std::string::npos) << again.err << again.out;
  named.back() = "other";
  ASSERT_EQ(kintsugi(named).code, 0);
  for (const Arguments& line :
       {report, into, Arguments{"projection", "list", "--data", one},
        Arguments{"replay", "rebuild", "--data", one}, Arguments{"serve", "--data", one}}) {
    const Ended ended = kintsugi(line);
    EXPECT_EQ(ended.code, 2) << joined(line);
    EXPECT_NE(ended.err.find("there are: acme, other (--tenant NAME)"), std::string::npos)
        << ended.err;
  }
}

TEST_F(CliTest, WhatIsNotThereIsThree) {
  const std::string nowhere = scratch->path() + "/nowhere";
  for (const Arguments& line :
       {Arguments{"report", "run", "repair_status", "--data", nowhere},
        {"report", "run", "no_such_report", "--data", data},
        {"report", "run", "repair_status", "--data", data, "--tenant", "nobody"},
        {"replay", "rebuild", "--data", nowhere},
        {"replay", "rebuild", "--data", data, "--projection", "no_such"},
        {"replay", "rebuild", "--data", data, "--tenant", "nobody"},
        {"projection", "list", "--data", nowhere},
        {"projection", "list", "--data", data, "--tenant", "nobody"},
        {"log", "info", "embedded:" + nowhere},
        {"log", "info", "--data", nowhere},
        {"log", "copy", "--from", "embedded:" + nowhere, "--to", "embedded:" + nowhere + "2"},
        {"import", nowhere, "--mapping", company.mapping, "--data", data},
        {"import", company.csv, "--mapping", nowhere, "--data", data}}) {
    const Ended ended = kintsugi(line);
    EXPECT_EQ(ended.code, 3) << joined(line) << ended.err;
    EXPECT_EQ(ended.out, "") << joined(line);
    EXPECT_FALSE(ended.err.empty()) << joined(line);
  }
  EXPECT_FALSE(std::filesystem::exists(nowhere)) << "looking makes nothing";
  EXPECT_FALSE(std::filesystem::exists(nowhere + "2"));
}

// An embedded log under a key: its copy of before is served no more without it; and files of keys
// and of Kafka settings that are no good are named, what stands in them is not.
TEST_F(CliTest, ALogGoesUnderAKey) {
  const std::string copy = scratch->path() + "/keyed", key = scratch->path() + "/log.key";
  const auto write = [&](const std::string& text, std::filesystem::perms perms) {
    std::ofstream(key) << text;
    std::filesystem::permissions(key, perms);
  };
  constexpr auto mine = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;
  const Arguments made = {"log", "copy", "--from", "embedded:" + data, "--to", "embedded:" + copy};
  ASSERT_EQ(kintsugi(made).code, 0);
  const Arguments under = {"log", "under-key", "embedded:" + copy, "--log-key", key, "--json"};
  EXPECT_EQ(kintsugi(under).code, 3);
  for (const auto& [text, perms, says] :
       {std::tuple(std::string(64, 'a'), mine | std::filesystem::perms::others_read, "chmod o="),
        std::tuple(std::string("secret words"), mine, "line 1: a key is"),
        std::tuple(std::string("# nothing"), mine, "no key")}) {
    write(text, perms);
    const Ended ended = kintsugi(under);
    EXPECT_EQ(ended.code, 1) << ended.err;
    EXPECT_NE(ended.err.find(says), std::string::npos) << ended.err;
    EXPECT_NE(ended.err.find(key), std::string::npos) << ended.err;
    EXPECT_EQ(ended.err.find("secret words"), std::string::npos) << ended.err;
  }
  write(std::string(64, 'a'), mine);
  const Ended done = kintsugi(under);
  ASSERT_EQ(done.code, 0) << done.err;
  ASSERT_EQ(done.json()["keys"].size(), 1u);
  EXPECT_EQ(kintsugi(under).json(), done.json()) << "once is enough";
  const Arguments list = {"projection", "list", "--data", copy, "--json"};
  const Ended without = kintsugi(list);
  EXPECT_EQ(without.code, 0) << without.err;
  EXPECT_NE(without.err.find("cannot tell what counts"), std::string::npos) << without.err;
  Arguments keyed = list;
  keyed.insert(keyed.end(), {"--log-key", key});
  const Ended with = kintsugi(keyed);
  EXPECT_EQ(with.code, 0) << with.err;
  EXPECT_EQ(with.json()["projections"], without.json()["projections"]) << "nobody forged anything";
}

TEST_F(CliTest, KafkaSettingsOfAFileAreThoseThatOpenTheDoor) {
  const std::string file = scratch->path() + "/kafka.conf";
  std::ofstream(file) << "security.protocol=sasl_ssl\nacks=secret\n";
  std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  const Ended ended =
      kintsugi({"log", "info", "kafka:127.0.0.1:1/t", "--kafka-config", file});
  EXPECT_EQ(ended.code, 1) << ended.err;
  EXPECT_NE(ended.err.find("line 2: acks is not for this file"), std::string::npos) << ended.err;
  EXPECT_EQ(ended.err.find("secret"), std::string::npos) << ended.err;
}

TEST_F(CliTest, AnImportTellsItsSummary) {
  const Json summary = imported.json();
  for (const char* key : {"cases", "events", "mapped", "kept_as_fact", "commits", "seconds"})
    EXPECT_TRUE(summary.contains(key)) << key << imported.out;
  EXPECT_EQ(summary["events"], 4);
  EXPECT_EQ(summary["mapped"], 4) << "the documentation's example is brought in whole";
  EXPECT_EQ(imported.err, "");
}

TEST_F(CliTest, AnImportThatCannotBeChangesNothing) {
  const std::string broken = scratch->path() + "/broken.csv";
  std::ofstream(broken) << read(company.csv) << "4712;opened;31/02/2012 14:50;Rossi;P1;\n";
  const Ended before = kintsugi({"log", "info", "--data", data, "--json"});
  const Ended ended =
      kintsugi({"import", broken, "--mapping", company.mapping, "--data", data, "--json"});
  EXPECT_EQ(ended.code, 1) << ended.err;
  EXPECT_EQ(ended.out, "");
  EXPECT_NE(ended.err.find("broken.csv:6:"), std::string::npos) << ended.err;
  const std::string fresh = scratch->path() + "/fresh";
  EXPECT_EQ(kintsugi({"import", broken, "--mapping", company.mapping, "--data", fresh}).code, 1);
  EXPECT_FALSE(std::filesystem::exists(fresh)) << "not even a directory";
  const std::string typo = scratch->path() + "/typo.toml";
  std::ofstream(typo) << read(company.mapping) << "\n[oder]\nid = \"x\"\n";
  const Ended mapping = kintsugi({"import", company.csv, "--mapping", typo, "--data", data});
  EXPECT_EQ(mapping.code, 1) << mapping.err;
  EXPECT_NE(mapping.err.find("oder"), std::string::npos) << mapping.err;
  const std::string other = scratch->path() + "/other.toml";
  std::string changed = read(company.mapping);
  changed.replace(changed.find("do = [\"report\"]"), 15, "do = [\"start\"]");
  std::ofstream(other) << changed;
  const Ended twice = kintsugi({"import", company.csv, "--mapping", other, "--data", data});
  EXPECT_EQ(twice.code, 4) << "with another mapping: " << twice.err;
  const Ended again =
      kintsugi({"import", company.csv, "--mapping", company.mapping, "--data", data, "--json"});
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.json()["commits"], 0) << "the same file adds nothing";
  EXPECT_EQ(kintsugi({"log", "info", "--data", data, "--json"}).json()["records"],
            before.json()["records"]);
}

TEST_F(CliTest, TablesAreTheSameLiveAndRebuilt) {
  const Ended live = kintsugi({"projection", "list", "--data", data, "--json"});
  const Ended rebuilt = kintsugi({"replay", "rebuild", "--data", data, "--json"});
  ASSERT_EQ(live.code, 0) << live.err;
  ASSERT_EQ(rebuilt.code, 0) << rebuilt.err;
  EXPECT_EQ(keys_of(live.json()), std::set<std::string>{"projections"});
  EXPECT_EQ(keys_of(rebuilt.json()), (std::set<std::string>{"projections", "commits", "seconds"}));
  EXPECT_EQ(live.json()["projections"], rebuilt.json()["projections"]);
  const Json tables = live.json()["projections"];
  for (const Json& one : tables) {
    for (const char* key : {"name", "version", "position", "rows", "digest"})
      EXPECT_TRUE(one.contains(key)) << key;
  }
  const Ended alone =
      kintsugi({"replay", "rebuild", "--projection", "orders", "--data=" + data, "--json"});
  ASSERT_EQ(alone.json()["projections"].size(), 1u) << alone.err;
  EXPECT_EQ(alone.json()["projections"][0]["name"], "orders");
  const Ended table = kintsugi({"projection", "list", "--data", data});
  EXPECT_EQ(table.code, 0);
  EXPECT_EQ(table.out.rfind("projection", 0), 0u) << table.out;
}

// A company's data are its own.
TEST_F(CliTest, NobodyElseOfTheMachineReadsTheData) {
  using std::filesystem::perms;
  constexpr perms others = perms::group_all | perms::others_all;
  int files = 0;
  EXPECT_EQ(std::filesystem::status(data).permissions() & others, perms::none);
  for (const auto& one : std::filesystem::recursive_directory_iterator(data)) {
    EXPECT_EQ(one.status().permissions() & others, perms::none) << one.path();
    ++files;
  }
  EXPECT_GT(files, 10);
}

TEST_F(CliTest, TheDoctorLooksAtEverythingAndNamesWhatMends) {
  const std::string ill = scratch->path() + "/ill";
  std::filesystem::copy(data, ill, std::filesystem::copy_options::recursive);
  std::filesystem::permissions(ill, std::filesystem::perms::owner_all);
  const Ended well = kintsugi({"doctor", "--data", ill, "--json"});
  EXPECT_EQ(well.code, 0) << well.out << well.err;
  EXPECT_GE(well.json()["checks"].size(), 5u) << well.out;
  std::string orders;
  for (const auto& one : std::filesystem::directory_iterator(ill + "/tenants/main"))
    if (one.path().filename().string().rfind("orders-v", 0) == 0) orders = one.path();
  ASSERT_FALSE(orders.empty());
  std::ofstream(orders + "/DAMAGED") << "a block does not match\n";
  std::filesystem::permissions(ill, std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  const Ended told = kintsugi({"doctor", "--data", ill});
  EXPECT_EQ(told.code, 5) << told.out;
  for (const char* text : {"FAIL  ", "projection.damaged  a block does not match",
                           "mend: start the node again: kintsugi serve --data",
                           "data.open_to_others", "mend: chmod -R o-rwx"})
    EXPECT_NE(told.out.find(text), std::string::npos) << text << "\n" << told.out;
  const std::string log = "embedded:" + ill + "/log";
  EXPECT_NE(kintsugi({"doctor", "--data", ill, "--log", log}).out.find(ill + " --log " + log),
            std::string::npos)
      << "another log would be served";
  EXPECT_EQ(kintsugi({"doctor", "--data", ill + "/none"}).code, 3);
  EXPECT_EQ(kintsugi({"doctor"}).code, 2);
}

TEST_F(CliTest, TheLogIsShownAndCopied) {
  const Ended info = kintsugi({"log", "info", "embedded:" + data, "--json"});
  ASSERT_EQ(info.code, 0) << info.err;
  EXPECT_EQ(keys_of(info.json()),
            (std::set<std::string>{"log", "first", "end", "records", "bytes", "first_recorded",
                                   "last_recorded", "under_key"}));
  for (const Arguments& line : {Arguments{"log", "info", "--data", data, "--json"},
                                {"log", "info", "--log", "embedded:" + data, "--json"},
                                {"log", "info", "--from", "embedded:" + data, "--json"}})
    EXPECT_EQ(kintsugi(line).out, info.out) << joined(line);
  const std::string copy = scratch->path() + "/copy";
  const Arguments line = {"log", "copy",   "--from",           "embedded:" + data,
                          "--to", "embedded:" + copy, "--json"};
  const Ended copied = kintsugi(line);
  ASSERT_EQ(copied.code, 0) << copied.err;
  EXPECT_EQ(keys_of(copied.json()), (std::set<std::string>{"from", "to", "already_there", "copied",
                                                           "bytes", "end"}));
  EXPECT_EQ(copied.json()["copied"], info.json()["records"]);
  EXPECT_EQ(kintsugi(line).json()["copied"], 0) << "again: nothing is left to do";
  EXPECT_EQ(kintsugi({"projection", "list", "--data", copy, "--json"}).json(),
            kintsugi({"projection", "list", "--data", data, "--json"}).json());
  // What is called log is the log, also before it is there.
  const std::string named = scratch->path() + "/named/log";
  const Ended as_named = kintsugi({"log", "copy", "--from", "embedded:" + data + "/log", "--to",
                                   "embedded:" + named, "--json"});
  ASSERT_EQ(as_named.code, 0) << as_named.err;
  EXPECT_EQ(as_named.json()["copied"], info.json()["records"]);
  EXPECT_FALSE(std::filesystem::exists(named + "/log"));
  EXPECT_EQ(
      kintsugi({"log", "info", "--data", scratch->path() + "/named", "--json"}).json()["records"],
      info.json()["records"]);
  // A log that holds something else is not written over.
  const std::string other = scratch->path() + "/other";
  ASSERT_EQ(kintsugi({"import", company.csv, "--mapping", company.mapping, "--data", other,
                      "--tenant", "elsewhere"})
                .code,
            0);
  const Ended differs =
      kintsugi({"log", "copy", "--from", "embedded:" + data, "--to", "embedded:" + other});
  EXPECT_EQ(differs.code, 4) << differs.err;
}

TEST_F(CliTest, ReportsComeInEveryFormat) {
  const Ended list = kintsugi({"report", "list", "--json"});
  ASSERT_EQ(list.code, 0) << list.err;
  const Json reports = list.json()["items"];
  ASSERT_GE(reports.size(), 13u);
  for (const Json& report : reports) {
    const std::string id = report["id"];
    for (const char* format : {"table", "csv", "csv:data", "json", "ndjson"}) {
      const Ended ended = kintsugi({"report", "run", id, "--format", format, "--data", data});
      EXPECT_EQ(ended.code, 0) << id << " " << format << ended.err;
      EXPECT_FALSE(ended.out.empty() && std::string(format) != "ndjson") << id << " " << format;
      EXPECT_EQ(ended.err, "") << id << " " << format;
      if (std::string(format) == "json") {
        EXPECT_TRUE(ended.json().is_object()) << id << ended.out;
      }
    }
    const Ended by_name =
        kintsugi({"report", "run", report["name"]["zh"], "--format", "json", "--data", data});
    EXPECT_EQ(by_name.out, kintsugi({"report", "run", id, "--json", "--data", data}).out) << id;
  }
}

TEST_F(CliTest, TheSameMomentGivesTheSameOctets) {
  const auto run = [&](const std::string& as_of) {
    return kintsugi({"report", "run", "repair_status", "--as-of", as_of, "--format", "csv:data",
                     "--data", data});
  };
  const Ended day = run("2012-10-09");
  ASSERT_EQ(day.code, 0) << day.err;
  EXPECT_EQ(run("2012-10-09").out, day.out);
  EXPECT_EQ(run("2012-10-09T23:59:59.999+08:00").out, day.out);
  EXPECT_NE(run("latest").out, day.out);
  const Ended now =
      kintsugi({"report", "run", "repair_status", "--format", "csv:data", "--data", data});
  EXPECT_EQ(run("latest").out, now.out);
  const std::string file = scratch->path() + "/report.csv";
  const Ended written = kintsugi({"report", "run", "repair_status", "--as-of", "2012-10-09",
                                  "--format", "csv:data", "-o", file, "--data", data});
  EXPECT_EQ(written.code, 0) << written.err;
  EXPECT_EQ(written.out, "");
  EXPECT_EQ(read(file), day.out);
  const Ended nowhere = kintsugi({"report", "run", "repair_status", "--data", data, "-o",
                                  scratch->path() + "/no/such/folder/x"});
  EXPECT_EQ(nowhere.code, 1) << nowhere.err;
  EXPECT_NE(nowhere.err.find("/x: No such file or directory"), std::string::npos) << nowhere.err;
  EXPECT_NE(nowhere.err.find("try: name a directory"), std::string::npos) << nowhere.err;
}

TEST_F(CliTest, CommandsCanBeLookedAtFirst) {
  const Ended dry = kintsugi({"command", "classify_severity", "--order", "WO-1", "--severity",
                              "major", "--dry-run"});
  ASSERT_EQ(dry.code, 0) << dry.err;
  EXPECT_EQ(dry.out, "POST /v1/work_orders/classify_severity\n"
                     "{\"order\":\"WO-1\",\"severity\":\"major\"}\n");
  const Ended nobody = kintsugi({"command", "classify_severity", "--order", "W", "--data", data});
  EXPECT_EQ(nobody.code, 6) << "no node runs: " << nobody.err;
  const Ended octets = kintsugi({"command", "classify_severity", "--order", "\xff", "--dry-run"});
  EXPECT_EQ(octets.code, 2) << octets.err;
  EXPECT_NE(octets.err.find("is not UTF-8 (at /order) [request.bad_text]"), std::string::npos)
      << octets.err;
}

}  // namespace
}  // namespace kintsugi::tests
