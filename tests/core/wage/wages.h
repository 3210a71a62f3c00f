#pragma once
// Rules and posted orders to test pay on, in the company of stores.h.

#include <string>
#include <utility>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "schema/wage.h"
#include "schema/work_order.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_visit.h"
#include "tests/core/stores.h"

namespace kintsugi::tests::wages {

using schema::WageBasis;
using schema::WageRuleLine;
using Shares = std::vector<schema::WageShare>;

inline std::int32_t day(std::string_view date) { return core::calendar::parse_date(date).value(); }
inline WageRuleLine rate_line(std::int32_t rate) {
  return {.basis = WageBasis::rate, .rate = rate};
}
inline WageRuleLine fixed_line(std::int64_t amount) {
  return {.basis = WageBasis::fixed, .amount = amount};
}

inline schema::DraftWageRule draft(std::vector<WageRuleLine> lines,
                                   std::string_view from = "2026-03-01") {
  return {
      .rule = "default", .name = "提成", .effective_from = day(from), .lines = std::move(lines)};
}
inline void publish(Given& given, const schema::DraftWageRule& command, std::uint32_t version) {
  given.as(somebody("ann")).when(command).then_accepted();
  given.as(somebody("bob"))
      .when(schema::PublishWageRule{.rule = command.rule, .version = version})
      .then_accepted();
}

// An order of T-1 at A, completed on that date and posted, with one charge.
inline void post(Given& given, const std::string& order, std::string_view date,
                 std::int64_t charge) {
  const std::int64_t at = to_ms(core::start_of(day(date)) + std::chrono::hours(10));
  start_order(given, order, "T-1");
  given.history(order, schema::ChargeAdded{.line = 1,
                                           .status = schema::ChargeStatus::agreed,
                                           .item = "install",
                                           .quantity = 1000,
                                           .unit_price = charge,
                                           .amount = charge,
                                           .payer = schema::Payer::customer});
  given.history(order, schema::WorkReported{.booking = 1, .technician = "T-1", .at = at});
  given.history(order, schema::WorkOrderCompleted{.at = at});
  given.history(order, schema::WorkOrderPosted{.at = at});
}

inline schema::CalculateWages calculate(std::string period = "2026-03") {
  return {.outlet = "A", .period = std::move(period)};
}
inline schema::ApproveWages approve(std::string period = "2026-03") {
  return {.outlet = "A", .period = std::move(period)};
}
inline const schema::WageRun& run(Given& given) {
  return given.state<schema::WageRun>("A:2026-03");
}

// 20 installs at 150.00: 12 before the 15th, 8 from then on (T8).
inline Given a_month_of_installs() {
  Given given = stores();
  publish(given, draft({rate_line(6000)}), 1);
  for (int i = 1; i <= 20; ++i) {
    const std::string order = "WO-" + std::to_string(100 + i);
    post(given, order, i <= 12 ? "2026-03-05" : "2026-03-15", 15000);
    given.when(schema::EarnWageLine{.order = order}).then_accepted();
  }
  return given;
}

}  // namespace kintsugi::tests::wages
