#include "core/work_order/home_charge.h"

#include <algorithm>

#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/text/search_key.h"
#include "core/work_order/rules.h"
#include "schema/work_order_correction_events.h"
#include "schema/work_order_money_state.h"

namespace kintsugi::core::work_order {
namespace {

// The day on which the technician was there, or will be.
std::int32_t day_of_visit(const schema::WorkOrder& order, std::uint16_t number,
                          const Reads& reads) {
  for (const schema::Booking& booking : order.bookings) {
    if (booking.number != number) continue;
    for (const std::int64_t at : {booking.checked_in_at, booking.started_at, booking.starts_at})
      if (at != 0) return day_of(instant_from_ms(at));
  }
  return day_of(judged_at(reads));
}

// `charge`: added, or on the order. Empty: nobody knows whose home it is.
std::string claim_of(const schema::WorkOrder& order, const auto& charge, const Reads& reads) {
  const std::string& home = order.customer.empty() ? order.phone : order.customer;
  if (home.empty()) return {};
  return calendar::format_date(day_of_visit(order, charge.visit, reads)) + ":" + home + ":" +
         charge.tariff + ":" + std::to_string(charge.tariff_line);
}

// Whether another order bears the claim: it is not canceled, of the same address, and its line
// stands.
bool another_bears(const schema::VisitCharge* claimed, const std::string& id,
                   const schema::WorkOrder& order, Reads& reads) {
  if (claimed == nullptr || claimed->order == id) return false;
  const auto* other = reads.find<schema::WorkOrder>(claimed->order);
  if (other == nullptr || other->status == Status::canceled) return false;
  if (!same_key(KeyKind::name, other->address, order.address)) return false;
  return std::any_of(other->charges.begin(), other->charges.end(),
                     [&](const schema::Charge& line) {
                       return line.line == claimed->line &&
                              line.status != schema::ChargeStatus::withdrawn;
                     });
}

}  // namespace

Result<void> charge_home_once(const std::string& id, const schema::WorkOrder& order,
                              const schema::ChargeAdded& charge, Reads& reads, Events& events) {
  const std::string claim = claim_of(order, charge, reads);
  if (claim.empty()) return {};
  const auto* claimed = reads.find<schema::VisitCharge>(claim);
  if (another_bears(claimed, id, order, reads))
    return refuse(No::visit_charged, "order " + claimed->order + ", the same home and day");
  events.on(claim, schema::VisitCharged{.order = id, .line = charge.line});
  return {};
}

void leave_to_the_other(const std::string& id, const schema::WorkOrder& order,
                        const std::string& reason, Reads& reads, Events& events) {
  for (const schema::Charge& charge : order.charges) {
    const bool by_visit = charge.status != schema::ChargeStatus::withdrawn &&
                          charge.visit != 0 && !charge.tariff.empty();
    const std::string claim = by_visit ? claim_of(order, charge, reads) : std::string();
    if (claim.empty()) continue;
    if (!another_bears(reads.find<schema::VisitCharge>(claim), id, order, reads)) continue;
    events.on(id, schema::ChargeWithdrawn{.line = charge.line,
                                          .reason = reason,
                                          .amount = charge.amount,
                                          .by = reads.actor().operator_id});
  }
}

}  // namespace kintsugi::core::work_order
