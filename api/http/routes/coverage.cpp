// Which outlet serves an area on a day: those that an order could go to, and the areas that orders
// are in, with who serves them or nobody.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "api/http/reading/moment.h"
#include "api/http/reading/outlets_for.h"
#include "api/http/reading/rows_at.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "core/calendar/calendar.h"
#include "core/outlet/territory.h"
#include "projections/orders/orders.h"

namespace kintsugi::api {

namespace {

namespace territory = core::territory;

constexpr std::size_t choices_max = 50;
constexpr std::size_t named_max = 10;   // outlets of an area that are named

// The day that is asked for, else the day of the moment.
Result<std::int32_t> day_asked(const Call& call) {
  const std::string text = parameter_of(call.request, "day");
  if (text.empty()) return core::day_of(call.edge.clock.now());
  if (const auto at = parse_begin(text)) return core::day_of(*at);
  return fail(ErrorKind::invalid, "request.bad_parameter", "day: a day such as 2026-03-01");
}

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
  OutletsFor outlets(rows, reading.view, call.principal, day);
  KINTSUGI_TRY(const auto choices, outlets.choices(card.order.brand, card.order.area,
                                                   card.order.outlet));
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
  OutletsFor known(rows, reading.view, call.principal, day);
  KINTSUGI_TRY(const auto* outlets, known.active());
  KINTSUGI_TRY(const auto* of, rows.of("orders"));
  KINTSUGI_TRY(const auto counted, projections::count_areas(*of, reading.scope));
  std::map<std::string, AreaCount> told;
  for (const projections::AreaOrders& count : counted) {
    const std::string name = level ? territory::at_level(count.area, *level) : count.area;
    AreaCount& one = told[name];
    one.area = name, one.orders += count.orders, one.sales += count.sales;
    bool served = false;
    for (const OutletAt& at : *outlets) {
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
  static constexpr Parameter on_day[] = {{.name = "day",
                                          .text = "in Shanghai; today where it is not named",
                                          .takes = Parameter::Takes::begin}};
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
