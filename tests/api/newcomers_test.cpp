// Whoever has no duty yet is led by who registered him, and read by him too.

#include <gtest/gtest.h>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct Newcomers : testing::Test {
  RunningEdge running;
  Person boss = running.make_administrator();
  std::string last;  // position

  void SetUp() override {
    for (const char* outlet : {"OUT-A", "OUT-B"})
      sent(boss, "/v1/outlets/register_outlet",
           {{"outlet", outlet}, {"name", outlet}, {"kind", "service_station"}});
    running.make_operator(boss, "A1", "administrator", "OUT-A");
    running.make_operator(boss, "A2", "administrator", "OUT-A");
    running.make_operator(boss, "B1", "administrator", "OUT-B");
  }
  void sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    ASSERT_EQ(reply.status, 200) << reply.body;
    last = reply.header("Kintsugi-Position");
  }
  Reply read(Person& person, const std::string& path) {
    const char* sign = path.find('?') == path.npos ? "?" : "&";
    return person.get(path + sign + "wait=10s&min_position=" + last);
  }
  // In the list, on the card, in his history, in the audit; all the same.
  bool is_seen(Person& by, const std::string& number) {
    const auto has = [&](const std::string& path) {
      return read(by, path).body.find("\"" + number + "\"") != std::string::npos;
    };
    const bool listed = has("/v1/operators");
    EXPECT_EQ(has("/v1/search?q=" + number), listed);
    EXPECT_EQ(has("/v1/operators?format=ndjson"), listed);
    EXPECT_EQ(read(by, "/v1/operators/" + number).status == 200, listed);
    EXPECT_EQ(read(by, "/v1/streams/operator/" + number).status == 200, listed);
    EXPECT_EQ(read(by, "/v1/streams/operator/" + number + "/commits").status == 200, listed);
    return listed;
  }
};

TEST_F(Newcomers, AreSeenByWhoRegisteredThem) {
  Person a1 = running.signed_in("A1"), a2 = running.signed_in("A2"), b1 = running.signed_in("B1");
  sent(a1, "/v1/operators/register_operator", {{"number", "N7"}, {"name", "新人"}});
  EXPECT_TRUE(is_seen(a1, "N7"));
  EXPECT_TRUE(is_seen(boss, "N7"));
  EXPECT_FALSE(is_seen(a2, "N7"));
  EXPECT_FALSE(is_seen(b1, "N7"));
  const Json step = read(a1, "/v1/audit?stream=operator/N7").json();
  ASSERT_EQ(step["items"].size(), 1u) << step;
  EXPECT_EQ(step["items"][0]["operator"], "A1") << step;
  // With a duty he is of its outlet.
  sent(a1, "/v1/operators/grant_role",
       {{"number", "N7"}, {"role", "dispatcher"}, {"outlet", "OUT-A"}});
  EXPECT_TRUE(is_seen(a1, "N7"));
  EXPECT_TRUE(is_seen(a2, "N7"));
  EXPECT_FALSE(is_seen(b1, "N7"));
}

// What he may do next is not known once he has had a password: then the company leads him.
TEST_F(Newcomers, WithAPasswordAndNoDutyAreTheCompanys) {
  Person a1 = running.signed_in("A1");
  sent(a1, "/v1/operators/register_operator", {{"number", "N8"}, {"name", "新人"}});
  const Reply invited = a1.post("/v1/invitations", R"({"operator":"N8"})");
  ASSERT_EQ(invited.status, 201) << invited.body;
  EXPECT_TRUE(is_seen(a1, "N8"));
  const std::string url = invited.json()["url"];
  const Json setup = {{"token", url.substr(url.find('#') + 1)},
                      {"password", RunningEdge::password}};
  Person he = running.person();
  const Reply set = he.post("/v1/setup", setup.dump());
  ASSERT_EQ(set.status, 200) << set.body;
  last = std::to_string(running.service().log().end()->value - 1);
  EXPECT_FALSE(is_seen(a1, "N8"));
  EXPECT_TRUE(is_seen(boss, "N8"));
}

// The technician that somebody is tells his outlet.
TEST_F(Newcomers, WhoAreTechniciansAreOfTheirOutlet) {
  Person a1 = running.signed_in("A1"), a2 = running.signed_in("A2"), b1 = running.signed_in("B1");
  sent(a1, "/v1/technicians/register_technician",
       {{"technician", "T-9"}, {"name", "张三"}, {"phone", "13700000001"}, {"outlet", "OUT-A"}});
  sent(a1, "/v1/operators/register_operator",
       {{"number", "N9"}, {"name", "张三"}, {"technician", "T-9"}});
  EXPECT_TRUE(is_seen(a1, "N9"));
  EXPECT_TRUE(is_seen(a2, "N9"));
  EXPECT_FALSE(is_seen(b1, "N9"));
}

}  // namespace
}  // namespace kintsugi::tests
