// What waits.

#include <map>

#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "projections/queues/queues.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

Result<Response> get_queues(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(auto rows, reading.rows("queues"));
  KINTSUGI_TRY(auto sums, projections::queue_sums(*rows, reading.scope));
  std::string items;
  const schema::EnumInfo* info = schema::find_enum("queue");
  for (const schema::EnumValue& value : info->values) {
    auto queue = schema::parse_enum<schema::Queue>(value.name);
    if (!queue || *queue == schema::Queue::none) continue;
    const projections::QueueSum sum = sums[*queue];
    const std::string oldest_at =
        sum.since == 0 ? "null" : "\"" + format_instant(instant_from_ms(sum.since)) + "\"";
    if (!items.empty()) items += ",";
    items += "{\"queue\":\"" + std::string(value.name) +
             "\",\"label\":{\"zh\":" + json_text(value.label_zh) +
             ",\"en\":" + json_text(value.label_en) +
             "},\"count\":" + std::to_string(sum.count) + ",\"oldest_at\":" + oldest_at + "}";
  }
  return call.list(reading, items, "");
}

Result<Response> get_queue(const Call& call) {
  auto queue = schema::parse_enum<schema::Queue>(call.request.path_value("queue"));
  if (!queue || *queue == schema::Queue::none) {
    return fail(ErrorKind::not_found, "queue.not_found",
                "no queue " + std::string(call.request.path_value("queue")));
  }
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(auto rows, reading.rows("queues"));
  KINTSUGI_TRY(auto page,
               projections::list_queue(*rows, *queue, "", reading.scope, reading.page));
  return call.list(reading, rows_json(page.rows), page.next);
}

}  // namespace

std::span<const Route> queue_routes() {
  static constexpr Parameter of_outlet[] = {{"outlet"}};
  static constexpr Rights waiting{.list = "queue_items"};
  static constexpr Route table[] = {
      {.path = "/v1/queues",
       .summary = "What waits, counted per queue",
       .handler = get_queues,
       .rights = waiting,
       .parameters = of_outlet,
       .row = "queue_count",
       .list = true},
      {.path = "/v1/queues/{queue}",
       .summary = "What waits in one queue, longest or due soonest first",
       .handler = get_queue,
       .rights = waiting,
       .parameters = of_outlet,
       .row = "queue_row",
       .list = true},
  };
  return table;
}

}  // namespace kintsugi::api
