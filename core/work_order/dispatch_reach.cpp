#include "core/work_order/dispatch_reach.h"

#include <algorithm>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/install_card/account.h"
#include "core/service_policy/service_policy.h"
#include "core/work_order/rules.h"
#include "schema/install_card_state.h"
#include "schema/part_request_state.h"
#include "schema/warehouse_state.h"

namespace kintsugi::core::work_order {
namespace {

using place::Location;
using schema::PartRequest;
using schema::PartRequestStatus;
using schema::Slot;
using schema::Technician;

constexpr std::int64_t a_minute = 60'000;
constexpr std::int64_t a_day = 24 * 60 * a_minute;
constexpr std::int64_t step_minutes = 5;

Location place_of(const schema::WorkOrder& order) { return {order.latitude, order.longitude}; }

std::int64_t or_default(std::int32_t said, std::int32_t otherwise) {
  return said == 0 ? otherwise : said;
}

// Where the outlet keeps its parts: its first warehouse by id.
const schema::WarehouseEntry* shelf_of(const schema::WarehouseIndex& index,
                                       const std::string& outlet) {
  for (const schema::WarehouseEntry& entry : index.warehouses) {
    if (entry.outlet == outlet && !outlet.empty()) return &entry;
  }
  return nullptr;
}

// How long the part is under way from another outlet's warehouse, in ms; 0 from his own.
std::int64_t time_from_warehouse(const PartRequest& request, const Dispatch& d,
                                 const Technician& technician,
                                 const schema::ServicePolicyVersion& policy, Reads& reads) {
  const auto* index = reads.find<schema::WarehouseIndex>("all");
  if (index == nullptr) return 0;
  const auto from =
      std::find_if(index->warehouses.begin(), index->warehouses.end(),
                   [&](const auto& entry) { return entry.warehouse == request.warehouse; });
  if (from == index->warehouses.end()) return 0;
  if (from->outlet == technician.outlet || from->outlet == d.order.outlet) return 0;
  Location to = place_of(d.order);
  if (const auto* shelf = shelf_of(*index, technician.outlet))
    to = {shelf->latitude, shelf->longitude};
  if (!place::is_known(to)) return 0;
  const std::int64_t metres = place::distance_m({from->latitude, from->longitude}, to);
  const std::int64_t speed = or_default(policy.part_speed, service_policy::defaults.part_speed);
  return metres * (a_day / 1000) / speed;  // metres × ms a day / (km a day × 1000)
}

bool is_of_crew(const schema::WorkOrder& order, std::uint16_t booking,
               const std::string& technician) {
  return std::any_of(order.crew.begin(), order.crew.end(), [&](const schema::CrewMember& one) {
    return one.booking == booking && one.technician == technician;
  });
}

// Somebody else of this round carries what he has to the same order.
bool goes_too(const schema::WorkOrder& order, const std::string& technician) {
  return std::any_of(order.bookings.begin(), order.bookings.end(), [&](const auto& booking) {
    const bool open = booking.status == BookingStatus::scheduled ||
                      booking.status == BookingStatus::accepted ||
                      booking.status == BookingStatus::traveling ||
                      booking.status == BookingStatus::in_progress ||
                      booking.status == BookingStatus::on_break;
    if (!open || booking.round != order.round) return false;
    return booking.technician == technician || is_of_crew(order, booking.number, technician);
  });
}

bool is_moved_booking(const Dispatch& d, const std::string& technician) {
  return std::any_of(d.order.bookings.begin(), d.order.bookings.end(), [&](const auto& booking) {
    return booking.number == d.booking && booking.technician == technician;
  });
}

// What this technician carries is there: he is the one who is sent, leads him, or goes anyway.
bool comes_along(const std::string& technician, const Dispatch& d) {
  if (technician == d.technician_id || technician == d.lead) return true;
  return goes_too(d.order, technician) && !is_moved_booking(d, technician);
}

Failure late(const std::string& id, const PartRequest& request, const Dispatch& d,
             const Technician& technician, const schema::ServicePolicyVersion& policy,
             Reads& reads) {
  const std::string name = "request " + id;
  switch (request.status) {
    case PartRequestStatus::requested:
    case PartRequestStatus::escalated:
      return name + " has no source";
    case PartRequestStatus::sourced:
    case PartRequestStatus::approved:
      break;
    case PartRequestStatus::issued:
    case PartRequestStatus::signed_for:
      if (!comes_along(request.technician, d))
        return "technician " + request.technician + " carries the part of " + name;
      break;
    default:
      return {};
  }
  if (d.starts_at == 0 || request.status == PartRequestStatus::signed_for) return {};
  const bool left = request.status == PartRequestStatus::issued && request.issued_at != 0;
  const std::int64_t since = left ? request.issued_at : to_ms(judged_at(reads));
  const std::int64_t there =
      since + time_from_warehouse(request, d, technician, policy, reads);
  if (there <= std::max(d.starts_at, to_ms(judged_at(reads)))) return {};
  return "the part of " + name + " comes from " + request.warehouse + " and is not there before " +
         calendar::format_date(day_of(instant_from_ms(there)));
}

// The nearest visits before and after.
struct Neighbours {
  const Slot* before = nullptr;
  const Slot* after = nullptr;
};

Neighbours neighbours(const Dispatch& d, const Technician& technician) {
  Neighbours found;
  for (const Slot& slot : technician.slots) {
    if (slot.order == d.order_id && slot.booking == d.booking) continue;
    if (slot.ends_at <= d.starts_at) {
      if (found.before == nullptr || slot.ends_at > found.before->ends_at) found.before = &slot;
    } else if (slot.starts_at >= d.ends_at) {
      if (found.after == nullptr || slot.starts_at < found.after->starts_at) found.after = &slot;
    }
  }
  return found;
}

// Minutes by the two places; nothing where one is not known.
std::optional<std::int64_t> minutes_to(const Slot& slot, const Dispatch& d,
                                       const schema::ServicePolicyVersion& policy, Reads& reads) {
  if (!place::is_known(place_of(d.order)) || slot.order.empty()) return {};
  const auto* other = reads.find<schema::WorkOrder>(slot.order);
  if (other == nullptr || !place::is_known(place_of(*other))) return {};
  return minutes_between(place_of(*other), place_of(d.order),
                         or_default(policy.travel_speed, service_policy::defaults.travel_speed));
}

}  // namespace

std::int64_t minutes_between(const Location& a, const Location& b, std::int64_t speed) {
  const std::int64_t minutes = place::distance_m(a, b) * 60 / (speed * 1000);
  return minutes / step_minutes * step_minutes;
}

Failure late_part(const Dispatch& dispatch, const Technician& technician,
                  const schema::ServicePolicyVersion& policy, Reads& reads) {
  for (const std::string& id : dispatch.order.part_requests) {
    const auto* request = reads.find<PartRequest>(id);
    if (request == nullptr) continue;
    if (Failure found = late(id, *request, dispatch, technician, policy, reads)) return found;
  }
  return {};
}

Failure no_time_to_travel(const Dispatch& d, const Technician& technician,
                          const schema::ServicePolicyVersion& policy, Reads& reads) {
  if (d.starts_at == 0) return {};
  const Neighbours near = neighbours(d, technician);
  for (const Slot& other : technician.slots) {
    if (other.order == d.order_id && other.booking == d.booking) continue;
    std::optional<std::int64_t> minutes;
    if (&other == near.before || &other == near.after)
      minutes = minutes_to(other, d, policy, reads);
    const bool other_area =
        !d.order.area.empty() && !other.area.empty() && other.area != d.order.area;
    const std::int64_t needed = minutes.value_or(other_area ? policy.travel_minutes : 0);
    if (needed == 0) continue;
    const bool apart = other.ends_at + needed * a_minute <= d.starts_at ||
                       d.ends_at + needed * a_minute <= other.starts_at;
    if (!apart)
      return "less than " + std::to_string(needed) + " minutes to or from order " + other.order;
  }
  return {};
}

std::vector<Debt> debts_of(const Dispatch& d, const Technician& technician,
                           const schema::ServicePolicyVersion& policy, Reads& reads) {
  using schema::TechnicianDebt;
  std::vector<Debt> debts;
  const auto over = [&](TechnicianDebt kind, std::int64_t held, std::int64_t most,
                        const char* what) {
    if (most != 0 && held > most)
      debts.push_back({kind, std::to_string(held) + " of at most " + std::to_string(most) + what});
  };
  over(TechnicianDebt::cash, technician.cash_held,
       technician.cash_limit != 0 ? technician.cash_limit : policy.cash_held_max,
       " fen not handed in");
  const Instant at = d.starts_at == 0 ? judged_at(reads) : instant_from_ms(d.starts_at);
  std::int64_t thousandths = 0;
  for (const schema::OwedOldPart& old : technician.old_parts) {
    thousandths += old.quantity;
    const bool told = !debts.empty() && debts.back().kind == TechnicianDebt::old_part_overdue;
    if (old.due_on >= day_of(at) || told) continue;
    debts.push_back({TechnicianDebt::old_part_overdue,
                     "the old part " + old.part + " of order " + old.order + " was due on " +
                         calendar::format_date(old.due_on)});
  }
  over(TechnicianDebt::old_parts, (thousandths + 999) / 1000, policy.old_parts_owed_max,
       " old parts");
  if (policy.cards_held_max == 0) return debts;
  const auto* cards =
      reads.find<schema::CardAccount>(install_card::account_of(d.technician_id, {}));
  if (cards != nullptr)
    over(TechnicianDebt::cards, cards->outstanding, policy.cards_held_max, " install cards");
  return debts;
}

Failure owes(const Dispatch& dispatch, const Technician& technician,
             const schema::ServicePolicyVersion& policy, Reads& reads) {
  std::string found;
  for (const Debt& debt : debts_of(dispatch, technician, policy, reads)) {
    found += found.empty() ? "" : "; ";
    found += debt.found;
  }
  if (found.empty()) return {};
  return found;
}

}  // namespace kintsugi::core::work_order
