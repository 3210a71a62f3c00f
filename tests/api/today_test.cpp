// A technician's day in one answer: his jobs and nobody else's, with what may be done, what it
// costs and what he carries; the same day under the same ETag.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct TodayTest : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();
  Person dispatcher = running.person(), first = running.person(), second = running.person();
  std::string last;  // position of the latest command

  void sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    ASSERT_EQ(reply.status, 200) << path << reply.body;
    last = reply.header("Kintsugi-Position");
  }
  std::string now_on() const { return "?wait=10s&min_position=" + last; }
  Json day_of(Person& person) {
    const Reply reply = person.get("/v1/today" + now_on());
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.json();
  }
  // An operator who is that technician; signed in as that person.
  void make_technician(const std::string& id, const std::string& number, Person& person) {
    sent(admin, "/v1/technicians/register_technician",
         {{"technician", id},
          {"name", "师傅 " + id},
          {"phone", "13700000001"},
          {"outlet", "OUT-A"}});
    sent(admin, "/v1/technicians/grant_skill",
         {{"technician", id}, {"category", "aircon"}, {"service_type", "repair"}});
    running.make_operator(admin, number, "technician", "OUT-A");
    sent(admin, "/v1/operators/change_operator",
         {{"number", number}, {"name", "师傅"}, {"technician", id}});
    ASSERT_TRUE(person.sign_in(number, RunningEdge::password));
  }
  void open_outlet() {
    sent(admin, "/v1/outlets/register_outlet",
         {{"outlet", "OUT-A"}, {"name", "东站"}, {"kind", "service_station"}, {"brands", {"JinLu"}}});
    running.make_operator(admin, "2001", "dispatcher", "OUT-A");
    ASSERT_TRUE(dispatcher.sign_in("2001", RunningEdge::password));
    make_technician("T-1", "3001", first);
    make_technician("T-2", "3002", second);
  }
  // An order with a booking of that technician, so many hours from now; its number.
  std::string book(const std::string& order, const std::string& technician, int hours) {
    sent(dispatcher, "/v1/work_orders/register_work_order",
         {{"order", order},
          {"service_type", "repair"},
          {"brand", "JinLu"},
          {"category", "aircon"},
          {"contact", "王女士"},
          {"phone", "13800138000"},
          {"address", "明华路 4 号 602"},
          {"symptom", "不制冷"},
          {"severity", "normal"},
          {"outlet", "OUT-A"}});
    const auto at = [](int hour) {
      return format_instant(
          std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) +
          std::chrono::hours(hour));
    };
    sent(dispatcher, "/v1/work_orders/schedule_booking",
         {{"order", order},
          {"technician", technician},
          {"starts_at", at(hours)},
          {"ends_at", at(hours + 1)}});
    return order;
  }
};

bool offers(const Json& names, const std::string& name) {
  return std::find(names.begin(), names.end(), Json(name)) != names.end();
}

TEST_F(TodayTest, WhoIsNoTechnicianHasNone) {
  running.make_operator(admin, "2001", "dispatcher", "");
  Person person = running.signed_in("2001");
  EXPECT_EQ(person.get("/v1/today").code(), "technician.not_found");
  Person stranger = running.person();
  EXPECT_EQ(stranger.get("/v1/today").status, 401);
  // The duty, and nobody said which technician he is.
  running.make_operator(admin, "3009", "technician", "");
  Person nobody = running.signed_in("3009");
  EXPECT_EQ(nobody.get("/v1/today").code(), "technician.not_found");
}

TEST_F(TodayTest, HasHisJobsInTheirOrderAndNobodyElses) {
  open_outlet();
  book("WO-LATER", "T-1", 6);
  book("WO-SOON", "T-1", 2);
  book("WO-OTHER", "T-2", 3);
  const Json day = day_of(first);
  ASSERT_EQ(day["jobs"].size(), 2u) << day.dump();
  EXPECT_EQ(day["jobs"][0]["order"]["id"], "WO-SOON");
  EXPECT_EQ(day["jobs"][1]["order"]["id"], "WO-LATER");
  EXPECT_EQ(day["jobs"][0]["order"]["order"]["phone"], "13800138000");
  EXPECT_EQ(day["jobs"][0]["order"]["order"]["address"], "明华路 4 号 602");
  EXPECT_EQ(day["jobs"][0]["booking"], 1);
  EXPECT_TRUE(offers(day["jobs"][0]["commands"], "accept_booking"));
  EXPECT_FALSE(offers(day["jobs"][0]["commands"], "schedule_booking"));  // not his duty
  EXPECT_FALSE(offers(day["jobs"][0]["commands"], "check_in"));          // not yet
  EXPECT_EQ(day["technician"]["id"], "T-1");
  EXPECT_EQ(day["names"]["outlet"]["OUT-A"], "东站");
  EXPECT_EQ(day["policy"]["check_in_radius"], 500);
  const Json others = day_of(second);
  ASSERT_EQ(others["jobs"].size(), 1u);
  EXPECT_EQ(others["jobs"][0]["order"]["id"], "WO-OTHER");
  EXPECT_EQ(others.dump().find("WO-SOON"), std::string::npos);
}

TEST_F(TodayTest, AFaultReportCitesWhatIsOnItsOrderAlone) {
  open_outlet();
  const std::string order = book("WO-1", "T-1", 2);
  book("WO-2", "T-2", 2);
  const std::string other = last;
  for (const char* step : {"accept_booking", "start_travel", "check_in", "start_work"})
    sent(first, std::string("/v1/work_orders/") + step, {{"order", order}});
  sent(first, "/v1/work_orders/record_diagnosis", {{"order", order}, {"fault_code", "C-17"}});
  const std::string diagnosis = last;
  EXPECT_EQ(first.send("/v1/work_orders/start_work", {{"order", order}}).status, 409);
  const std::string refused = std::to_string(std::stoll(diagnosis) + 1);
  const auto report = [&](const std::string& fact) {
    return first.send("/v1/work_orders/issue_fault_report",
                      {{"order", order},
                       {"cause", "管路接头开裂"},
                       {"finding", "压力低"},
                       {"facts", {diagnosis, fact}}});
  };
  // Another order's step, one that was refused, and one that is not there yet.
  for (const std::string& fact : {other, refused, std::string("9000000")}) {
    const Reply reply = report(fact);
    EXPECT_EQ(reply.status, 409) << fact << reply.body;
    EXPECT_EQ(reply.code(), "fault_report.foreign_fact") << fact;
  }
  sent(first, "/v1/work_orders/issue_fault_report",
       {{"order", order},
        {"cause", "管路接头开裂"},
        {"finding", "压力低"},
        {"facts", Json::array({diagnosis})}});
}

TEST_F(TodayTest, FollowsTheVisit) {
  open_outlet();
  const std::string order = book("WO-1", "T-1", 2);
  sent(first, "/v1/work_orders/accept_booking", {{"order", order}});
  EXPECT_TRUE(offers(day_of(first)["jobs"][0]["commands"], "check_in"));
  sent(first, "/v1/work_orders/start_travel", {{"order", order}});
  EXPECT_TRUE(offers(day_of(first)["jobs"][0]["commands"], "start_work"));
  sent(first, "/v1/work_orders/check_in", {{"order", order}});
  sent(first, "/v1/work_orders/start_work", {{"order", order}});
  sent(first, "/v1/work_orders/record_diagnosis", {{"order", order}, {"fault_code", "C-17"}});
  sent(first, "/v1/work_orders/report_work_done", {{"order", order}, {"result", "好了"}});
  // Its papers are still with him, so it is still his; and today he has done one.
  const Json day = day_of(first);
  ASSERT_EQ(day["jobs"].size(), 1u);
  EXPECT_EQ(day["jobs"][0]["order"]["order"]["status"], "work_reported");
  ASSERT_EQ(day["done"].size(), 1u) << day.dump();
  EXPECT_EQ(day["done"][0]["order"], order);
  EXPECT_EQ(day["done"][0]["status"], "completed");
}

TEST_F(TodayTest, ADeclinedOrReassignedJobIsHisNoMore) {
  open_outlet();
  book("WO-1", "T-1", 2);
  book("WO-2", "T-1", 6);
  sent(first, "/v1/work_orders/decline_booking", {{"order", "WO-1"}, {"reason", "车坏了"}});
  sent(dispatcher, "/v1/work_orders/reassign_booking",
       {{"order", "WO-2"}, {"technician", "T-2"}, {"reason", "顺路"}});
  EXPECT_EQ(day_of(first)["jobs"].size(), 0u);
  EXPECT_EQ(day_of(second)["jobs"].size(), 1u);
}

// A device numbers what it sends: an auditor sees a gap, a repeat has the first answer.
TEST_F(TodayTest, TheNumbersOfHisDeviceAreKept) {
  open_outlet();
  book("WO-1", "T-1", 2);
  const httplib::Headers headers = {{"Idempotency-Key", "\"d1/7\""},
                                    {"Kintsugi-Device", "d1"},
                                    {"Kintsugi-Device-Sequence", "7"}};
  const std::string body = Json{{"order", "WO-1"}}.dump();
  const Reply sent_once = first.post("/v1/work_orders/accept_booking", body, headers);
  ASSERT_EQ(sent_once.status, 200) << sent_once.body;
  const Reply repeated = first.post("/v1/work_orders/accept_booking", body, headers);
  EXPECT_EQ(repeated.status, 200);
  EXPECT_EQ(repeated.body, sent_once.body);
  EXPECT_EQ(repeated.header("Idempotent-Replayed"), "true");
  last = sent_once.header("Kintsugi-Position");
  const Json steps = dispatcher.get("/v1/orders/WO-1/timeline" + now_on()).json()["items"];
  ASSERT_FALSE(steps.empty());
  EXPECT_EQ(steps.back()["device"], "d1");
  EXPECT_EQ(steps.back()["device_sequence"], 7);
  EXPECT_TRUE(steps.front()["device_sequence"].is_null());
}

// A number is used once, a missing one is on a list until it comes, and what is no number is none.
TEST_F(TodayTest, WhatHisDeviceLeftOutIsListedForTheDispatcher) {
  open_outlet();
  const std::string order = book("WO-1", "T-1", 2);
  const auto note = [&](const std::string& key, const std::string& sequence,
                        const std::string& device = "d1") {
    httplib::Headers headers = {{"Idempotency-Key", "\"" + key + "\""},
                                {"Kintsugi-Device-Sequence", sequence}};
    if (!device.empty()) headers.emplace("Kintsugi-Device", device);
    const std::string body = Json{{"order", order}, {"note", "已联系用户"}}.dump();
    Reply reply = first.post("/v1/work_orders/record_progress", body, headers);
    if (reply.status == 200) last = reply.header("Kintsugi-Position");
    return reply;
  };
  const auto devices = [&] { return dispatcher.get("/v1/devices" + now_on()).json()["items"]; };
  EXPECT_EQ(note("d1/1", "1").status, 200);
  EXPECT_EQ(note("d1/3", "3").status, 200);
  EXPECT_EQ(note("other", "3").code(), "device.sequence_used");
  ASSERT_EQ(devices().size(), 1u);
  EXPECT_EQ(devices()[0]["id"], "3001:d1");
  EXPECT_EQ(devices()[0]["status"], "gaps");
  EXPECT_EQ(devices()[0]["outlet"], "OUT-A");
  EXPECT_EQ(devices()[0]["gaps"][0]["first"], 2);
  EXPECT_EQ(first.get("/v1/devices").status, 403);
  EXPECT_EQ(note("d1/2", "2").status, 200);
  EXPECT_EQ(devices()[0]["status"], "complete");
  for (const char* sequence : {"-1", "0", "x", "", "1.5", "9007199254740992"})
    EXPECT_EQ(note("bad", sequence).code(), "request.bad_header") << sequence;
  EXPECT_EQ(note("bad", "9", "").code(), "request.bad_header");
  EXPECT_EQ(note("named", "9", "a/b").code(), "device.bad_device");
}

// Each line of a batch has its own number; one for all would be the same twice.
TEST_F(TodayTest, ABatchOfHisDeviceNumbersItsLines) {
  open_outlet();
  const std::string order = book("WO-1", "T-1", 2);
  const auto line = [&](const Json& sequence) {
    return Json{{"id", "b/" + sequence.dump()},
                {"command", "record_progress"},
                {"body", {{"order", order}, {"note", "已联系用户"}}},
                {"device_sequence", sequence}}
               .dump() +
           "\n";
  };
  const auto batch = [&](const std::string& lines, httplib::Headers headers) {
    return first.post("/v1/commands", lines, headers, "application/x-ndjson");
  };
  const Reply reply = batch(line(1) + line(2) + line(0) + line("1"), {{"Kintsugi-Device", "d1"}});
  ASSERT_EQ(reply.status, 200) << reply.body;
  std::vector<int> statuses;
  std::istringstream lines(reply.body);
  for (std::string text; std::getline(lines, text);)
    statuses.push_back(Json::parse(text)["status"].get<int>());
  EXPECT_EQ(statuses, (std::vector<int>{200, 200, 400, 400})) << reply.body;
  const Reply shared = batch(line(3), {{"Kintsugi-Device", "d1"},
                                       {"Kintsugi-Device-Sequence", "3"}});
  EXPECT_EQ(shared.code(), "request.bad_header");
}

TEST_F(TodayTest, SaysWhatEachItemCostsForThisOrder) {
  open_outlet();
  running.make_operator(admin, "5001", "accountant", "");
  Person accountant = running.signed_in("5001");
  sent(admin, "/v1/tariffs/draft_tariff",
       {{"tariff", "STD"},
        {"name", "标准"},
        {"effective_from", "2026-01-01"},
        {"lines",
         {{{"item", "visit"}, {"unit_price", 5000}},
          {{"item", "visit"}, {"brand", "JinLu"}, {"unit_price", 3000}},
          {{"item", "drilling"}, {"category", "washer"}, {"unit_price", 9000}}}}});
  book("WO-1", "T-1", 2);
  EXPECT_EQ(day_of(first)["jobs"][0]["prices"].size(), 0u);  // a draft is no price
  sent(accountant, "/v1/tariffs/publish_tariff", {{"tariff", "STD"}, {"version", 1}});
  const Json prices = day_of(first)["jobs"][0]["prices"];
  ASSERT_EQ(prices.size(), 1u) << prices.dump();  // drilling is for washers only
  EXPECT_EQ(prices[0]["item"], "visit");
  EXPECT_EQ(prices[0]["unit_price"], 3000);
  EXPECT_EQ(prices[0]["version"], 1);
}

TEST_F(TodayTest, SaysWhatAPriceIsMadeOf) {
  open_outlet();
  running.make_operator(admin, "5001", "accountant", "");
  sent(admin, "/v1/tariffs/draft_tariff",
       {{"tariff", "STD"},
        {"name", "标准"},
        {"effective_from", "2026-01-01"},
        {"lines",
         {{{"item", "check"}, {"unit_price", 5000}},
          {{"item", "door"}, {"unit_price", 0}, {"rate", 3000}, {"of_item", "check"}},
          {{"item", "height"}, {"unit_price", 0}},
          {{"item", "height"},
           {"unit_price", 10000},
           {"at_least", 4000},
           {"cap_per_visit", 30000}},
          {{"item", "way"},
           {"unit_price", 200},
           {"free_quantity", 10000},
           {"once_per_visit", true}}}}});
  book("WO-1", "T-1", 2);
  Person accountant = running.signed_in("5001");
  sent(accountant, "/v1/tariffs/publish_tariff", {{"tariff", "STD"}, {"version", 1}});
  const Json prices = day_of(first)["jobs"][0]["prices"];
  ASSERT_EQ(prices.size(), 5u) << prices.dump();
  EXPECT_EQ(prices[1]["unit_price"], 1500);
  EXPECT_EQ(prices[1]["of_price"], 5000);
  EXPECT_EQ(prices[2]["unit_price"], 0);
  EXPECT_EQ(prices[3]["at_least"], 4000);
  EXPECT_EQ(prices[3]["cap_per_visit"], 30000);
  EXPECT_EQ(prices[4]["free_quantity"], 10000);
  EXPECT_EQ(prices[4]["once_per_visit"], true);
}

TEST_F(TodayTest, TheSameDayHasTheSameTag) {
  open_outlet();
  book("WO-1", "T-1", 2);
  const Reply before = first.get("/v1/today" + now_on());
  const std::string etag = before.header("ETag");
  ASSERT_FALSE(etag.empty());
  sent(admin, "/v1/parts/register_part",
       {{"part", "P-9"}, {"name", "Fan"}, {"brand", "JinLu"}, {"unit", "piece"}});
  const Reply same = first.get("/v1/today" + now_on(), {{"If-None-Match", etag}});
  EXPECT_EQ(same.status, 304) << same.body;
  EXPECT_TRUE(same.body.empty());
  EXPECT_EQ(same.header("ETag"), etag);
  EXPECT_NE(same.header("Kintsugi-Position"), before.header("Kintsugi-Position"));
  EXPECT_EQ(same.header("Cache-Control"), "no-store");
  sent(first, "/v1/work_orders/accept_booking", {{"order", "WO-1"}});
  const Reply other = first.get("/v1/today" + now_on(), {{"If-None-Match", etag}});
  EXPECT_EQ(other.status, 200);
  // As it was.
  const Reply past = first.get("/v1/today?as_of=" + before.header("Kintsugi-Position"));
  EXPECT_EQ(past.json()["jobs"], before.json()["jobs"]);
  // What his device holds back for him is sealed for him alone, always alike.
  const std::string seal = before.json()["seal"];
  EXPECT_EQ(seal.size(), 64u);
  EXPECT_EQ(other.json()["seal"], seal);
  EXPECT_NE(day_of(second)["seal"], seal);
}

// Solved by telephone before it had an outlet, and opened again by mistake: that can be taken back,
// and is offered where it can.
TEST_F(TodayTest, AReopeningIsWithdrawnWhereThereIsOne) {
  open_outlet();
  running.make_operator(admin, "6001", "call_centre", "");
  Person clerk = running.signed_in("6001");
  sent(clerk, "/v1/work_orders/register_work_order",
       {{"order", "WO-1"},
        {"service_type", "repair"},
        {"brand", "JinLu"},
        {"category", "aircon"},
        {"contact", "王女士"},
        {"phone", "13800138000"},
        {"address", "明华路 4 号 602"},
        {"severity", "normal"}});
  const auto is_offered = [&] {
    const Json card = clerk.get("/v1/work_orders/WO-1" + now_on()).json();
    for (const Json& one : card["commands"])
      if (one["command"] == "withdraw_reopening") return one["why"].is_null();
    return false;
  };
  EXPECT_FALSE(is_offered()) << "it is in its first round";
  sent(clerk, "/v1/work_orders/resolve_remotely", {{"order", "WO-1"}, {"solution", "断电重启"}});
  sent(clerk, "/v1/work_orders/reopen_work_order", {{"order", "WO-1"}, {"reason", "又坏了"}});
  EXPECT_TRUE(is_offered());
  sent(clerk, "/v1/work_orders/withdraw_reopening", {{"order", "WO-1"}, {"reason", "点错了"}});
  EXPECT_FALSE(is_offered());
}

// What keeps an order from being completed stands in its row, in the codes of the refusals; papers
// that are back are not asked for again.
TEST_F(TodayTest, AReportedOrderTellsTheDeskWhatItLacks) {
  open_outlet();
  const std::string order = book("WO-1", "T-1", 2);
  for (const char* step : {"accept_booking", "start_travel", "check_in", "start_work"})
    sent(first, std::string("/v1/work_orders/") + step, {{"order", order}});
  sent(first, "/v1/work_orders/record_diagnosis", {{"order", order}, {"fault_code", "C-17"}});
  sent(first, "/v1/work_orders/report_work_done", {{"order", order}, {"result", "好了"}});
  const auto act = [&](const std::string& command) {
    const Reply reply = dispatcher.get("/v1/queue_items" + now_on() +
                                       "&queue=papers_due&commands=true");
    const Json items = reply.json()["items"];
    EXPECT_EQ(items.size(), 1u) << reply.body;
    for (const Json& one : items[0]["acts"])
      if (one["command"] == command) return one;
    return Json();
  };
  EXPECT_EQ(act("complete_work_order")["why"], "lacks");
  EXPECT_FALSE(act("complete_work_order")["allowed"]);
  EXPECT_EQ(act("complete_work_order")["lacks"], Json({"work_order.slip_missing"}));
  EXPECT_EQ(act("hand_back_install_card")["why"], "status") << "a repair has no card";
  EXPECT_EQ(act("collect_payment")["why"], "status") << "nothing is due";
  EXPECT_TRUE(act("return_service_slip")["allowed"]);
  sent(dispatcher, "/v1/work_orders/return_service_slip", {{"order", order}, {"slip", "HD-0001"}});
  EXPECT_EQ(act("return_service_slip")["why"], "status");
  EXPECT_TRUE(act("complete_work_order")["allowed"]);
  EXPECT_TRUE(act("complete_work_order")["lacks"].empty());
  sent(dispatcher, "/v1/work_orders/complete_work_order", {{"order", order}});
}

TEST_F(TodayTest, CashIsRemittedByWhoHoldsSome) {
  open_outlet();
  const Json card = admin.get("/v1/technicians/T-1" + now_on()).json();
  int told = 0;
  for (const Json& one : card["commands"]) {
    if (one["command"] != "remit_payment" && one["command"] != "pay_back_cash") continue;
    ++told;
    EXPECT_FALSE(one["in_time"]) << one;
  }
  EXPECT_EQ(told, 2) << card["commands"];
}

// Nothing is offered that would be refused: what stands in its way is told instead.
TEST_F(TodayTest, WhatWouldBeRefusedIsNotOffered) {
  open_outlet();
  const std::string order = book("WO-1", "T-1", 2);
  const auto act = [&](const std::string& command) {
    const Json card = dispatcher.get("/v1/work_orders/" + order + now_on()).json();
    for (const Json& one : card["commands"])
      if (one["command"] == command) return one;
    return Json();
  };
  EXPECT_TRUE(offers(day_of(first)["jobs"][0]["commands"], "accept_booking"));
  EXPECT_TRUE(act("cancel_work_order")["allowed"]);
  EXPECT_EQ(act("request_exchange")["lacks"], Json({"exchange_case.no_asset"}));
  // A second later it is too late to accept.
  sent(first, "/v1/work_orders/decline_booking", {{"order", order}, {"reason", "车坏了"}});
  const auto now =
      std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto soon = now + std::chrono::seconds(1);
  sent(dispatcher, "/v1/work_orders/schedule_booking",
       {{"order", order},
        {"technician", "T-1"},
        {"starts_at", format_instant(now + std::chrono::hours(3))},
        {"ends_at", format_instant(now + std::chrono::hours(4))},
        {"accept_by", format_instant(soon)}});
  std::this_thread::sleep_until(soon + std::chrono::milliseconds(20));
  EXPECT_FALSE(offers(day_of(first)["jobs"][0]["commands"], "accept_booking"));
  EXPECT_EQ(act("accept_booking")["lacks"], Json({"work_order.acceptance_overdue"}));
  EXPECT_EQ(first.send("/v1/work_orders/accept_booking", {{"order", order}}).code(),
            "work_order.acceptance_overdue");
}

TEST_F(TodayTest, AnOrderWithPartsOutIsNotToBeCanceled) {
  open_outlet();
  const std::string order = book("WO-1", "T-1", 2);
  running.make_operator(admin, "4001", "store_keeper", "");
  Person keeper = running.signed_in("4001");
  sent(admin, "/v1/parts/register_part",
       {{"part", "P-1"}, {"name", "主板"}, {"brand", "JinLu"}, {"unit", "piece"},
        {"confirm_reason", "首批"}});
  sent(admin, "/v1/warehouses/register_warehouse",
       {{"warehouse", "WH-1"}, {"name", "东库"}, {"outlet", "OUT-A"}, {"kind", "parts"},
        {"latitude", 31000000}, {"longitude", 121000000}});
  sent(keeper, "/v1/stock_items/receive_stock",
       {{"warehouse", "WH-1"}, {"part", "P-1"}, {"quantity", 3000}});
  sent(first, "/v1/part_requests/request_part",
       {{"order", order}, {"part", "P-1"}, {"quantity", 1000}, {"request", "R-1"}});
  const auto act = [&](const std::string& command) {
    const Json card = dispatcher.get("/v1/work_orders/" + order + now_on()).json();
    for (const Json& one : card["commands"])
      if (one["command"] == command) return one;
    return Json();
  };
  EXPECT_TRUE(act("cancel_work_order")["allowed"]) << "what was not issued is canceled with it";
  keeper.send("/v1/part_requests/source_part", {{"request", "R-1"}});  // unless a policy did
  sent(keeper, "/v1/part_requests/approve_part_request", {{"request", "R-1"}});
  sent(keeper, "/v1/part_requests/issue_part", {{"request", "R-1"}});
  EXPECT_EQ(act("cancel_work_order")["why"], "lacks");
  EXPECT_EQ(act("cancel_work_order")["lacks"], Json({"work_order.open_part_requests"}));
  sent(keeper, "/v1/part_requests/return_part",
       {{"request", "R-1"}, {"quantity", 1000}, {"condition", "good"}});
  EXPECT_TRUE(act("cancel_work_order")["allowed"]);
}

}  // namespace
}  // namespace kintsugi::tests
