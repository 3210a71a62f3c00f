// Which outlet an order could go to, which areas nobody serves; tickets and proposals as reads.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

// "2027-01-01": as far ahead as people plan.
std::string next_year() {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return fmt::format("{}-01-01", static_cast<int>(std::chrono::year_month_day(today).year()) + 1);
}

struct CoverageTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>();
    Person admin = running->make_administrator();
    const auto outlet = [&](const char* id, const char* brand, Json territory) {
      sent(admin, "/v1/outlets/register_outlet",
           {{"outlet", id},
            {"name", id},
            {"kind", "service_station"},
            {"brands", {brand}},
            {"territory", std::move(territory)}});
    };
    outlet("OUT-A", "JinLu", {"3101"});
    outlet("OUT-B", "JinLu", {"310115"});
    outlet("OUT-C", "HaiLan", {"310115"});
    outlet("OUT-D", "JinLu", {"3205"});
    running->make_operator(admin, "1001", "call_centre", "");
    running->make_operator(admin, "2001", "dispatcher", "OUT-B");
    Person clerk = running->signed_in("1001");
    for (const auto& [id, area] : {std::pair{"WO-1", "310115"}, {"WO-2", "310115"}, {"WO-3", "99"}})
      last = sent(clerk, "/v1/work_orders/register_work_order",
                  {{"order", id},
                   {"service_type", "repair"},
                   {"source", "own"},
                   {"brand", "JinLu"},
                   {"area", area},
                   {"confirm_reason", "用户确认"},
                   {"phone", "13800000001"},
                   {"address", "工业路1号"},
                   {"symptom", "不制冷"}});
  }
  static void TearDownTestSuite() { running.reset(); }
  static std::string sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.header("Kintsugi-Position");
  }
  static Json read(Person& person, const std::string& path) {
    const Reply reply = person.get(path + (path.find('?') != path.npos ? "&" : "?") +
                                   "wait=10s&min_position=" + last);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.json();
  }
  static std::string last;  // position
};
std::unique_ptr<RunningEdge> CoverageTest::running;
std::string CoverageTest::last;

TEST_F(CoverageTest, TheOutletThatServesTheAreaMostExactlyIsProposed) {
  Person clerk = running->signed_in("1001");
  const Json items = read(clerk, "/v1/orders/WO-1/outlets")["items"];
  ASSERT_EQ(items.size(), 3u) << "OUT-C is not authorised for the brand";
  EXPECT_EQ(items[0]["outlet"], "OUT-B");
  EXPECT_EQ(items[0]["proposed"], true);
  EXPECT_EQ(items[1]["outlet"], "OUT-A");
  EXPECT_EQ(items[1]["inside"], true);
  EXPECT_EQ(items[1]["proposed"], false);
  EXPECT_EQ(items[2]["outlet"], "OUT-D");
  EXPECT_EQ(items[2]["inside"], false);
  const Json nobody = read(clerk, "/v1/orders/WO-3/outlets")["items"];
  for (const Json& one : nobody) EXPECT_EQ(one["proposed"], false) << one;
}

TEST_F(CoverageTest, IsOfADay) {
  Person admin = running->signed_in("admin");
  last = sent(admin, "/v1/outlets/define_territory",
              {{"outlet", "OUT-B"}, {"territory", {"3102"}}, {"effective_from", next_year()}});
  EXPECT_EQ(admin.send("/v1/outlets/define_territory", {{"outlet", "OUT-B"},
                                                        {"territory", {"3103"}},
                                                        {"effective_from", "2001-01-01"}})
                .code(),
            "outlet.backdated");
  Person clerk = running->signed_in("1001");
  EXPECT_EQ(read(clerk, "/v1/orders/WO-1/outlets")["items"][0]["outlet"], "OUT-B");
  const Json then = read(clerk, "/v1/orders/WO-1/outlets?day=" + next_year())["items"];
  EXPECT_EQ(then[0]["outlet"], "OUT-A");
  const Json served = read(clerk, "/v1/coverage?area=3102")["items"];
  ASSERT_EQ(served.size(), 1u);
  EXPECT_EQ(served[0]["served_from"], next_year());
}

TEST_F(CoverageTest, AreasThatNobodyServesComeFirst) {
  Person clerk = running->signed_in("1001");
  const Json items = read(clerk, "/v1/served_areas")["items"];
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0]["area"], "99");
  EXPECT_EQ(items[0]["outlets"], 0);
  EXPECT_EQ(items[1]["area"], "310115");
  EXPECT_EQ(items[1]["orders"], 2);
}

TEST_F(CoverageTest, AreasAreToldTogetherByLevelWithWhatWasSoldThere) {
  Person clerk = running->signed_in("1001");
  last = sent(clerk, "/v1/sales/import_sale",
              {{"sale", "L-1"},
               {"contact", "周先生"},
               {"phone", "13800000002"},
               {"address", "工业路2号"},
               {"area", "310117"},
               {"brand", "JinLu"},
               {"sold_on", "2026-01-05"}});
  const auto areas = [&](const char* level) {
    std::map<std::string, Json> out;
    const Json items = read(clerk, fmt::format("/v1/served_areas?level={}", level))["items"];
    for (const Json& one : items) out[one["area"]] = one;
    return out;
  };
  const auto city = areas("city");
  ASSERT_EQ(city.size(), 2u);
  EXPECT_EQ(city.at("3101")["orders"], 3);
  EXPECT_EQ(city.at("3101")["sales"], 1);
  EXPECT_EQ(city.at("3101")["unserved"], 0);
  EXPECT_EQ(city.at("99")["unserved"], 1);
  const auto county = areas("county");
  EXPECT_EQ(county.at("310115")["sales"], 0);
  EXPECT_EQ(county.at("310117")["sales"], 1);
  EXPECT_EQ(county.at("310117")["served_by"], Json::array({"OUT-A"}));
  EXPECT_EQ(clerk.get("/v1/served_areas?level=street").code(), "request.bad_parameter");
}

// Sums that follow from the orders as they are: with an outlet that takes one over, an area that
// was typed wrong; and at an earlier moment as they were then.
TEST_F(CoverageTest, CountsEveryOrderWhereItIs) {
  Person admin = running->signed_in("admin");
  Person clerk = running->signed_in("1001");
  Person dispatcher = running->signed_in("2001");
  for (const char* id : {"WO-81", "WO-82"})
    last = sent(clerk, "/v1/work_orders/register_work_order",
                {{"order", id},
                 {"service_type", "repair"},
                 {"source", "own"},
                 {"brand", "JinLu"},
                 {"area", "310188"},
                 {"confirm_reason", "用户确认"},
                 {"phone", "13800000081"},
                 {"address", "和平路1号"},
                 {"symptom", "不制冷"}});
  const std::string before = last;
  const auto count = [&](Person& who, const std::string& area, const std::string& more = {}) {
    const Json items = read(who, "/v1/served_areas" + more)["items"];
    for (const Json& one : items)
      if (one["area"] == area) return one["orders"].get<int>();
    return 0;
  };
  EXPECT_EQ(count(clerk, "310188"), 2);
  EXPECT_EQ(count(dispatcher, "310188"), 0) << "his outlet has none of them";
  last = sent(clerk, "/v1/work_orders/assign_outlet",
              {{"order", "WO-81"}, {"outlet", "OUT-B"}, {"override_reason", "就近"}});
  EXPECT_EQ(count(clerk, "310188"), 2);
  EXPECT_EQ(count(dispatcher, "310188"), 1);
  Json order = read(clerk, "/v1/work_orders/WO-82")["commands"];
  Json corrected;
  for (const Json& one : order)
    if (one["command"] == "correct_registration") corrected = one["fill"];
  corrected["area"] = "310189";
  corrected["reason"] = "写错";
  last = sent(clerk, "/v1/work_orders/correct_registration", corrected);
  EXPECT_EQ(count(clerk, "310188"), 1);
  EXPECT_EQ(count(clerk, "310189"), 1);
  EXPECT_EQ(count(clerk, "310188", "?as_of=" + before), 2);
  EXPECT_EQ(count(clerk, "310189", "?as_of=" + before), 0);
}

// A form begins with the list as it stands: left as it is, it stays so.
TEST_F(CoverageTest, AFormBeginsWithTheWholeList) {
  Person admin = running->signed_in("admin");
  const auto fill_of = [&](const std::string& path, const char* command) -> Json {
    const Json commands = read(admin, path)["commands"];
    for (const Json& one : commands)
      if (one["command"] == command) return one["fill"];
    return {};
  };
  EXPECT_EQ(fill_of("/v1/outlets/OUT-A", "define_territory")["territory"], Json::array({"3101"}));
  const Json contacts = Json::array({{{"operator", "2001"}, {"phone", "13800000009"}}});
  last = sent(admin, "/v1/urgent_desks/name_urgent_contacts",
              {{"outlet", "OUT-B"}, {"contacts", contacts}});
  const Json fill = fill_of("/v1/urgent_desks/OUT-B", "name_urgent_contacts");
  EXPECT_EQ(fill["outlet"], "OUT-B");
  EXPECT_EQ(fill["contacts"], contacts);
}

TEST_F(CoverageTest, RefusesWhatIsNoDayAndWhoMayNotRead) {
  Person clerk = running->signed_in("1001");
  for (const char* path : {"/v1/orders/WO-1/outlets?day=soon", "/v1/served_areas?day=2026-02-30"})
    EXPECT_EQ(clerk.get(path).code(), "request.bad_parameter") << path;
  EXPECT_EQ(clerk.get("/v1/orders/WO-404/outlets").status, 404);
  Person dispatcher = running->signed_in("2001");  // WO-1 has no outlet yet
  EXPECT_EQ(dispatcher.get("/v1/orders/WO-1/outlets").status, 404);
  EXPECT_EQ(running->person().get("/v1/served_areas").status, 401);
}

// Who sees all outlets and dispatches for one of them is offered only where he may send an order.
TEST_F(CoverageTest, NobodyIsOfferedAnOutletToWhichHeMayNotSend) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "2002", "dispatcher", "OUT-A");
  for (const auto& [duty, outlet] : {std::pair{"auditor", ""}, {"dispatcher", "OUT-B"}})
    sent(admin, "/v1/operators/grant_role",
         {{"number", "2002"}, {"role", duty}, {"outlet", outlet}});
  Person clerk = running->signed_in("1001");
  for (const char* id : {"WO-71", "WO-72"})
    sent(clerk, "/v1/work_orders/register_work_order",
         {{"order", id},
          {"service_type", "repair"},
          {"source", "own"},
          {"brand", "JinLu"},
          {"area", "3205"},
          {"confirm_reason", "用户确认"},
          {"phone", "13800000071"},
          {"address", "和平路2号"},
          {"symptom", "不制冷"}});
  last = sent(clerk, "/v1/work_orders/assign_outlet",
              {{"order", "WO-71"}, {"outlet", "OUT-A"}, {"override_reason", "就近"}});
  Person both = running->signed_in("2002");
  const auto offered = [&](Person& who, const std::string& order) {
    std::string out;
    const Json items = read(who, "/v1/orders/" + order + "/outlets")["items"];
    for (const Json& one : items) out += one["outlet"].get<std::string>() + " ";
    return out;
  };
  EXPECT_EQ(offered(clerk, "WO-71"), "OUT-D OUT-A OUT-B ");
  EXPECT_EQ(offered(both, "WO-71"), "OUT-A OUT-B ") << "OUT-D is not his";
  EXPECT_EQ(offered(both, "WO-72"), "") << "nor is an order of no outlet";
  EXPECT_EQ(both.send("/v1/work_orders/assign_outlet",
                      {{"order", "WO-71"}, {"outlet", "OUT-D"}})
                .code(),
            "authority.out_of_scope");
  for (Person* who : {&clerk, &both}) {
    const Json commands = read(*who, "/v1/work_orders/WO-71")["commands"];
    for (const Json& one : commands) {
      if (one["command"] != "assign_outlet") continue;
      EXPECT_EQ(one["fill"].contains("outlet"), who == &clerk) << one;
    }
  }
}

}  // namespace
}  // namespace kintsugi::tests
