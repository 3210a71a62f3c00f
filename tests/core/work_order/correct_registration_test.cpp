// A registration corrected late: what other streams remember of the order follows.

#include "schema/asset.h"
#include "schema/work_order.h"
#include "schema/work_order_back.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"
#include "tests/core/work_order/as_registered.h"

namespace kintsugi::tests {
namespace {

using Status = schema::WorkOrderStatus;

schema::CorrectRegistration of_type(Given& given, schema::ServiceType type) {
  schema::CorrectRegistration command = as_registered(given, "登记错误");
  command.service_type = type;
  return command;
}

std::size_t repairs_of(Given& given) { return given.state<schema::Asset>("A-1").repairs.size(); }

TEST(CorrectServiceType, TheMachineForgetsWhatWasNoRepair) {
  Given given = order_in(Status::work_reported);
  given.as(person("disp")).when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
  ASSERT_EQ(repairs_of(given), 1u);
  given.as(person("call"))
      .when(of_type(given, schema::ServiceType::maintain))
      .then_accepted();
  EXPECT_EQ(repairs_of(given), 0u);
  EXPECT_TRUE(given.state<schema::Asset>("A-1").open_orders.empty());
  given.when(of_type(given, schema::ServiceType::repair)).then_accepted();
  ASSERT_EQ(repairs_of(given), 1u);
  EXPECT_EQ(given.state<schema::Asset>("A-1").repairs[0].at,
            given.state<schema::WorkOrder>("WO-1").completed_at);
}

TEST(CorrectServiceType, TheMachineRemembersWhatWasARepair) {
  Given given = order_in(Status::work_reported, {.service_type = schema::ServiceType::maintain});
  given.as(person("disp")).when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
  ASSERT_EQ(repairs_of(given), 0u);
  given.as(person("call")).when(of_type(given, schema::ServiceType::repair)).then_accepted();
  EXPECT_EQ(repairs_of(given), 1u);
}

TEST(CorrectServiceType, OfAnOpenOrderTellsTheMachineNothing) {
  Given given = order_in(Status::assigned);
  given.as(person("call"))
      .when(of_type(given, schema::ServiceType::maintain))
      .then_accepted();
  EXPECT_EQ(given.state<schema::Asset>("A-1").open_orders.size(), 1u);
  EXPECT_EQ(repairs_of(given), 0u);
}

// Whose order it is decides whether it must have the maker's number.
TEST(CorrectSource, OfAnOrderThatTheMakerDidNotSend) {
  Given given = order_in(Status::assigned);
  given.as(person("call"));
  schema::CorrectRegistration right = of_type(given, schema::ServiceType::repair);
  right.source = schema::OrderSource::manufacturer, right.maker_number = "";
  given.when(right).then_refused("work_order.maker_number_missing");
  right.maker_number = "M-0001";
  given.when(right).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").source, schema::OrderSource::manufacturer);
  EXPECT_EQ(given.state<schema::MakerNumber>("haier:M0001").order, "WO-1");
  given.when(right).then_refused("work_order.nothing_changed");
  right.source = schema::OrderSource::none;
  given.when(right).then_refused("work_order.nothing_changed");
  right.source = schema::OrderSource::own;
  given.when(right).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").source, schema::OrderSource::own);
  right.maker_number = "";
  given.when(right).then_accepted();
  EXPECT_EQ(given.state<schema::MakerNumber>("haier:M0001").order, "");
}

// The wrong order is canceled; the right one bears the number, and the wrong one stays canceled.
TEST(MakerNumber, OfACanceledOrderIsFree) {
  Given given = order_in(Status::assigned);
  given.as(person("call"));
  schema::CorrectRegistration right = of_type(given, schema::ServiceType::repair);
  right.maker_number = "M-0001";
  given.when(right).then_accepted();
  schema::RegisterWorkOrder other{.order = "WO-2",
                                  .service_type = schema::ServiceType::repair,
                                  .source = schema::OrderSource::manufacturer,
                                  .maker_number = "M-0001",
                                  .brand = "haier",
                                  .category = "ac",
                                  .customer = "C-1"};
  given.when(other).then_refused("work_order.maker_number_taken");
  const schema::ReinstateWorkOrder back{.order = "WO-1", .reason = "点错了"};
  given.when(schema::CancelWorkOrder{.order = "WO-1", .reason = "登记错了"}).then_accepted();
  given.when(back).then_accepted();
  given.when(schema::CancelWorkOrder{.order = "WO-1", .reason = "登记错了"}).then_accepted();
  given.when(other).then_accepted();
  EXPECT_EQ(given.state<schema::MakerNumber>("haier:M0001").order, "WO-2");
  given.when(back).then_refused("work_order.maker_number_taken");
}

}  // namespace
}  // namespace kintsugi::tests
