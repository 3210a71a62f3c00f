// Queues as inboxes: what waits, and the commands that may be sent to it.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <tuple>

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
          {"lines", {{{"item", "visit"}, {"unit_price", 5000}}}}});
  }
  // Warehouse W-A of OUT-A with five pieces of P-1; its keeper, signed in.
  Person open_store() {
    sent(admin, "/v1/outlets/register_outlet",
         {{"outlet", "OUT-A"}, {"name", "OUT-A"}, {"kind", "service_station"}});
    running.make_operator(admin, "4001", "store_keeper", "OUT-A");
    sent(admin, "/v1/parts/register_part",
         {{"part", "P-1"}, {"name", "Fan"}, {"brand", "JinLu"}, {"unit", "piece"}});
    sent(admin, "/v1/warehouses/register_warehouse",
         {{"warehouse", "W-A"},
          {"name", "W-A"},
          {"outlet", "OUT-A"},
          {"kind", "parts"},
          {"latitude", 30000000},
          {"longitude", 120000000}});
    Person keeper = running.signed_in("4001");
    sent(keeper, "/v1/stock_items/receive_stock",
         {{"warehouse", "W-A"}, {"part", "P-1"}, {"quantity", 5000}});
    return keeper;
  }
};

// Of a card's commands the one of that name.
Json command_of(const Json& card, const std::string& name) {
  for (const Json& one : card["commands"])
    if (one["command"] == name) return one;
  return {};
}

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
  EXPECT_EQ(items[0]["id"], "tariff:T-1");
  EXPECT_TRUE(has(items[0]["commands"], "withdraw_tariff_draft")) << items;
  EXPECT_FALSE(has(items[0]["commands"], "publish_tariff")) << "another person than its author";
  EXPECT_FALSE(has(items[0]["commands"], "publish_wage_rule")) << items;
  // Whose duty it is not is told of none.
  Person auditor = running.signed_in("3001");
  const Json seen = read(auditor, "/v1/queue_items?queue=drafts_to_publish&commands=true")["items"];
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_TRUE(seen[0]["commands"].empty()) << seen;
}

TEST_F(QueuesTest, ACardFillsTheCommandsOfItsSubject) {
  draft_tariff("T-1");
  const Json card = read(admin, "/v1/queue_items/tariff:T-1");
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
  EXPECT_EQ(admin.get("/v1/queue_items/tariff:T-1").status, 404);
}

// Their ids are made of several fields, and a list of runs has these in another order than the id.
TEST_F(QueuesTest, CountsAndWageRunsAreFoundByTheirIds) {
  Person keeper = open_store();
  running.make_operator(admin, "4002", "accountant", "OUT-A");
  Person accountant = running.signed_in("4002");
  sent(keeper, "/v1/stock_items/propose_stock_adjustment",
       {{"warehouse", "W-A"}, {"part", "P-1"}, {"counted", 4000}, {"reason", "x"}});
  sent(accountant, "/v1/wage_runs/calculate_wages", {{"outlet", "OUT-A"}, {"period", "2026-03"}});
  for (const auto& [queue, subject, command] :
       {std::tuple{"counts_to_approve", "stock_item/W-A:P-1:good", "approve_stock_adjustment"},
        std::tuple{"wage_runs_to_approve", "wage_run/OUT-A:2026-03", "approve_wages"}}) {
    EXPECT_EQ(count(admin, queue), 1) << queue;
    const Json items = read(admin, std::string("/v1/queue_items?commands=true&queue=") +
                                            queue)["items"];
    ASSERT_EQ(items.size(), 1u) << queue;
    EXPECT_EQ(items[0]["subject"], subject);
    EXPECT_EQ(items[0]["outlet"], "OUT-A");
    EXPECT_TRUE(has(items[0]["commands"], command)) << items;
    EXPECT_EQ(read(admin, std::string("/v1/queues/") + queue)["items"].size(), 1u);
  }
}

// A hold by hand is a thing of its own: listed, with its release while it is open.
TEST_F(QueuesTest, AHoldOffersItsReleaseWhileItIsOpen) {
  Person keeper = open_store();
  sent(keeper, "/v1/stock_items/reserve_stock",
       {{"warehouse", "W-A"}, {"part", "P-1"}, {"quantity", 2000}, {"hold", "店面"},
        {"reason", "周末促销"}});
  const Json holds = read(keeper, "/v1/stock_holds?status=open&outlet=OUT-A")["items"];
  ASSERT_EQ(holds.size(), 1u);
  EXPECT_EQ(holds[0]["id"], "W-A:P-1:good:店面");
  EXPECT_EQ(holds[0]["holder"], "4001");
  EXPECT_EQ(holds[0]["quantity"], 2000);
  const std::string card = "/v1/stock_holds/W-A:P-1:good:%E5%BA%97%E9%9D%A2";
  const Json release = command_of(read(keeper, card), "release_stock");
  EXPECT_TRUE(release["allowed"]) << release;
  sent(keeper, "/v1/stock_items/release_stock", release["fill"]);
  const Json released = read(keeper, card);
  EXPECT_EQ(released["item"]["status"], "released") << released;
  EXPECT_EQ(command_of(released, "release_stock")["why"], "status") << released;
  EXPECT_TRUE(read(keeper, "/v1/stock_holds?status=open")["items"].empty());
  const Json shelf = read(keeper, "/v1/stock_items/W-A:P-1:good")["item"];
  EXPECT_EQ(shelf["item"]["reserved"], 0) << shelf;
  EXPECT_EQ(shelf["item"]["holds"], 0) << shelf;
  // Somebody else's outlet does not see it.
  sent(admin, "/v1/outlets/register_outlet",
       {{"outlet", "OUT-B"}, {"name", "OUT-B"}, {"kind", "service_station"}});
  running.make_operator(admin, "4003", "store_keeper", "OUT-B");
  Person other = running.signed_in("4003");
  EXPECT_TRUE(read(other, "/v1/stock_holds")["items"].empty());
  EXPECT_EQ(other.get(card).status, 404);
}

const Json& act_of(const Json& item, const std::string& name) {
  static const Json none;
  for (const Json& one : item["acts"])
    if (one["command"] == name) return one;
  return none;
}

// By its own number, also once an earlier one has gone.
TEST_F(QueuesTest, ACountKeepsItsNumber) {
  Person keeper = open_store();
  for (const int counted : {4000, 5000})
    sent(keeper, "/v1/stock_items/propose_stock_adjustment",
         {{"warehouse", "W-A"}, {"part", "P-1"}, {"counted", counted}, {"reason", "月盘"}});
  sent(keeper, "/v1/stock_items/reject_stock_adjustment",
       {{"warehouse", "W-A"}, {"part", "P-1"}, {"number", 1}, {"reason", "重盘"}});
  const Json items = read(keeper, "/v1/counts")["items"];
  ASSERT_EQ(items.size(), 1u) << items;
  EXPECT_EQ(items[0]["number"], 2);
  EXPECT_EQ(read(keeper, "/v1/counts/W-A:P-1:good:2")["item"]["counted"], 5000);
  EXPECT_EQ(keeper.get("/v1/counts/W-A:P-1:good:1").status, 404);
}

// Its row knows all that the approval needs; who counted sees it, pale, and why.
TEST_F(QueuesTest, ACountIsApprovedWithWhatItsRowKnows) {
  Person keeper = open_store();
  running.make_operator(admin, "4004", "store_keeper", "OUT-A");
  Person second = running.signed_in("4004");
  sent(keeper, "/v1/stock_items/propose_stock_adjustment",
       {{"warehouse", "W-A"}, {"part", "P-1"}, {"counted", 4000}, {"reason", "月盘"}});
  const std::string waiting = "/v1/queue_items?queue=counts_to_approve&commands=true";
  const Json own = read(keeper, waiting)["items"][0];
  EXPECT_EQ(own["by"], "4001");
  EXPECT_EQ(own["acts"][0]["command"], "approve_stock_adjustment") << "the usual one first";
  EXPECT_FALSE(act_of(own, "approve_stock_adjustment")["allowed"]) << own;
  EXPECT_EQ(act_of(own, "approve_stock_adjustment")["why"], "four_eyes");
  EXPECT_FALSE(has(own["commands"], "approve_stock_adjustment")) << own;
  EXPECT_TRUE(act_of(own, "reject_stock_adjustment")["allowed"]) << "he may take it back";
  const Json other = read(second, waiting)["items"][0];
  const Json approve = act_of(other, "approve_stock_adjustment");
  EXPECT_TRUE(approve["allowed"]) << other;
  EXPECT_EQ(approve["fill"],
            (Json{{"warehouse", "W-A"}, {"part", "P-1"}, {"condition", "good"}, {"number", 1}}));
  sent(second, "/v1/stock_items/approve_stock_adjustment", approve["fill"]);
  EXPECT_EQ(count(second, "counts_to_approve"), 0);
}

// Only its handler goes on with a complaint: the others see so before they write a finding.
TEST_F(QueuesTest, AComplaintIsItsHandlers) {
  open_store();
  for (const char* number : {"6001", "6002"})
    running.make_operator(admin, number, "call_centre", "");
  Person handler = running.signed_in("6001"), other = running.signed_in("6002");
  sent(handler, "/v1/complaints/register_complaint",
       {{"complaint", "CP-1"}, {"kind", "attitude"}, {"text", "态度差"},
        {"accused_outlet", "OUT-A"}});
  sent(handler, "/v1/complaints/assign_complaint", {{"complaint", "CP-1"}, {"handler", "6001"}});
  const auto why = [&](Person& person, const std::string& name) {
    const Json card = read(person, "/v1/complaints/CP-1");
    const Json row = read(person, "/v1/queue_items?queue=complaints&commands=true")["items"][0];
    Json on_card;
    for (const Json& one : card["commands"])
      if (one["command"] == name) on_card = one["why"];
    EXPECT_EQ(act_of(row, name)["why"], on_card) << row;
    return on_card.is_null() ? std::string() : on_card.get<std::string>();
  };
  EXPECT_EQ(why(handler, "investigate_complaint"), "");
  EXPECT_EQ(why(other, "investigate_complaint"), "four_eyes");
  EXPECT_EQ(other.send("/v1/complaints/investigate_complaint",
                       {{"complaint", "CP-1"}, {"finding", "x"}})
                .code(),
            "complaint.not_handler");
  EXPECT_EQ(why(other, "assign_complaint"), "") << "anybody may take it over";
  sent(handler, "/v1/complaints/investigate_complaint",
       {{"complaint", "CP-1"}, {"finding", "属实"}});
  EXPECT_EQ(why(other, "propose_solution"), "four_eyes");
  sent(handler, "/v1/complaints/propose_solution",
       {{"complaint", "CP-1"}, {"solution", "上门致歉"}});
  EXPECT_EQ(why(other, "resolve_complaint"), "four_eyes");
  EXPECT_EQ(why(handler, "resolve_complaint"), "");
}

TEST_F(QueuesTest, AShelfBelowItsMinimumIsFilledUpWithWhatItLacks) {
  Person keeper = open_store();
  sent(keeper, "/v1/stock_items/set_stock_minimum",
       {{"warehouse", "W-A"}, {"part", "P-1"}, {"minimum", 8000}});
  EXPECT_EQ(read(keeper, "/v1/stock_items/W-A:P-1:good")["item"]["item"]["minimum"], 8000);
  const std::string waiting = "/v1/queue_items?queue=below_minimum&commands=true";
  const Json row = read(keeper, waiting)["items"][0];
  const Json receive = act_of(row, "receive_stock");
  EXPECT_EQ(receive["fill"]["quantity"], 3000) << row;
  EXPECT_EQ(act_of(row, "set_stock_minimum")["fill"]["minimum"], 8000) << row;
  sent(keeper, "/v1/stock_items/receive_stock", receive["fill"]);
  EXPECT_TRUE(read(keeper, waiting)["items"].empty());
  // A ledger says what its codes are called.
  const Json names = read(keeper, "/v1/inventory/W-A/P-1/good/ledger")["names"];
  EXPECT_EQ(names["part"]["P-1"], "Fan") << names;
  EXPECT_TRUE(names["operator"].contains("4001")) << names;
  EXPECT_EQ(keeper.send("/v1/stock_items/set_stock_minimum",
                        {{"warehouse", "W-A"}, {"part", "P-1"}, {"minimum", -1}})
                .status,
            400);
}

// A draft's version, in the words of the command that publishes it.
TEST_F(QueuesTest, ADraftKnowsItsVersionAndItsAuthor) {
  draft_tariff("T-1");
  const Json own =
      read(admin, "/v1/queue_items?queue=drafts_to_publish&commands=true")["items"][0];
  EXPECT_EQ(act_of(own, "publish_tariff")["why"], "four_eyes") << own;
  EXPECT_EQ(act_of(own, "publish_tariff")["fill"], (Json{{"tariff", "T-1"}, {"version", 1}}));
  EXPECT_TRUE(act_of(own, "publish_wage_rule").is_null()) << own;
  running.make_operator(admin, "5001", "accountant", "");
  Person accountant = running.signed_in("5001");
  const Json other =
      read(accountant, "/v1/queue_items?queue=drafts_to_publish&commands=true")["items"][0];
  sent(accountant, "/v1/tariffs/publish_tariff", act_of(other, "publish_tariff")["fill"]);
  EXPECT_EQ(count(admin, "drafts_to_publish"), 0);
}

// Each queue says what is done about what waits there, and some duty that reads queues may do it.
TEST_F(QueuesTest, EveryQueueHasACommandForSomebodyWhoReadsIt) {
  const Json schema = read(admin, "/v1/schema");
  std::map<std::string, Json> commands;
  for (const Json& one : schema["commands"]) commands[one["name"]] = one;
  for (const Json& one : schema["enums"]) {
    if (one["name"] != "queue") continue;
    for (const Json& queue : one["values"]) {
      if (queue["name"] == "none") continue;
      ASSERT_TRUE(queue.contains("inbox")) << queue;
      bool done = false;
      for (const Json& name : queue["inbox"]["commands"])
        for (const Json& role : commands[name]["roles"]) done = done || role != "system";
      EXPECT_TRUE(done) << queue;
    }
  }
}

TEST_F(QueuesTest, AnOrderOffersWhatItsStatusAllows) {
  running.make_operator(admin, "1001", "call_centre", "");
  Person clerk = running.signed_in("1001");
  sent(clerk, "/v1/work_orders/register_work_order",
       {{"order", "WO-1"},
        {"service_type", "repair"},
        {"source", "own"},
        {"category", "aircon"},
        {"phone", "13800000001"},
        {"address", "工业路1号"}});
  const Json items = read(clerk, "/v1/queue_items?queue=registered&commands=true")["items"];
  ASSERT_EQ(items.size(), 1u);
  EXPECT_TRUE(has(items[0]["commands"], "assign_outlet")) << items;
  EXPECT_FALSE(has(items[0]["commands"], "reopen_work_order")) << items;
}

// A queue that says its order can be asked for in it, by whoever sees all outlets or one of them.
TEST_F(QueuesTest, AreAskedForInTheOrderThatTheyAreWorkedOff) {
  sent(admin, "/v1/outlets/register_outlet",
       {{"outlet", "OUT-1"},
        {"name", "OUT-1"},
        {"kind", "service_station"},
        {"brands", {"JinLu"}}});
  running.make_operator(admin, "1001", "call_centre", "");
  running.make_operator(admin, "1002", "call_centre", "OUT-1");
  Person clerk = running.signed_in("1001");
  sent(clerk, "/v1/customers/register_customer",
       {{"customer", "C-1"}, {"name", "王女士"}, {"phone", "13800000001"}, {"outlet", "OUT-1"}});
  const Instant now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  using Due = std::pair<const char*, int>;
  for (const auto& [call, days] : {Due{"CC-1", 90}, Due{"CC-2", 30}, Due{"CC-3", 60}})
    sent(clerk, "/v1/care_calls/schedule_care_call",
         {{"call", call},
          {"customer", "C-1"},
          {"due_at", format_instant(now + std::chrono::days(days))},
          {"topic", "保养"}});
  std::set<std::string> orders;
  const Json enums = read(clerk, "/v1/schema")["enums"];
  for (const Json& one : enums)
    if (one["name"] == "queue")
      for (const Json& value : one["values"])
        if (value.contains("inbox")) orders.insert(value["inbox"]["order"].get<std::string>());
  EXPECT_EQ(orders, (std::set<std::string>{"since", "due_at"}));
  for (const char* number : {"1001", "1002"}) {
    Person he = running.signed_in(number);
    for (const char* path : {"/v1/queue_items?queue=care_calls&sort=due_at",
                             "/v1/queue_items?queue=care_calls&sort=due_at&outlet=OUT-1",
                             "/v1/queues/care_calls"}) {
      std::string told;
      const Json items = read(he, path)["items"];
      for (const Json& item : items)
        told += item["subject"].get<std::string>().substr(10) + " ";
      EXPECT_EQ(told, "CC-2 CC-3 CC-1 ") << path;
    }
  }
}

// The outlet that serves an order's area stands in the command before it is sent.
TEST_F(QueuesTest, AnOrderWithoutAnOutletIsProposedTheOneThatServesItsArea) {
  for (const auto& [outlet, area] : {std::pair{"OUT-N", "北桥镇"}, std::pair{"OUT-S", "南桥镇"}})
    sent(admin, "/v1/outlets/register_outlet",
         {{"outlet", outlet},
          {"name", outlet},
          {"kind", "service_station"},
          {"brands", {"JinLu"}},
          {"territory", {area}}});
  running.make_operator(admin, "1001", "call_centre", "");
  running.make_operator(admin, "1002", "dispatcher", "");
  Person clerk = running.signed_in("1001");
  for (const auto& [order, area] : {std::pair{"WO-1", "南桥镇"}, std::pair{"WO-2", "西桥镇"}})
    sent(clerk, "/v1/work_orders/register_work_order",
         {{"order", order},
          {"service_type", "repair"},
          {"brand", "JinLu"},
          {"category", "aircon"},
          {"phone", "13800000001"},
          {"address", "工业路1号"},
          {"area", area},
          {"confirm_reason", "x"}});
  for (const char* number : {"1001", "1002"}) {
    Person he = running.signed_in(number);
    const Json items = read(he, "/v1/queue_items?queue=registered&commands=true")["items"];
    ASSERT_EQ(items.size(), 2u);
    for (const Json& item : items) {
      const Json& act = item["acts"][0];
      ASSERT_EQ(act["command"], "assign_outlet") << item;
      EXPECT_TRUE(act["allowed"]) << number;
      if (item["order"] == "WO-1") {
        EXPECT_EQ(act["fill"]["outlet"], "OUT-S") << act;
        EXPECT_EQ(act["proposed"], Json({"outlet"}));
      } else {
        EXPECT_FALSE(act["fill"].contains("outlet")) << "nobody serves it";
        EXPECT_TRUE(act["proposed"].empty());
      }
    }
  }
  // What stands there is taken; where it has that outlet already, nothing is proposed.
  sent(clerk, "/v1/work_orders/assign_outlet", {{"order", "WO-1"}, {"outlet", "OUT-S"}});
  const Json card = read(clerk, "/v1/work_orders/WO-1");
  EXPECT_FALSE(command_of(card, "assign_outlet")["fill"].contains("outlet"));
}

}  // namespace
}  // namespace kintsugi::tests
