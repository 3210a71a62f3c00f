// A registration corrected late: what other streams remember of the order follows.

#include "schema/asset.h"
#include "schema/work_order.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using Status = schema::WorkOrderStatus;

schema::CorrectRegistration of_type(Given& given, schema::ServiceType type) {
  const auto& order = given.state<schema::WorkOrder>("WO-1");
  return {.order = "WO-1",
          .service_type = type,
          .maker_number = order.maker_number,
          .brand = order.brand,
          .category = order.category,
          .model = order.model,
          .serial = order.serial,
          .asset = order.asset,
          .customer = order.customer,
          .contact = order.contact,
          .phone = order.phone,
          .address = order.address,
          .area = order.area,
          .symptom = order.symptom,
          .fault = order.fault,
          .window_from = order.window_from,
          .window_until = order.window_until,
          .latitude = order.latitude,
          .longitude = order.longitude,
          .reason = "登记错误"};
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

}  // namespace
}  // namespace kintsugi::tests
