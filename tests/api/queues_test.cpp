// Queues as inboxes: what waits, and the commands that may be sent to it.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct QueuesTest : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();
  std::string last;  // position of the latest command

  void sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    ASSERT_EQ(reply.status, 200) << reply.body;
    last = reply.header("Kintsugi-Position");
  }
  Json read(Person& person, const std::string& path) {
    const char* sign = path.find('?') == std::string::npos ? "?" : "&";
    const Reply reply = person.get(path + sign + "wait=10s&min_position=" + last);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.json();
  }
  int count(Person& person, const std::string& queue) {
    const Json queues = read(person, "/v1/queues");
    for (const Json& one : queues["items"])
      if (one["queue"] == queue) return one["count"];
    return -1;
  }
  void draft_tariff(const std::string& tariff) {
    sent(admin, "/v1/tariffs/draft_tariff",
         {{"tariff", tariff},
          {"name", tariff},
          {"effective_from", "2026-01-01"},
          {"lines", {{{"item", "visit"}, {"unit_price", "50.00"}}}}});
  }
};

bool has(const Json& names, const std::string& name) {
  return std::find(names.begin(), names.end(), Json(name)) != names.end();
}

TEST_F(QueuesTest, AnItemNamesTheCommandsOfItsSubject) {
  running.make_operator(admin, "3001", "auditor", "");
  draft_tariff("T-1");
  EXPECT_EQ(count(admin, "drafts_to_publish"), 1);
  const Json items = read(admin, "/v1/queue_items?queue=drafts_to_publish&commands=true")["items"];
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0]["subject"], "tariff/T-1");
  EXPECT_EQ(items[0]["id"], "tariff/T-1");
  EXPECT_TRUE(has(items[0]["commands"], "publish_tariff")) << items;
  EXPECT_FALSE(has(items[0]["commands"], "publish_wage_rule")) << items;
  // Whose duty it is not is told of none.
  Person auditor = running.signed_in("3001");
  const Json seen = read(auditor, "/v1/queue_items?queue=drafts_to_publish&commands=true")["items"];
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_TRUE(seen[0]["commands"].empty()) << seen;
}

TEST_F(QueuesTest, ACardFillsTheCommandsOfItsSubject) {
  draft_tariff("T-1");
  const Json card = read(admin, "/v1/queue_items/tariff%2FT-1");
  EXPECT_EQ(card["item"]["queue"], "drafts_to_publish");
  bool found = false;
  for (const Json& one : card["commands"]) {
    if (one["command"] != "withdraw_tariff_draft") continue;
    found = true;
    EXPECT_TRUE(one["allowed"]);
    EXPECT_EQ(one["fill"]["tariff"], "T-1") << one;
  }
  EXPECT_TRUE(found) << card;
  sent(admin, "/v1/tariffs/withdraw_tariff_draft",
       {{"tariff", "T-1"}, {"version", 1}, {"reason", "x"}});
  EXPECT_EQ(count(admin, "drafts_to_publish"), 0);
  EXPECT_EQ(admin.get("/v1/queue_items/tariff%2FT-1").status, 404);
}

TEST_F(QueuesTest, AnOrderOffersWhatItsStatusAllows) {
  running.make_operator(admin, "1001", "call_centre", "");
  Person clerk = running.signed_in("1001");
  sent(clerk, "/v1/work_orders/register_work_order",
       {{"order", "WO-1"},
        {"service_type", "repair"},
        {"source", "own"},
        {"phone", "13800000001"},
        {"address", "工业路1号"}});
  const Json items = read(clerk, "/v1/queue_items?queue=registered&commands=true")["items"];
  ASSERT_EQ(items.size(), 1u);
  EXPECT_TRUE(has(items[0]["commands"], "assign_outlet")) << items;
  EXPECT_FALSE(has(items[0]["commands"], "reopen_work_order")) << items;
}

}  // namespace
}  // namespace kintsugi::tests
