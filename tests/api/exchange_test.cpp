// An exchange from the order to the store, by whose duty each step is, through the inboxes; and the
// machines that a bulletin affects.

#include <gtest/gtest.h>

#include <string>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct ExchangeTest : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();
  Person clerk = running.person(), dispatcher = running.person(), accountant = running.person();
  Person keeper = running.person();
  std::string last;  // position of the latest command

  void sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    ASSERT_EQ(reply.status, 200) << path << reply.body;
    last = reply.header("Kintsugi-Position");
  }
  Json asked(Person& person, const std::string& path) {
    const char* more = path.find('?') == std::string::npos ? "?" : "&";
    const Reply reply = person.get(path + more + "wait=10s&min_position=" + last);
    EXPECT_EQ(reply.status, 200) << path << reply.body;
    return reply.json();
  }
  void hire(Person& person, const std::string& number, const std::string& role,
            const std::string& outlet) {
    running.make_operator(admin, number, role, outlet);
    ASSERT_TRUE(person.sign_in(number, RunningEdge::password));
  }
  void register_machine(const std::string& asset, const std::string& serial) {
    sent(clerk, "/v1/assets/register_asset",
         {{"asset", asset},
          {"brand", "JinLu"},
          {"category", "aircon"},
          {"model", "KF-1"},
          {"serial", serial},
          {"customer", "C-1"},
          {"confirm_reason", "首台"}});
  }
  void publish_policy() {
    const Json line = {{"machine_months", 600}, {"exchange_days", 365}};
    sent(accountant, "/v1/warranty_policies/draft_warranty_policy",
         {{"policy", "default"},
          {"name", "三包"},
          {"effective_from", "2020-01-01"},
          {"lines", Json::array({line})}});
    sent(admin, "/v1/warranty_policies/approve_warranty_policy",
         {{"policy", "default"}, {"version", 1}});
    sent(accountant, "/v1/warranty_policies/publish_warranty_policy",
         {{"policy", "default"}, {"version", 1}});
  }
  void SetUp() override {
    sent(admin, "/v1/outlets/register_outlet",
         {{"outlet", "OUT-A"},
          {"name", "站"},
          {"kind", "service_station"},
          {"brands", {"JinLu"}}});
    hire(clerk, "1001", "call_centre", "");
    hire(dispatcher, "2001", "dispatcher", "OUT-A");
    hire(keeper, "4001", "store_keeper", "OUT-A");
    hire(accountant, "5001", "accountant", "");
    publish_policy();
    sent(clerk, "/v1/customers/register_customer",
         {{"customer", "C-1"},
          {"name", "王芳"},
          {"phone", "13800138000"},
          {"address", "明华路 4 号"},
          {"outlet", "OUT-A"}});
    register_machine("A-1", "SN00000001");
  }
  // Of the first thing that waits there: the command that is usual, with what it begins with.
  Json first_act(Person& person, const std::string& queue) {
    const Json items =
        asked(person, "/v1/queue_items?commands=true&queue=" + queue)["items"];
    if (items.empty()) return {};
    EXPECT_EQ(items[0]["order"], "WO-1") << items;
    return items[0]["acts"][0];
  }
};

TEST_F(ExchangeTest, GoesFromInboxToInbox) {
  sent(clerk, "/v1/warranties/start_warranty",
       {{"asset", "A-1"},
        {"source", "invoice"},
        {"proved_on", "2024-03-01"},
        {"document", "FP-1"},
        {"price", 400'000}});
  sent(clerk, "/v1/work_orders/register_work_order",
       {{"order", "WO-1"},
        {"service_type", "repair"},
        {"asset", "A-1"},
        {"brand", "JinLu"},
        {"customer", "C-1"},
        {"phone", "13800138000"},
        {"address", "明华路 4 号"},
        {"symptom", "不制冷"},
        {"severity", "normal"},
        {"outlet", "OUT-A"}});
  const std::string cases = "/v1/exchange_cases/";
  sent(clerk, "/v1/work_orders/request_exchange",
       {{"order", "WO-1"}, {"remedy", "exchange"}, {"on", "2024-04-01"}, {"reason", "要求"}});
  Json act = first_act(dispatcher, "exchanges_to_appraise");
  EXPECT_EQ(act["command"], "appraise_unit") << act;
  EXPECT_EQ(act["fill"]["exchange"], "A-1") << act;
  sent(dispatcher, cases + "appraise_unit",
       {{"exchange", "A-1"}, {"verdict", "defective"}, {"licence", "JD-1"}, {"finding", "不启动"}});
  act = first_act(accountant, "exchanges_to_approve");
  EXPECT_EQ(act["command"], "approve_exchange") << act;
  const Json card = asked(accountant, "/v1/exchange_cases/A-1");
  for (const Json& one : card["commands"]) {
    EXPECT_FALSE(one["fill"].contains("reason")) << "why it was asked for: " << one;
  }
  sent(accountant, cases + "approve_exchange", {{"exchange", "A-1"}});
  act = first_act(keeper, "exchanges_under_way");
  EXPECT_EQ(act["command"], "ship_unit") << act;
  EXPECT_FALSE(act["fill"].contains("serial")) << "the old one's: " << act;
  sent(keeper, cases + "ship_unit", {{"exchange", "A-1"}, {"serial", "SN00000077"}});
  const Json units = asked(keeper, "/v1/exchange_units?on_the_way=true")["items"];
  ASSERT_EQ(units.size(), 1u);
  EXPECT_EQ(units[0]["serial"], "SN00000077");
  sent(keeper, cases + "collect_old_unit",
       {{"exchange", "A-1"}, {"serial", "SN00000001"}, {"new_serial", "SN00000077"}});
  sent(keeper, cases + "receive_old_unit", {{"exchange", "A-1"}, {"serial", "SN00000001"}});
  EXPECT_EQ(asked(keeper, "/v1/returned_machines?status=in_stock")["items"].size(), 1u);
  EXPECT_EQ(asked(clerk, "/v1/appraisals")["items"].size(), 1u);
  EXPECT_EQ(asked(clerk, "/v1/warranties?source=exchange")["items"].size(), 1u);
}

TEST_F(ExchangeTest, ABulletinFindsItsMachines) {
  register_machine("A-2", "SN00000002");
  register_machine("A-3", "SN00000300");
  sent(admin, "/v1/bulletins/publish_bulletin",
       {{"bulletin", "QX-1"},
        {"brand", "JinLu"},
        {"model", "KF-1"},
        {"serial_from", "SN00000001"},
        {"serial_until", "SN00000099"},
        {"title", "接线松动"},
        {"text", "请检查接线端子。"}});
  const std::string affected = "/v1/bulletins/QX-1/affected";
  const std::string before = last;
  EXPECT_EQ(asked(clerk, affected)["items"].size(), 2u);
  sent(clerk, "/v1/bulletins/order_for_bulletin", {{"bulletin", "QX-1"}, {"asset", "A-1"}});
  const Json left = asked(clerk, affected)["items"];
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0]["id"], "A-2");
  EXPECT_EQ(asked(clerk, affected + "?as_of=" + before)["items"].size(), 2u);
  EXPECT_EQ(asked(clerk, "/v1/bulletin_machines?bulletin=QX-1")["items"].size(), 1u);
}

}  // namespace
}  // namespace kintsugi::tests
