#include "core/work_order/dispatch_checks.h"

#include <algorithm>
#include <optional>

#include "core/asset/same_fault.h"
#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/roster/duty.h"
#include "core/outlet/territory.h"
#include "core/service_policy/service_policy.h"
#include "core/technician/technician.h"
#include "core/text/search_key.h"
#include "core/work_order/dispatch_reach.h"
#include "core/work_order/rules.h"
#include "schema/asset_state.h"
#include "schema/sale_state.h"
#include "schema/service_policy_state.h"
#include "schema/technician_state.h"

namespace kintsugi::core::work_order {
namespace {

using schema::DispatchCheck;
using schema::Technician;

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t day_ms = 24 * 60 * minute_ms;

// Everything that the checks look at, read once.
struct Facts {
  const Dispatch& dispatch;
  const Technician& technician;
  const schema::Outlet* outlet;  // null: none assigned
  const schema::Asset* asset;    // null: not registered
  const schema::ServicePolicyVersion& policy;
  Reads& reads;
};

bool contains(const std::vector<std::string>& list, const std::string& value) {
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& one) { return same_key(KeyKind::code, one, value); });
}

asset::Fault fault_of(const Facts& f) {
  return {f.dispatch.order.fault_code, f.dispatch.order.fault};
}

// The last day in Shanghai on which the visit goes on; it has times.
std::int32_t last_day_of(const Dispatch& d) { return day_of(instant_from_ms(d.ends_at - 1)); }

Failure technician_active(const Facts& f) {
  if (f.technician.status != schema::TechnicianStatus::active)
    return "he is suspended";  // why is his own affair
  const bool long_ago = f.reads.actor().kind == ActorKind::import;
  if (f.dispatch.starts_at == 0 || long_ago) return {};
  return roster::off_duty(f.dispatch.technician_id, f.technician.outlet, f.dispatch.starts_at,
                          f.dispatch.ends_at, f.reads);
}

Failure skill(const Facts& f) {
  const schema::WorkOrder& order = f.dispatch.order;
  if (order.category.empty() || order.service_type == schema::ServiceType::none) return {};
  const schema::Skill* held = find_skill(f.technician, order.category, order.service_type);
  if (held == nullptr) return "no skill for " + order.category;
  const std::int32_t last =
      f.dispatch.starts_at == 0 ? day_of(judged_at(f.reads)) : last_day_of(f.dispatch);
  if (held->expires_on != 0 && last >= held->expires_on) return "the skill has expired by then";
  return {};
}

Failure slot(const Facts& f) {
  const Dispatch& d = f.dispatch;
  if (d.starts_at == 0) return {};
  if (const schema::Slot* other =
          find_overlap(f.technician, d.starts_at, d.ends_at, d.order_id, d.booking)) {
    return "overlaps with order " + other->order;
  }
  const std::int64_t limit = f.technician.daily_minutes_max;
  if (limit == 0) return {};
  for (std::int32_t day = day_of(instant_from_ms(d.starts_at)); day <= last_day_of(d); ++day) {
    const std::int64_t minutes = minutes_on(f.technician, day, d.order_id, d.booking) +
                                 time_on(day, d.starts_at, d.ends_at) / minute_ms;
    if (minutes > limit)
      return std::to_string(minutes) + " of " + std::to_string(limit) + " minutes";
  }
  return {};
}

Failure order_open(const Facts& f) {
  if (f.outlet != nullptr && f.outlet->status == schema::OutletStatus::suspended)
    return "outlet suspended";
  return {};
}

Failure brand(const Facts& f) {
  const std::string& needed = f.dispatch.order.brand;
  if (needed.empty()) return {};
  if (f.outlet != nullptr && !contains(f.outlet->brands, needed))
    return "the outlet has no authorisation";
  if (!f.technician.brands.empty() && !contains(f.technician.brands, needed))
    return "the technician may not";
  return {};
}

Failure second_order(const Facts& f) {
  if (f.asset == nullptr) return {};
  for (const schema::AssetOrder& open : f.asset->open_orders) {
    if (open.order != f.dispatch.order_id &&
        asset::is_same_fault({.code = {}, .group = open.fault}, fault_of(f)))
      return "order " + open.order;
  }
  return {};
}

Failure territory(const Facts& f) {
  if (f.outlet == nullptr) return {};
  const std::int32_t day = f.dispatch.starts_at == 0
                               ? day_of(judged_at(f.reads))
                               : day_of(instant_from_ms(f.dispatch.starts_at));
  if (territory::match(*f.outlet, f.dispatch.order.area, day) >= 0) return {};
  return "area " + f.dispatch.order.area;
}

Failure window(const Facts& f) {
  const Dispatch& d = f.dispatch;
  if (d.starts_at == 0) return {};
  const bool outside = d.order.appointment_from != 0 &&
                       (d.starts_at < d.order.appointment_from ||
                        d.starts_at > d.order.appointment_until);
  if (outside) return "outside the appointment";
  if (d.order.window_from != 0 && d.starts_at < d.order.window_from) return "before the window";
  if (d.order.window_until != 0 && d.ends_at > d.order.window_until) return "after the window";
  const std::int32_t day = day_of(instant_from_ms(d.starts_at));
  const auto early = [day](std::int32_t delivered_on) {
    return "before the delivery on " + calendar::format_date(delivered_on);
  };
  if (f.asset != nullptr && day < f.asset->delivered_on) return early(f.asset->delivered_on);
  // What was sold has no asset before it is installed.
  const auto* sale = d.order.sale.empty() ? nullptr : f.reads.find<schema::Sale>(d.order.sale);
  if (sale != nullptr && day < sale->delivered_on)
    return early(sale->delivered_on) + " of sale " + d.order.sale;
  return {};
}

Failure parts(const Facts& f) { return late_part(f.dispatch, f.technician, f.policy, f.reads); }

Failure travel(const Facts& f) {
  return no_time_to_travel(f.dispatch, f.technician, f.policy, f.reads);
}

Failure own_repeat(const Facts& f) {
  if (f.asset == nullptr) return {};
  const std::int64_t now = to_ms(judged_at(f.reads));
  for (const schema::AssetRepair& repair : f.asset->repairs) {
    const bool repeat = repair.technician == f.dispatch.technician_id &&
                        asset::is_same_fault({repair.fault_code, repair.fault}, fault_of(f)) &&
                        now - repair.at <= f.policy.repeat_days * day_ms;
    if (repeat) return "he did order " + repair.order;
  }
  return {};
}

Failure debt(const Facts& f) { return owes(f.dispatch, f.technician, f.policy, f.reads); }

enum class Of { himself, visit };  // what a check is about

struct Check {
  DispatchCheck check;
  No refusal;
  Failure (*fails)(const Facts&);
  Of of = Of::himself;
};

constexpr Check checks[] = {
    {DispatchCheck::technician_active, No::dispatch_technician_not_active, technician_active},
    {DispatchCheck::skill, No::dispatch_no_skill, skill},
    {DispatchCheck::slot, No::dispatch_slot_taken, slot},
    {DispatchCheck::order_open, No::dispatch_outlet_suspended, order_open},
    {DispatchCheck::brand, No::dispatch_not_authorised, brand},
    {DispatchCheck::second_order, No::dispatch_second_order, second_order, Of::visit},
    {DispatchCheck::territory, No::dispatch_outside_territory, territory, Of::visit},
    {DispatchCheck::window, No::dispatch_outside_window, window, Of::visit},
    {DispatchCheck::parts, No::dispatch_part_missing, parts, Of::visit},
    {DispatchCheck::travel, No::dispatch_travel_infeasible, travel},
    {DispatchCheck::own_repeat, No::dispatch_own_repeat, own_repeat},
    {DispatchCheck::debt, No::dispatch_debt, debt},
};

bool is_overridden(const Check& check, const Dispatch& dispatch, const Reads& reads) {
  if (!is_person(reads)) return true;
  const auto& list = dispatch.order.overrides;
  return std::any_of(list.begin(), list.end(), [&](const schema::CheckOverride& override_) {
    const bool for_lead = check.of == Of::visit && !dispatch.lead.empty() &&
                          override_.technician == dispatch.lead;
    return !override_.withdrawn && override_.check == check.check &&
           (for_lead || override_.technician == dispatch.technician_id) &&
           override_.by != reads.actor().operator_id;
  });
}

// The technician of the dispatch.
Result<const Technician*> technician_of(const Dispatch& dispatch, Reads& reads) {
  if (const Technician* technician = reads.find<Technician>(dispatch.technician_id))
    return technician;
  return refuse(No::unknown_technician, "there is no technician " + dispatch.technician_id);
}

Facts facts_of(const Dispatch& dispatch, const Technician& technician, Reads& reads) {
  const schema::WorkOrder& order = dispatch.order;
  return {dispatch,
          technician,
          order.outlet.empty() ? nullptr : reads.find<schema::Outlet>(order.outlet),
          order.asset.empty() ? nullptr : reads.find<schema::Asset>(order.asset),
          service_policy::in_force(judged_at(reads), reads),
          reads};
}

}  // namespace

bool is_overridable(DispatchCheck check) {
  return static_cast<unsigned>(check) >= static_cast<unsigned>(DispatchCheck::second_order);
}

bool may_go(const Dispatch& dispatch, const schema::Technician& technician, Reads& reads) {
  const Facts facts = facts_of(dispatch, technician, reads);
  return std::all_of(std::begin(checks), std::end(checks), [&](const Check& check) {
    return !check.fails(facts) ||
           (is_overridable(check.check) && is_overridden(check, dispatch, reads));
  });
}

Result<std::vector<DispatchCheck>> check_dispatch(const Dispatch& dispatch, Reads& reads) {
  KINTSUGI_TRY(const Technician* technician, technician_of(dispatch, reads));
  const Facts facts = facts_of(dispatch, *technician, reads);
  std::vector<DispatchCheck> overridden;
  for (const Check& check : checks) {
    const Failure failure = check.fails(facts);
    if (!failure) continue;
    if (!is_overridable(check.check) || !is_overridden(check, dispatch, reads)) {
      return refuse(check.refusal, "technician " + dispatch.technician_id + ": " + *failure);
    }
    overridden.push_back(check.check);
  }
  return overridden;
}

Result<std::vector<CheckSaid>> look_at_dispatch(const Dispatch& dispatch, Reads& reads) {
  KINTSUGI_TRY(const Technician* technician, technician_of(dispatch, reads));
  const Facts facts = facts_of(dispatch, *technician, reads);
  std::vector<CheckSaid> said;
  said.reserve(std::size(checks));
  for (const Check& check : checks) {
    Failure failure = check.fails(facts);
    CheckSaid& one = said.emplace_back(CheckSaid{.check = check.check, .found = {}});
    if (!failure) continue;
    one.found = *std::move(failure);
    using Verdict = CheckSaid::Verdict;
    const bool overridden = is_overridden(check, dispatch, reads);
    one.verdict = !is_overridable(check.check) ? Verdict::hard
                  : overridden                 ? Verdict::overridden
                                               : Verdict::overridable;
  }
  return said;
}

}  // namespace kintsugi::core::work_order
