// A sales file: each row becomes an order to install what was sold, or is listed with why not.

#include "api/import/sales.h"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "api/http/reading/trial_source.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "api/http/server/problem.h"
#include "core/trial/trial.h"
#include "replay/history/thing.h"
#include "schema/sale_state.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view no_column = "-";  // says that no column is the field

Json problem_of_row(const Call& call, const Error& error) {
  return {{"code", error.code},
          {"title", title_of(error.code, status_of(error), call.request.language)},
          {"detail", error.what},
          {"pointer", error.pointer}};
}

// The order that is for the line already; empty: none is.
Result<std::string> order_for(const TenantView& view, const std::string& sale) {
  KINTSUGI_TRY(const replay::Thing thing, replay::thing_as_of(*view.rows_at, "sale/" + sale));
  const auto* state = thing.state.get_if<schema::Sale>();
  return state == nullptr ? std::string() : state->order;
}

struct Counted {
  std::int64_t imported = 0, known = 0, refused = 0;
  Json items = Json::array();
  std::set<std::string> seen;  // of the file so far
};

// Why the row would be refused; nothing where it would not. Nothing is sent.
Result<std::optional<Error>> on_trial(const Call& call, const schema::ImportSale& wish) {
  const Actor actor = call.edge.guard.actor_of(call.request, call.principal);
  TrialSource source(call.edge.service.node(), call.principal.tenant, nullptr,
                     "operator/" + call.principal.operator_id);
  const core::trial::Attempt attempt{source, actor, call.edge.clock.now()};
  const auto decided = core::trial::decide_on_trial(schema::Command(wish), attempt);
  if (decided) return std::optional<Error>();
  if (decided.error().kind == ErrorKind::unavailable) return tl::unexpected(decided.error());
  return std::optional<Error>(decided.error());
}

Result<void> bring_in(const Call& call, const TenantView& view, const import::SaleRow& row,
                      bool check_only, Counted& out) {
  Json item = {{"row", row.row}, {"line", row.line}, {"sale", row.sale}};
  const auto refused = [&](const Error& error) {
    ++out.refused;
    item["problem"] = problem_of_row(call, error);
    out.items.push_back(std::move(item));
  };
  if (!row.wish) return refused(row.wish.error()), Result<void>();
  KINTSUGI_TRY(const std::string order, order_for(view, row.wish->sale));
  if (!order.empty()) return ++out.known, Result<void>();
  if (!out.seen.insert(row.wish->sale).second) return ++out.known, Result<void>();
  if (check_only) {
    KINTSUGI_TRY(const auto why, on_trial(call, *row.wish));
    if (why) refused(*why);
    return {};
  }
  CommandRequest record;
  record.tenant = call.principal.tenant;
  record.id = "edge:sale:" + random_token(12);
  record.actor = call.edge.guard.actor_of(call.request, call.principal);
  record.commands.emplace_back(*row.wish);
  KINTSUGI_TRY(const Answer answer, call.edge.service.node().execute(std::move(record)));
  if (!answer.refusal) return ++out.imported, Result<void>();
  if (answer.refusal->code == "sale.exists") return ++out.known, Result<void>();
  refused(*answer.refusal);
  return {};
}

Json columns_json(const std::vector<import::SaleColumn>& columns) {
  Json out = Json::array();
  for (const import::SaleColumn& one : columns)
    out.push_back({{"name", one.name},
                   {"field", one.field.empty() ? Json(nullptr) : Json(one.field)},
                   {"first", one.first}});
  return out;
}

Result<Response> import_sales(const Call& call) {
  if (media_type_of(call.request.header("content-type")) != "text/csv")
    return invalid("request.wrong_media_type", "a sales file is text/csv");
  KINTSUGI_TRY(const bool check_only, flag_parameter(call.request, "check"));
  std::map<std::string, std::string> columns;
  for (const std::string_view field : import::sale_fields()) {
    std::string column = parameter_of(call.request, field);
    if (!column.empty()) columns.emplace(field, column == no_column ? std::string() : column);
  }
  KINTSUGI_TRY(const auto file, import::read_sales(call.request.body, columns,
                                                   parameter_of(call.request, "of_outlet")));
  KINTSUGI_TRY(const TenantView view, call.edge.service.view(call.principal.tenant));
  Counted counted;
  for (const import::SaleRow& row : file.rows)
    KINTSUGI_TRY_OK(bring_in(call, view, row, check_only, counted));
  const Json out = {{"columns", columns_json(file.columns)},
                    {"rows", file.rows.size()},
                    {"imported", counted.imported},
                    {"known", counted.known},
                    {"refused", counted.refused},
                    {"problems", std::move(counted.items)}};
  return json_response(out.dump()).with("Cache-Control", "no-store");
}

}  // namespace

std::span<const Route> sale_routes() {
  static constexpr std::string_view clerks[] = {"call_centre", "dispatcher"};
  static constexpr Parameter of_file[] = {
      {.name = "check", .text = "true: say what would be refused, and bring in nothing"},
      {.name = "of_outlet", .text = "the outlet of rows that name none"},
      {.name = "sale", .text = "the column of the seller's number of the line"},
      {.name = "seller", .text = "the column of this field, here and below; '-': none is it"},
      {.name = "contact"},
      {.name = "phone"},
      {.name = "address"},
      {.name = "area"},
      {.name = "brand"},
      {.name = "category"},
      {.name = "model"},
      {.name = "serial"},
      {.name = "sold_on"},
      {.name = "delivered_on"},
      {.name = "install_on"},
      {.name = "outlet"},
      {.name = "invoice"},
  };
  static constexpr Route table[] = {
      {.method = "POST",
       .path = "/v1/sales/file",
       .summary =
           "A sales file: each row an order to install, once; rows that cannot be are listed",
       .handler = import_sales,
       .kind = Route::Kind::other,
       .rights = {.duties = clerks, .local = false, .why = "whoever takes orders imports sales"},
       .parameters = of_file,
       .takes_media_type = "text/csv",
       .row = "sales_imported"},
  };
  return table;
}

}  // namespace kintsugi::api
