// The orders.

#include "api/http/reading/rows_at.h"
#include "api/http/routes/commit_list.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "projections/audit/audit.h"
#include "projections/orders/orders.h"
#include "events/schema/runtime/json.h"

namespace kintsugi::api {

namespace {

Result<Response> get_orders(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  projections::OrderFilter filter;
  KINTSUGI_TRY(filter.status,
               enum_parameter<schema::WorkOrderStatus>(
                   call.request, "status", schema::parse_enum<schema::WorkOrderStatus>));
  filter.technician = parameter_of(call.request, "technician");
  filter.customer = parameter_of(call.request, "customer");
  RowsAt at(reading);
  const auto viewer = at.viewer();
  KINTSUGI_TRY(const auto* rows, at.of("orders"));
  std::string q = parameter_of(call.request, "q");
  if (!q.empty()) {  // an order's number, the customer's, or what the list is searched by
    std::string items;
    if (auto card = projections::order_card(*rows, q, reading.scope)) {
      schema::write_json(items, *card);
      return call.list(reading, items, "");
    }
    filter.customer = q;
    KINTSUGI_TRY(auto of_customer, projections::list_orders(*rows, filter, viewer, reading.page));
    if (!of_customer.rows.empty() || !of_customer.next.empty())
      return call.list(reading, rows_json(of_customer.rows), of_customer.next);
    filter.customer.clear();
    filter.search = q;
  }
  KINTSUGI_TRY(auto page, projections::list_orders(*rows, filter, viewer, reading.page));
  return call.list(reading, rows_json(page.rows), page.next);
}

Result<Response> get_order(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(auto rows, reading.rows("orders"));
  KINTSUGI_TRY(auto card,
               projections::order_card(*rows, call.request.path_value("id"), reading.scope));
  std::string body = "{\"order\":";
  schema::write_json(body, card);
  std::string version = std::to_string(card.version);
  body += ",\"version\":\"" + version + "\",\"position\":\"" +
          std::to_string(reading.view.last().value) + "\"}";
  return read_response(reading, std::move(body)).with("ETag", "\"" + version + "\"");
}

Result<Response> get_timeline(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  std::string id(call.request.path_value("id"));
  KINTSUGI_TRY(auto orders, reading.rows("orders"));
  KINTSUGI_TRY(auto card, projections::order_card(*orders, id, reading.scope));
  (void)card;
  KINTSUGI_TRY(auto audit, reading.grown_rows("audit"));
  KINTSUGI_TRY(Position from, after_position(reading.page.after));
  return commit_list(
      call, reading, {.from = from, .to = reading.view.next}, "work_order/" + id,
      [&](const projections::PositionRange& range, const projections::VisitPosition& visit) {
        return projections::visit_stream(*audit, "work_order/" + id, range, visit);
      });
}

}  // namespace

std::span<const Route> order_routes() {
  static constexpr Parameter filters[] = {
      {.name = "status", .enum_name = "work_order_status"},
      {"outlet", "it and what lies below it"},
      {"technician"},
      {"customer", "he and those merged into him"},
      {"q", "an order's number, or a customer's"}};
  static constexpr Rights orders{.list = "work_orders"};
  static constexpr Route table[] = {
      {.path = "/v1/orders",
       .summary = "Orders, newest first",
       .handler = get_orders,
       .rights = orders,
       .parameters = filters,
       .row = "order_row",
       .list = true},
      {.path = "/v1/orders/{id}",
       .summary = "One order",
       .handler = get_order,
       .rights = orders,
       .row = "order_row",
       .member = "order"},
      {.path = "/v1/orders/{id}/timeline",
       .summary = "Everything that was done or tried on an order",
       .handler = get_timeline,
       .rights = orders,
       .row = "commit",
       .list = true},
  };
  return table;
}

}  // namespace kintsugi::api
