// What technicians earned.

#include "api/http/reading/moment.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "projections/wages/wages.h"
#include "events/schema/runtime/json.h"

namespace kintsugi::api {

namespace {

Result<projections::WageFilter> wage_filter(const Request& request) {
  projections::WageFilter filter;
  filter.period = parameter_of(request, "period");
  if (!filter.period.empty() && !is_month(filter.period)) {
    return fail(ErrorKind::invalid, "request.bad_parameter", "period: a month such as 2026-03");
  }
  filter.technician = parameter_of(request, "technician");
  return filter;
}

Result<Response> get_wage_lines(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(const auto filter, wage_filter(call.request));
  KINTSUGI_TRY(auto rows, reading.rows("wages"));
  KINTSUGI_TRY(auto page,
               projections::list_wage_lines(*rows, filter, reading.scope, reading.page));
  return call.list(reading, rows_json(page.rows), page.next);
}

Result<Response> get_wage_sheets(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(const auto filter, wage_filter(call.request));
  KINTSUGI_TRY(auto rows, reading.rows("wages"));
  KINTSUGI_TRY(auto page,
               projections::list_wage_sheets(*rows, filter, reading.scope, reading.page));
  return call.list(reading, rows_json(page.rows), page.next);
}

Result<Response> get_wage_runs(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(const auto filter, wage_filter(call.request));
  KINTSUGI_TRY(auto rows, reading.rows("wages"));
  KINTSUGI_TRY(auto page,
               projections::list_wage_runs(*rows, filter, reading.scope, reading.page));
  return call.list(reading, rows_json(page.rows), page.next);
}

}  // namespace

std::span<const Route> wage_routes() {
  static constexpr Parameter period = {
      .name = "period", .text = "2026-03", .takes = Parameter::Takes::month};
  static constexpr Parameter of_technicians[] = {{"outlet"}, period, {"technician"}};
  static constexpr Parameter of_outlets[] = {{"outlet"}, period};
  static constexpr Rights lines{.list = "wage_lines"}, sheets{.list = "wage_sheets"},
      runs{.list = "wage_runs"};
  static constexpr Route table[] = {
      {.path = "/v1/wages",
       .summary = "Wage lines",
       .handler = get_wage_lines,
       .rights = lines,
       .parameters = of_technicians,
       .row = "wage_line_row",
       .list = true},
      {.path = "/v1/wages/sheets",
       .summary = "Wage sheets",
       .handler = get_wage_sheets,
       .rights = sheets,
       .parameters = of_technicians,
       .row = "wage_sheet_row",
       .list = true},
      {.path = "/v1/wages/runs",
       .summary = "Wage runs",
       .handler = get_wage_runs,
       .rights = runs,
       .parameters = of_outlets,
       .row = "wage_run_row",
       .list = true},
  };
  return table;
}

}  // namespace kintsugi::api
