// What was fitted in truth, told after the order was posted.

#include "schema/part.h"
#include "schema/part_request.h"
#include "schema/stock.h"
#include "schema/work_order.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using Status = schema::WorkOrderStatus;

// T1 carries a piece of the part for the order, which cost 0.99.
void hand_out(Given& given, const std::string& part, const std::string& request) {
  given
      .history(part, schema::PartRegistered{
                         .name = part, .brand = "haier", .unit = schema::PartUnit::piece})
      .history(request, schema::PartRequested{.order = "WO-1",
                                              .outlet = "S1",
                                              .part = part,
                                              .technician = "T1",
                                              .requester = "tech1",
                                              .quantity = 1000})
      .history("WO-1", schema::PartRequestLinked{.request = request})
      .history(request, schema::PartSourced{.warehouse = "WH-7", .asked = 1})
      .history(request, schema::PartRequestApproved{.approver = "keeper"})
      .history(request,
               schema::PartIssued{
                   .quantity = 1000, .warehouse = "WH-7", .technician = "T1", .part = part})
      .history("T1:" + part + ":good",
               schema::CustodyTaken{
                   .quantity = 1000, .warehouse = "WH-7", .request = request, .cost = 99})
      .history(request, schema::PartsSignedFor{.quantity = 1000});
}

// P-1 was told, with its serial.
Given posted_with_a_part() {
  Given given = order_in(Status::in_progress);
  hand_out(given, "P-1", "WO-1-P1");
  hand_out(given, "P-2", "WO-1-P2");
  given.as(person("tech1"))
      .when(schema::UsePart{.order = "WO-1",
                            .part = "P-1",
                            .quantity = 1000,
                            .serial = "SN-1",
                            .payer = schema::Payer::customer})
      .then_accepted();
  given.history("WO-1", schema::WorkOrderCompleted{.at = ms(now)})
      .history("WO-1", schema::WorkOrderPosted{.at = ms(now)});
  given.as(person("keeper"));
  return given;
}

schema::ReplacePartUse in_truth() {
  return {.order = "WO-1",
          .number = 1,
          .part = "P-1",
          .quantity = 1000,
          .serial = "SN-1",
          .payer = schema::Payer::customer,
          .reason = "登记错误"};
}

std::int64_t carried(Given& given, const char* part) {
  const std::string custody = std::string("T1:") + part + ":good";
  return given.state<schema::Custody>(custody).quantity;
}

TEST(ReplacePartUse, OfAnotherPayerMovesNoPart) {
  Given given = posted_with_a_part();
  given.when(in_truth()).then_refused("work_order.nothing_changed");
  schema::ReplacePartUse right = in_truth();
  right.payer = schema::Payer::manufacturer, right.reason.clear();
  given.when(right).then_refused("work_order.reason_missing");
  right.reason = "厂家承担";
  given.as(person("tech1")).when(right).then_refused("authority.not_allowed");
  given.as(person("keeper")).when(right).then_accepted();
  const auto& order = given.state<schema::WorkOrder>("WO-1");
  EXPECT_EQ(order.status, Status::posted);
  EXPECT_TRUE(order.parts.at(0).withdrawn);
  EXPECT_EQ(order.parts.at(1).payer, schema::Payer::manufacturer);
  EXPECT_EQ(order.parts.at(1).cost, 99);
  EXPECT_EQ(given.state<schema::PartSerial>("P-1:SN1").order, "WO-1");
  EXPECT_EQ(carried(given, "P-1"), 0);
  given.when(right).then_refused("work_order.withdrawn");
}

TEST(ReplacePartUse, OfAnotherPartTakesThatFromTheVan) {
  Given given = posted_with_a_part();
  schema::ReplacePartUse right = in_truth();
  right.part = "P-2", right.serial = "SN-2";
  given.when(right).then_accepted();
  EXPECT_EQ(carried(given, "P-1"), 1000);
  EXPECT_EQ(carried(given, "P-2"), 0);
  EXPECT_EQ(given.state<schema::PartSerial>("P-1:SN1").order, "");
  EXPECT_EQ(given.state<schema::PartSerial>("P-2:SN2").order, "WO-1");
}

// As order_in, of a part that is counted in grams: 600 of 1,000 were told, at 0.10 a gram.
Given posted_with_refrigerant() {
  Given given = order_in(Status::in_progress);
  given
      .history("G-1", schema::PartRegistered{
                          .name = "制冷剂", .brand = "haier", .unit = schema::PartUnit::gram})
      .history("WO-1-P3", schema::PartRequested{.order = "WO-1",
                                                .outlet = "S1",
                                                .part = "G-1",
                                                .technician = "T1",
                                                .requester = "tech1",
                                                .quantity = 1'000'000})
      .history("WO-1", schema::PartRequestLinked{.request = "WO-1-P3"})
      .history("WO-1-P3", schema::PartSourced{.warehouse = "WH-7", .asked = 1})
      .history("WO-1-P3", schema::PartRequestApproved{.approver = "keeper"})
      .history("WO-1-P3",
               schema::PartIssued{
                   .quantity = 1'000'000, .warehouse = "WH-7", .technician = "T1", .part = "G-1"})
      .history("T1:G-1:good",
               schema::CustodyTaken{.quantity = 1'000'000,
                                    .warehouse = "WH-7",
                                    .request = "WO-1-P3",
                                    .cost = 10'000})
      .history("WO-1-P3", schema::PartsSignedFor{.quantity = 1'000'000});
  given.as(person("tech1"))
      .when(schema::UsePart{.order = "WO-1", .part = "G-1", .quantity = 600'000})
      .then_accepted();
  given.history("WO-1", schema::WorkOrderCompleted{.at = ms(now)})
      .history("WO-1", schema::WorkOrderPosted{.at = ms(now)});
  given.as(person("keeper"));
  return given;
}

// What was weighed wrongly moves by the difference, at what it cost.
TEST(ReplacePartUse, OfMoreOrLessMovesTheDifference) {
  Given given = posted_with_refrigerant();
  schema::ReplacePartUse right{
      .order = "WO-1", .number = 1, .part = "G-1", .quantity = 500'000, .reason = "称错了"};
  given.when(right).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").parts.at(1).cost, 5'000);
  EXPECT_EQ(carried(given, "G-1"), 500'000);
  EXPECT_EQ(given.state<schema::Custody>("T1:G-1:good").value, 5'000);
  EXPECT_EQ(given.state<schema::PartRequest>("WO-1-P3").used, 500'000);
  right.number = 2, right.quantity = 800'000;
  given.when(right).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").parts.at(2).cost, 8'000);
  EXPECT_EQ(given.state<schema::Custody>("T1:G-1:good").value, 2'000);
  right.number = 3, right.quantity = 1'000'001;
  given.when(right).then_refused("custody.insufficient");
}

// It was never fitted, which is found once the order is posted: he carries it, and hands it in.
TEST(WithdrawPartUse, OfAPostedOrder) {
  Given given = posted_with_a_part();
  given.when(schema::WithdrawPartUse{.order = "WO-1", .number = 1, .reason = "未使用"})
      .then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::posted);
  EXPECT_EQ(carried(given, "P-1"), 1000);
  EXPECT_EQ(given.state<schema::PartSerial>("P-1:SN1").order, "");
  EXPECT_EQ(given.state<schema::PartRequest>("WO-1-P1").status,
            schema::PartRequestStatus::signed_for);
}

}  // namespace
}  // namespace kintsugi::tests
