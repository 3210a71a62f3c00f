// The tree of outlets: registered under a parent, moved without a cycle, suspended and reinstated,
// authorised for brands, given a territory.

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "core/authority/authority.h"
#include "core/authority/likely.h"
#include "core/calendar/calendar.h"
#include "core/events.h"
#include "core/outlet/territory.h"
#include "core/reads.h"
#include "core/text/search_key.h"
#include "core/text/text.h"
#include "core/work_order/move_to_outlet.h"
#include "core/work_order/rules.h"
#include "schema/outlet_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {
namespace {

using No = schema::OutletRefusal;
using schema::Outlet;

constexpr int levels_max = 16;  // an organisation has three; authority climbs at most twice this
constexpr std::size_t brand_length_max = 64;
constexpr std::size_t area_length_max = 100;

bool are_unique_lines(const std::vector<std::string>& list, std::size_t length_max) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!is_line(list[i], length_max)) return false;
    if (std::find(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(i), list[i]) !=
        list.begin() + static_cast<std::ptrdiff_t>(i)) {
      return false;
    }
  }
  return true;
}

// The brand as the outlet has it; null where it has none.
const std::string* held(const std::vector<std::string>& brands, const std::string& brand) {
  const auto found = std::find_if(brands.begin(), brands.end(), [&](const std::string& one) {
    return same_key(KeyKind::code, one, brand);
  });
  return found == brands.end() ? nullptr : &*found;
}

// `outlet` may stand below `parent`: the parent exists, and neither it nor anything above it is
// `outlet`.
Result<void> check_parent(const std::string& outlet, const std::string& parent, Reads& reads) {
  std::string above = parent;
  for (int level = 1; !above.empty(); ++level) {
    if (above == outlet) return refuse(No::cycle, outlet + " stands above " + parent);
    if (level >= levels_max) return refuse(No::tree_too_deep, "more than 16 levels");
    const Outlet* found = reads.find<Outlet>(above);
    if (found == nullptr) return refuse(No::unknown_parent, "there is no outlet " + above);
    above = found->parent;
  }
  return {};
}

// What registering and changing have in common; gives the normalised phone number.
template <class Command>
Result<std::string> check_details(const Command& command) {
  if (!is_line(command.name, 200) || !is_line_or_empty(command.address, 400)) {
    return refuse(No::bad_name, "name and address are single lines; the name is not empty");
  }
  if (command.phone.empty()) return std::string();
  const auto phone = normal_phone(command.phone);
  if (!phone) return refuse_field(No::bad_phone, "phone", "5 to 15 digits");
  return *phone;
}

// The outlet, inside the actor's scope.
template <class Command>
Result<const Outlet*> own(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const Outlet* outlet, reads.require<Outlet>(command.outlet));
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  return outlet;
}

}  // namespace

Result<Events> decide(const schema::RegisterOutlet& command, Reads& reads) {
  if (!is_id(command.outlet)) return refuse(No::bad_id, "an id is 1 to 64 octets without / and :");
  KINTSUGI_TRY(const std::string phone, check_details(command));
  if (!are_unique_lines(command.brands, brand_length_max))
    return refuse(No::bad_brand, "empty or named twice");
  if (!are_unique_lines(command.territory, area_length_max))
    return refuse(No::bad_area, "empty or named twice");
  KINTSUGI_TRY_OK(within_scope(command, command.parent, reads));
  if (reads.exists<Outlet>(command.outlet))
    return refuse(No::exists, "outlet " + command.outlet + " exists");
  KINTSUGI_TRY_OK(check_parent(command.outlet, command.parent, reads));
  Events events;
  events.on(command.outlet, schema::OutletRegistered{.name = command.name,
                                                     .kind = command.kind,
                                                     .parent = command.parent,
                                                     .address = command.address,
                                                     .phone = phone,
                                                     .brands = command.brands,
                                                     .territory = command.territory});
  return events;
}

Result<Events> decide(const schema::ChangeOutlet& command, Reads& reads) {
  KINTSUGI_TRY(const Outlet* outlet, own(command, reads));
  KINTSUGI_TRY(const std::string phone, check_details(command));
  const schema::OutletChanged changed{
      .name = command.name, .kind = command.kind, .address = command.address, .phone = phone};
  const schema::OutletChanged before{.name = outlet->name,
                                     .kind = outlet->kind,
                                     .address = outlet->address,
                                     .phone = outlet->phone};
  if (changed == before) return refuse(No::nothing_changed, command.outlet);
  Events events;
  events.on(command.outlet, changed);
  return events;
}

Result<Events> decide(const schema::ReparentOutlet& command, Reads& reads) {
  KINTSUGI_TRY(const Outlet* outlet, own(command, reads));
  KINTSUGI_TRY_OK(within_scope(command, command.parent, reads));
  if (outlet->parent == command.parent) return refuse(No::nothing_changed, "that is its parent");
  KINTSUGI_TRY_OK(check_parent(command.outlet, command.parent, reads));
  Events events;
  events.on(command.outlet, schema::OutletReparented{.parent = command.parent});
  return events;
}

Result<Events> decide(const schema::SuspendOutlet& command, Reads& reads) {
  KINTSUGI_TRY(const Outlet* outlet, own(command, reads));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  if (outlet->status == schema::OutletStatus::suspended)
    return refuse(No::suspended, "it is already");
  // Which orders are open here, its state does not say: who sends it looks.
  if (const auto missing = reads.unknown_in("plan"))
    return refuse(No::plan_missing, std::string(*missing));
  Events events;
  std::set<std::string> named;
  for (const schema::PlannedOrder& planned : command.plan) {
    const auto* order = reads.find<schema::WorkOrder>(planned.order);
    const bool here = order != nullptr && order->outlet == command.outlet &&
                      work_order::is_open(*order);
    const bool stays = planned.outlet == command.outlet;
    const bool fits = here && (!stays || work_order::is_visited(*order));
    if (!fits || !named.insert(planned.order).second)
      return refuse(No::plan_unknown, "order " + planned.order);
    if (stays) continue;
    KINTSUGI_TRY_OK(within_scope(command, planned.outlet, reads));
    KINTSUGI_TRY(Events one, work_order::move_to_outlet(planned.order, planned.outlet,
                                                        command.reason, reads));
    events.add(std::move(one));
  }
  events.on(command.outlet, schema::OutletSuspended{.reason = command.reason});
  return events;
}

Result<Events> decide(const schema::ReinstateOutlet& command, Reads& reads) {
  KINTSUGI_TRY(const Outlet* outlet, own(command, reads));
  if (outlet->status != schema::OutletStatus::suspended)
    return refuse(No::not_suspended, "it is active");
  Events events;
  events.on(command.outlet, schema::OutletReinstated{});
  return events;
}

Result<Events> decide(const schema::AuthoriseBrand& command, Reads& reads) {
  KINTSUGI_TRY(const Outlet* outlet, own(command, reads));
  if (!is_line(command.brand, brand_length_max))
    return refuse(No::bad_brand, "one line of at most 64 characters");
  if (held(outlet->brands, command.brand) != nullptr) return refuse(No::brand_held, command.brand);
  KINTSUGI_TRY_OK(check_confirmation(command, No::bad_brand));
  KINTSUGI_TRY_OK(check_known(command, "brand", No::unknown_brand, reads));
  Events events;
  events.on(command.outlet, schema::BrandAuthorised{.brand = command.brand});
  return events;
}

Result<Events> decide(const schema::WithdrawBrand& command, Reads& reads) {
  KINTSUGI_TRY(const Outlet* outlet, own(command, reads));
  const std::string* brand = held(outlet->brands, command.brand);
  if (brand == nullptr) return refuse(No::brand_not_held, command.brand);
  Events events;
  events.on(command.outlet, schema::BrandWithdrawn{.brand = *brand});
  return events;
}

Result<Events> decide(const schema::DefineTerritory& command, Reads& reads) {
  KINTSUGI_TRY(const Outlet* outlet, own(command, reads));
  if (!are_unique_lines(command.territory, area_length_max))
    return refuse(No::bad_area, "empty or named twice");
  const std::int32_t today = day_of(judged_at(reads));
  if (command.effective_from != 0 && command.effective_from < today)
    return refuse(No::backdated, "today at the earliest");
  // At once is from today where other days have another.
  const bool by_date = territory::is_by_date(*outlet);
  const std::int32_t from = command.effective_from == 0 && by_date ? today : command.effective_from;
  if (territory::serves_only(*outlet, command.territory, from))
    return refuse(No::nothing_changed, "that is its territory");
  Events events;
  events.on(command.outlet,
            schema::TerritoryDefined{.territory = command.territory, .effective_from = from});
  return events;
}

}  // namespace kintsugi::core
