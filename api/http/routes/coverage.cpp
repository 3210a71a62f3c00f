// Which outlet serves an area on a day: those that an order could go to, and the areas that orders
// are in, with who serves them or nobody.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
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
constexpr std::size_t rows_max = 5000;  // outlets that are looked at

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

// What an area comes to, or all areas of a city, a county or a township.
struct AreaCount {
  std::string area;
  std::int64_t orders = 0;
  std::int64_t sales = 0;     // orders that a sale made
  std::int64_t unserved = 0;  // orders in areas that nobody serves
  std::set<std::string> outlets;
};

std::string area_json(const AreaCount& one) {
  std::string named;
  std::size_t count = 0;
  for (const std::string& id : one.outlets)
    if (count++ < named_max) named += (named.empty() ? "" : ",") + json_text(id);
  return "{\"area\":" + json_text(one.area) + ",\"orders\":" + std::to_string(one.orders) +
         ",\"sales\":" + std::to_string(one.sales) +
         ",\"unserved\":" + std::to_string(one.unserved) +
         ",\"outlets\":" + std::to_string(count) + ",\"served_by\":[" + named + "]}";
}

constexpr std::string_view levels[] = {"area", "city", "county", "township"};

// Nothing: each area as orders name it.
Result<std::optional<territory::AreaLevel>> level_asked(const Call& call) {
  const std::string text = parameter_of(call.request, "level");
  const auto found = std::find(std::begin(levels), std::end(levels), text);
  if (text.empty() || text == levels[0]) return std::nullopt;
  if (found != std::end(levels))
    return static_cast<territory::AreaLevel>(found - std::begin(levels));
  return fail(ErrorKind::invalid, "request.bad_parameter",
              "level is area, city, county or township");
}

// The areas of all orders, the most frequent first, before all those with orders that nobody
// serves.
Result<Response> get_coverage_of_areas(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(const std::int32_t day, day_asked(call));
  KINTSUGI_TRY(const auto level, level_asked(call));
  RowsAt rows(reading);
  KINTSUGI_TRY(const std::vector<OutletAt> outlets, active_outlets(rows));
  KINTSUGI_TRY(const auto* of, rows.of("orders"));
  KINTSUGI_TRY(const auto counted, projections::count_areas(*of, reading.scope));
  std::map<std::string, AreaCount> told;
  for (const projections::AreaOrders& count : counted) {
    const std::string name = level ? territory::at_level(count.area, *level) : count.area;
    AreaCount& one = told[name];
    one.area = name, one.orders += count.orders, one.sales += count.sales;
    bool served = false;
    for (const OutletAt& at : outlets) {
      if (territory::match(at.outlet, count.area, day) < 0) continue;
      one.outlets.insert(at.id), served = true;
    }
    if (!served) one.unserved += count.orders;
  }
  std::vector<const AreaCount*> sorted;
  for (const auto& [name, one] : told) sorted.push_back(&one);
  std::stable_sort(sorted.begin(), sorted.end(), [](const AreaCount* a, const AreaCount* b) {
    return std::pair(a->unserved, a->orders) > std::pair(b->unserved, b->orders);
  });
  std::string items;
  for (const AreaCount* one : sorted) items += (items.empty() ? "" : ",") + area_json(*one);
  return call.list(reading, items, {});
}

}  // namespace

std::span<const Route> coverage_routes() {
  static constexpr Parameter on_day[] = {{"day", "in Shanghai; today where it is not named"}};
  static constexpr Parameter by_level[] = {
      on_day[0], {.name = "level", .text = "each area unless told", .choices = levels}};
  static constexpr Route table[] = {
      {.path = "/v1/orders/{id}/outlets",
       .summary = "Outlets that an order could go to, by brand and territory on a day",
       .handler = get_outlets_for,
       .rights = {.list = "work_orders"},
       .parameters = on_day,
       .row = "outlet_choice",
       .list = true},
      {.path = "/v1/served_areas",
       .summary = "Areas that orders and sales are in, and which outlets serve them on a day",
       .handler = get_coverage_of_areas,
       .rights = {.list = "coverage"},
       .parameters = by_level,
       .row = "served_area_count",
       .list = true},
  };
  return table;
}

}  // namespace kintsugi::api
