// Whatever stands in a query of a read: an answer, or a problem that says what is wrong with it.

#include <gtest/gtest.h>

#include <array>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

// As a URL has them: nothing, signs alone, bounds of days and times, numbers that are none or do
// not fit, octets that are no text, far too long.
const std::array<std::string, 18> odd_values = {
    "",
    "---",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "0001-01-01T00:00:00%2B23:59",
    "9999-12-31T23:59:59.999-23:59",
    "2026-02-30",
    "-1",
    "0",
    "9223372036854775807",
    "99999999999999999999",
    "1e9",
    "%FF%FE",
    "a%00b",
    "%27%22%3C%3E%5C%2C,%0D%0A",
    "%E2%80%AE%F0%9F%9A%91",
    std::string(2'000, 'x'),
};

struct QueriesTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;
  static std::unique_ptr<Person> admin;

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>();
    admin = std::make_unique<Person>(running->make_administrator());
    ASSERT_EQ(admin->send("/v1/outlets/register_outlet",
                          {{"outlet", "OUT-A"}, {"name", "A"}, {"kind", "service_station"}})
                  .status,
              200);
  }
  static void TearDownTestSuite() { admin.reset(), running.reset(); }

  // "/v1/orders/{id}" as a thing that is there where it can be.
  static std::string place(std::string path) {
    for (auto open = path.find('{'); open != path.npos; open = path.find('{')) {
      const auto close = path.find('}', open);
      const std::string name = path.substr(open + 1, close - open - 1);
      const std::string value = name == "position" ? "1"
                                : name == "queue"  ? "registered"
                                : name == "type"   ? "outlet"
                                                   : "OUT-A";
      path.replace(open, close - open + 1, value);
    }
    return path;
  }
  static void expect_an_answer(const std::string& url) {
    const Reply reply = admin->get(url);
    if (reply.status == 200 || reply.status == 204 || reply.status == 304) return;
    if (reply.code() == "read.not_yet") return;  // it waits for what will come
    EXPECT_GE(reply.status, 400) << url;
    EXPECT_LT(reply.status, 500) << url << " " << reply.body;
    EXPECT_FALSE(reply.code().empty()) << url << " " << reply.status << " " << reply.body;
  }
};
std::unique_ptr<RunningEdge> QueriesTest::running;
std::unique_ptr<Person> QueriesTest::admin;

TEST_F(QueriesTest, AreAnsweredWhateverStandsInThem) {
  const Json document = admin->get("/openapi.json").json();
  std::size_t asked = 0, first = 0;
  for (const auto& [path, item] : document["paths"].items()) {
    if (!item.contains("get")) continue;
    const Json& get = item["get"];
    if (get["responses"]["200"]["content"].contains("text/event-stream")) continue;  // never ends
    const std::string at = place(path);
    for (const Json& parameter : get.value("parameters", Json::array())) {
      if (parameter["in"] != "query") continue;
      const std::string name = parameter["name"];
      // Of a list's many alike each has some of them, all lists together have all.
      const std::size_t step = get["parameters"].size() > 12 ? 5 : 1;
      for (std::size_t i = first++ % step; i < odd_values.size(); i += step, ++asked)
        expect_an_answer(at + (name == "min_position" ? "?wait=1ms&" : "?") + name + "=" +
                         odd_values[i]);
    }
  }
  EXPECT_GT(asked, 5'000u);
}

TEST_F(QueriesTest, ADayIsOneEverywhere) {
  for (const char* path : {"/v1/served_areas?day=", "/v1/audit?from=", "/v1/audit?to=",
                           "/v1/log/density?from=", "/v1/log/position?at=",
                           "/v1/reports/repair_status?from="}) {
    for (const char* none : {"0000-01-01", "2026-02-30", "2026-2-3", "10000-01-01", "yesterday"})
      EXPECT_EQ(admin->get(path + std::string(none)).code(), "request.bad_parameter")
          << path << none;
    for (const char* day : {"1970-01-01", "2024-02-29", "9999-12-31"}) {
      const Reply reply = admin->get(path + std::string(day));
      EXPECT_TRUE(reply.status == 200 || reply.code() == "log.no_such_position")
          << path << day << reply.body;
    }
  }
}

}  // namespace
}  // namespace kintsugi::tests
