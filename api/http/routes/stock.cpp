// Stock, ledgers, and what technicians carry.

#include "api/http/reading/names.h"
#include "api/http/reading/rows_at.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "projections/inventory/inventory.h"
#include "events/schema/runtime/json.h"

namespace kintsugi::api {

namespace {

Result<projections::StockFilter> stock_filter(const Request& request) {
  projections::StockFilter filter;
  filter.warehouse = parameter_of(request, "warehouse");
  filter.part = parameter_of(request, "part");
  filter.technician = parameter_of(request, "technician");
  KINTSUGI_TRY(filter.condition,
               enum_parameter<schema::PartCondition>(request, "condition",
                                                     schema::parse_enum<schema::PartCondition>));
  return filter;
}

Result<Response> get_inventory(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(auto filter, stock_filter(call.request));
  KINTSUGI_TRY(auto rows, reading.rows("inventory"));
  KINTSUGI_TRY(auto page, projections::list_stock(*rows, filter, reading.scope, reading.page));
  return call.list(reading, rows_json(page.rows), page.next);
}

Result<Response> get_ledger(const Call& call) {
  const std::string_view condition = call.request.path_value("condition");
  if (!schema::parse_enum<schema::PartCondition>(condition))
    return fail(ErrorKind::not_found, "stream.not_found",
                "no condition " + std::string(condition));
  KINTSUGI_TRY(Reading reading, call.reading());
  projections::CardOf card;
  card.id = std::string(call.request.path_value("warehouse")) + ":" +
            std::string(call.request.path_value("part")) + ":" +
            std::string(condition);
  KINTSUGI_TRY(card.newest_first, flag_parameter(call.request, "newest_first"));
  KINTSUGI_TRY(auto rows, reading.rows("inventory"));
  KINTSUGI_TRY(auto page, projections::list_ledger(*rows, card, reading.scope, reading.page));
  projections::lists::References references;
  references["warehouse"].emplace(call.request.path_value("warehouse"));
  references["part"].emplace(call.request.path_value("part"));
  for (const schema::LedgerRow& row : page.rows) {
    references["operator"].insert(row.operator_);
    // The other place is one of these, or a name already.
    for (std::string_view kind : {"technician", "warehouse", "operator"})
      references[kind].insert(row.counterparty);
  }
  RowsAt at(reading);
  KINTSUGI_TRY(const std::string names, names_json(at, call.principal, references));
  return list_response(call.request, reading, call.edge.secrets.cursor_key(), rows_json(page.rows),
                       page.next, ",\"names\":" + names);
}

Result<Response> get_custody(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(auto filter, stock_filter(call.request));
  KINTSUGI_TRY(auto rows, reading.rows("inventory"));
  KINTSUGI_TRY(auto page, projections::list_custody(*rows, filter, reading.scope, reading.page));
  return call.list(reading, rows_json(page.rows), page.next);
}

}  // namespace

std::span<const Route> stock_routes() {
  static constexpr Parameter condition = {.name = "condition", .enum_name = "part_condition"};
  static constexpr Parameter stock[] = {{"outlet"}, {"warehouse"}, {"part"}, condition};
  static constexpr Parameter ledger[] = {
      {.name = "newest_first", .takes = Parameter::Takes::flag}};
  static constexpr Parameter custody[] = {{"outlet"}, {"technician"}, {"part"}, condition};
  static constexpr Rights in_stock{.list = "stock_items"};
  static constexpr Rights carried{.list = "custodies"};
  static constexpr Route table[] = {
      {.path = "/v1/inventory",
       .summary = "Stock by warehouse, part and condition",
       .handler = get_inventory,
       .rights = in_stock,
       .parameters = stock,
       .row = "stock_row",
       .list = true},
      {.path = "/v1/inventory/{warehouse}/{part}/{condition}/ledger",
       .summary = "A stock card with its balance",
       .handler = get_ledger,
       .rights = in_stock,
       .parameters = ledger,
       .row = "ledger_row",
       .list = true},
      {.path = "/v1/custody",
       .summary = "What technicians carry",
       .handler = get_custody,
       .rights = carried,
       .parameters = custody,
       .row = "custody_row",
       .list = true},
  };
  return table;
}

}  // namespace kintsugi::api
