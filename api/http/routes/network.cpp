// The network at a glance: for each outlet its region, what is open by queue, what tripped, what
// waits longest to be dispatched, what was finished today. Counts and times, nobody's name.

#include <algorithm>
#include <map>

#include "api/http/reading/moment.h"
#include "api/http/reading/names.h"
#include "api/http/reading/rows_at.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "core/calendar/calendar.h"
#include "projections/directory/directory.h"
#include "projections/queues/queues.h"
#include "schema/outlet_state.h"
#include "schema/rows_queues.h"

namespace kintsugi::api {

namespace {

using schema::Queue;

// Where an order waits on its own way; what stands beside it is counted there already.
constexpr Queue own_ways[] = {Queue::registered, Queue::to_schedule, Queue::to_accept,
                              Queue::to_visit,   Queue::in_service,  Queue::on_hold,
                              Queue::papers_due};
// Before a technician is sent.
constexpr Queue unsent[] = {Queue::registered, Queue::to_schedule};

struct OutletNow {
  std::map<Queue, std::int64_t> counts;
  std::int64_t oldest = 0;  // ms since 1970; 0: nothing waits to be dispatched
  std::int64_t finished = 0;  // today
  std::string region;         // empty: it stands below no regional centre
};

constexpr int levels_max = 16;  // as the tree of outlets has at most

// The regional centre that the outlet is or stands below; empty: none.
Result<std::string> region_of(const projections::RowReader& directory, std::string outlet) {
  for (int level = 0; level < levels_max && !outlet.empty(); ++level) {
    KINTSUGI_TRY(const auto found,
                 projections::find_entry<schema::Outlet>(directory, outlet));
    if (!found) break;
    if (found->kind == schema::OutletKind::regional_centre) return outlet;
    outlet = found->parent;
  }
  return std::string();
}

std::string outlet_json(const std::string& outlet, const OutletNow& now) {
  std::string queues;
  std::int64_t open = 0;
  for (const Queue queue : own_ways)
    if (const auto found = now.counts.find(queue); found != now.counts.end()) open += found->second;
  for (const auto& [queue, count] : now.counts) {
    queues += queues.empty() ? "" : ",";
    queues += json_text(schema::name_of(queue)) + ":" + std::to_string(count);
  }
  const auto tripped = now.counts.find(Queue::tripped);
  const std::string oldest =
      now.oldest == 0 ? "null" : json_text(format_instant(instant_from_ms(now.oldest)));
  return "{\"outlet\":" + json_text(outlet) + ",\"open\":" + std::to_string(open) +
         ",\"tripped\":" +
         std::to_string(tripped == now.counts.end() ? 0 : tripped->second) +
         ",\"queues\":{" + queues + "},\"undispatched_since\":" + oldest +
         ",\"finished_today\":" + std::to_string(now.finished) +
         ",\"region\":" + (now.region.empty() ? "null" : json_text(now.region)) + "}";
}

Result<Response> get_network(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(auto rows, reading.rows("queues"));
  KINTSUGI_TRY(const auto counts, projections::count_queues(*rows, reading.scope));
  KINTSUGI_TRY(const auto directory, reading.rows("directory"));
  KINTSUGI_TRY(const Instant at, judged_at(call, reading));
  KINTSUGI_TRY(const auto finished,
               projections::finished_on(*rows, core::day_of(at), reading.scope));
  std::map<std::string, OutletNow> outlets;
  for (const auto& one : counts) outlets[one.outlet].counts[one.queue] += one.count;
  for (const auto& [outlet, count] : finished) outlets[outlet].finished = count;
  projections::lists::References named;
  std::string items;
  for (auto& [outlet, now] : outlets) {
    for (const Queue queue : unsent) {
      if (!now.counts.contains(queue) || outlet.empty()) continue;
      KINTSUGI_TRY(const auto first, projections::list_queue(*rows, queue, outlet, reading.scope,
                                                             {.limit = 1, .after = {}}));
      if (first.rows.empty()) continue;
      const std::int64_t since = first.rows[0].since;
      now.oldest = now.oldest == 0 ? since : std::min(now.oldest, since);
    }
    KINTSUGI_TRY(now.region, region_of(*directory, outlet));
    if (!outlet.empty()) named["outlet"].insert(outlet);
    if (!now.region.empty()) named["outlet"].insert(now.region);
    items += items.empty() ? "" : ",";
    items += outlet_json(outlet, now);
  }
  RowsAt names(reading);
  KINTSUGI_TRY(const std::string called, names_json(names, call.principal, named));
  return read_response(reading, "{\"items\":[" + items + "],\"names\":" + called +
                                    ",\"position\":\"" +
                                    std::to_string(reading.view.last().value) +
                                    "\",\"now\":" + json_text(format_instant(at)) + "}");
}

}  // namespace

std::span<const Route> network_routes() {
  static constexpr Parameter of_outlet[] = {{"outlet", "it and what lies below it"}};
  static constexpr std::string_view duties[] = {"administrator", "auditor", "call_centre",
                                                "dispatcher"};
  static constexpr Route table[] = {
      {.path = "/v1/network",
       .summary = "For each outlet what is open by queue, what tripped, what waits longest, what "
                  "was finished today",
       .handler = get_network,
       .rights = {.duties = duties},
       .parameters = of_outlet,
       .row = "network_answer"},
  };
  return table;
}

}  // namespace kintsugi::api
