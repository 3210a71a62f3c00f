// A customer who does not want the exchange that his machine is entitled to.

#include "schema/warranty.h"
#include "schema/warranty_state.h"
#include "schema/work_order_warranty.h"
#include "tests/core/exchange/machine.h"

namespace kintsugi::tests {
namespace {

const schema::DeclineExchange decline{.order = "WO-1", .reason = "愿意再修一次"};
const schema::WithdrawExchangeDecline wants_it_again{.order = "WO-1", .reason = "又想换了"};

// Twice mended in vain: WO-1 finds an exchange due.
Given entitled() {
  Given given = with_policy();
  given.as(person("call")).when(by_invoice("2025-06-01")).then_accepted();
  repair(given, "WO-R", "2025-08-01T01:00:00Z", "2025-08-02T01:00:00Z");
  repair(given, "WO-S", "2025-09-01T01:00:00Z", "2025-09-02T01:00:00Z");
  report_fault(given, "WO-1", "2026-02-20T01:00:00Z");
  given.when(schema::EvaluateThreeGuarantees{.order = "WO-1"}).then_accepted();
  return given;
}

schema::ExchangeDue due(Given& given) {
  return given.state<schema::Warranty>("A-1").exchanges_due.at(0);
}

TEST(DeclineExchange, IsNotedAndTheEntitlementStands) {
  Given given = entitled();
  given.as(person("call")).when(decline).then_accepted();
  EXPECT_NE(due(given).declined_at, 0);
  EXPECT_EQ(due(given).declined_by, "call");
  EXPECT_EQ(due(given).decline_reason, decline.reason);
  given.when(decline).then_refused("exchange_case.declined");
  given.when(request()).then_accepted();  // he may have it all the same
}

TEST(DeclineExchange, IsTakenBack) {
  Given given = entitled();
  given.as(person("call")).when(wants_it_again).then_refused("exchange_case.not_declined");
  given.when(decline).then_accepted();
  given.when(wants_it_again).then_accepted();
  EXPECT_EQ(due(given).declined_at, 0);
  EXPECT_EQ(due(given).declined_by, "");
  EXPECT_EQ(due(given).decline_reason, "");
  EXPECT_EQ(given.event<schema::ExchangeDeclineWithdrawn>().customer, "C-1");
  given.when(decline).then_accepted();
}

TEST(DeclineExchange, OnlyOfWhatIsDueAndOfNoCaseUnderWay) {
  Given given = broken("2026-02-15");
  given.as(person("call")).when(decline).then_refused("exchange_case.not_due");
  given.when(wants_it_again).then_refused("exchange_case.not_due");
  schema::DeclineExchange bad = decline;
  bad.reason = " ";
  given.when(bad).then_refused("exchange_case.bad_text");
  Given asked = entitled();
  ask(asked);
  asked.when(decline).then_refused("exchange_case.open_case");
}

}  // namespace
}  // namespace kintsugi::tests
