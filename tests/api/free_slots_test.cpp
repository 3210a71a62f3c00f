// When somebody could come: who serves an area, who of them could go, and what is left of each two
// hours beside what is booked.

#include <gtest/gtest.h>

#include <string>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct FreeSlotsTest : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();
  Person clerk = running.person(), dispatcher = running.person();
  std::string last = "0";

  void sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    ASSERT_EQ(reply.status, 200) << path << reply.body;
    last = reply.header("Kintsugi-Position");
  }
  void outlet(const char* id, const Json& territory, const char* brand = "JinLu") {
    sent(admin, "/v1/outlets/register_outlet",
         {{"outlet", id},
          {"name", id},
          {"kind", "service_station"},
          {"brands", {brand}},
          {"territory", territory}});
  }
  void technician(const char* id, const char* outlet, const char* category) {
    sent(admin, "/v1/technicians/register_technician",
         {{"technician", id}, {"name", id}, {"phone", "13700000001"}, {"outlet", outlet}});
    sent(admin, "/v1/technicians/grant_skill",
         {{"technician", id}, {"category", category}, {"service_type", "repair"}});
  }
  void SetUp() override {
    outlet("OUT-A", {"松江"});
    outlet("OUT-B", {"松江-九亭"});
    outlet("OUT-C", {"松江-九亭"}, "Other");
    technician("T-1", "OUT-B", "aircon");
    technician("T-2", "OUT-B", "aircon");
    technician("T-3", "OUT-B", "tv");
    running.make_operator(admin, "1001", "call_centre", "");
    running.make_operator(admin, "2001", "dispatcher", "");
    ASSERT_TRUE(clerk.sign_in("1001", RunningEdge::password));
    ASSERT_TRUE(dispatcher.sign_in("2001", RunningEdge::password));
  }
  Json asked(Person& person, const std::string& query) {
    const Reply reply =
        person.get("/v1/free_slots?wait=10s&min_position=" + last + "&" + query);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.json();
  }
  static constexpr const char* jiuting = "area=%E6%9D%BE%E6%B1%9F-%E4%B9%9D%E4%BA%AD";  // 松江-九亭
};

constexpr std::size_t a_day = 5;

TEST_F(FreeSlotsTest, TheNearestTerritoryWithTheBrandComesFirst) {
  const Json told = asked(clerk, std::string(jiuting) + "&brand=jinlu");
  EXPECT_EQ(told["outlets"], (Json{"OUT-B", "OUT-A"}));
  EXPECT_EQ(told["outlet"], "OUT-B");
  EXPECT_EQ(told["names"]["outlet"]["OUT-B"], "OUT-B");
  EXPECT_EQ(asked(clerk, "area=elsewhere&brand=JinLu")["outlet"], nullptr);
  EXPECT_EQ(asked(clerk, "area=elsewhere&brand=JinLu")["slots"], Json::array());
  EXPECT_EQ(asked(clerk, std::string(jiuting) + "&by=OUT-A")["slots"][a_day]["of"], 0);
}

TEST_F(FreeSlotsTest, WhoHasTheSkillCounts) {
  const Json told =
      asked(clerk, std::string(jiuting) + "&brand=JinLu&category=aircon&service_type=repair");
  ASSERT_EQ(told["slots"].size(), 3 * a_day);
  EXPECT_EQ(told["slots"][a_day]["of"], 2);
  EXPECT_EQ(told["slots"][a_day]["free"], 2);  // of tomorrow: nothing of it is over
  EXPECT_EQ(told["slots"][a_day]["over"], false);
  EXPECT_EQ(asked(clerk, std::string(jiuting) + "&brand=JinLu")["slots"][a_day]["of"], 3);
}

// An hour without a break is enough, and what is booked over all of it is not.
TEST_F(FreeSlotsTest, WhatIsBookedIsTaken) {
  const std::string query =
      std::string(jiuting) + "&brand=JinLu&category=aircon&service_type=repair";
  const Json before = asked(clerk, query)["slots"];
  const auto book = [&](const char* order, const char* technician, const Json& from,
                        const Json& until) {
    sent(dispatcher, "/v1/work_orders/register_work_order",
         {{"order", order},
          {"service_type", "repair"},
          {"brand", "JinLu"},
          {"category", "aircon"},
          {"phone", "13800138000"},
          {"address", "明华路 4 号"},
          {"area", "松江-九亭"},
          {"outlet", "OUT-B"}});
    sent(dispatcher, "/v1/work_orders/schedule_booking",
         {{"order", order}, {"technician", technician}, {"starts_at", from}, {"ends_at", until}});
  };
  const Json& first = before[a_day];       // 8 to 10
  const Json& second = before[a_day + 1];  // 10 to 12
  book("WO-1", "T-1", first["starts_at"], first["ends_at"]);
  std::string eleven = second["starts_at"];
  ASSERT_EQ(eleven.substr(10), "T02:00:00Z");
  eleven.replace(11, 2, "03");
  book("WO-2", "T-2", second["starts_at"], eleven);
  const Json now = asked(clerk, query)["slots"];
  EXPECT_EQ(now[a_day]["free"], 1);
  EXPECT_EQ(now[a_day + 1]["free"], 2) << "an hour is left of it";
  EXPECT_EQ(now[a_day + 2]["free"], 2);
  // As it was before.
  const Json past = clerk.get("/v1/free_slots?as_of=" + std::to_string(std::stoi(last) - 4) + "&" +
                              query)
                        .json();
  EXPECT_EQ(past["slots"][a_day]["free"], 2);
}

TEST_F(FreeSlotsTest, WhatIsNoQuestionIsRefused) {
  EXPECT_EQ(clerk.get("/v1/free_slots?service_type=fly").code(), "request.bad_parameter");
  EXPECT_EQ(clerk.get("/v1/free_slots?colour=red").code(), "request.unknown_parameter");
  Person stranger = running.person();
  EXPECT_EQ(stranger.get("/v1/free_slots").code(), "session.missing");
  running.make_operator(admin, "4001", "store_keeper", "");
  Person keeper = running.signed_in("4001");
  EXPECT_EQ(keeper.get("/v1/free_slots").code(), "authority.not_allowed");
  // Who works for one outlet is told of that one.
  running.make_operator(admin, "2002", "dispatcher", "OUT-A");
  Person other = running.signed_in("2002");
  EXPECT_EQ(asked(other, jiuting)["outlets"], (Json{"OUT-A"}));
}

}  // namespace
}  // namespace kintsugi::tests
