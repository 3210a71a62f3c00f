// What forms choose from, and what is asked about at intake: brands, areas, models, what can be
// charged.

#include <gtest/gtest.h>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct WordsTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;
  static std::string last;  // position

  static Reply sent(Person& person, const std::string& path, const Json& body) {
    Reply reply = person.send(path, body);
    EXPECT_EQ(reply.status, 200) << reply.body;
    last = reply.header("Kintsugi-Position");
    return reply;
  }
  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>();
    Person admin = running->make_administrator();
    sent(admin, "/v1/outlets/register_outlet",
         {{"outlet", "OUT-A"},
          {"name", "外滩站"},
          {"kind", "service_station"},
          {"brands", {"海尔", "Midea"}},
          {"territory", {"黄浦", "310101"}}});
    running->make_operator(admin, "1001", "call_centre", "");
    running->make_operator(admin, "5001", "accountant", "");
    running->make_operator(admin, "5002", "accountant", "");
    Person clerk = running->signed_in("1001");
    sent(clerk, "/v1/customers/register_customer",
         {{"customer", "C-1"}, {"name", "王小明"}, {"phone", "13800000001"}, {"area", "黄浦"}});
    const auto asset = [&](const char* id, const char* brand, const char* model) {
      sent(clerk, "/v1/assets/register_asset",
           {{"asset", id},
            {"brand", brand},
            {"category", "空调"},
            {"model", model},
            {"serial", std::string("SN-000") + id},
            {"customer", "C-1"}});
    };
    asset("A-1", "海尔", "KFR-35");
    asset("A-2", "海尔", "KFR-35");
    asset("A-3", "Midea", "M-72");
    Person author = running->signed_in("5001");
    sent(author, "/v1/tariffs/draft_tariff",
         {{"tariff", "T-1"},
          {"name", "维修价目"},
          {"effective_from", "2020-01-01"},
          {"lines",
           {{{"item", "上门费"}, {"unit_price", 5000}},
            {{"item", "上门费"}, {"brand", "海尔"}, {"unit_price", 4000}}}}});
    Person publisher = running->signed_in("5002");
    sent(publisher, "/v1/tariffs/publish_tariff", {{"tariff", "T-1"}, {"version", 1}});
    sent(clerk, "/v1/work_orders/register_work_order",
         {{"order", "WO-1"}, {"service_type", "repair"}, {"asset", "A-1"}, {"address", "外滩1号"}});
  }
  static void TearDownTestSuite() { running.reset(); }

  static Json words(Person& person, const std::string& means, const std::string& more = "") {
    const Reply reply = person.get("/v1/words/" + means + "?wait=10s&min_position=" + last + more);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.json()["items"];
  }
  static std::string values(const Json& items) {
    std::string out;
    for (const Json& item : items) out += item["value"].get<std::string>() + " ";
    return out;
  }
};
std::unique_ptr<RunningEdge> WordsTest::running;
std::string WordsTest::last;

TEST_F(WordsTest, AreThoseOfTheRegistersMostFrequentFirst) {
  Person clerk = running->signed_in("1001");
  EXPECT_EQ(values(words(clerk, "brand")), "海尔 Midea ");
  EXPECT_EQ(values(words(clerk, "area")), "黄浦 310101 ");
  EXPECT_EQ(values(words(clerk, "model")), "KFR-35 M-72 ");
  EXPECT_EQ(values(words(clerk, "model", "&brand=Midea")), "M-72 ");
  EXPECT_EQ(values(words(clerk, "nothing")), "");
}

TEST_F(WordsTest, AreFoundByPinyin) {
  Person clerk = running->signed_in("1001");
  const std::string find = words(clerk, "brand")[0]["find"];
  EXPECT_NE(find.find("haier"), std::string::npos) << find;
  EXPECT_NE(find.find("he"), std::string::npos) << find;
}

TEST_F(WordsTest, OfChargesAreTheTariffsInForceWithThePriceForTheOrder) {
  Person clerk = running->signed_in("1001");
  const Json items = words(clerk, "charge_item", "&order=WO-1");
  ASSERT_EQ(items.size(), 1u) << items;
  EXPECT_EQ(items[0]["value"], "上门费");
  EXPECT_EQ(items[0]["unit_price"], 4000) << "the line for the brand";
  EXPECT_EQ(items[0]["fill"]["tariff"], "T-1");
  EXPECT_EQ(words(clerk, "charge_item").size(), 2u);
}

TEST_F(WordsTest, AreNotForWhoHasNoDuty) {
  EXPECT_EQ(Person(running->port()).get("/v1/words/brand").status, 401);
}

TEST_F(WordsTest, ThatNobodyRegisteredAreAskedAbout) {
  Person clerk = running->signed_in("1001");
  Json order = {{"service_type", "repair"}, {"phone", "13800000009"}, {"address", "外滩2号"}};
  const auto code = [&](const Json& body) {
    const Reply reply = clerk.send("/v1/work_orders/register_work_order", body);
    return reply.status == 200 ? "" : reply.json()["code"].get<std::string>();
  };
  for (const char* brand : {"海尔", "midea", "ＭＩＤＥＡ"}) {
    order["brand"] = brand;
    EXPECT_EQ(code(order), "") << brand;
  }
  order["brand"] = "海而";
  EXPECT_EQ(code(order), "work_order.unknown_brand");
  const Reply asked = clerk.send("/v1/work_orders/register_work_order", order);
  EXPECT_EQ(asked.status, 409);
  order["confirm_reason"] = "客户自己说的";
  EXPECT_EQ(code(order), "");
  order.erase("confirm_reason");
  order["brand"] = "海尔";
  for (const char* area : {"黄浦", "黄浦区外滩", "310101003"}) {
    order["area"] = area;
    EXPECT_EQ(code(order), "") << area;
  }
  order["area"] = "黄埔";
  EXPECT_EQ(code(order), "work_order.unknown_area");
}

// Where a brand's models are registered, another model or category of it is asked about; of a brand
// without any nobody can tell.
TEST_F(WordsTest, OfAMachineAreThoseOfItsBrand) {
  Person admin = running->signed_in("admin");
  Person clerk = running->signed_in("1001");
  Json order = {{"service_type", "repair"}, {"brand", "海尔"},        {"category", "冰箱"},
                {"model", "BCD-1"},         {"phone", "13800000009"}, {"address", "外滩2号"}};
  const auto code = [&](const Json& body) {
    const Reply reply = clerk.send("/v1/work_orders/register_work_order", body);
    return reply.status == 200 ? "" : reply.code();
  };
  EXPECT_EQ(code(order), "") << "no model is registered yet";
  sent(admin, "/v1/product_models/register_product_model",
       {{"brand", "海尔"}, {"model", "BCD-1"}, {"category", "冰箱"}});
  words(clerk, "model");  // until the tables have it
  order["model"] = "bcd-1";
  EXPECT_EQ(code(order), "");
  order["category"] = "冰相";
  EXPECT_EQ(code(order), "work_order.unknown_category");
  order["category"] = "冰箱";
  order["model"] = "BCD-7";
  EXPECT_EQ(code(order), "work_order.unlisted_model");
  order["confirm_reason"] = "铭牌上这样写";
  EXPECT_EQ(code(order), "");
  order.erase("confirm_reason");
  order["brand"] = "Midea";
  EXPECT_EQ(code(order), "") << "of that brand no model is registered";
  Json asset = {{"brand", "海尔"},     {"category", "冰相"},  {"model", "BCD-1"},
                {"serial", "SN-0099"}, {"customer", "C-1"}};
  const Reply mistyped = clerk.send("/v1/assets/register_asset", asset);
  EXPECT_EQ(mistyped.code(), "asset.unknown_category") << mistyped.body;
}

// What registers themselves name: a brand that is none of those registered, a category of parts
// that stands in no tree.
TEST_F(WordsTest, ThatRegistersNameAreAskedAboutToo) {
  Person admin = running->signed_in("admin");
  const auto code = [&](const char* path, const Json& body) {
    const Reply reply = admin.send(path, body);
    return reply.status == 200 ? "" : reply.code();
  };
  Json part = {{"part", "P-1"}, {"name", "电容"}, {"brand", "Midea"}, {"category", "电器"},
               {"unit", "piece"}};
  EXPECT_EQ(code("/v1/parts/register_part", part), "") << "there is no tree of categories yet";
  sent(admin, "/v1/part_categories/register_part_category", {{"part_category", "电控"}});
  words(admin, "brand");  // until the tables have it
  part["part"] = "P-2";
  part["category"] = "电汽";
  EXPECT_EQ(code("/v1/parts/register_part", part), "part.unknown_category");
  part["category"] = "电控";
  part["brand"] = "美得";
  EXPECT_EQ(code("/v1/parts/register_part", part), "part.unknown_brand");
  part["confirm_reason"] = "通用件";
  EXPECT_EQ(code("/v1/parts/register_part", part), "");
  EXPECT_EQ(code("/v1/parts/change_part", {{"part", "P-2"}, {"category", "电空"}}),
            "part.unknown_category");
  Json dealer = {{"dealer", "D-1"}, {"name", "苏宁"}, {"brands", {"海尔", "海二"}}};
  EXPECT_EQ(code("/v1/dealers/register_dealer", dealer), "dealer.unknown_brand");
  dealer["brands"] = {"海尔", "ＭＩＤＥＡ"};
  EXPECT_EQ(code("/v1/dealers/register_dealer", dealer), "");
  sent(admin, "/v1/brands/register_brand", {{"brand", "格力"}, {"name", "格力电器"}});
  words(admin, "brand");
  const Json authorised{{"outlet", "OUT-A"}, {"brand", "格立"}};
  EXPECT_EQ(code("/v1/outlets/authorise_brand", authorised), "outlet.unknown_brand");
  EXPECT_EQ(code("/v1/outlets/authorise_brand", {{"outlet", "OUT-A"}, {"brand", "格力"}}), "");
}

// The codes that a diagnosis chooses from: of the order's category, in use, in either language.
// Where there is a library, what it does not have is asked about.
TEST_F(WordsTest, OfFaultsAreTheLibrarysForTheMachine) {
  Person admin = running->signed_in("admin");
  Person clerk = running->signed_in("1001");
  int orders = 0;
  const auto remotely = [&](const char* code, const char* why) -> std::string {
    const std::string order = "WO-E" + std::to_string(++orders);
    sent(clerk, "/v1/work_orders/register_work_order",
         {{"order", order},
          {"service_type", "repair"},
          {"brand", "海尔"},
          {"phone", "13800000009"},
          {"address", "外滩2号"}});
    const Json body{
        {"order", order}, {"solution", "x"}, {"fault_code", code}, {"confirm_reason", why}};
    const Reply reply = clerk.send("/v1/work_orders/resolve_remotely", body);
    return reply.status == 200 ? "" : reply.code();
  };
  EXPECT_EQ(remotely("E0", ""), "") << "there is no library yet";
  const auto code = [&](const char* id, const char* name, const char* category) {
    sent(admin, "/v1/fault_codes/register_fault_code",
         {{"code", id}, {"name", name}, {"english", "Sensor " + std::string(id)},
          {"category", category}});
  };
  code("E1", "传感器断路", "空调");
  code("E2", "风机不转", "");
  code("W1", "不进水", "洗衣机");
  code("E3", "旧代码", "空调");
  sent(admin, "/v1/fault_codes/retire_fault_code", {{"code", "E3"}, {"reason", "并入E1"}});
  const Json found = words(clerk, "fault_code", "&order=WO-1");
  EXPECT_EQ(values(found), "E1 E2 ");
  EXPECT_EQ(found[0]["name"], "Sensor E1");
  EXPECT_NE(found[0]["find"].get<std::string>().find("chuanganqi"), std::string::npos) << found[0];
  EXPECT_EQ(values(words(clerk, "fault_code")), "E1 E2 W1 ");
  EXPECT_EQ(remotely("E1", ""), "");
  EXPECT_EQ(remotely("e1", ""), "");
  EXPECT_EQ(remotely("E9", ""), "work_order.unknown_fault_code");
  EXPECT_EQ(remotely("E3", ""), "work_order.unknown_fault_code");
  EXPECT_EQ(remotely("E9", "新机型"), "");
}

// What has just been registered is not asked about, though the tables may lag behind.
TEST_F(WordsTest, AreKnownAtOnce) {
  Person admin = running->signed_in("admin");
  Person clerk = running->signed_in("1001");
  for (int i = 0; i < 20; ++i) {
    const std::string brand = "NEW" + std::to_string(i);
    sent(admin, "/v1/outlets/authorise_brand",
         {{"outlet", "OUT-A"}, {"brand", brand}, {"confirm_reason", "新签"}});
    const Reply reply = clerk.send("/v1/work_orders/register_work_order",
                                   {{"service_type", "repair"},
                                    {"brand", brand},
                                    {"phone", "13800000009"},
                                    {"address", "外滩2号"}});
    EXPECT_EQ(reply.status, 200) << reply.body;
  }
}

TEST_F(WordsTest, AreSaidInTheSchemaOfTheirFields) {
  Person clerk = running->signed_in("1001");
  const Json schema = clerk.get("/v1/schema").json();
  for (const Json& command : schema["commands"]) {
    if (command["name"] != "register_work_order") continue;
    for (const Json& field : command["fields"]) {
      if (field["name"] == "brand") {
        EXPECT_EQ(field["means"], "brand");
      }
      if (field["name"] == "asset") {
        EXPECT_EQ(field["fills"][0], "brand");
      }
      if (field["name"] == "override_reason") {
        EXPECT_EQ(field["format"], "multiline");
      }
    }
  }
  for (const Json& refusal : schema["refusals"]) {
    if (refusal["code"] == "work_order.unknown_brand") {
      EXPECT_EQ(refusal["yields"], "confirm_reason");
    }
  }
}

}  // namespace
}  // namespace kintsugi::tests
