// What waits, and the orders.

#include <map>

#include "api/http/edge.h"
#include "projections/audit/audit.h"
#include "projections/orders/orders.h"
#include "projections/queues/queues.h"
#include "schema/description.h"
#include "schema/json.h"

namespace kintsugi::api {

Response Edge::get_queues(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading, this->reading(request, principal));
    KINTSUGI_TRY(auto rows, reading.rows("queues"));
    KINTSUGI_TRY(auto counts, projections::count_queues(*rows, reading.scope));
    std::map<schema::Queue, std::int64_t> sums;
    for (const auto& count : counts) sums[count.queue] += count.count;
    std::string items;
    const schema::EnumInfo* info = schema::find_enum("queue");
    for (const schema::EnumValue& value : info->values) {
      auto queue = schema::parse_enum<schema::Queue>(value.name);
      if (!queue || *queue == schema::Queue::none) continue;
      std::string oldest = "null";
      if (sums[*queue] > 0) {
        KINTSUGI_TRY(auto first, projections::list_queue(*rows, *queue, "", reading.scope,
                                                         {.limit = 1, .after = {}}));
        if (!first.rows.empty())
          oldest = "\"" + format_instant(instant_from_ms(first.rows[0].since)) + "\"";
      }
      if (!items.empty()) items += ",";
      items += "{\"queue\":\"" + std::string(value.name) +
               "\",\"label\":{\"zh\":" + json_text(value.label_zh) +
               ",\"en\":" + json_text(value.label_en) +
               "},\"count\":" + std::to_string(sums[*queue]) + ",\"oldest_at\":" + oldest + "}";
    }
    return list(request, reading, items, "");
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::get_queue(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    auto queue = schema::parse_enum<schema::Queue>(request.path_value("queue"));
    if (!queue || *queue == schema::Queue::none) {
      return fail(ErrorKind::not_found, "queue.not_found",
                  "no queue " + std::string(request.path_value("queue")));
    }
    KINTSUGI_TRY(Reading reading, this->reading(request, principal));
    KINTSUGI_TRY(auto rows, reading.rows("queues"));
    KINTSUGI_TRY(auto page,
                 projections::list_queue(*rows, *queue, "", reading.scope, reading.page));
    return list(request, reading, rows_json(page.rows), page.next);
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::get_orders(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading,
                 this->reading(request, principal, {"status", "technician", "customer", "q"}));
    projections::OrderFilter filter;
    KINTSUGI_TRY(filter.status,
                 enum_parameter<schema::WorkOrderStatus>(
                     request, "status", schema::parse_enum<schema::WorkOrderStatus>));
    filter.technician = parameter_of(request, "technician");
    filter.customer = parameter_of(request, "customer");
    KINTSUGI_TRY(auto rows, reading.rows("orders"));
    std::string q = parameter_of(request, "q");
    if (!q.empty()) {  // an order's number, or the customer's
      std::string items;
      if (auto card = projections::order_card(*rows, q, reading.scope)) {
        schema::write_json(items, *card);
        return list(request, reading, items, "");
      }
      filter.customer = q;
    }
    KINTSUGI_TRY(auto page, projections::list_orders(*rows, filter, reading.scope, reading.page));
    return list(request, reading, rows_json(page.rows), page.next);
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::get_order(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading, this->reading(request, principal));
    KINTSUGI_TRY(auto rows, reading.rows("orders"));
    KINTSUGI_TRY(auto card,
                 projections::order_card(*rows, request.path_value("id"), reading.scope));
    std::string body = "{\"order\":";
    schema::write_json(body, card);
    std::string version = std::to_string(card.version);
    body += ",\"version\":\"" + version + "\",\"position\":\"" +
            std::to_string(reading.view.last().value) + "\"}";
    return read_response(reading, std::move(body)).with("ETag", "\"" + version + "\"");
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::get_timeline(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading, this->reading(request, principal));
    std::string id(request.path_value("id"));
    KINTSUGI_TRY(auto orders, reading.rows("orders"));
    KINTSUGI_TRY(auto card, projections::order_card(*orders, id, reading.scope));
    (void)card;
    KINTSUGI_TRY(auto audit, reading.grown_rows("audit"));
    KINTSUGI_TRY(Position from, after_position(reading.page.after));
    return commit_list(
        request, reading, {.from = from, .to = reading.view.next}, "work_order/" + id,
        [&](const projections::PositionRange& range, const projections::VisitPosition& visit) {
          return projections::visit_stream(*audit, "work_order/" + id, range, visit);
        });
  }();
  return answer ? *answer : problem(request, answer.error());
}

}  // namespace kintsugi::api
