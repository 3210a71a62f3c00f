// One customer who was registered twice: whom a phone finds, what his card shows, now and before;
// and a machine by its number, for who serves it.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct CustomersTest : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();
  Person clerk = running.person();
  std::string last = "0";

  void sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    ASSERT_EQ(reply.status, 200) << path << reply.body;
    last = reply.header("Kintsugi-Position");
  }
  Json asked(Person& person, const std::string& path) {
    const char* sign = path.find('?') == std::string::npos ? "?" : "&";
    const Reply reply = person.get(path + sign + "wait=10s&min_position=" + last);
    EXPECT_EQ(reply.status, 200) << path << reply.body;
    return reply.json();
  }
  static std::string ids(const Json& list) {
    std::string out;
    for (const Json& item : list["items"]) out += std::string(item["id"]) + " ";
    return out;
  }
  void machine(const char* id, const char* serial, const char* customer) {
    sent(clerk, "/v1/assets/register_asset",
         {{"asset", id},
          {"brand", "JinLu"},
          {"category", "aircon"},
          {"model", "KF-26"},
          {"serial", serial},
          {"customer", customer}});
  }
  void SetUp() override {
    for (const char* id : {"OUT-A", "OUT-B"})
      sent(admin, "/v1/outlets/register_outlet",
           {{"outlet", id}, {"name", id}, {"kind", "service_station"}, {"brands", {"JinLu"}}});
    sent(admin, "/v1/outlets/register_outlet",
         {{"outlet", "OUT-C"}, {"name", "OUT-C"}, {"kind", "service_station"}, {"brands", {"Mo"}}});
    running.make_operator(admin, "1001", "call_centre", "");
    ASSERT_TRUE(clerk.sign_in("1001", RunningEdge::password));
    for (const auto& [id, phone] : {std::pair{"C-1", "13800000001"}, {"C-2", "13800000002"}})
      sent(clerk, "/v1/customers/register_customer",
           {{"customer", id}, {"name", "王"}, {"phone", phone}, {"outlet", "OUT-A"}});
    machine("A-1", "SN0001", "C-1");
    machine("A-2", "SN0002", "C-2");
  }
};

TEST_F(CustomersTest, TheOneWhoStandsForAnotherHasWhatWasHis) {
  const std::string before = last;
  sent(clerk, "/v1/customers/merge_customers",
       {{"customer", "C-1"}, {"into", "C-2"}, {"reason", "登记了两次"}});
  EXPECT_EQ(ids(asked(clerk, "/v1/assets?customer=C-2")), "A-1 A-2 ");
  EXPECT_EQ(ids(asked(clerk, "/v1/lookup/customer?q=13800000001")), "C-2 ");
  EXPECT_EQ(ids(asked(clerk, "/v1/customers?q=13800000001")), "C-2 ");
  EXPECT_EQ(ids(asked(clerk, "/v1/customers?q=1380000000")), "C-2 ") << "each once";
  EXPECT_EQ(ids(asked(clerk, "/v1/customers?status=merged")), "C-1 ");
  const Json card = asked(clerk, "/v1/customers/C-2");
  std::string machines;
  for (const Json& relation : card["relations"])
    if (relation["list"] == "assets") machines = ids(relation);
  EXPECT_EQ(machines, "A-1 A-2 ");
  EXPECT_EQ(card["item"]["merged"], (Json{"C-1"}));
  const Reply refused = clerk.send("/v1/customers/classify_customer",
                                   {{"customer", "C-1"}, {"segment", "household"}});
  EXPECT_EQ(refused.code(), "customer.merged");
  EXPECT_NE(refused.body.find("C-2"), std::string::npos);
  // As it was before; and once they are two again.
  EXPECT_EQ(ids(clerk.get("/v1/assets?customer=C-2&as_of=" + before).json()), "A-2 ");
  sent(clerk, "/v1/customers/split_customers", {{"customer", "C-1"}, {"reason", "父子"}});
  EXPECT_EQ(ids(asked(clerk, "/v1/assets?customer=C-2")), "A-2 ");
  EXPECT_EQ(ids(asked(clerk, "/v1/lookup/customer?q=13800000001")), "C-1 ");
}

TEST_F(CustomersTest, OrdersContactsAndComplaintsFollowTheMerge) {
  for (const char* n : {"1", "2"}) {
    const std::string customer = std::string("C-") + n;
    sent(clerk, "/v1/work_orders/register_work_order",
         {{"order", std::string("WO-") + n},
          {"customer", customer},
          {"service_type", "repair"},
          {"source", "own"},
          {"brand", "JinLu"},
          {"category", "aircon"},
          {"phone", "13800000001"},
          {"address", "明华路 4 号"},
          {"contact", "王"},
          {"symptom", "不制冷"},
          {"outlet", "OUT-A"}});
    sent(clerk, "/v1/complaints/register_complaint",
         {{"complaint", std::string("CP-") + n},
          {"kind", "attitude"},
          {"text", "态度差"},
          {"accused_outlet", "OUT-A"},
          {"customer", customer}});
    sent(clerk, "/v1/interactions/log_interaction",
         {{"interaction", std::string("IX-") + n}, {"channel", "phone"}, {"customer", customer}});
  }
  const std::string before = last;
  sent(clerk, "/v1/customers/merge_customers",
       {{"customer", "C-1"}, {"into", "C-2"}, {"reason", "登记了两次"}});
  const auto both = [&](const std::string& path, const std::string& as_of = "") {
    const Json found = asked(clerk, path + as_of);
    std::vector<std::string> out;
    for (const Json& one : found["items"])
      out.push_back(std::string(one.contains("id") ? one["id"] : one["order"]["order"]));
    std::sort(out.begin(), out.end());
    return out;
  };
  using Ids = std::vector<std::string>;
  for (const auto& [path, head] :
       {std::pair{"/v1/orders?customer=", "WO-"}, {"/v1/orders?q=", "WO-"},
        {"/v1/work_orders?customer=", "WO-"}, {"/v1/complaints?customer=", "CP-"},
        {"/v1/interactions?customer=", "IX-"}}) {
    const std::string one = std::string(head) + "1", two = std::string(head) + "2", of = path;
    EXPECT_EQ(both(of + "C-2"), (Ids{one, two})) << path;
    EXPECT_EQ(both(of + "C-1"), Ids{one}) << path;
    EXPECT_EQ(both(of + "C-2", "&as_of=" + before), Ids{two}) << path;
  }
  // Whom the old number finds.
  const Json found = asked(clerk, "/v1/search?q=C-1");
  std::string customers;
  for (const Json& group : found["groups"])
    if (group["list"] == "customers") customers = ids(group);
  EXPECT_EQ(customers, "C-2 ");
  EXPECT_EQ(ids(asked(clerk, "/v1/customers?q=C-1")), "C-2 ");
  sent(clerk, "/v1/customers/split_customers", {{"customer", "C-1"}, {"reason", "父子"}});
  EXPECT_EQ(both("/v1/orders?customer=C-2"), Ids{"WO-2"});
  EXPECT_EQ(both("/v1/complaints?customer=C-2"), Ids{"CP-2"});
}

TEST_F(CustomersTest, WhatWasChangedOfTheBaseDataIsOneList) {
  const auto commands = [&](const std::string& about) {
    const Json found = asked(admin, "/v1/audit?about=" + about);
    std::string out;
    for (const Json& step : found["items"]) out += std::string(step["command"]) + " ";
    return out;
  };
  EXPECT_EQ(commands("asset"), "register_asset register_asset ");
  EXPECT_EQ(commands("customer"), "register_customer register_customer ");
  EXPECT_EQ(commands("customer,asset"),
            "register_asset register_asset register_customer register_customer ");
  EXPECT_EQ(commands("part_category"), "");
  sent(admin, "/v1/fault_codes/register_fault_code", {{"code", "E1"}, {"name", "传感器断路"}});
  EXPECT_EQ(commands("fault_code"), "register_fault_code ");
  const Reply none = admin.get("/v1/audit?about=nonsense");
  EXPECT_EQ(none.status, 400);
  EXPECT_EQ(none.code(), "request.bad_parameter");
}

TEST_F(CustomersTest, AMachineIsFoundByItsNumberInEveryOutletThatServesIt) {
  running.make_operator(admin, "3001", "technician", "OUT-B");
  running.make_operator(admin, "3002", "technician", "OUT-C");
  Person serves = running.signed_in("3001"), other = running.signed_in("3002");
  const Json found = asked(serves, "/v1/machines/sn0001");
  ASSERT_EQ(found["machines"].size(), 1u);
  EXPECT_EQ(found["machines"][0]["asset"]["id"], "A-1");
  EXPECT_EQ(found["machines"][0]["history"], Json::array());
  EXPECT_EQ(found["machines"][0]["parts_in"], Json::array());
  EXPECT_EQ(asked(other, "/v1/machines/sn0001")["machines"], Json::array());
  EXPECT_EQ(asked(serves, "/v1/machines/SN9999")["machines"], Json::array());
  // The sheet is printed by whoever may read it, and its hash is of what stands there.
  const std::string hash = found["machines"][0]["hash"];
  ASSERT_EQ(hash.size(), 64u);
  const Json print{{"asset", "A-1"}, {"document_hash", hash}};
  EXPECT_EQ(other.send("/v1/assets/print_asset_sheet", print).code(), "asset.not_found");
  const std::string before = last;
  sent(serves, "/v1/assets/print_asset_sheet", print);
  EXPECT_EQ(asked(serves, "/v1/machines/SN0001")["machines"][0]["asset"]["sheets"], 1);
  const Json again = serves.get("/v1/machines/SN0001?as_of=" + before).json();
  EXPECT_EQ(again["machines"][0]["hash"], hash) << "can be made again";
}

// They stand in one space of numbers; the rows are for whom the list of complaints is for.
TEST_F(CustomersTest, ComplaintsAreAmongTheDocuments) {
  running.make_operator(admin, "5009", "accountant", "");
  Person accountant = running.signed_in("5009");
  sent(clerk, "/v1/complaints/register_complaint",
       {{"complaint", "CP-77"}, {"kind", "delay"}, {"text", "晚到"}, {"accused_outlet", "OUT-A"}});
  const auto documents = [&](Person& who, const std::string& more) {
    return asked(who, "/v1/reports/service_documents" + more)["ids"].dump();
  };
  EXPECT_NE(documents(clerk, "").find("CP-77"), std::string::npos);
  EXPECT_NE(documents(clerk, "?kind=complaint").find("CP-77"), std::string::npos);
  EXPECT_EQ(documents(clerk, "?kind=repair").find("CP-77"), std::string::npos);
  EXPECT_EQ(documents(accountant, "").find("CP-77"), std::string::npos);
}

// However the end of a warranty was told: thirty days before it is somebody's work.
TEST_F(CustomersTest, AWarrantyThatEndsSoonWaitsForSomebody) {
  const auto in_days = [](std::int32_t days) {
    return core::calendar::format_date(core::day_of(std::chrono::time_point_cast<Instant::duration>(
                                           std::chrono::system_clock::now())) +
                                       days);
  };
  const auto told = [&](const char* id, const char* serial, const std::string& until) {
    sent(clerk, "/v1/assets/register_asset",
         {{"asset", id},
          {"brand", "JinLu"},
          {"category", "aircon"},
          {"model", "KF-26"},
          {"serial", serial},
          {"customer", "C-1"},
          {"warranty_until", until}});
  };
  told("A-3", "SN0003", in_days(60));
  told("A-4", "SN0004", in_days(-1));
  told("A-5", "SN0005", in_days(10));
  Json items;
  for (int i = 0; i < 100 && items.empty(); ++i) {
    items = asked(clerk, "/v1/queues/machines_due")["items"];
    if (items.empty()) std::this_thread::sleep_for(std::chrono::milliseconds(100));  // asked again
  }
  ASSERT_EQ(items.size(), 1u) << items;
  EXPECT_EQ(items[0]["subject"], "asset/A-5");
  EXPECT_EQ(items[0]["date_kind"], "warranty");
}

}  // namespace
}  // namespace kintsugi::tests
