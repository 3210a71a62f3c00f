#include "core/work_order/home_charge.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/customer/standing.h"
#include "core/text/search_key.h"
#include "core/work_order/rules.h"
#include "schema/customer_state.h"
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

// As whose home the order's is known, that by which it is claimed first: merged customers have one
// home, claimed under the name that stood then. Empty: nobody knows whose it is.
std::vector<std::string> homes_of(const schema::WorkOrder& order, Reads& reads) {
  if (order.customer.empty() && order.phone.empty()) return {};
  if (order.customer.empty()) return {order.phone};
  std::vector<std::string> homes{customer::standing_for(order.customer, reads)};
  for (std::size_t next = 0; next < homes.size(); ++next) {
    const auto* customer = reads.find<schema::Customer>(homes[next]);
    if (customer == nullptr) continue;
    const std::vector<std::string> merged = customer->merged;
    homes.insert(homes.end(), merged.begin(), merged.end());
  }
  return homes;
}

// `charge`: added, or on the order.
std::string claim_of(const std::string& home, const schema::WorkOrder& order, const auto& charge,
                     const Reads& reads) {
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

// The other order that bears what is charged for the home; empty: none does.
std::string bearer_of(const std::string& id, const schema::WorkOrder& order, const auto& charge,
                      Reads& reads) {
  for (const std::string& home : homes_of(order, reads)) {
    const auto* claimed = reads.find<schema::VisitCharge>(claim_of(home, order, charge, reads));
    if (another_bears(claimed, id, order, reads)) return claimed->order;
  }
  return {};
}

}  // namespace

Result<void> charge_home_once(const std::string& id, const schema::WorkOrder& order,
                              const schema::ChargeAdded& charge, Reads& reads, Events& events) {
  const auto homes = homes_of(order, reads);
  if (homes.empty()) return {};
  if (const std::string other = bearer_of(id, order, charge, reads); !other.empty())
    return refuse(No::visit_charged, "order " + other + ", the same home and day");
  const std::string claim = claim_of(homes.front(), order, charge, reads);
  events.on(claim, schema::VisitCharged{.order = id, .line = charge.line});
  return {};
}

void leave_to_the_other(const std::string& id, const schema::WorkOrder& order,
                        const std::string& reason, Reads& reads, Events& events) {
  for (const schema::Charge& charge : order.charges) {
    const bool by_visit = charge.status != schema::ChargeStatus::withdrawn &&
                          charge.visit != 0 && !charge.tariff.empty();
    if (!by_visit || bearer_of(id, order, charge, reads).empty()) continue;
    events.on(id, schema::ChargeWithdrawn{.line = charge.line,
                                          .reason = reason,
                                          .amount = charge.amount,
                                          .by = reads.actor().operator_id});
  }
}

}  // namespace kintsugi::core::work_order
