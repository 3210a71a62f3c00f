#include "api/http/reading/free_slots.h"

#include <algorithm>
#include <tuple>

#include "core/calendar/calendar.h"
#include "core/technician/technician.h"
#include "core/text/search_key.h"
#include "core/work_order/dispatch_checks.h"
#include "projections/directory/directory.h"
#include "schema/outlet_state.h"
#include "schema/technician_state.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int32_t days_offered = 3;
// Hours of the day in Shanghai at which people are at home or at work, as stations offer them.
constexpr std::pair<int, int> windows[] = {{8, 10}, {10, 12}, {13, 15}, {15, 17}, {17, 19}};
constexpr std::size_t outlets_offered = 5;
constexpr std::int64_t technicians_max = 500, bookings_max = 5'000;

bool has(const std::vector<std::string>& list, const std::string& value) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& one) {
    return core::same_key(core::KeyKind::code, one, value);
  });
}

// The longest of its areas that the area lies in, in octets: nearer is longer. 0: everywhere is
// its.
std::size_t nearness(const schema::Outlet& outlet, const std::string& area) {
  std::size_t best = 0;
  for (const std::string& entry : outlet.territory) {
    schema::Outlet only;
    only.territory = {entry};
    if (!area.empty() && core::work_order::in_territory(only, area))
      best = std::max(best, entry.size());
  }
  return best;
}

bool serves(const schema::Outlet& outlet, const Wanted& wanted) {
  return outlet.status == schema::OutletStatus::active &&
         outlet.kind != schema::OutletKind::headquarters &&
         (wanted.brand.empty() || has(outlet.brands, wanted.brand)) &&
         core::work_order::in_territory(outlet, wanted.area);
}

Result<std::vector<std::string>> outlets_for(RowsAt& rows, const Wanted& wanted) {
  const lists::List& list = *lists::of_things("outlet");
  KINTSUGI_TRY(const auto* of, rows.of(list.info->model));
  std::vector<std::pair<std::size_t, std::string>> found;  // nearness, id
  KINTSUGI_TRY(const auto end,
               lists::read_page(list, *of, {}, rows.viewer(), {lists::looked_at_max, {}},
                                [&](const lists::Item& item) {
                                  const auto& one = *static_cast<const schema::Outlet*>(item.row);
                                  if (serves(one, wanted))
                                    found.emplace_back(nearness(one, wanted.area),
                                                       lists::id_of(list, item));
                                  return true;
                                }));
  (void)end;
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(b.first, a.second) < std::tie(a.first, b.second);
  });
  std::vector<std::string> ids;
  for (std::size_t at = 0; at < std::min(found.size(), outlets_offered); ++at)
    ids.push_back(std::move(found[at].second));
  return ids;
}

struct Busy {
  std::string technician;
  std::vector<std::pair<std::int64_t, std::int64_t>> taken;  // [from, until), by start
};

bool could_go(const schema::Technician& technician, const Wanted& wanted, std::int32_t day) {
  if (technician.status != schema::TechnicianStatus::active) return false;
  if (!wanted.brand.empty() && !technician.brands.empty() && !has(technician.brands, wanted.brand))
    return false;
  if (wanted.category.empty() || wanted.service_type == schema::ServiceType::none) return true;
  const schema::Skill* skill =
      core::find_skill(technician, wanted.category, wanted.service_type);
  return skill != nullptr && (skill->expires_on == 0 || day < skill->expires_on);
}

Result<std::vector<Busy>> technicians_for(RowsAt& rows, const std::string& outlet,
                                          const Wanted& wanted, std::int32_t day) {
  const lists::List& list = *lists::of_things("technician");
  KINTSUGI_TRY(const auto* of, rows.of(list.info->model));
  lists::Query query;
  KINTSUGI_TRY_OK(lists::add_condition(list, "outlet", outlet, query));
  std::vector<Busy> found;
  KINTSUGI_TRY(const auto end,
               lists::read_page(list, *of, query, rows.viewer(), {technicians_max, {}},
                                [&](const lists::Item& item) {
                                  const auto& one =
                                      *static_cast<const schema::Technician*>(item.row);
                                  if (could_go(one, wanted, day))
                                    found.push_back({lists::id_of(list, item), {}});
                                  return true;
                                }));
  (void)end;
  return found;
}

Result<void> take_booked(RowsAt& rows, const std::string& outlet, std::int64_t from,
                         std::int64_t until, std::vector<Busy>& technicians) {
  const lists::List& list = *lists::find("bookings");
  KINTSUGI_TRY(const auto* of, rows.of(list.info->model));
  lists::Query query;
  KINTSUGI_TRY_OK(lists::add_condition(list, "outlet", outlet, query));
  KINTSUGI_TRY_OK(lists::add_condition(
      list, "status", "scheduled,accepted,traveling,in_progress,on_break", query));
  KINTSUGI_TRY(
      const auto end,
      lists::read_page(
          list, *of, query, rows.viewer(), {bookings_max, {}}, [&](const lists::Item& item) {
            const auto& one = *static_cast<const schema::Booking*>(item.element);
            if (one.starts_at == 0 || one.starts_at >= until || one.ends_at <= from) return true;
            for (Busy& who : technicians)
              if (who.technician == one.technician)
                who.taken.emplace_back(one.starts_at, one.ends_at);
            return true;
          }));
  (void)end;
  for (Busy& who : technicians) std::sort(who.taken.begin(), who.taken.end());
  return {};
}

bool has_an_hour(const Busy& who, std::int64_t from, std::int64_t until) {
  for (const auto& [starts, ends] : who.taken) {
    if (ends <= from) continue;
    if (starts - from >= hour_ms && starts <= until) return true;
    from = std::max(from, ends);
  }
  return until - from >= hour_ms;
}

}  // namespace

Result<SlotsOffered> free_slots(RowsAt& rows, const Wanted& wanted, Instant at) {
  SlotsOffered offered;
  KINTSUGI_TRY(offered.outlets, outlets_for(rows, wanted));
  offered.outlet = wanted.outlet;
  if (offered.outlet.empty() && !offered.outlets.empty()) offered.outlet = offered.outlets.front();
  if (offered.outlet.empty()) return offered;
  const std::int32_t today = core::day_of(at);
  const auto hour_of = [&](std::int32_t day, int hour) {
    return to_ms(core::start_of(today + day)) + hour * hour_ms;
  };
  KINTSUGI_TRY(auto technicians, technicians_for(rows, offered.outlet, wanted, today));
  KINTSUGI_TRY_OK(take_booked(rows, offered.outlet, hour_of(0, 0), hour_of(days_offered, 0),
                              technicians));
  for (std::int32_t day = 0; day < days_offered; ++day)
    for (const auto& [from, until] : windows) {
      FreeSlot slot{hour_of(day, from), hour_of(day, until), 0,
                    static_cast<std::int32_t>(technicians.size()), false};
      slot.over = slot.ends_at - to_ms(at) < hour_ms;
      const std::int64_t begin = std::max(slot.starts_at, to_ms(at));
      for (const Busy& who : technicians)
        slot.free += !slot.over && has_an_hour(who, begin, slot.ends_at) ? 1 : 0;
      offered.slots.push_back(slot);
    }
  return offered;
}

}  // namespace kintsugi::api
