// An exchange is due from the moment in which a repair has failed: without anybody's evaluating it.

#include <gtest/gtest.h>

#include "schema/work_order_back.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "tests/core/warranty/terms.h"

namespace kintsugi::tests {
namespace {

schema::RegisterWorkOrder fault_of_a1() {
  return {.order = "WO-9",
          .service_type = schema::ServiceType::repair,
          .asset = "A-1",
          .phone = "13800000001",
          .address = "外滩1号",
          .symptom = "又不制冷"};
}

// A-1, which was repaired in its warranty; one failed repair is enough.
Given repaired_once(std::uint8_t enough = 1) {
  schema::WarrantyLine line = colour_tv();
  line.failed_repairs = enough;
  Given given = with_policy(line);
  given.as(person("call")).when(by_invoice("2025-12-10")).then_accepted();
  repair(given, "WO-R1", "2026-01-05T01:00:00Z", "2026-01-06T01:00:00Z");
  return given;
}

std::vector<std::string> due(Given& given) {
  std::vector<std::string> out;
  for (const auto& one : given.state<schema::Warranty>("A-1").exchanges_due) {
    EXPECT_EQ(one.gate, schema::WarrantyGate::failed_repairs);
    out.push_back(one.order);
  }
  return out;
}
using Orders = std::vector<std::string>;

TEST(ExchangeDue, BeginsWithTheNextFaultAfterARepairThatFailed) {
  Given given = repaired_once();
  EXPECT_EQ(due(given), Orders{});
  given.as(person("call")).when(fault_of_a1()).then_accepted();
  EXPECT_EQ(due(given), Orders{"WO-9"});
}

TEST(ExchangeDue, NeedsAsManyFailedRepairsAsThePolicySays) {
  Given given = repaired_once(2);
  given.as(person("call")).when(fault_of_a1()).then_accepted();
  EXPECT_EQ(due(given), Orders{});
}

TEST(ExchangeDue, IsNotBegunByMaintenanceNorByAnOlderSystemsOrders) {
  Given given = repaired_once();
  schema::RegisterWorkOrder order = fault_of_a1();
  order.service_type = schema::ServiceType::maintain;
  given.as(person("call")).when(order).then_accepted();
  EXPECT_EQ(due(given), Orders{});
  Given old = repaired_once();
  old.as(importer("x")).when(fault_of_a1()).then_accepted();
  EXPECT_EQ(due(old), Orders{});
}

TEST(ExchangeDue, EndsWithTheOrderAndComesBackWithIt) {
  Given given = repaired_once();
  given.as(person("call")).when(fault_of_a1()).then_accepted();
  given.when(schema::CancelWorkOrder{.order = "WO-9", .reason = "误报"});
  given.then_accepted();
  EXPECT_EQ(due(given), Orders{});
  given.when(schema::ReinstateWorkOrder{.order = "WO-9", .reason = "没有误报"}).then_accepted();
  EXPECT_EQ(due(given), Orders{"WO-9"});
}

TEST(ExchangeDue, FollowsAnOrderThatWasAboutAnotherMachine) {
  Given given = repaired_once();
  schema::RegisterWorkOrder order = fault_of_a1();
  order.asset.clear();
  order.category = "空调";
  given.as(person("call")).when(order).then_accepted();
  EXPECT_EQ(due(given), Orders{});
  schema::CorrectRegistration corrected{.order = "WO-9",
                                        .service_type = schema::ServiceType::repair,
                                        .asset = "A-1",
                                        .phone = "13800000001",
                                        .address = "外滩1号",
                                        .symptom = "又不制冷",
                                        .reason = "是这一台"};
  given.when(corrected).then_accepted();
  EXPECT_EQ(due(given), Orders{"WO-9"});
  corrected.asset.clear();
  corrected.category = "空调";
  given.when(corrected).then_accepted();
  EXPECT_EQ(due(given), Orders{});
}

TEST(ExchangeDue, BeginsWithAReopeningAndEndsWhereThatIsWithdrawn) {
  Given given = repaired_once();
  given.as(person("call"))
      .when(schema::ReopenWorkOrder{.order = "WO-R1", .reason = "没修好"})
      .then_accepted();
  EXPECT_EQ(due(given), Orders{"WO-R1"});
  given.when(schema::WithdrawReopening{.order = "WO-R1", .reason = "是另一台"}).then_accepted();
  EXPECT_EQ(due(given), Orders{});
}

}  // namespace
}  // namespace kintsugi::tests
