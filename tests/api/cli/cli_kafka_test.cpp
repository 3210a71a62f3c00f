// The command line on a log in Kafka; a second node of one company, on another machine.

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "tests/api/cli/company_log.h"
#include "tests/events/log/scratch_dir.h"
#include "tests/faults/engine.h"

namespace kintsugi::tests {
namespace {

std::string topic(const std::string& name) {
  const char* servers = std::getenv("KINTSUGI_KAFKA");
  return "kafka:" + std::string(servers == nullptr ? "" : servers) + "/" + name + "-" +
         std::to_string(::getpid());
}

TEST(CliKafka, ALogIsCopiedThereAndRead) {
  const ScratchDir scratch;
  const CompanyLog company = write_company_log(scratch.path());
  const std::string data = scratch.path() + "/data", there = topic("cli-copy");
  ASSERT_EQ(kintsugi({"import", company.csv, "--mapping", company.mapping, "--data", data}).code,
            0);
  const Ended here = kintsugi({"log", "info", "embedded:" + data, "--json"});
  EXPECT_EQ(kintsugi({"log", "info", there}).code, 3) << "no such topic, and none is made";
  const Ended copied =
      kintsugi({"log", "copy", "--from", "embedded:" + data, "--to", there, "--json"});
  ASSERT_EQ(copied.code, 0) << copied.err;
  const Ended info = kintsugi({"log", "info", there, "--json"});
  ASSERT_EQ(info.code, 0) << info.err;
  EXPECT_EQ(info.json()["records"], here.json()["records"]);
  EXPECT_EQ(info.json()["end"], here.json()["end"]);
  const std::string fresh = scratch.path() + "/fresh";
  ASSERT_EQ(kintsugi({"serve", "--help"}).code, 0);
  // A directory without anything: the tables come from the log alone.
  std::filesystem::create_directories(fresh);
  const Ended rebuilt =
      kintsugi({"replay", "rebuild", "--data", fresh, "--log", there, "--json"});
  ASSERT_EQ(rebuilt.code, 0) << rebuilt.err;
  EXPECT_EQ(rebuilt.json()["projections"],
            kintsugi({"projection", "list", "--data", data, "--json"}).json()["projections"]);
}

// Passwords never enter the log, so each node has its own.
TEST(CliKafka, ASecondNodeSaysThatItKnowsNoPasswords) {
  const ScratchDir one, two;
  const std::string log = topic("cli-second");
  auto first = ServingNode::start({.directory = one.path(), .log = log, .demo = false});
  ASSERT_NE(first, nullptr);
  const Json person = {{"token", first->setup_token()},
                       {"operator", "admin"},
                       {"name", "管理员"},
                       {"password", "correct horse battery"}};
  httplib::Client here(first->url());
  ASSERT_EQ(here.Post("/v1/setup", person.dump(), "application/json")->status, 200);

  auto second = ServingNode::start({.directory = two.path(), .log = log, .demo = false});
  ASSERT_NE(second, nullptr);
  EXPECT_NE(second->process().err().find("this node knows no password"), std::string::npos);
  httplib::Client there(second->url());
  const auto sign_in = [&](const std::string& number) {
    const Json body = {
        {"operator", number}, {"password", "correct horse battery"}, {"tenant", "demo"}};
    return there.Post("/v1/session", body.dump(), "application/json");
  };
  for (const char* number : {"admin", "nobody"}) {
    const auto refused = sign_in(number);
    EXPECT_EQ(refused->status, 401);
    EXPECT_EQ(Json::parse(refused->body)["code"], "session.no_passwords_here") << refused->body;
  }
  // Its own link sets the administrator's password on this node; the first one keeps its own.
  const Json link = {{"token", second->setup_token()}, {"password", "another horse battery"}};
  const auto settled = there.Post("/v1/setup", link.dump(), "application/json");
  ASSERT_EQ(settled->status, 200) << settled->body;
  const auto wrong = sign_in("admin");
  EXPECT_EQ(Json::parse(wrong->body)["code"], "session.wrong_credentials") << wrong->body;
  first->stop();
  second->stop();
}

}  // namespace
}  // namespace kintsugi::tests
