// An old part that is owed and cannot come back is waived, by somebody else, and may be owed again.

#include "schema/part_request.h"
#include "schema/service_policy.h"
#include "schema/stock.h"
#include "schema/technician.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_visit.h"
#include "tests/core/part_request/request_in.h"

namespace kintsugi::tests {
namespace {

using namespace requests;
using schema::PartCondition;

// Two pieces fitted by tom (T-1) at the maker's cost: both old ones are owed in 60 days.
Given two_fitted(schema::Payer payer = schema::Payer::manufacturer) {
  Given given = request_in(schema::PartRequestStatus::signed_for);
  given.history("all", schema::ServicePolicyPublished{
                           .terms = {.version = 1, .old_part_days = 60}, .publisher = "ann"});
  given.as(somebody("tom"));
  given.when(schema::UsePart{
      .order = "WO-1", .part = "P-1", .quantity = 2000, .payer = payer});
  given.then_accepted();
  EXPECT_EQ(state(given).status, schema::PartRequestStatus::closed);
  given.as(somebody("bob"));
  return given;
}
const std::vector<schema::OwedOldPart>& owed(Given& given) {
  return given.state<schema::Technician>("T-1").old_parts;
}
schema::WaiveRequestedOldPart waive(std::int64_t quantity) {
  return {.request = id, .quantity = quantity, .reason = "客户当场丢弃"};
}
schema::WithdrawOldPartWaiver again(std::uint32_t number) {
  return {.request = id, .number = number, .reason = "找到了"};
}

TEST(WaiveRequestedOldPart, EndsWhatTheTechnicianOwes) {
  Given given = two_fitted();
  const auto before = owed(given);
  ASSERT_EQ(before.size(), 1u);
  given.when(waive(1000)).then_accepted();
  EXPECT_EQ(first(owed(given)).quantity, 1000);
  EXPECT_EQ(state(given).old_waived, 1000);
  given.when(waive(1000)).then_accepted();
  EXPECT_TRUE(owed(given).empty());
  EXPECT_EQ(state(given).old_parts_since, 0);
  given.when(waive(1000)).then_refused("part_request.too_much");
  given.when(schema::ReturnPart{.request = id, .quantity = 1000, .condition = PartCondition::old});
  given.then_refused("part_request.too_much");

  // One turned up after all.
  given.when(again(2)).then_refused("part_request.same_author");
  given.as(somebody("eve"));
  given.when(schema::WithdrawOldPartWaiver{.request = id, .number = 2});
  given.then_refused("part_request.bad_text");
  given.when(again(3)).then_refused("part_request.no_such_waiver");
  given.when(again(2)).then_accepted();
  given.when(again(2)).then_refused("part_request.no_such_waiver");
  ASSERT_EQ(owed(given).size(), 1u);
  EXPECT_EQ(first(owed(given)).due_on, first(before).due_on) << "due as before";
  EXPECT_NE(state(given).old_parts_since, 0);
  given.when(schema::ReturnPart{.request = id, .quantity = 1000, .condition = PartCondition::old});
  given.then_accepted();
  EXPECT_TRUE(owed(given).empty());
}

TEST(WaiveRequestedOldPart, IsNotForHimWhoOwesIt) {
  Given given = two_fitted();
  given.as(somebody("tom")).when(waive(1000)).then_refused("part_request.own_old_part");
  given.as(somebody("bob"));
  given.when(waive(0)).then_refused("stock_item.bad_quantity");
  schema::WaiveRequestedOldPart silent = waive(1000);
  silent.reason.clear();
  given.when(silent).then_refused("part_request.bad_text");
}

// Nobody owes it, but the store waits for it all the same.
TEST(WaiveRequestedOldPart, AlsoOfAPartThatTheCustomerPaid) {
  Given given = two_fitted(schema::Payer::customer);
  ASSERT_TRUE(owed(given).empty());
  given.when(waive(2000)).then_accepted();
  EXPECT_EQ(state(given).old_waived, 2000);
  given.as(somebody("eve")).when(again(1)).then_accepted();
  EXPECT_TRUE(owed(given).empty()) << "he owed nothing before";
}

TEST(WithdrawPartUse, NotWhileItsOldPartIsWaived) {
  Given given = two_fitted();
  given.when(waive(1000)).then_accepted();
  const schema::WithdrawPartUse back{.order = "WO-1", .number = 1, .reason = "没换"};
  given.when(back).then_refused("part_request.old_waived");
  given.as(somebody("eve")).when(again(1)).when(back).then_accepted();
  EXPECT_TRUE(owed(given).empty());
}

}  // namespace
}  // namespace kintsugi::tests
