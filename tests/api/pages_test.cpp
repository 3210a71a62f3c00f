// Pages of a list: one moment, an order that there is, columns that there are.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct PagesTest : testing::Test {
  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>();
    admin = std::make_unique<Person>(running->make_administrator());
    for (const char* outlet : {"OUT-A", "OUT-B", "OUT-C", "OUT-D"}) {
      last = admin->send("/v1/outlets/register_outlet",
                         {{"outlet", outlet}, {"name", outlet}, {"kind", "service_station"}});
      ASSERT_EQ(last.status, 200) << last.body;
    }
    const std::string seen = "/v1/outlets?wait=10s&min_position=";
    ASSERT_EQ(admin->get(seen + last.header("Kintsugi-Position")).status, 200);
  }
  static void TearDownTestSuite() {
    admin.reset();
    running.reset();
  }
  static std::unique_ptr<RunningEdge> running;
  static std::unique_ptr<Person> admin;
  static Reply last;
};
std::unique_ptr<RunningEdge> PagesTest::running;
std::unique_ptr<Person> PagesTest::admin;
Reply PagesTest::last;

TEST_F(PagesTest, AreOfTheMomentOfPageOne) {
  const Json first = admin->get("/v1/outlets?limit=2").json();
  const std::string at = first["position"], cursor = first["next_cursor"];
  const std::string rest = "/v1/outlets?limit=2&cursor=" + cursor;
  EXPECT_EQ(admin->get(rest).status, 200);
  EXPECT_EQ(admin->get(rest + "&as_of=" + at).status, 200) << "the same";
  EXPECT_EQ(admin->get(rest + "&as_of=" + std::to_string(std::stoll(at) - 1)).code(),
            "request.bad_cursor");
  const Json past = admin->get("/v1/outlets?limit=2&as_of=" + at).json();
  const std::string of_past = "/v1/outlets?cursor=" + past["next_cursor"].get<std::string>();
  EXPECT_EQ(admin->get(of_past).status, 200);
  EXPECT_EQ(admin->get(of_past + "&as_of=" + at).status, 200);
  EXPECT_EQ(admin->get(of_past + "&as_of=1").code(), "request.bad_cursor");
}

TEST_F(PagesTest, AreInAnOrderThatThereIs) {
  const Reply unsorted = admin->get("/v1/work_orders?sort=address");
  EXPECT_EQ(unsorted.code(), "request.bad_parameter");
  const std::string why = unsorted.json()["detail"];
  EXPECT_NE(why.find("registered_at"), std::string::npos) << why;
  for (const char* format : {"", "&format=csv"})
    EXPECT_EQ(admin->get(std::string("/v1/work_orders?columns=nope") + format).code(),
              "request.bad_parameter");
  EXPECT_EQ(admin->get("/v1/work_orders?columns=id").status, 200);
}

// What is written on the way lies where the data does, whoever else writes to the machine's
// temporary directory; and none of it stays.
TEST_F(PagesTest, AWorkbookIsMadeInTheDataDirectory) {
  ::setenv("TMPDIR", (running->directory() / "no such directory").c_str(), 1);
  const Reply workbook = admin->get("/v1/outlets?format=xlsx");
  ::unsetenv("TMPDIR");
  ASSERT_EQ(workbook.status, 200) << workbook.body;
  EXPECT_EQ(workbook.body.substr(0, 2), "PK");
  for (const auto& entry : std::filesystem::directory_iterator(running->directory()))
    EXPECT_FALSE(entry.path().filename().string().starts_with("export-")) << entry.path();
}

}  // namespace
}  // namespace kintsugi::tests
