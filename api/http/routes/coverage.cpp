// Which outlet serves an area on a day: those that an order could go to, and the areas that orders
// are in, with who serves them or nobody.

#include <algorithm>
#include <map>
#include <vector>

#include "api/http/reading/rows_at.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/outlet/territory.h"
#include "core/text/search_key.h"
#include "projections/lists/read.h"
#include "projections/orders/orders.h"
#include "schema/outlet_state.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;
namespace territory = core::territory;

constexpr std::size_t choices_max = 50;
constexpr std::size_t named_max = 10;   // outlets of an area that are named
constexpr std::size_t rows_max = 5000;  // outlets, and orders, that are looked at

struct OutletAt {
  std::string id;
  schema::Outlet outlet;
};

Result<std::vector<OutletAt>> active_outlets(RowsAt& rows) {
  std::vector<OutletAt> found;
  const lists::List* list = lists::of_things("outlet");
  if (list == nullptr) return found;
  KINTSUGI_TRY(const auto* of, rows.of(list->info->model));
  const auto add = [&](const lists::Item& item) {
    const auto& outlet = *static_cast<const schema::Outlet*>(item.row);
    if (outlet.status == schema::OutletStatus::active)
      found.push_back({lists::id_of(*list, item), outlet});
    return true;
  };
  KINTSUGI_TRY_OK(lists::read_page(*list, *of, {}, rows.viewer(), {rows_max, {}}, add));
  return found;
}

// The day that is asked for, else the day of the moment.
Result<std::int32_t> day_asked(const Call& call) {
  const std::string text = parameter_of(call.request, "day");
  if (text.empty()) return core::day_of(call.edge.clock.now());
  if (const auto day = core::calendar::parse_date(text)) return *day;
  return fail(ErrorKind::invalid, "request.bad_parameter", "day is a date: 2026-03-01");
}

bool serves_brand(const schema::Outlet& outlet, const std::string& brand) {
  return brand.empty() ||
         std::any_of(outlet.brands.begin(), outlet.brands.end(), [&](const std::string& one) {
           return core::same_key(core::KeyKind::code, one, brand);
         });
}

struct OutletChoice {
  const OutletAt* at;
  int match;
};

// Proposed is the first that serves the area, where the order has one.
std::string choice_json(const OutletChoice& choice, bool first) {
  const bool inside = choice.match >= 0;
  return "{\"outlet\":" + json_text(choice.at->id) +
         ",\"name\":" + json_text(choice.at->outlet.name) +
         ",\"inside\":" + (inside ? "true" : "false") +
         ",\"match\":" + std::to_string(std::max(choice.match, 0)) +
         ",\"proposed\":" + (inside && first ? "true" : "false") + "}";
}

// Active and authorised for the brand: who serves the area most exactly first; those that do not
// serve it last, which take an override.
Result<Response> get_outlets_for(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(const std::int32_t day, day_asked(call));
  RowsAt rows(reading);
  KINTSUGI_TRY(const auto* orders, rows.of("orders"));
  KINTSUGI_TRY(const auto card, projections::order_card(*orders, call.request.path_value("id"),
                                                        reading.scope));
  KINTSUGI_TRY(const std::vector<OutletAt> outlets, active_outlets(rows));
  std::vector<OutletChoice> choices;
  for (const OutletAt& at : outlets) {
    if (serves_brand(at.outlet, card.order.brand))
      choices.push_back({&at, territory::match(at.outlet, card.order.area, day)});
  }
  std::stable_sort(choices.begin(), choices.end(),
                   [](const OutletChoice& a, const OutletChoice& b) { return a.match > b.match; });
  std::string items;
  const bool known = !card.order.area.empty();
  for (std::size_t i = 0; i < std::min(choices.size(), choices_max); ++i)
    items += (items.empty() ? "" : ",") + choice_json(choices[i], known && i == 0);
  return call.list(reading, items, {});
}

std::string area_json(const std::string& area, std::int64_t orders,
                      const std::vector<OutletAt>& outlets, std::int32_t day) {
  std::string named;
  std::size_t count = 0;
  for (const OutletAt& at : outlets) {
    if (territory::match(at.outlet, area, day) < 0) continue;
    if (++count <= named_max) named += (named.empty() ? "" : ",") + json_text(at.id);
  }
  return "{\"area\":" + json_text(area) + ",\"orders\":" + std::to_string(orders) +
         ",\"outlets\":" + std::to_string(count) + ",\"served_by\":[" + named + "]}";
}

// The areas of the newest orders, the most frequent first, those that nobody serves before all.
Result<Response> get_coverage_of_areas(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(const std::int32_t day, day_asked(call));
  RowsAt rows(reading);
  KINTSUGI_TRY(const std::vector<OutletAt> outlets, active_outlets(rows));
  KINTSUGI_TRY(const auto* of, rows.of("orders"));
  std::map<std::string, std::int64_t> areas;
  KINTSUGI_TRY(const auto page,
               projections::list_orders(*of, {}, reading.scope, {rows_max, {}}));
  for (const auto& row : page.rows)
    if (!row.order.area.empty()) ++areas[row.order.area];
  std::vector<std::pair<std::string, std::int64_t>> sorted(areas.begin(), areas.end());
  const auto served = [&](const std::string& area) {
    return std::any_of(outlets.begin(), outlets.end(), [&](const OutletAt& at) {
      return territory::match(at.outlet, area, day) >= 0;
    });
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::stable_partition(sorted.begin(), sorted.end(),
                        [&](const auto& one) { return !served(one.first); });
  std::string items;
  for (const auto& [area, orders] : sorted)
    items += (items.empty() ? "" : ",") + area_json(area, orders, outlets, day);
  return call.list(reading, items, {});
}

}  // namespace

std::span<const Route> coverage_routes() {
  static constexpr Parameter on_day[] = {{"day", "in Shanghai; today where it is not named"}};
  static constexpr Route table[] = {
      {.path = "/v1/orders/{id}/outlets",
       .summary = "Outlets that an order could go to, by brand and territory on a day",
       .handler = get_outlets_for,
       .rights = {.list = "work_orders"},
       .parameters = on_day,
       .row = "outlet_choice",
       .list = true},
      {.path = "/v1/served_areas",
       .summary = "Areas that orders are in, and which outlets serve them on a day",
       .handler = get_coverage_of_areas,
       .rights = {.list = "coverage"},
       .parameters = on_day,
       .row = "served_area_count",
       .list = true},
  };
  return table;
}

}  // namespace kintsugi::api
