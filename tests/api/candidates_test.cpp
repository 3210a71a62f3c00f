// Who could go to an order, asked before sending; and what a refused dispatch names instead.

#include <gtest/gtest.h>

#include "core/calendar/dates.h"
#include "core/calendar/calendar.h"
#include "events/base/types.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct CandidatesTest : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();
  Person dispatcher = running.person();
  std::string last;  // position of the latest command

  void SetUp() override {
    for (const char* outlet : {"OUT-A", "OUT-B"})
      sent(admin, "/v1/outlets/register_outlet",
           {{"outlet", outlet}, {"name", outlet}, {"kind", "service_station"},
            {"brands", {"JinLu"}}});
    hire("T-1", "OUT-A");
    hire("T-2", "OUT-A");
    hire("T-9", "OUT-B");
    running.make_operator(admin, "2001", "dispatcher", "OUT-A");
    ASSERT_TRUE(dispatcher.sign_in("2001", RunningEdge::password));
    sent(admin, "/v1/operators/grant_role",
         {{"number", "admin"}, {"role", "call_centre"}, {"outlet", ""}});
    register_order("WO-1", "OUT-A");
    register_order("WO-2", "OUT-A");
  }

  Json sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    EXPECT_EQ(reply.status, 200) << path << reply.body;
    last = reply.header("Kintsugi-Position");
    return reply.json();
  }
  void hire(const std::string& technician, const std::string& outlet) {
    sent(admin, "/v1/technicians/register_technician",
         {{"technician", technician}, {"name", technician}, {"phone", "13700000001"},
          {"outlet", outlet}});
    sent(admin, "/v1/technicians/grant_skill",
         {{"technician", technician}, {"category", "aircon"}, {"service_type", "repair"}});
  }
  void register_order(const std::string& order, const std::string& outlet) {
    sent(admin, "/v1/work_orders/register_work_order",
         {{"order", order}, {"service_type", "repair"}, {"source", "own"}, {"brand", "JinLu"},
          {"category", "aircon"}, {"phone", "13800000001"}, {"address", "工业路1号"},
          {"area", "新桥镇"}, {"symptom", "不制冷"}, {"outlet", outlet}});
  }
  // A time of the day after tomorrow, in Shanghai.
  std::string at(int hour, int minute = 0) const {
    const auto day = core::day_of(std::chrono::time_point_cast<std::chrono::milliseconds>(
                         std::chrono::system_clock::now())) + 2;
    return format_instant(core::start_of(day) + std::chrono::minutes(60 * hour + minute));
  }
  std::string day() const {
    return core::calendar::format_date(core::day_of(
               std::chrono::time_point_cast<std::chrono::milliseconds>(
                   std::chrono::system_clock::now())) + 2);
  }
  Json visit(const std::string& order, const std::string& technician, int hour) const {
    return {{"order", order}, {"technician", technician}, {"starts_at", at(hour)},
            {"ends_at", at(hour + 1)}};
  }
  Reply ask(Person& person, const std::string& order, const std::string& more = "") {
    return person.get("/v1/work_orders/" + order + "/candidates?wait=10s&min_position=" + last +
                      more);
  }
  static const Json& of(const Json& answer, const std::string& technician) {
    static const Json none;
    for (const Json& one : answer["candidates"])
      if (one["technician"] == technician) return one;
    return none;
  }
  static std::string verdict(const Json& candidate, const std::string& check) {
    for (const Json& one : candidate["checks"])
      if (one["check"] == check) return one["verdict"];
    return "";
  }
};

TEST_F(CandidatesTest, WhatPassesIsAcceptedWhenItIsSent) {
  const Json answer = ask(dispatcher, "WO-1", "&day=" + day()).json();
  ASSERT_EQ(answer["candidates"].size(), 2u) << answer;
  EXPECT_EQ(answer["day"], day());
  EXPECT_EQ(answer["minutes"], 60);
  EXPECT_EQ(answer["names"]["technician"]["T-1"], "T-1");
  const Json& best = answer["candidates"][0];
  EXPECT_EQ(best["technician"], "T-1");
  EXPECT_EQ(best["verdict"], "pass") << best;
  EXPECT_EQ(best["starts_at"], at(8));
  EXPECT_EQ(best["checks"].size(), 12u);
  EXPECT_TRUE(best["refusal"].is_null());
  EXPECT_EQ(best["load"], (Json{{"minutes", 0}, {"after", 60}, {"limit", 0}}));
  EXPECT_EQ(best["command"], "schedule_booking");
  sent(dispatcher, best["path"], best["body"]);
  // He is on it now; the other one is not.
  const Json then = ask(dispatcher, "WO-1", "&day=" + day()).json();
  EXPECT_EQ(of(then, "T-1")["refusal"]["code"], "work_order.same_technician") << then;
  EXPECT_EQ(of(then, "T-2")["verdict"], "pass");
  // Nothing was written by asking.
  EXPECT_EQ(dispatcher.get("/v1/orders/WO-1?wait=10s&min_position=" + last).json()["order"]["order"]
                ["bookings"].size(), 1u);
}

TEST_F(CandidatesTest, ABookingIsMovedOrHandedOver) {
  sent(dispatcher, "/v1/work_orders/schedule_booking", visit("WO-1", "T-1", 9));
  sent(dispatcher, "/v1/work_orders/schedule_booking", visit("WO-2", "T-2", 10));
  const std::string asked = "&booking=1&at=" + at(10) + "&reason=%E7%97%85%E5%81%87";
  const Json answer = ask(dispatcher, "WO-1", asked).json();
  EXPECT_EQ(of(answer, "T-1")["command"], "reschedule_booking") << answer;
  EXPECT_EQ(of(answer, "T-1")["verdict"], "pass");
  EXPECT_EQ(of(answer, "T-2")["command"], "reassign_booking");
  EXPECT_EQ(of(answer, "T-2")["verdict"], "refused");
  EXPECT_EQ(verdict(of(answer, "T-2"), "slot"), "refused");
  sent(dispatcher, of(answer, "T-1")["path"], of(answer, "T-1")["body"]);
}

TEST_F(CandidatesTest, AreOfOnesOwnOutlets) {
  running.make_operator(admin, "2009", "dispatcher", "OUT-B");
  Person other = running.signed_in("2009");
  EXPECT_EQ(ask(other, "WO-1").status, 404);
  EXPECT_EQ(ask(dispatcher, "WO-1", "&technician=T-9").status, 404) << "not of his outlet";
  EXPECT_EQ(ask(dispatcher, "WO-1", "&technician=T-2").json()["candidates"].size(), 1u);
  running.make_operator(admin, "4001", "store_keeper", "OUT-A");
  Person keeper = running.signed_in("4001");
  EXPECT_EQ(ask(keeper, "WO-1").status, 403);
  // Who reads may not send: the checks are told, and that he may not.
  running.make_operator(admin, "3001", "auditor", "OUT-A");
  Person auditor = running.signed_in("3001");
  const Json seen = ask(auditor, "WO-1", "&day=" + day()).json();
  EXPECT_EQ(of(seen, "T-1")["verdict"], "refused") << seen;
  EXPECT_EQ(of(seen, "T-1")["refusal"]["code"], "authority.not_allowed");
  EXPECT_EQ(verdict(of(seen, "T-1"), "skill"), "pass");
}

TEST_F(CandidatesTest, AsOfAMomentAreOfThatMoment) {
  const std::string before = last;
  sent(dispatcher, "/v1/work_orders/schedule_booking", visit("WO-2", "T-1", 9));
  sent(admin, "/v1/technicians/suspend_technician", {{"technician", "T-2"}, {"reason", "x"}});
  const std::string nine = "&at=" + at(9);
  const Json now = ask(dispatcher, "WO-1", nine).json();
  EXPECT_EQ(of(now, "T-1")["verdict"], "refused");
  EXPECT_TRUE(of(now, "T-2").is_null()) << "suspended";
  const Json then = ask(dispatcher, "WO-1", nine + "&as_of=" + before).json();
  EXPECT_EQ(then["position"], before);
  EXPECT_EQ(of(then, "T-1")["verdict"], "pass") << then;
  EXPECT_EQ(of(then, "T-2")["verdict"], "pass") << then;
}

TEST_F(CandidatesTest, BadInputIsRefused) {
  for (const char* bad : {"&day=tomorrow", "&minutes=0", "&minutes=721", "&minutes=x", "&at=noon",
                          "&booking=-1", "&booking=70000", "&nobody=1"}) {
    const Reply reply = ask(dispatcher, "WO-1", bad);
    EXPECT_EQ(reply.status, 400) << bad << reply.body;
  }
  EXPECT_EQ(ask(dispatcher, "WO-99").status, 404);
}

// Each suggestion, sent as it is, is accepted.
TEST_F(CandidatesTest, ARefusedDispatchNamesWhatWouldPass) {
  sent(dispatcher, "/v1/work_orders/schedule_booking", visit("WO-1", "T-1", 9));
  // Who else there is, is read from what is folded.
  ASSERT_EQ(dispatcher.get("/v1/technicians?wait=10s&min_position=" + last).status, 200);
  const auto refused = [&] {
    return dispatcher.send("/v1/work_orders/schedule_booking", visit("WO-2", "T-1", 9));
  };
  const Reply reply = refused();
  EXPECT_EQ(reply.status, 409);
  EXPECT_EQ(reply.code(), "work_order.dispatch_slot_taken");
  const Json problem = reply.json();
  ASSERT_EQ(problem["suggestions"].size(), 2u) << problem;
  const Json& time = problem["suggestions"][0];
  EXPECT_EQ(time["kind"], "another_time");
  EXPECT_EQ(time["body"]["technician"], "T-1");
  EXPECT_EQ(time["body"]["starts_at"], at(8)) << "an hour earlier is as near as an hour later";
  const Json& other = problem["suggestions"][1];
  EXPECT_EQ(other["kind"], "another_technician");
  EXPECT_EQ(other["body"]["technician"], "T-2");
  EXPECT_EQ(other["body"]["starts_at"], at(9));
  EXPECT_EQ(problem["searched"]["step_minutes"], 5);
  sent(dispatcher, other["path"], other["body"]);
  sent(dispatcher, time["path"], time["body"]);
}

TEST_F(CandidatesTest, AMissingApprovalIsForAnotherPerson) {
  sent(admin, "/v1/outlets/define_territory", {{"outlet", "OUT-A"}, {"territory", {"elsewhere"}}});
  const Json problem =
      dispatcher.send("/v1/work_orders/schedule_booking", visit("WO-1", "T-1", 9)).json();
  ASSERT_EQ(problem["suggestions"].size(), 1u) << problem;
  const Json& approval = problem["suggestions"][0];
  EXPECT_EQ(approval["kind"], "approval");
  EXPECT_TRUE(approval["by_another"]);
  EXPECT_EQ(approval["body"]["check"], "territory");
  running.make_operator(admin, "2002", "dispatcher", "OUT-A");
  Person second = running.signed_in("2002");
  sent(second, approval["path"], approval["body"]);
  sent(dispatcher, "/v1/work_orders/schedule_booking", visit("WO-1", "T-1", 9));
}

// Counts of each outlet that one sees, and since when the oldest waits; nobody's name.
TEST_F(CandidatesTest, TheNetworkIsCountedByOutlet) {
  register_order("WO-3", "OUT-B");
  const auto network = [&](Person& who) {
    return who.get("/v1/network?wait=10s&min_position=" + last);
  };
  const Json all = network(admin).json();
  ASSERT_EQ(all["items"].size(), 2u) << all;
  EXPECT_EQ(all["items"][0]["outlet"], "OUT-A");
  EXPECT_EQ(all["items"][0]["open"], 2);
  EXPECT_EQ(all["items"][0]["queues"]["to_schedule"], 2);
  EXPECT_EQ(all["items"][0]["tripped"], 0);
  EXPECT_FALSE(all["items"][0]["undispatched_since"].is_null());
  EXPECT_EQ(all["items"][1]["open"], 1);
  EXPECT_EQ(all["names"]["outlet"]["OUT-B"], "OUT-B");
  EXPECT_EQ(all["items"][0]["finished_today"], 0);
  EXPECT_TRUE(all["items"][0]["region"].is_null()) << "below no regional centre";
  EXPECT_FALSE(all["now"].is_null());
  sent(admin, "/v1/outlets/register_outlet",
       {{"outlet", "RC-1"}, {"name", "华东"}, {"kind", "regional_centre"}, {"brands", {"JinLu"}}});
  sent(admin, "/v1/outlets/reparent_outlet", {{"outlet", "OUT-A"}, {"parent", "RC-1"}});
  const Json below = network(admin).json();
  EXPECT_EQ(below["items"][0]["region"], "RC-1") << below;
  EXPECT_TRUE(below["items"][1]["region"].is_null());
  EXPECT_EQ(below["names"]["outlet"]["RC-1"], "华东");
  const Reply own = network(dispatcher);
  EXPECT_EQ(own.json()["items"].size(), 1u) << own.body;
  EXPECT_EQ(own.body.find("13800000001"), std::string::npos);
  running.make_operator(admin, "4001", "store_keeper", "OUT-A");
  Person keeper = running.signed_in("4001");
  EXPECT_EQ(network(keeper).status, 403);
}

// Who suspends finds a line for each that is open; sent as it is filled out, it is accepted.
TEST_F(CandidatesTest, ASuspensionBeginsWithAPlan) {
  sent(dispatcher, "/v1/work_orders/schedule_booking", visit("WO-1", "T-1", 9));
  const auto fill = [&](const std::string& card, const std::string& command) {
    const Json answer = admin.get(card + "?wait=10s&min_position=" + last).json();
    for (const Json& one : answer["commands"])
      if (one["command"] == command) return one["fill"];
    return Json{};
  };
  Json technician = fill("/v1/technicians/T-1", "suspend_technician");
  EXPECT_EQ(technician["plan"],
            Json::array({{{"order", "WO-1"}, {"booking", 1}, {"step", "give_back"}}}));
  EXPECT_FALSE(fill("/v1/technicians/T-2", "suspend_technician").contains("plan"));
  EXPECT_EQ(fill("/v1/outlets/OUT-A", "suspend_outlet")["plan"].size(), 2u);
  EXPECT_EQ(fill("/v1/outlets/OUT-A", "suspend_outlet")["plan"][0]["outlet"], "");
  sent(admin, "/v1/outlets/register_outlet",
       {{"outlet", "RC-1"}, {"name", "华东"}, {"kind", "regional_centre"}, {"brands", {"JinLu"}}});
  sent(admin, "/v1/outlets/reparent_outlet", {{"outlet", "OUT-A"}, {"parent", "RC-1"}});
  technician["reason"] = "考试";
  sent(admin, "/v1/technicians/suspend_technician", technician);
  const Json bare{{"outlet", "OUT-A"}, {"reason", "整顿"}};
  const Reply without = admin.send("/v1/outlets/suspend_outlet", bare);
  EXPECT_EQ(without.code(), "outlet.plan_missing") << without.body;
  EXPECT_NE(without.body.find("WO-1"), std::string::npos) << without.body;
  Json outlet = fill("/v1/outlets/OUT-A", "suspend_outlet");
  Json half = outlet;
  half["reason"] = "整顿";
  half["plan"].erase(0);
  EXPECT_EQ(admin.send("/v1/outlets/suspend_outlet", half).code(), "outlet.plan_missing");
  ASSERT_EQ(outlet["plan"].size(), 2u) << outlet;
  EXPECT_EQ(outlet["plan"][0]["outlet"], "RC-1");
  outlet["reason"] = "整顿";
  sent(admin, "/v1/outlets/suspend_outlet", outlet);
  const Json moved = admin.get("/v1/work_orders?outlet=RC-1&wait=10s&min_position=" + last).json();
  EXPECT_EQ(moved["items"].size(), 2u);
}

// What is under way stays, and is finished.
TEST_F(CandidatesTest, ASuspensionLeavesAVisitThatIsUnderWay) {
  sent(dispatcher, "/v1/work_orders/schedule_booking", visit("WO-1", "T-1", 9));
  sent(dispatcher, "/v1/work_orders/cancel_work_order", {{"order", "WO-2"}, {"reason", "不修了"}});
  running.make_operator(admin, "3001", "technician", "OUT-A");
  sent(admin, "/v1/operators/change_operator",
       {{"number", "3001"}, {"name", "师傅"}, {"technician", "T-1"}});
  Person technician = running.signed_in("3001");
  for (const char* step : {"accept_booking", "start_travel"})
    sent(technician, std::string("/v1/work_orders/") + step, {{"order", "WO-1"}});
  const Json card = admin.get("/v1/outlets/OUT-A?wait=10s&min_position=" + last).json();
  for (const Json& one : card["commands"]) {
    if (one["command"] != "suspend_outlet") continue;
    EXPECT_EQ(one["fill"]["plan"], Json::array({{{"order", "WO-1"}, {"outlet", "OUT-A"}}}));
    Json filled = one["fill"];
    filled["reason"] = "整顿";
    sent(admin, "/v1/outlets/suspend_outlet", filled);
    return;
  }
  FAIL() << card;
}

// Other refusals have none.
TEST_F(CandidatesTest, OtherRefusalsNameNothing) {
  const Json problem =
      dispatcher.send("/v1/work_orders/schedule_booking", visit("WO-99", "T-1", 9)).json();
  EXPECT_FALSE(problem.contains("suggestions")) << problem;
}

}  // namespace
}  // namespace kintsugi::tests
