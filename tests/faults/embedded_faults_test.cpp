// Faults of disks under the real binary with its own log: each is named with its place and what is
// to be done, nothing is half-applied, and it works once that is done.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/events/log/scratch_dir.h"
#include "tests/faults/damage.h"
#include "tests/faults/load.h"
#include "tests/faults/truth.h"

namespace kintsugi::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
constexpr std::chrono::seconds patience{30};
constexpr int verification_failed = 5;  // exit codes
constexpr int unreachable = 6;

// The demo company with some live commands, made once, copied for each test.
struct EmbeddedFaults : testing::Test {
  static std::unique_ptr<ScratchDir> made;
  static People people;
  static Load::Acknowledged told;

  static void SetUpTestSuite() {
    made = std::make_unique<ScratchDir>();
    const std::string directory = made->path() + "/whole";
    auto node = ServingNode::start({.directory = directory});
    ASSERT_NE(node, nullptr);
    people = People::of_demo_company(*node);
    Load load(people);
    load.start(node->url(), patience);
    ASSERT_TRUE(load.wait_for_answers(300, patience));
    load.stop();
    node->stop();
    told = load.acknowledged();
  }
  static void TearDownTestSuite() { made.reset(); }

  void SetUp() override {
    ASSERT_TRUE(people.complete());
    copy_tree(made->path() + "/whole", dir());
  }
  void TearDown() override { fs::remove_all(dir()); }

  static std::string dir() { return made->path() + "/hurt"; }
  static std::string whole() { return made->path() + "/whole"; }
  // The directory of a read model's tables below DIR/tenants or DIR/checkpoints, whatever its
  // version.
  static std::string tables(const std::string& name, const std::string& below = "tenants") {
    for (const auto& entry : fs::directory_iterator(dir() + "/" + below + "/demo")) {
      if (entry.path().filename().string().starts_with(name + "-v")) return entry.path().string();
    }
    ADD_FAILURE() << "there are no tables of " << name;
    return dir() + "/none";
  }

  // What was answered before the fault and after it; the same commands got the same answers.
  static Load::Acknowledged told_with(const Load& load) {
    Load::Acknowledged all = told;
    for (const auto& [id, position] : load.acknowledged())
      EXPECT_EQ(all.emplace(id, position).first->second, position) << id;
    return all;
  }
  static void expect_works() {
    auto node = ServingNode::start({.directory = dir()});
    ASSERT_NE(node, nullptr);
    Load load(people);
    load.start(node->url(), patience);  // under keys that are known: the same answers again
    ASSERT_TRUE(load.wait_for_answers(50, patience));
    load.stop();
    node->stop();
    for (const std::string& complaint : load.complaints()) ADD_FAILURE() << complaint;
    expect_the_log_says_the_same(dir(), "embedded", told_with(load));
  }
  static void expect_serve_ends(int code, const std::vector<std::string>& said) {
    const auto node = ServingNode::begin({.directory = dir()});
    EXPECT_EQ(node->wait(patience), code) << node->err();
    for (const std::string& words : said) EXPECT_THAT(node->err(), HasSubstr(words));
    EXPECT_EQ(node->out(), "");
  }
  // A start that mends something and says so.
  static void expect_mended(const std::vector<std::string>& said) {
    auto node = ServingNode::start({.directory = dir()});
    ASSERT_NE(node, nullptr);
    for (const std::string& words : said)
      EXPECT_TRUE(node->process().wait_for_text(words, patience)) << node->process().err();
    node->stop();
    expect_works();
  }
};
std::unique_ptr<ScratchDir> EmbeddedFaults::made;
People EmbeddedFaults::people;
Load::Acknowledged EmbeddedFaults::told;

TEST_F(EmbeddedFaults, TablesOfAnEarlierVersionGo) {
  fs::create_directories(dir() + "/streams-v1");
  std::ofstream(dir() + "/streams-v1/000005.sst") << "rows";
  expect_works();
  EXPECT_FALSE(fs::exists(dir() + "/streams-v1"));
  EXPECT_TRUE(fs::exists(dir() + "/streams-v5"));
}

TEST_F(EmbeddedFaults, ATornLastRecordWasNeverAcknowledgedAndGoes) {
  const auto logs = files_with(dir() + "/log", ".log");
  ASSERT_FALSE(logs.empty());
  // Checksum, length (0x0100) and type of a whole record, of which a fifth has reached the file.
  std::ofstream(logs.back(), std::ios::binary | std::ios::app)
      << std::string("\x12\x34\x56\x78\x00\x01\x01", 7) << std::string(50, 'x');
  expect_works();
}

TEST_F(EmbeddedFaults, AnAcknowledgedRecordThatIsCutOffIsMissedByTheTables) {
  const auto logs = files_with(dir() + "/log", ".log");
  ASSERT_FALSE(logs.empty());
  fs::resize_file(logs.back(), fs::file_size(logs.back()) - 10);
  expect_serve_ends(verification_failed,
                    {"log.behind", dir() + "/log", dir() + "/streams-v5", "Restore the log"});
  // The log as it is, without what was cut off.
  for (const char* part : {"streams-v5", "tenants", "checkpoints"})
    fs::remove_all(dir() + "/" + part);
  auto node = ServingNode::start({.directory = dir()});
  ASSERT_NE(node, nullptr);
  node->stop();
  expect_the_log_says_the_same(dir(), "embedded", {});
}

TEST_F(EmbeddedFaults, ADamagedRecordInTheMiddleIsNamedAndTheLogIsCopiedBack) {
  const auto logs = files_with(dir() + "/log", ".log");
  ASSERT_FALSE(logs.empty());
  const auto middle = fs::file_size(logs.back()) / 2;
  flip_octets(logs.back(), middle, middle + 1, 1);
  const std::vector<std::string> said{"log.corrupt", "after position ", "before position ",
                                      logs.back().string(), "kintsugi log copy"};
  expect_serve_ends(verification_failed, said);
  const Ended info = kintsugi({"log", "info", "--data", dir()});
  EXPECT_EQ(info.code, verification_failed);
  for (const std::string& words : said) EXPECT_THAT(info.err, HasSubstr(words));
  EXPECT_THAT(info.err, testing::Not(HasSubstr("replay rebuild")));  // it would not help
  fs::rename(dir() + "/log", dir() + "/log.damaged");
  const Ended copied =
      kintsugi({"log", "copy", "--from", "embedded:" + whole(), "--to", "embedded:" + dir()});
  EXPECT_EQ(copied.code, 0) << copied.err;
  expect_works();
}

TEST_F(EmbeddedFaults, ADamagedBlockInTheMiddleIsFoundByWhoeverReadsIt) {
  const auto tables = files_with(dir() + "/log", ".sst");
  ASSERT_FALSE(tables.empty());
  const auto middle = fs::file_size(tables.front()) / 2;
  flip_octets(tables.front(), middle, middle + 1, 1);
  const Json before = live_tables(dir(), "embedded");
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"replay", "rebuild", "--tenant", "demo", "--data", dir()},
           {"log", "info", "--data", dir()},
           {"log", "copy", "--from", "embedded:" + dir(), "--to", "embedded:" + dir() + "/copy"}}) {
    const Ended read = kintsugi(arguments);
    EXPECT_EQ(read.code, verification_failed) << arguments[1];
    EXPECT_EQ(read.out, "");
    for (const std::string& words : {std::string("log.corrupt"), std::string("position "),
                                     dir() + "/log", std::string("kintsugi log copy")})
      EXPECT_THAT(read.err, HasSubstr(words)) << arguments[1];
  }
  EXPECT_EQ(live_tables(dir(), "embedded"), before) << "a rebuild that failed took something away";
  fs::remove_all(dir() + "/copy");
  fs::rename(dir() + "/log", dir() + "/log.damaged");
  const Ended copied =
      kintsugi({"log", "copy", "--from", "embedded:" + whole(), "--to", "embedded:" + dir()});
  EXPECT_EQ(copied.code, 0) << copied.err;
  expect_works();
}

// A node that serves meets it only where somebody asks: from then on everybody hears of it.
TEST_F(EmbeddedFaults, ADamagedBlockIsToldByANodeWithItsPosition) {
  const auto pages = files_with(dir() + "/log", ".sst");
  ASSERT_FALSE(pages.empty());
  const auto middle = fs::file_size(pages.front()) / 2;
  flip_octets(pages.front(), middle, middle + 1, 1);
  auto node = ServingNode::start({.directory = dir()});
  ASSERT_NE(node, nullptr);
  const std::string auditor = people.token("5001");
  const Json last = node->get("/v1/log/position", auditor);
  std::string unreadable;
  const std::int64_t end = std::stoll(last.value("position", "0"));
  for (std::int64_t at = 0; at < end && unreadable.empty(); at += 20) {
    const Json commit = node->get("/v1/audit/commits/" + std::to_string(at), auditor);
    if (commit.value("http_status", 0) == 500) unreadable = std::to_string(at);
  }
  ASSERT_FALSE(unreadable.empty()) << last;
  const std::string where = "position " + unreadable;
  EXPECT_TRUE(node->process().wait_for_text("log.corrupt", patience));
  EXPECT_THAT(node->process().err(), HasSubstr(where));
  EXPECT_THAT(node->readiness().dump(), testing::AllOf(HasSubstr("not_ready"), HasSubstr(where)));
  const Json stepped = node->get("/v1/log/position?position=" + unreadable, auditor);
  EXPECT_EQ(stepped.value("http_status", 0), 500) << "not stepped over: " << stepped;
  EXPECT_EQ(stepped.value("code", ""), "log.corrupt");
  const Ended doctor = kintsugi({"doctor", "--data", dir()});
  EXPECT_EQ(doctor.code, verification_failed) << doctor.out;
  EXPECT_THAT(doctor.out, testing::AllOf(HasSubstr(where), HasSubstr("mend: kintsugi log copy")));
  node->stop();
  const Ended alone = kintsugi({"doctor", "--data", dir()});
  EXPECT_EQ(alone.code, verification_failed) << alone.out;
  EXPECT_THAT(alone.out,
              testing::AllOf(HasSubstr("position "), HasSubstr("mend: kintsugi log copy")));
}

TEST_F(EmbeddedFaults, DeletedTablesAreMadeAnew) {
  fs::remove_all(tables("orders"));
  fs::remove_all(tables("audit"));
  expect_works();
  fs::remove_all(dir() + "/streams-v5");
  expect_works();
  fs::remove_all(dir() + "/tenants");
  fs::remove_all(dir() + "/checkpoints");
  fs::remove_all(dir() + "/streams-v5");
  expect_works();
}

TEST_F(EmbeddedFaults, TablesThatCannotBeOpenedAreMadeAnew) {
  const std::string orders = tables("orders"), wages = tables("wages"),
                    streams = dir() + "/streams-v5";
  for (const std::string& part : {orders, wages, streams})
    overwrite(part + "/CURRENT", "nothing that is known\n");
  expect_mended({orders + " are damaged", wages + " are damaged", streams + " are damaged",
                 "made anew from the log"});
}

TEST_F(EmbeddedFaults, TablesWithDamagedRowsAreNamedAndMadeAnewByTheNextStart) {
  damage_rows(tables("audit"));
  {
    auto node = ServingNode::start({.directory = dir(), .ready = false});
    ASSERT_NE(node, nullptr);
    node->get("/v1/projections?digest=true", people.token("5001"));  // reads all rows
    EXPECT_THAT(node->get("/v1/projections?digest=true", people.token("5001")).dump(),
                HasSubstr("projection.damaged"));
    EXPECT_TRUE(node->process().wait_for_text(tables("audit") + " are damaged", patience))
        << node->process().err();
    // And whoever asks how it is hears of it, with what mends it.
    const std::string ready = node->readiness().dump();
    EXPECT_THAT(ready, HasSubstr("not_ready"));
    EXPECT_THAT(ready, HasSubstr("\"state\":\"damaged\""));
    EXPECT_THAT(ready, HasSubstr(tables("audit") + " are damaged"));
    EXPECT_THAT(node->get("/v1/projections", people.token("5001")).dump(),
                HasSubstr("\"state\":\"damaged\""));
    httplib::Client client(node->url());
    const auto metrics = client.Get("/metrics");
    ASSERT_TRUE(metrics);
    EXPECT_THAT(metrics->body, HasSubstr("kintsugi_projection_live{projection=\"demo/audit\"} 0"));
    EXPECT_THAT(metrics->body, testing::ContainsRegex("kintsugi_damage_met [1-9]"));
    const Ended doctor = kintsugi({"doctor", "--data", dir()});
    EXPECT_EQ(doctor.code, verification_failed) << doctor.out;
    EXPECT_THAT(doctor.out, HasSubstr("mend: start the node again"));
    node->stop();
  }
  expect_mended({tables("audit") + " are damaged", "made anew from the log"});
}

TEST_F(EmbeddedFaults, DamagedRowsOfTheStreamsAreMadeAnew) {
  damage_rows(dir() + "/streams-v5");
  expect_mended({dir() + "/streams-v5 are damaged", "made anew from the log"});
}

TEST_F(EmbeddedFaults, RowsOfTheStreamsThatBreakUnderANodeAreNamedAndTheNextStartMendsThem) {
  auto node = ServingNode::start({.directory = dir()});
  ASSERT_NE(node, nullptr);
  const Json orders = node->get("/v1/orders?limit=500", people.token("5001"));
  ASSERT_TRUE(orders.contains("items")) << orders;
  for (const fs::path& table : files_with(dir() + "/streams-v5", ".sst"))
    flip_octets(table, 100, fs::file_size(table) / 10 * 9, 500);
  httplib::Client client(node->url());
  // Commands on orders of which nothing was read since the start, until one meets the damage.
  std::string code;
  for (const Json& row : orders["items"]) {
    const std::string order = row.value("id", "");
    const auto answer = client.Post(
        "/v1/work_orders/classify_severity",
        {{"Authorization", "Bearer " + people.token("1001")},
         {"Idempotency-Key", "\"after-" + order + "\""}},
        Json{{"order", order}, {"severity", "major"}, {"reason", "x"}}.dump(), "application/json");
    ASSERT_TRUE(answer);
    code = answer->status == 500 ? Json::parse(answer->body).value("code", "") : "";
    if (code.empty()) continue;
    EXPECT_THAT(answer->body, Not(HasSubstr(dir()))) << "where it lies is told to administrators";
    break;
  }
  EXPECT_EQ(code, "projection.damaged");
  // What is said on stderr may come after the answer.
  EXPECT_TRUE(node->process().wait_for_text(dir() + "/streams-v5 are damaged", patience))
      << node->process().err();
  node->stop();
  expect_mended({dir() + "/streams-v5 are damaged", "made anew from the log"});
}

TEST_F(EmbeddedFaults, ADamagedCheckpointGoesAndThePastIsTheSame) {
  const auto past = [&](const std::string& position) {
    auto node = ServingNode::start({.directory = dir()});
    Json rows;
    for (int i = 0; i < 2 && node; ++i) {  // damage may show only while the first answer is written
      rows = node->get("/v1/orders?limit=500&as_of=" + position, people.token("5001"));
      if (rows.value("http_status", 0) == 200) break;
      EXPECT_EQ(rows.value("code", ""), "projection.damaged") << rows;
      EXPECT_THAT(rows.dump(), HasSubstr("/checkpoints/demo/orders-v"));
    }
    if (node) node->stop();
    EXPECT_EQ(rows.value("http_status", 0), 200) << rows;
    return rows;
  };
  std::vector<fs::path> checkpoints;
  for (const auto& entry : fs::directory_iterator(tables("orders", "checkpoints")))
    checkpoints.push_back(entry.path());
  ASSERT_GT(checkpoints.size(), 2u);
  std::sort(checkpoints.begin(), checkpoints.end());
  const fs::path hurt = checkpoints[checkpoints.size() / 2];
  const std::string position = std::to_string(std::stoll(hurt.filename().string()) + 10);
  const Json before = past(position);
  damage_rows(hurt);
  EXPECT_EQ(past(position)["items"], before["items"]);
  EXPECT_FALSE(fs::exists(hurt)) << "a checkpoint that cannot be read is still there";
  expect_works();
}

// With too little address space for all of it: refused by name, or served with some reads refused.
TEST_F(EmbeddedFaults, WithoutMemoryOrThreadsItSaysSoAndDoesNotBreak) {
  int served = 0, refused = 0;
  for (const int megabytes : {250, 400, 599, 600, 650, 700, 800, 1500}) {
    const auto node = ServingNode::begin(
        {.directory = dir(),
         .under = {"/usr/bin/prlimit", "--as=" + std::to_string(megabytes) + "000000"}});
    const std::string url = node->line_after("Kintsugi serves at ", patience);
    if (url.empty()) {
      ++refused;
      EXPECT_EQ(node->wait(patience), unreachable) << megabytes << " MB: " << node->err();
      continue;
    }
    ++served;
    httplib::Client client(url);
    client.set_read_timeout(std::chrono::seconds(30));
    for (int at = 1; at <= 12; ++at) {
      const auto answer = client.Get("/v1/orders?limit=5&as_of=" + std::to_string(at * 900),
                                     {{"Authorization", "Bearer " + people.token("5001")}});
      ASSERT_TRUE(answer) << megabytes << " MB: " << node->err();
      EXPECT_TRUE(answer->status == 200 || answer->status == 503) << answer->body;
    }
    node->send(SIGTERM);
    EXPECT_EQ(node->wait(patience), 0) << megabytes << " MB: " << node->err();
  }
  EXPECT_GT(served, 0);
  EXPECT_EQ(refused, 3) << "what is below the least that serving takes, and nothing else";
}

TEST_F(EmbeddedFaults, AFullDiskIsNamedAndNothingIsHalfApplied) {
  const std::string full = made->path() + "/full";
  const Environment shim{{"LD_PRELOAD", KINTSUGI_FULL_DISK},
                         {"KINTSUGI_TEST_FULL", full},
                         {"KINTSUGI_TEST_FULL_BELOW", dir()}};
  auto node = ServingNode::start({.directory = dir(), .environment = shim});
  ASSERT_NE(node, nullptr);
  Load load(people);
  load.start(node->url(), patience);
  // The log answers that it is full; the tables cannot be written either, so that the node ends:
  // where they had nothing to write just then, with the next ones.
  std::optional<int> ended;
  for (int times = 1; times <= 5 && !ended; ++times) {
    fs::remove(full);
    ASSERT_TRUE(load.wait_for_answers(200, patience));
    overwrite(full, "");
    ended = node->process().wait(patience / 3);
  }
  EXPECT_EQ(ended, unreachable) << node->process().err();
  load.stop();
  const std::string said = node->process().err();
  EXPECT_THAT(said, HasSubstr("log.disk_full"));
  EXPECT_THAT(said, HasSubstr("No space left on device"));
  EXPECT_THAT(said, HasSubstr(dir()));
  EXPECT_THAT(said, HasSubstr("free some and start again"));
  {
    const auto again = ServingNode::begin({.directory = dir(), .environment = shim});
    EXPECT_EQ(again->wait(patience), unreachable) << again->err();
    EXPECT_THAT(again->err(), HasSubstr("No space left on device"));
  }
  fs::remove(full);
  node = ServingNode::start({.directory = dir()});
  ASSERT_NE(node, nullptr);
  load.start(node->url(), patience);
  ASSERT_TRUE(load.wait_for_answers(50, patience));
  load.stop();
  node->stop();
  for (const std::string& complaint : load.complaints()) ADD_FAILURE() << complaint;
  expect_the_log_says_the_same(dir(), "embedded", told_with(load));
}

// Before the first write fails.
TEST_F(EmbeddedFaults, ADiskThatIsAlmostFullIsToldByReadiness) {
  const std::string full = made->path() + "/almost";
  auto node = ServingNode::start({.directory = dir(),
                                  .environment = {{"LD_PRELOAD", KINTSUGI_FULL_DISK},
                                                  {"KINTSUGI_TEST_ALMOST_FULL", full}}});
  ASSERT_NE(node, nullptr);
  const auto disk = [&]() -> Json {
    const Json ready = node->readiness();
    for (const Json& check : ready["checks"])
      if (check["name"] == "disk") return check;
    return {};
  };
  EXPECT_EQ(disk()["ok"], true) << node->readiness();
  overwrite(full, "");
  EXPECT_EQ(disk()["ok"], false) << node->readiness();
  EXPECT_EQ(disk()["code"], "log.disk_full");
  EXPECT_THAT(disk().value("why", ""), HasSubstr(dir()));
  httplib::Client client(node->url());
  const auto answer = client.Get("/readyz");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 503);
  fs::remove(full);
  EXPECT_EQ(disk()["ok"], true) << node->readiness();
  node->stop();
}

TEST_F(EmbeddedFaults, AFullLogGoesOnByItself) {
  const std::string full = made->path() + "/full";
  auto node = ServingNode::start({.directory = dir(),
                                  .environment = {{"LD_PRELOAD", KINTSUGI_FULL_DISK},
                                                  {"KINTSUGI_TEST_FULL", full},
                                                  {"KINTSUGI_TEST_FULL_BELOW", dir() + "/log/"}}});
  ASSERT_NE(node, nullptr);
  Load load(people);
  load.start(node->url(), patience);
  ASSERT_TRUE(load.wait_for_answers(200, patience));
  overwrite(full, "");
  EXPECT_TRUE(node->process().wait_for_text("log.disk_full", patience));
  fs::remove(full);
  EXPECT_TRUE(node->process().wait_for_text("takes writes again", patience))
      << node->process().err();
  EXPECT_TRUE(load.wait_for_answers(200, patience)) << node->process().err();
  load.stop();
  node->stop();
  for (const std::string& complaint : load.complaints()) ADD_FAILURE() << complaint;
  expect_the_log_says_the_same(dir(), "embedded", told_with(load));
}

}  // namespace
}  // namespace kintsugi::tests
