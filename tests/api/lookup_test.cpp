// Choices for forms: what a clerk types while somebody is on the telephone.

#include <gtest/gtest.h>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct LookupTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>();
    Person admin = running->make_administrator();
    for (const char* outlet : {"OUT-A", "OUT-B"})
      sent(admin, "/v1/outlets/register_outlet",
           {{"outlet", outlet},
            {"name", outlet},
            {"kind", "service_station"},
            {"brands", {"JinLu"}}});
    running->make_operator(admin, "1001", "call_centre", "");
    running->make_operator(admin, "2001", "dispatcher", "OUT-A");
    Person clerk = running->signed_in("1001");
    const auto customer = [&](const char* id, const char* name, const char* phone,
                              const char* outlet) {
      sent(clerk, "/v1/customers/register_customer",
           {{"customer", id},
            {"kind", "person"},
            {"name", name},
            {"phone", phone},
            {"outlet", outlet}});
    };
    customer("C-100", "王小明", "13800000001", "");
    customer("C-101", "王大明", "13900000002", "OUT-A");
    customer("C-102", "Li Lei", "13800000003", "OUT-B");
    for (const char* id : {"WO-7001", "WO-7002"})
      last = sent(clerk, "/v1/work_orders/register_work_order",
                  {{"order", id},
                   {"service_type", "repair"},
                   {"source", "own"},
                   {"brand", "JinLu"},
                   {"outlet", "OUT-B"},
                   {"phone", "13800000001"},
                   {"address", "工业路1号"},
                   {"symptom", "不制冷"}});
    customer("C-200", "阿依古丽·买买提", "137-0000-1234", "");
    customer("C-201", "金龍电器（ABC）", "021-5555 0000", "");
    last = sent(clerk, "/v1/work_orders/register_work_order",
                {{"order", "WO-7100"},
                 {"service_type", "repair"},
                 {"source", "manufacturer"},
                 {"brand", "JinLu"},
                 {"serial", "SN-2026-0042"},
                 {"maker_number", "JL.7788"},
                 {"outlet", "OUT-B"},
                 {"contact", "古丽•阿不都"},
                 {"phone", "+86 136-0000-9876"},
                 {"address", "工业路2号"}});
  }
  static void TearDownTestSuite() { running.reset(); }

  static std::string url(std::string_view text) {
    std::string out;
    for (const char c : text) {
      const auto octet = static_cast<unsigned char>(c);
      out += {'%', "0123456789ABCDEF"[octet >> 4], "0123456789ABCDEF"[octet & 15]};
    }
    return out;
  }
  static std::string sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.header("Kintsugi-Position");
  }
  static std::string found(Person& person, const std::string& type, const std::string& q) {
    const Reply reply =
        person.get("/v1/lookup/" + type + "?wait=10s&min_position=" + last + "&q=" + q);
    EXPECT_EQ(reply.status, 200) << reply.body;
    std::string ids;
    const Json json = reply.json();
    for (const Json& item : json["items"]) ids += item["id"].get<std::string>() + " ";
    return ids;
  }
  static std::string last;  // position
};
std::unique_ptr<RunningEdge> LookupTest::running;
std::string LookupTest::last;

TEST_F(LookupTest, ACustomerIsFoundByTheBeginningOfNumberPhoneAndName) {
  Person clerk = running->signed_in("1001");
  EXPECT_EQ(found(clerk, "customer", "C-10"), "C-100 C-101 C-102 ");
  EXPECT_EQ(found(clerk, "customer", "c-101"), "C-101 ");
  EXPECT_EQ(found(clerk, "customer", "1380"), "C-100 C-102 ");
  EXPECT_EQ(found(clerk, "customer", "13900000002"), "C-101 ");
  EXPECT_EQ(found(clerk, "customer", "%E7%8E%8B"), "C-101 C-100 ") << "王, by name";
  EXPECT_EQ(found(clerk, "customer", "li"), "C-102 ");
  EXPECT_EQ(found(clerk, "customer", ""), "C-100 C-101 C-102 C-200 C-201 ");
  EXPECT_EQ(found(clerk, "customer", "nobody"), "");
}

// Customers and orders by whatever form of a phone, serial, number or name somebody types.
TEST_F(LookupTest, IsByKeysAndNotByOctets) {
  Person clerk = running->signed_in("1001");
  for (const char* phone :
       {"137-0000-1234", "13700001234", "137 0000 1234", "+86 13700001234", "008613700001234",
        "8613700001234", "１３７００００１２３４", "137—0000—1234"})
    EXPECT_EQ(found(clerk, "customer", url(phone)), "C-200 ") << phone;
  for (const char* name : {"阿依古丽·买买提", "阿依古丽•买买提", "阿依古丽・买买提",
                           "阿依古丽．买买提", "阿依古丽买买提", "買買提"})
    EXPECT_EQ(found(clerk, "customer", url(name)), "C-200 ") << name;
  for (const char* name : {"金龙", "金龍", "（ABC）", "(abc)", "ＡＢＣ"})
    EXPECT_EQ(found(clerk, "customer", url(name)), "C-201 ") << name;
  for (const char* typed : {"WO-7100", "13600009876", "136 0000 9876", "+86-136-0000-9876", "9876",
                            "sn20260042", "SN-2026-0042", "ＳＮ２０２６００４２", "jl7788",
                            "JL.7788", "JL-7788", "古丽·阿不都", "古丽阿不都"}) {
    EXPECT_EQ(found(clerk, "work_order", url(typed)), "WO-7100 ") << typed;
    const Json orders = clerk.get("/v1/orders?q=" + url(typed)).json();
    ASSERT_EQ(orders["items"].size(), 1u) << typed;
    EXPECT_EQ(orders["items"][0]["id"], "WO-7100") << typed;
  }
  EXPECT_EQ(clerk.get("/v1/orders?q=nobody").json()["items"].size(), 0u);
}

// What has no word in it finds nothing, in choices, lists and files alike.
TEST_F(LookupTest, WhatSaysNothingFindsNothing) {
  Person clerk = running->signed_in("1001");
  for (const char* typed : {"---", "（）", " ", "'"}) {
    EXPECT_EQ(found(clerk, "customer", url(typed)), "") << typed;
    EXPECT_EQ(clerk.get("/v1/customers?q=" + url(typed)).json()["items"].size(), 0u) << typed;
    EXPECT_EQ(clerk.get("/v1/orders?q=" + url(typed)).json()["items"].size(), 0u) << typed;
    const Reply file = clerk.get("/v1/customers?format=ndjson&q=" + url(typed));
    EXPECT_EQ(file.status, 200) << file.body;
    EXPECT_EQ(file.body.find("C-100"), std::string::npos) << typed << file.body;
  }
  EXPECT_NE(clerk.get("/v1/customers?format=ndjson&q=c-100").body.find("C-100"),
            std::string::npos);
  EXPECT_EQ(clerk.get("/v1/customers?phone=---").code(), "request.bad_parameter");
}

TEST_F(LookupTest, AnOrderIsFoundByTheBeginningOrTheEndOfItsNumber) {
  Person clerk = running->signed_in("1001");
  EXPECT_EQ(found(clerk, "work_order", "WO-7001"), "WO-7001 ");
  EXPECT_EQ(found(clerk, "work_order", "wo-700"), "WO-7001 WO-7002 ");
  EXPECT_EQ(found(clerk, "work_order", "002"), "WO-7002 ");
  EXPECT_EQ(found(clerk, "work_order", "5"), "");
}

TEST_F(LookupTest, ThingsAreFoundByWhatFollowsADashToo) {
  Person clerk = running->signed_in("1001");
  EXPECT_EQ(found(clerk, "outlet", "out-b"), "OUT-B ");
  EXPECT_EQ(found(clerk, "outlet", "out"), "OUT-A OUT-B ");
  EXPECT_EQ(found(clerk, "outlet", "B"), "OUT-B ");
}

// A page that is cut says so, and goes on.
TEST_F(LookupTest, APageHasANextOne) {
  Person clerk = running->signed_in("1001");
  std::string ids, cursor;
  for (int page = 0; page < 4; ++page) {
    const Json json = clerk.get("/v1/lookup/customer?limit=1&wait=10s&min_position=" + last +
                                (cursor.empty() ? "" : "&cursor=" + cursor)).json();
    for (const Json& item : json["items"]) ids += item["id"].get<std::string>() + " ";
    if (json["next_cursor"].is_null()) break;
    cursor = json["next_cursor"];
  }
  EXPECT_EQ(ids, "C-100 C-101 C-102 C-200 ");
}

TEST_F(LookupTest, NothingIsFoundOutsideTheScope) {
  Person dispatcher = running->signed_in("2001");
  EXPECT_EQ(found(dispatcher, "customer", "1380"), "");
  EXPECT_EQ(found(dispatcher, "customer", "C-10"), "C-101 ");
  EXPECT_EQ(found(dispatcher, "work_order", "WO-7001"), "");
}

}  // namespace
}  // namespace kintsugi::tests
