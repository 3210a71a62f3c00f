// A report at two moments.

#include <gtest/gtest.h>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct DifferenceTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;
  static std::unique_ptr<Person> admin;
  static std::string before, last;  // positions

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>();
    admin = std::make_unique<Person>(running->make_administrator());
    sent(*admin, "/v1/outlets/register_outlet",
         {{"outlet", "OUT-A"}, {"name", "A"}, {"kind", "service_station"}, {"brands", {"JinLu"}}});
    running->make_operator(*admin, "1001", "call_centre", "");
    Person clerk = running->signed_in("1001");
    order(clerk, "WO-1");
    before = order(clerk, "WO-2");
    order(clerk, "WO-3");
    last = sent(clerk, "/v1/work_orders/cancel_work_order",
                {{"order", "WO-2"}, {"reason", "again"}});
  }
  static void TearDownTestSuite() {
    admin.reset();
    running.reset();
  }

  static std::string order(Person& person, const char* id) {
    return sent(person, "/v1/work_orders/register_work_order",
                {{"order", id}, {"service_type", "repair"}, {"source", "own"},
                 {"brand", "JinLu"}, {"outlet", "OUT-A"}, {"phone", "13800000001"},
                 {"address", "工业路1号"}, {"symptom", "不制冷"}});
  }
  static std::string sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.header("Kintsugi-Position");
  }
  static Json difference(const std::string& query) {
    Person clerk = running->signed_in("1001");
    const Reply reply = clerk.get("/v1/reports/repair_status/difference?wait=10s&min_position=" +
                                  last + query);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.json();
  }
  // "WO-1": "came", "went" or the columns that changed.
  static std::map<std::string, std::string> told(const Json& found) {
    std::map<std::string, std::string> out;
    for (const Json& row : found["rows"]) {
      std::string& what = out[row["id"]];
      if (row["before"].is_null() || row["after"].is_null()) {
        what = row["before"].is_null() ? "came" : "went";
        continue;
      }
      for (std::size_t i = 0; i < found["columns"].size(); ++i)
        if (row["before"][i] != row["after"][i])
          what += found["columns"][i]["name"].get<std::string>() + " ";
    }
    return out;
  }
};
std::unique_ptr<RunningEdge> DifferenceTest::running;
std::unique_ptr<Person> DifferenceTest::admin;
std::string DifferenceTest::before, DifferenceTest::last;

TEST_F(DifferenceTest, TellsWhatCameAndWhatChanged) {
  const Json found = difference("&against=" + before);
  const auto rows = told(found);
  EXPECT_EQ(rows.size(), 2u) << found;
  EXPECT_EQ(rows.at("WO-3"), "came");
  EXPECT_NE(rows.at("WO-2").find("status "), std::string::npos) << found;
  EXPECT_EQ(found["came"], 1);
  EXPECT_EQ(found["changed"], 1);
  EXPECT_EQ(found["went"], 0);
  EXPECT_EQ(found["same"], 1);
  EXPECT_EQ(found["against"], before);
  EXPECT_GE(std::stoi(found["position"].get<std::string>()), std::stoi(last));
}

TEST_F(DifferenceTest, TheOtherWayRoundTheRowWent) {
  const Json found = difference("&as_of=" + before + "&against=" + last);
  EXPECT_EQ(told(found).at("WO-3"), "went");
  EXPECT_EQ(found["went"], 1);
}

TEST_F(DifferenceTest, ColumnsChosenAreTheColumnsCompared) {
  const Json found = difference("&columns=order&against=" + before);
  EXPECT_EQ(found["changed"], 0) << found;
  EXPECT_EQ(found["came"], 1);
}

TEST_F(DifferenceTest, AFileHasWhatCellsWereBeforeTheyChanged) {
  Person clerk = running->signed_in("1001");
  const Reply reply =
      clerk.get("/v1/reports/repair_status/difference?columns=order,status&format=csv&profile=data"
                "&against=" + before + "&wait=10s&min_position=" + last);
  // Orders of the same millisecond stand in either order.
  EXPECT_EQ(reply.body.find("change,order,order_before,status,status_before\r\n"), 0u);
  EXPECT_NE(reply.body.find("\nchanged,WO-2,,canceled,assigned\r\n"), std::string::npos);
  EXPECT_NE(reply.body.find("\ncame,WO-3,,assigned,\r\n"), std::string::npos) << reply.body;
}

TEST_F(DifferenceTest, NoMomentAndNoIdsAreRefused) {
  Person clerk = running->signed_in("1001");
  EXPECT_EQ(clerk.get("/v1/reports/repair_status/difference").json()["code"],
            "request.bad_parameter");
  EXPECT_EQ(clerk.get("/v1/reports/repair_status/difference?against=nonsense").status, 400);
  EXPECT_EQ(clerk.get("/v1/reports/nothing/difference?against=1").status, 404);
  EXPECT_EQ(admin->get("/v1/reports/operation_log/difference?against=1").json()["code"],
            "report.not_compared");
}

}  // namespace
}  // namespace kintsugi::tests
