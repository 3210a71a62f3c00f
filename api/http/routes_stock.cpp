// Stock, custody, ledgers and wages.

#include "api/http/edge.h"
#include "api/http/moment.h"
#include "projections/inventory/inventory.h"
#include "projections/wages/wages.h"
#include "schema/json.h"

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

Result<projections::WageFilter> wage_filter(const Request& request) {
  projections::WageFilter filter;
  filter.period = parameter_of(request, "period");
  if (!filter.period.empty() && !is_month(filter.period)) {
    return fail(ErrorKind::invalid, "request.bad_parameter", "period: a month such as 2026-03");
  }
  filter.technician = parameter_of(request, "technician");
  return filter;
}

}  // namespace

Response Edge::get_inventory(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading,
                 this->reading(request, principal, {"warehouse", "part", "condition"}));
    KINTSUGI_TRY(auto filter, stock_filter(request));
    KINTSUGI_TRY(auto rows, reading.rows("inventory"));
    KINTSUGI_TRY(auto page, projections::list_stock(*rows, filter, reading.scope, reading.page));
    return list(request, reading, rows_json(page.rows), page.next);
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::get_ledger(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading, this->reading(request, principal, {"newest_first"}));
    projections::CardOf card;
    card.id = std::string(request.path_value("warehouse")) + ":" +
              std::string(request.path_value("part")) + ":" +
              std::string(request.path_value("condition"));
    KINTSUGI_TRY(card.newest_first, flag_parameter(request, "newest_first"));
    KINTSUGI_TRY(auto rows, reading.rows("inventory"));
    KINTSUGI_TRY(auto page, projections::list_ledger(*rows, card, reading.scope, reading.page));
    return list(request, reading, rows_json(page.rows), page.next);
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::get_custody(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading,
                 this->reading(request, principal, {"technician", "part", "condition"}));
    KINTSUGI_TRY(auto filter, stock_filter(request));
    KINTSUGI_TRY(auto rows, reading.rows("inventory"));
    KINTSUGI_TRY(auto page, projections::list_custody(*rows, filter, reading.scope, reading.page));
    return list(request, reading, rows_json(page.rows), page.next);
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::get_wage_lines(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading, this->reading(request, principal, {"period", "technician"}));
    KINTSUGI_TRY(const auto filter, wage_filter(request));
    KINTSUGI_TRY(auto rows, reading.rows("wages"));
    KINTSUGI_TRY(auto page,
                 projections::list_wage_lines(*rows, filter, reading.scope, reading.page));
    return list(request, reading, rows_json(page.rows), page.next);
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::get_wage_sheets(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading, this->reading(request, principal, {"period", "technician"}));
    KINTSUGI_TRY(const auto filter, wage_filter(request));
    KINTSUGI_TRY(auto rows, reading.rows("wages"));
    KINTSUGI_TRY(auto page,
                 projections::list_wage_sheets(*rows, filter, reading.scope, reading.page));
    return list(request, reading, rows_json(page.rows), page.next);
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::get_wage_runs(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading, this->reading(request, principal, {"period"}));
    KINTSUGI_TRY(const auto filter, wage_filter(request));
    KINTSUGI_TRY(auto rows, reading.rows("wages"));
    KINTSUGI_TRY(auto page,
                 projections::list_wage_runs(*rows, filter, reading.scope, reading.page));
    return list(request, reading, rows_json(page.rows), page.next);
  }();
  return answer ? *answer : problem(request, answer.error());
}

}  // namespace kintsugi::api
