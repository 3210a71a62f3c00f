#include <algorithm>
#include <string>
#include <utility>

#include "schema/technician_dispatch.h"
#include "schema/technician_old_parts_dispatch.h"

namespace kintsugi::core {

using schema::Technician;

void evolve(Technician& state, const schema::TechnicianRegisteredView& event) {
  state.status = schema::TechnicianStatus::active;
  state.name = event.name;
  state.phone = event.phone;
  state.outlet = event.outlet;
  state.brands.assign(event.brands.begin(), event.brands.end());
  state.daily_minutes_max = event.daily_minutes_max;
  state.cash_limit = event.cash_limit;
}

void evolve(Technician& state, const schema::TechnicianChangedView& event) {
  state.name = event.name;
  state.phone = event.phone;
  state.outlet = event.outlet;
  state.brands.assign(event.brands.begin(), event.brands.end());
  state.daily_minutes_max = event.daily_minutes_max;
  state.cash_limit = event.cash_limit;
}

// A skill granted again takes the place of the older one: a new certificate, a later expiry.
void evolve(Technician& state, const schema::SkillGrantedView& event) {
  std::erase_if(state.skills, [&](const schema::Skill& skill) {
    return skill.service_type == event.service_type && skill.category == event.category;
  });
  state.skills.push_back({.category = std::string(event.category),
                          .service_type = event.service_type,
                          .expires_on = event.expires_on,
                          .certificate = std::string(event.certificate)});
}

void evolve(Technician& state, const schema::SkillRevokedView& event) {
  std::erase_if(state.skills, [&](const schema::Skill& skill) {
    return skill.service_type == event.service_type && skill.category == event.category;
  });
}

void evolve(Technician& state, const schema::TechnicianSuspendedView& event) {
  state.status = schema::TechnicianStatus::suspended;
  state.suspended_for = event.reason;
}

void evolve(Technician& state, const schema::TechnicianReinstatedView&) {
  state.status = schema::TechnicianStatus::active;
  state.suspended_for.clear();
}

void evolve(Technician& state, const schema::SlotReservedView& event) {
  const auto after =
      std::find_if(state.slots.begin(), state.slots.end(),
                   [&](const schema::Slot& slot) { return slot.starts_at > event.starts_at; });
  state.slots.insert(after, {.order = std::string(event.order),
                             .booking = event.booking,
                             .starts_at = event.starts_at,
                             .ends_at = event.ends_at,
                             .area = std::string(event.area)});
}

void evolve(Technician& state, const schema::SlotReleasedView& event) {
  std::erase_if(state.slots, [&](const schema::Slot& slot) {
    return slot.booking == event.booking && slot.order == event.order;
  });
}

void evolve(Technician& state, const schema::CashCollectedView& event) {
  state.cash_held += event.amount;
}

void evolve(Technician& state, const schema::CashReturnedView& event) {
  state.cash_held -= event.amount;
}

void evolve(Technician& state, const schema::SightingWithdrawnView&) {
  state.seen_at = std::exchange(state.seen_before_at, 0);
  state.latitude = std::exchange(state.latitude_before, 0);
  state.longitude = std::exchange(state.longitude_before, 0);
}

void evolve(Technician& state, const schema::PaymentRemittedView& event) {
  state.cash_held -= event.amount;
}

// Check-ins may be told late; where he was last is where he was at the latest time.
void evolve(Technician& state, const schema::TechnicianSeenView& event) {
  if (event.at < state.seen_at) {
    if (event.at < state.seen_before_at) return;
    state.seen_before_at = event.at;
    state.latitude_before = event.latitude;
    state.longitude_before = event.longitude;
    return;
  }
  state.seen_before_at = state.seen_at;
  state.latitude_before = state.latitude;
  state.longitude_before = state.longitude;
  state.seen_at = event.at;
  state.latitude = event.latitude;
  state.longitude = event.longitude;
}

void evolve(Technician& state, const schema::OldPartOwedView& event) {
  const auto later = std::find_if(
      state.old_parts.begin(), state.old_parts.end(),
      [&](const schema::OwedOldPart& owed) { return owed.due_on > event.due_on; });
  state.old_parts.insert(later, {.order = std::string(event.order),
                                 .part = std::string(event.part),
                                 .quantity = event.quantity,
                                 .due_on = event.due_on});
}

// What is due first is settled first.
void evolve(Technician& state, const schema::OldPartSettledView& event) {
  std::int64_t left = event.quantity;
  for (schema::OwedOldPart& owed : state.old_parts) {
    if (owed.order != event.order || owed.part != event.part) continue;
    const std::int64_t settled = std::min(left, owed.quantity);
    owed.quantity -= settled;
    left -= settled;
  }
  std::erase_if(state.old_parts, [](const auto& owed) { return owed.quantity == 0; });
}

}  // namespace kintsugi::core
