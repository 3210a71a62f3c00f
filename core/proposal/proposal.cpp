#include "core/proposal/proposal.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "core/calendar/calendar.h"
#include "core/place/place.h"
#include "core/technician/technician.h"
#include "core/work_order/dispatch_checks.h"

namespace kintsugi::core::proposal {
namespace {

using place::Location;

constexpr std::int64_t minute_ms = 60'000;

struct Place {
  std::size_t technician = 0;
  std::int64_t starts_at = 0;
};

// Fewer is better, in this order.
struct Cost {
  std::size_t unplaced = 0;
  std::int64_t metres = 0;
  std::int64_t starts = 0;  // minutes of the day, added up
  auto operator<=>(const Cost&) const = default;
};

class Search {
 public:
  Search(const Task& task, Reads& reads) : task_(task), reads_(reads) {
    for (const Person& person : task_.technicians) working_.push_back(*person.technician);
    places_.resize(task_.orders.size());
    able_.resize(task_.orders.size());
    day_starts_ = to_ms(start_of(task_.day));
  }

  void insert_all();
  void improve();
  Plan plan();
  std::uint32_t steps() const { return steps_; }

 private:
  bool has_steps() const { return steps_ < steps_max; }
  std::int64_t length() const { return task_.minutes * minute_ms; }
  std::uint16_t booking_of(std::size_t order) const {
    return static_cast<std::uint16_t>(task_.orders[order].order->bookings.size() + 1);
  }
  bool may_go(std::size_t order, std::size_t technician, std::int64_t starts_at);
  const std::vector<std::size_t>& able(std::size_t order);
  std::optional<Place> best_place(std::size_t order);
  void put(std::size_t order, const Place& place);
  void take(std::size_t order);
  Location place_of(const schema::Slot& slot);
  std::int64_t metres_of(std::size_t technician);
  Cost cost();
  bool relocate(std::size_t order);
  bool make_room(std::size_t unplaced, std::size_t placed);

  const Task& task_;
  Reads& reads_;
  std::vector<schema::Technician> working_;  // with the slots of what is placed
  std::vector<std::optional<Place>> places_;  // of each order
  std::vector<std::optional<std::vector<std::size_t>>> able_;
  std::int64_t day_starts_ = 0;
  std::uint32_t steps_ = 0;
};

bool Search::may_go(std::size_t order, std::size_t technician, std::int64_t starts_at) {
  ++steps_;
  const WaitingOrder& waiting = task_.orders[order];
  const std::int64_t ends_at = starts_at == 0 ? 0 : starts_at + length();
  return work_order::may_go({waiting.id, *waiting.order, booking_of(order),
                             task_.technicians[technician].id, starts_at, ends_at},
                            working_[technician], reads_);
}

// Who passes the checks that no time changes.
const std::vector<std::size_t>& Search::able(std::size_t order) {
  if (able_[order]) return *able_[order];
  std::vector<std::size_t> who;
  for (std::size_t t = 0; t < working_.size() && has_steps(); ++t) {
    if (may_go(order, t, 0)) who.push_back(t);
  }
  return able_[order].emplace(std::move(who));
}

Location Search::place_of(const schema::Slot& slot) {
  const auto* order = reads_.find<schema::WorkOrder>(slot.order);
  if (order == nullptr) return {};
  return {order->latitude, order->longitude};
}

std::int64_t Search::metres_of(std::size_t technician) {
  std::int64_t metres = 0;
  Location before;
  for (const schema::Slot& slot : working_[technician].slots) {  // by start
    if (time_on(task_.day, slot.starts_at, slot.ends_at) == 0) continue;
    const Location here = place_of(slot);
    if (!place::is_known(here)) continue;
    if (place::is_known(before)) metres += place::distance_m(before, here);
    before = here;
  }
  return metres;
}

// Where it costs the fewest metres more; the soonest of those, then the first technician.
std::optional<Place> Search::best_place(std::size_t order) {
  std::optional<std::tuple<std::int64_t, std::int64_t, std::size_t>> best;
  const std::int64_t now = to_ms(reads_.now());
  for (const std::size_t t : able(order)) {
    const std::int64_t before = metres_of(t);
    for (std::int64_t m = opens_minute; m + task_.minutes <= closes_minute; m += grid_minutes) {
      const std::int64_t at = day_starts_ + m * minute_ms;
      if (at < now || !has_steps()) continue;
      const auto& id = task_.orders[order].id;
      if (find_overlap(working_[t], at, at + length(), id, booking_of(order)) != nullptr) continue;
      if (!may_go(order, t, at)) continue;
      put(order, {t, at});
      const std::tuple found{metres_of(t) - before, at, t};
      take(order);
      if (!best || found < *best) best = found;
    }
  }
  if (!best) return {};
  return Place{std::get<2>(*best), std::get<1>(*best)};
}

void Search::put(std::size_t order, const Place& place) {
  places_[order] = place;
  auto& slots = working_[place.technician].slots;
  const auto after = std::find_if(slots.begin(), slots.end(), [&](const schema::Slot& slot) {
    return slot.starts_at > place.starts_at;
  });
  slots.insert(after, {.order = task_.orders[order].id,
                       .booking = booking_of(order),
                       .starts_at = place.starts_at,
                       .ends_at = place.starts_at + length(),
                       .area = task_.orders[order].order->area});
}

void Search::take(std::size_t order) {
  std::erase_if(working_[places_[order]->technician].slots, [&](const schema::Slot& slot) {
    return slot.order == task_.orders[order].id && slot.booking == booking_of(order);
  });
  places_[order].reset();
}

Cost Search::cost() {
  Cost cost;
  for (const auto& place : places_) {
    if (place) cost.starts += (place->starts_at - day_starts_) / minute_ms;
    if (!place) ++cost.unplaced;
  }
  for (std::size_t t = 0; t < working_.size(); ++t) cost.metres += metres_of(t);
  return cost;
}

void Search::insert_all() {
  for (std::size_t order = 0; order < places_.size(); ++order) {
    if (const auto place = best_place(order)) put(order, *place);
  }
}

bool Search::relocate(std::size_t order) {
  const Cost before = cost();
  const Place was = *places_[order];
  take(order);
  const auto place = best_place(order);
  put(order, place.value_or(was));
  if (cost() < before) return true;
  take(order);
  put(order, was);
  return false;
}

// Another goes elsewhere, and the one that nobody could go to takes its room.
bool Search::make_room(std::size_t unplaced, std::size_t placed) {
  const Place was = *places_[placed];
  take(placed);
  if (const auto place = best_place(unplaced)) {
    put(unplaced, *place);
    if (const auto other = best_place(placed)) {
      put(placed, *other);
      return true;
    }
    take(unplaced);
  }
  put(placed, was);
  return false;
}

void Search::improve() {
  for (bool better = true; better && has_steps();) {
    better = false;
    for (std::size_t order = 0; order < places_.size() && has_steps(); ++order) {
      if (places_[order]) better |= relocate(order);
    }
    for (std::size_t order = 0; order < places_.size(); ++order) {
      for (std::size_t other = 0; other < places_.size() && !places_[order]; ++other) {
        if (places_[other] && has_steps()) better |= make_room(order, other);
      }
    }
  }
}

Plan Search::plan() {
  Plan plan;
  for (std::size_t order = 0; order < places_.size(); ++order) {
    if (!places_[order]) plan.unplaced.push_back(task_.orders[order].id);
  }
  std::sort(plan.unplaced.begin(), plan.unplaced.end());
  for (std::size_t t = 0; t < working_.size(); ++t) {
    plan.metres += metres_of(t);
    Location before;
    for (const schema::Slot& slot : working_[t].slots) {
      if (time_on(task_.day, slot.starts_at, slot.ends_at) == 0) continue;
      const Location here = place_of(slot);
      const bool known = place::is_known(before) && place::is_known(here);
      const std::int64_t metres = known ? place::distance_m(before, here) : 0;
      if (place::is_known(here)) before = here;
      const auto& orders = task_.orders;
      const bool ours = std::any_of(orders.begin(), orders.end(), [&](const WaitingOrder& one) {
        return one.id == slot.order && slot.booking == one.order->bookings.size() + 1;
      });
      if (!ours) continue;
      plan.lines.push_back({.order = slot.order,
                            .technician = task_.technicians[t].id,
                            .starts_at = slot.starts_at,
                            .ends_at = slot.ends_at,
                            .metres = metres});
    }
  }
  return plan;
}

// The gravest first, then whose window ends first, then who called first.
Task in_order(const Task& task) {
  Task sorted = task;
  const auto rank = [](const WaitingOrder& one) {
    const std::int64_t until = one.order->window_until;
    return std::tuple{-static_cast<int>(one.order->severity), until == 0 ? INT64_MAX : until,
                      one.order->registered_at, std::string_view(one.id)};
  };
  std::sort(sorted.orders.begin(), sorted.orders.end(),
            [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  std::sort(sorted.technicians.begin(), sorted.technicians.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  return sorted;
}

}  // namespace

Proposal propose(const Task& task, Reads& reads) {
  const Task sorted = in_order(task);
  Search search(sorted, reads);
  search.insert_all();
  Proposal found;
  found.greedy = search.plan();
  search.improve();
  found.best = search.plan();
  found.steps = search.steps();
  return found;
}

}  // namespace kintsugi::core::proposal
