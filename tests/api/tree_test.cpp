// Things below things: lists filtered by an outlet and those below it, now and before they moved.

#include <gtest/gtest.h>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct TreeTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;
  static std::string before, last;  // positions: before and after the outlet in the north moved

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>();
    Person admin = running->make_administrator();
    const auto outlet = [&](const char* id, const char* parent) {
      sent(admin, "/v1/outlets/register_outlet",
           {{"outlet", id}, {"name", id}, {"kind", "service_station"}, {"brands", {"JinLu"}},
            {"parent", parent}});
    };
    outlet("HQ", "");
    outlet("NORTH", "HQ");
    outlet("SOUTH", "HQ");
    outlet("N-1", "NORTH");
    running->make_operator(admin, "1001", "call_centre", "");
    running->make_operator(admin, "2001", "call_centre", "SOUTH");
    Person clerk = running->signed_in("1001");
    for (const auto& [id, at] : std::map<std::string, std::string>{
             {"C-1", "N-1"}, {"C-2", "NORTH"}, {"C-3", "SOUTH"}, {"C-4", "HQ"}})
      before = sent(clerk, "/v1/customers/register_customer",
                    {{"customer", id}, {"kind", "person"}, {"name", id},
                     {"phone", "13800000001"}, {"outlet", at}});
    last = sent(admin, "/v1/outlets/reparent_outlet", {{"outlet", "N-1"}, {"parent", "SOUTH"}});
  }
  static void TearDownTestSuite() { running.reset(); }

  static std::string sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.header("Kintsugi-Position");
  }
  static std::string ids(Person& person, const std::string& path) {
    const Reply reply = person.get(path + "&wait=10s&min_position=" + last);
    EXPECT_EQ(reply.status, 200) << reply.body;
    std::string out;
    const Json json = reply.json();
    for (const Json& item : json["items"]) out += item["id"].get<std::string>() + " ";
    return out;
  }
};
std::unique_ptr<RunningEdge> TreeTest::running;
std::string TreeTest::before, TreeTest::last;

TEST_F(TreeTest, AListIsFilteredByAnOutletAndThoseBelowIt) {
  Person clerk = running->signed_in("1001");
  EXPECT_EQ(ids(clerk, "/v1/customers?outlet.under=HQ"), "C-1 C-2 C-3 C-4 ");
  EXPECT_EQ(ids(clerk, "/v1/customers?outlet.under=NORTH"), "C-2 ");
  EXPECT_EQ(ids(clerk, "/v1/customers?outlet.under=SOUTH"), "C-1 C-3 ");
  EXPECT_EQ(ids(clerk, "/v1/customers?outlet.under=NORTH,N-1"), "C-1 C-2 ");
  EXPECT_EQ(ids(clerk, "/v1/outlets?id.under=SOUTH"), "N-1 SOUTH ");
  EXPECT_EQ(ids(clerk, "/v1/customers?outlet.under=SOUTH&name.begins=C-1"), "C-1 ");
  EXPECT_EQ(ids(clerk, "/v1/customers?outlet.under=NOWHERE"), "");
}

TEST_F(TreeTest, AsOfAMomentBeforeItMovedTheTreeIsTheOldOne) {
  Person clerk = running->signed_in("1001");
  const std::string then = "&as_of=" + before;
  EXPECT_EQ(ids(clerk, "/v1/customers?outlet.under=NORTH" + then), "C-1 C-2 ");
  EXPECT_EQ(ids(clerk, "/v1/customers?outlet.under=SOUTH" + then), "C-3 ");
  EXPECT_EQ(ids(clerk, "/v1/outlets?id.under=NORTH" + then), "N-1 NORTH ");
}

TEST_F(TreeTest, PagesOfASubtreeGoOn) {
  Person clerk = running->signed_in("1001");
  const Reply first = clerk.get("/v1/customers?outlet.under=HQ&limit=3&min_position=" + last);
  ASSERT_EQ(first.json()["items"].size(), 3u) << first.body;
  const Reply second = clerk.get("/v1/customers?outlet.under=HQ&limit=3&cursor=" +
                                 first.json()["next_cursor"].get<std::string>());
  ASSERT_EQ(second.json()["items"].size(), 1u) << second.body;
  EXPECT_EQ(second.json()["items"][0]["id"], "C-4");
}

TEST_F(TreeTest, WhoSeesOneOutletSeesNoMoreByAskingForAllBelow) {
  Person clerk = running->signed_in("2001");
  EXPECT_EQ(ids(clerk, "/v1/customers?outlet.under=HQ"), "C-1 C-3 ");
}

TEST_F(TreeTest, ACardSaysWhatItStandsBelow) {
  Person clerk = running->signed_in("1001");
  const Reply card = clerk.get("/v1/outlets/N-1?wait=10s&min_position=" + last);
  EXPECT_EQ(card.json()["above"], Json({"HQ", "SOUTH"})) << card.body;
  EXPECT_EQ(card.json()["names"]["outlet"]["HQ"], "HQ");
  EXPECT_EQ(clerk.get("/v1/outlets/N-1?as_of=" + before).json()["above"], Json({"HQ", "NORTH"}));
}

TEST_F(TreeTest, WhatStandsInNoTreeIsRefused) {
  Person clerk = running->signed_in("1001");
  const Reply reply = clerk.get("/v1/customers?area.under=X");
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.json()["code"], "request.unknown_parameter") << reply.body;
}

}  // namespace
}  // namespace kintsugi::tests
