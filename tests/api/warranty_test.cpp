// What an asset is entitled to, asked of the edge: by the day of the event, as of any moment,
// within one's outlets; and a claim from the workbench of who audits it.

#include <gtest/gtest.h>

#include <string>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct WarrantyTest : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();
  Person clerk = running.person(), dispatcher = running.person(), accountant = running.person();
  std::string last;  // position of the latest command

  void sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    ASSERT_EQ(reply.status, 200) << path << reply.body;
    last = reply.header("Kintsugi-Position");
  }
  Reply asked(Person& person, const std::string& path) {
    const char* more = path.find('?') == std::string::npos ? "?" : "&";
    return person.get(path + more + "wait=10s&min_position=" + last);
  }
  Json entitlement(const std::string& parameters) {
    const Reply reply = asked(clerk, "/v1/assets/A-1/entitlement" + parameters);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.json()["entitlement"];
  }
  void hire(Person& person, const std::string& number, const std::string& role,
            const std::string& outlet) {
    running.make_operator(admin, number, role, outlet);
    ASSERT_TRUE(person.sign_in(number, RunningEdge::password));
  }
  void SetUp() override {
    for (const char* outlet : {"OUT-A", "OUT-B"})
      sent(admin, "/v1/outlets/register_outlet",
           {{"outlet", outlet}, {"name", "站"}, {"kind", "service_station"}, {"brands", {"JinLu"}}});
    hire(clerk, "1001", "call_centre", "");
    hire(dispatcher, "2001", "dispatcher", "OUT-A");
    hire(accountant, "5001", "accountant", "");
    publish_policy();
    sent(clerk, "/v1/customers/register_customer",
         {{"customer", "C-1"}, {"name", "王芳"}, {"phone", "13800138000"}, {"outlet", "OUT-A"}});
    sent(clerk, "/v1/assets/register_asset",
         {{"asset", "A-1"},
          {"brand", "JinLu"},
          {"category", "aircon"},
          {"model", "KF-1"},
          {"serial", "SN00000001"},
          {"customer", "C-1"},
          {"confirm_reason", "首台"}});
  }
  void publish_policy() {
    const Json line = {{"machine_months", 12}, {"return_days", 7},  {"exchange_days", 15},
                       {"failed_repairs", 2},  {"depreciation", 10}};
    sent(accountant, "/v1/warranty_policies/draft_warranty_policy",
         {{"policy", "default"},
          {"name", "三包"},
          {"effective_from", "1995-08-25"},
          {"lines", Json::array({line})}});
    const Json version = {{"policy", "default"}, {"version", 1}};
    EXPECT_EQ(accountant.send("/v1/warranty_policies/approve_warranty_policy", version).code(),
              "warranty_policy.same_operator");
    sent(admin, "/v1/warranty_policies/approve_warranty_policy", version);
    sent(admin, "/v1/warranty_policies/publish_warranty_policy", version);
  }
  void tell_technician();
  void start_warranty() {
    sent(clerk, "/v1/warranties/start_warranty",
         {{"asset", "A-1"},
          {"source", "invoice"},
          {"proved_on", "2024-03-01"},
          {"document", "FP-1"},
          {"price", 400'000}});
  }
};

TEST_F(WarrantyTest, AnEntitlementIsThatOfTheDayOfTheEvent) {
  EXPECT_EQ(entitlement("")["stage"], "unproven");
  const std::string before = last;
  // Its card offers the start, about itself.
  Json offered;
  const Json sheet = asked(clerk, "/v1/assets/A-1").json();
  for (const Json& one : sheet["commands"])
    if (one["command"] == "start_warranty") offered = one;
  EXPECT_EQ(offered["fill"]["asset"], "A-1") << offered;
  EXPECT_EQ(offered["allowed"], true) << offered;
  start_warranty();
  EXPECT_EQ(entitlement("")["stage"], "out_of_term");
  const Json early = entitlement("?at=2024-03-08");
  EXPECT_EQ(early["stage"], "in_term");
  EXPECT_EQ(early["day"], 7);
  EXPECT_EQ(early["gates"][0]["gate"], "return_days");
  EXPECT_EQ(early["gates"][0]["open"], true);
  EXPECT_EQ(early["remedies"], Json({"refund", "exchange", "repair"}));
  EXPECT_EQ(early["policy"], "default");
  EXPECT_EQ(early["line"], 1);
  EXPECT_EQ(entitlement("?at=2024-03-09")["gates"][0].value("open", false), false);
  EXPECT_EQ(entitlement("?at=2025-03-01")["stage"], "in_term");
  EXPECT_EQ(entitlement("?at=2025-03-02")["stage"], "out_of_term");
  // 2024-03-08 in Shanghai begins eight hours before it does in UTC.
  EXPECT_EQ(entitlement("?at=2024-03-07T16:00:00Z")["day"], 7);
  EXPECT_EQ(entitlement("?at=2024-09-01")["refund"], 326'400);  // 184 days of use
  EXPECT_EQ(entitlement("?at=2024-03-08&as_of=" + before)["stage"], "unproven");
}

TEST_F(WarrantyTest, AnEntitlementIsRefusedWhereItCannotBeTold) {
  EXPECT_EQ(asked(clerk, "/v1/assets/A-9/entitlement").code(), "stream.not_found");
  EXPECT_EQ(asked(clerk, "/v1/assets/A-1/entitlement?order=WO-9").code(), "stream.not_found");
  EXPECT_EQ(asked(clerk, "/v1/assets/A-1/entitlement?at=gestern").code(),
            "request.bad_parameter");
  Person other = running.person();
  hire(other, "2002", "dispatcher", "OUT-B");
  EXPECT_EQ(asked(other, "/v1/assets/A-1/entitlement").code(), "stream.not_found");
  Person technician = running.person();
  hire(technician, "3001", "technician", "OUT-A");
  EXPECT_EQ(asked(technician, "/v1/assets/A-1/entitlement").status, 403);
}

// Who goes there knows it before the customer asks who pays.
void WarrantyTest::tell_technician() {
  Person technician = running.person();
  sent(admin, "/v1/technicians/register_technician",
       {{"technician", "T-1"}, {"name", "师傅"}, {"phone", "13700000001"}, {"outlet", "OUT-A"}});
  sent(admin, "/v1/technicians/grant_skill",
       {{"technician", "T-1"}, {"category", "aircon"}, {"service_type", "repair"}});
  hire(technician, "3001", "technician", "OUT-A");
  sent(admin, "/v1/operators/change_operator",
       {{"number", "3001"}, {"name", "师傅"}, {"technician", "T-1"}});
  const auto at = [](int hours) {
    return format_instant(
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) +
        std::chrono::hours(hours));
  };
  sent(dispatcher, "/v1/work_orders/schedule_booking",
       {{"order", "WO-1"}, {"technician", "T-1"}, {"starts_at", at(2)}, {"ends_at", at(3)}});
  const Json claim = asked(technician, "/v1/today").json()["jobs"][0]["claim"];
  EXPECT_EQ(claim, Json({{"status", "refused"}, {"reason", "发票涂改"}}));
}

TEST_F(WarrantyTest, AClaimIsAuditedFromTheInbox) {
  start_warranty();
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
  sent(dispatcher, "/v1/work_orders/evaluate_three_guarantees",
       {{"order", "WO-1"}, {"on", "2024-06-01"}});
  sent(dispatcher, "/v1/warranty_claims/claim_warranty",
       {{"order", "WO-1"}, {"invoice", "FP-1"}, {"serial", "SN00000001"}});
  Json item =
      asked(accountant, "/v1/queue_items?queue=warranty_to_audit&commands=true").json()["items"][0];
  EXPECT_EQ(item["order"], "WO-1") << item;
  EXPECT_EQ(item["acts"][0]["command"], "audit_warranty") << item;
  EXPECT_EQ(item["acts"][0]["fill"]["order"], "WO-1") << item;
  // Of which machine, and whose, as the order's own row says.
  EXPECT_EQ(item["brand"], "JinLu") << item;
  EXPECT_EQ(item["category"], "aircon") << item;
  EXPECT_EQ(item["customer"], "C-1") << item;
  EXPECT_EQ(item["service_type"], "repair") << item;
  // By the day of the fault it is judged; on that of today the term is over.
  EXPECT_EQ(entitlement("")["stage"], "out_of_term");
  EXPECT_EQ(entitlement("?order=WO-1")["stage"], "in_term");
  EXPECT_EQ(dispatcher.send("/v1/warranty_claims/audit_warranty",
                            {{"order", "WO-1"}, {"verdict", "accept"}})
                .code(),
            "warranty_claim.same_author");
  sent(accountant, "/v1/warranty_claims/audit_warranty",
       {{"order", "WO-1"}, {"verdict", "refuse"}, {"reason", "发票涂改"}});
  const Json refused = asked(accountant, "/v1/warranty_claims?status=refused").json()["items"];
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_EQ(refused[0]["auditor"], "5001");
  tell_technician();
  // On the cards of the asset and the claim's order.
  const Json card = asked(clerk, "/v1/assets/A-1").json();
  std::string lists;
  for (const Json& relation : card["relations"]) lists += relation["list"].get<std::string>() + " ";
  EXPECT_NE(lists.find("warranties "), std::string::npos) << lists;
  EXPECT_NE(lists.find("warranty_claims "), std::string::npos) << lists;
}

}  // namespace
}  // namespace kintsugi::tests
