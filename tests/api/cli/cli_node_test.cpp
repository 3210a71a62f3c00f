// The command line while a node holds the directory: through the node, or a clear no.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "tests/api/cli/company_log.h"
#include "tests/events/log/scratch_dir.h"
#include "tests/faults/engine.h"

namespace kintsugi::tests {
namespace {

using Arguments = std::vector<std::string>;

struct CliNodeTest : testing::Test {
  static std::unique_ptr<ScratchDir> scratch;
  static std::unique_ptr<ServingNode> node;
  static std::string data, token_file;
  static CompanyLog company;
  static std::map<std::string, std::string> before;  // what the verbs said while nobody held it

  static void SetUpTestSuite() {
    scratch = std::make_unique<ScratchDir>();
    data = scratch->path() + "/data";
    token_file = scratch->path() + "/token";
    company = write_company_log(scratch->path());
    ASSERT_EQ(kintsugi({"import", company.csv, "--mapping", company.mapping, "--data", data,
                        "--tenant", "demo"})
                  .code,
              0);
    before["report"] = run_report({"--data", data}).out;
    before["difference"] = run_report({"--data", data, "--against", "3"}).out;
    before["projections"] = list_projections({"--data", data}).out;
    node = ServingNode::start({.directory = data, .demo = false});
    ASSERT_NE(node, nullptr);
    httplib::Client client(node->url());
    const Json person = {{"token", node->setup_token()},
                         {"operator", "admin"},
                         {"name", "管理员"},
                         {"password", "correct horse battery"}};
    const auto settled = client.Post("/v1/setup", person.dump(), "application/json");
    ASSERT_TRUE(settled && settled->status == 200) << (settled ? settled->body : "");
    const std::string cookie = settled->get_header_value("Set-Cookie");
    const auto made = client.Post("/v1/tokens", {{"Cookie", cookie.substr(0, cookie.find(';'))}},
                                  R"({"name":"cli"})", "application/json");
    ASSERT_TRUE(made && made->status == 201);
    std::ofstream(token_file) << Json::parse(made->body)["token"].get<std::string>() << "\n";
  }
  static void TearDownTestSuite() {
    if (node) node->stop();
    node.reset();
    scratch.reset();
  }

  static Ended run_report(Arguments more) {
    Arguments line = {"report", "run", "repair_status", "--as-of", "2012-10-10",
                      "--format", "csv", "--tenant", "demo"};
    line.insert(line.end(), more.begin(), more.end());
    return kintsugi(line);
  }
  static Ended list_projections(Arguments more) {
    Arguments line = {"projection", "list", "--json", "--tenant", "demo"};
    line.insert(line.end(), more.begin(), more.end());
    return kintsugi(line);
  }
  static Ended command(const std::string& name, Arguments more) {
    Arguments line = {"command", name, "--server", node->url(), "--token-file", token_file};
    line.insert(line.end(), more.begin(), more.end());
    return kintsugi(line);
  }
};
std::unique_ptr<ScratchDir> CliNodeTest::scratch;
std::unique_ptr<ServingNode> CliNodeTest::node;
std::string CliNodeTest::data, CliNodeTest::token_file;
CompanyLog CliNodeTest::company;
std::map<std::string, std::string> CliNodeTest::before;

TEST_F(CliNodeTest, ReadsGoThroughTheNode) {
  for (const Arguments& where :
       {Arguments{"--data", data}, {"--server", node->url(), "--token-file", token_file}}) {
    const Ended report = run_report(where);
    EXPECT_EQ(report.code, 0) << report.err;
    EXPECT_EQ(report.out, before["report"]) << "the same octets";
    EXPECT_EQ(report.err, "");
    Arguments compared = where;
    compared.insert(compared.end(), {"--against", "3"});
    EXPECT_EQ(run_report(compared).out, before["difference"]) << "the same octets";
    EXPECT_NE(before["difference"], before["report"]);
    EXPECT_FALSE(before["difference"].empty());
    const Ended tables = list_projections(where);
    EXPECT_EQ(tables.code, 0) << tables.err;
    const Json was = Json::parse(before["projections"])["projections"];
    const Json is = tables.json()["projections"];
    ASSERT_EQ(is.size(), was.size()) << tables.out;
    for (std::size_t i = 0; i < is.size(); ++i) {
      std::set<std::string> keys, known;
      for (const auto& [key, value] : is[i].items()) keys.insert(key);
      for (const auto& [key, value] : was[i].items()) known.insert(key);
      EXPECT_EQ(keys, known);
      EXPECT_EQ(is[i]["position"].type(), was[i]["position"].type());
    }
  }
}

TEST_F(CliNodeTest, WhatNeedsTheDirectoryForItselfSaysWhoHasIt) {
  for (const Arguments& line :
       {Arguments{"replay", "rebuild", "--data", data, "--tenant", "demo"},
        {"import", company.csv, "--mapping", company.mapping, "--data", data},
        {"log", "info", "--data", data},
        {"log", "copy", "--from", "embedded:" + data, "--to",
         "embedded:" + scratch->path() + "/copy"},
        {"serve", "--data", data, "--listen", "127.0.0.1:0"}}) {
    const Ended ended = kintsugi(line);
    EXPECT_EQ(ended.code, 6) << line[0] << ended.err;
    EXPECT_EQ(ended.out, "") << line[0];
    EXPECT_NE(ended.err.find("held by process " + std::to_string(node->process().pid())),
              std::string::npos)
        << line[0] << ended.err;
  }
}

TEST_F(CliNodeTest, TheDoctorAsksTheNode) {
  const Ended told = kintsugi({"doctor", "--data", data, "--json"});
  EXPECT_EQ(told.code, 0) << told.out << told.err;
  std::set<std::string> names;
  const Json said = told.json();
  for (const Json& one : said["checks"]) names.insert(one["name"]);
  for (const char* name : {"directory", "disk", "node", "log", "clock", "demo/orders"})
    EXPECT_TRUE(names.contains(name)) << name << told.out;
}

TEST_F(CliNodeTest, APortThatIsTakenIsToldBeforeAnythingIsMade) {
  const std::string fresh = scratch->path() + "/fresh";
  const Ended ended = kintsugi({"serve", "--demo", "--data", fresh, "--listen",
                                node->url().substr(node->url().find("://") + 3)});
  EXPECT_EQ(ended.code, 6) << ended.err;
  EXPECT_NE(ended.err.find("cannot listen"), std::string::npos) << ended.err;
  EXPECT_FALSE(std::filesystem::exists(fresh));
}

TEST_F(CliNodeTest, WrongNamesAndProxiesAreUsage) {
  for (const Arguments& more : {Arguments{"--trusted-proxy", "nonsense"},
                                {"--trusted-proxy", "10.0.0.0/33"},
                                {"--trusted-proxy", "0.0.0.0/0"},
                                {"--trusted-proxy", "::/0"},
                                {"--allow-host", "a b"},
                                {"--allow-origin", "*"},
                                {"--allow-origin", "null"},
                                {"--allow-origin", "board.example"},
                                {"--allow-origin", "https://board.example/x"},
                                {"--public-url", "service.example"},
                                {"--public-url", "https://service.example/path"},
                                {"--demo", "--live", "fast"},
                                {"--demo", "--live", "-1"},
                                {"--demo", "--live", "21/s"},
                                {"--demo", "--live", "1/m"},
                                {"--demo", "--live", "nan"},
                                {"--live", "1/s"},
                                {"--demo", "--live", "1/s", "--no-live"},
                                {"--demo", "--demo-orders", "5"},
                                {"--demo-orders", "2000"}}) {
    Arguments line = {"serve", "--data", scratch->path() + "/none", "--listen", "127.0.0.1:0"};
    line.insert(line.end(), more.begin(), more.end());
    const Ended ended = kintsugi(line);
    EXPECT_EQ(ended.code, 2) << more[1] << ended.err;
  }
}

TEST_F(CliNodeTest, AServerThatIsNotThereIsSix) {
  const Ended ended = run_report({"--server", "http://127.0.0.1:1"});
  EXPECT_EQ(ended.code, 6) << ended.err;
  EXPECT_NE(ended.err.find("cli.unreachable"), std::string::npos) << ended.err;
  EXPECT_EQ(run_report({"--server", node->url()}).code, 1) << "without a token nobody reads";
  EXPECT_EQ(run_report({"--server", node->url(), "--token-file", scratch->path() + "/none"}).code,
            3);
}

// Something else answers there: a page, or JSON of another make.
TEST_F(CliNodeTest, AServerThatIsNoNodeIsSaid) {
  httplib::Server other;
  other.Get(".*", [](const httplib::Request&, httplib::Response& to) {
    to.status = 404;
    to.set_content(R"({"code":404,"errors":["none"]})", "application/json");
  });
  other.Post(".*", [](const httplib::Request&, httplib::Response& to) {
    to.set_content("<html>welcome</html>", "text/html");
  });
  const int port = other.bind_to_any_port("127.0.0.1");
  std::jthread serving([&] { other.listen_after_bind(); });
  const std::string url = "http://127.0.0.1:" + std::to_string(port);
  for (const Arguments& line :
       {Arguments{"report", "run", "repair_status", "--server", url},
        {"command", "suspend_outlet", "--outlet", "X", "--reason", "x", "--server", url}}) {
    const Ended ended = kintsugi(line);
    EXPECT_EQ(ended.code, 2) << line[0] << ended.err;
    EXPECT_NE(ended.err.find("is no node of kintsugi"), std::string::npos) << ended.err;
    EXPECT_NE(ended.err.find("[cli.bad_server]"), std::string::npos) << ended.err;
  }
  other.stop();
}

TEST_F(CliNodeTest, CommandsAreSentAndAnswered) {
  const Arguments outlet = {"--outlet", "CLI-1", "--name",   "新网点",        "--kind",
                            "service_station",   "--brands", "JinLu,HaiLan", "--key", "cli-key-1"};
  Arguments with_json = outlet;
  with_json.emplace_back("--json");
  const Ended made = command("register_outlet", with_json);
  ASSERT_EQ(made.code, 0) << made.err;
  EXPECT_EQ(made.json()["command"], "register_outlet");
  EXPECT_EQ(made.json()["events"][0]["brands"].size(), 2u) << made.out;
  EXPECT_EQ(command("register_outlet", with_json).json()["position"], made.json()["position"])
      << "the same key is done once";
  const Ended exists = command("register_outlet", {"--outlet", "CLI-1", "--name", "x", "--kind",
                                                   "service_station"});
  EXPECT_EQ(exists.code, 4) << exists.err;
  EXPECT_NE(exists.err.find("outlet.exists"), std::string::npos) << exists.err;
  const Ended stale = command("suspend_outlet", {"--outlet", "CLI-1", "--reason", "x",
                                                 "--if-match", "7"});
  EXPECT_EQ(stale.code, 4) << stale.err;
  const Ended wrong = command("suspend_outlet", {"--outlet", "CLI-1", "--colour", "red"});
  EXPECT_EQ(wrong.code, 2) << wrong.err;
  const Ended missing = command("suspend_outlet", {"--reason", "x"});
  EXPECT_EQ(missing.code, 2) << missing.err;
  EXPECT_NE(missing.err.find("/outlet"), std::string::npos) << missing.err;
  const Ended body = command("suspend_outlet", {"--body", R"({"outlet":"CLI-1","reason":"x"})"});
  EXPECT_EQ(body.code, 0) << body.err;
  EXPECT_EQ(body.out.rfind("recorded at position ", 0), 0u) << body.out;
  const Ended local = kintsugi({"command", "suspend_outlet", "--outlet", "CLI-1", "--reason", "x",
                                "--data", data, "--tenant", "demo"});
  EXPECT_EQ(local.code, 1) << "the owner of the directory reads; commands are somebody's: "
                           << local.err;
}

// What a list of the API says, as a table and as data; one thing with what may be done now.
TEST_F(CliNodeTest, ListsAndCardsOfEveryRegisterAreVerbs) {
  const Ended table = kintsugi({"list", "work_orders", "--data", data, "--lang", "en", "--columns",
                                "id,status,brand"});
  EXPECT_EQ(table.code, 0) << table.err;
  EXPECT_EQ(table.out.substr(0, table.out.find('\n')).find("Order"), 0u) << table.out;
  const Ended rows = kintsugi({"list", "orders", "--data", data, "--json"});
  EXPECT_EQ(rows.code, 0) << rows.err;
  const Json first = Json::parse(rows.out.substr(0, rows.out.find('\n')));
  const std::string id = first["id"];
  const Ended only = kintsugi({"list", "orders", id, "--data", data, "--json", "--status",
                               first["status"].get<std::string>(), "--where", "id=" + id});
  EXPECT_EQ(only.code, 0) << only.err;
  EXPECT_EQ(std::count(only.out.begin(), only.out.end(), '\n'), 1) << only.out;
  const Ended card = kintsugi({"show", "order", id, "--server", node->url(), "--token-file",
                               token_file, "--lang", "en"});
  EXPECT_EQ(card.code, 0) << card.err;
  EXPECT_EQ(card.out.find("Work order " + id), 0u) << card.out;
  EXPECT_NE(card.out.find("Registered at"), std::string::npos);
  const Json json = kintsugi({"show", "order", id, "--data", data, "--json"}).json();
  EXPECT_EQ(json["id"], id);
  // What cannot be is told, and nothing is on stdout.
  for (const auto& [line, code] : std::vector<std::pair<Arguments, int>>{
           {{"show", "order", "WO-none", "--data", data}, 3},
           {{"list", "orders", "--data", data, "--where", "no_such=1"}, 2},
           {{"list", "orders", "--data", data, "--where", "nothing"}, 2},
           {{"list", "orders", "--data", data, "--sort", "no_such"}, 2},
           {{"list", "orders", "--data", data, "--as-of", "yesterday-ish"}, 2},
           {{"list", "orders", "--data", data, "--format", "pdf"}, 2},
           {{"list", "orders", "--data", data + "-none"}, 6},
           {{"list", "orders"}, 2}}) {
    const Ended ended = kintsugi(line);
    EXPECT_EQ(ended.code, code) << line.back() << ended.err;
    EXPECT_EQ(ended.out, "") << line.back();
    EXPECT_FALSE(ended.err.empty()) << line.back();
  }
}

}  // namespace
}  // namespace kintsugi::tests
