// A sales file: each row becomes an order to install what was sold, or is listed with why not.

#include "api/import/sales.h"

#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "api/http/reading/trial_source.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "api/http/server/problem.h"
#include "core/text/search_key.h"
#include "core/text/text.h"
#include "core/trial/trial.h"
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

// Which machine was sold, as far as a file says it.
struct Sold {
  std::string order;  // that is for it; empty: of a row before in the same file
  std::int64_t row = 0;
  std::string brand, category, model, serial;

  template <class Sale>
  void take(const Sale& sale) {
    brand = sale.brand;
    category = sale.category;
    model = sale.model;
    serial = sale.serial;
  }
};

// The line that is known already, as of now; none where none is.
Result<std::optional<Sold>> sold_before(const Call& call, const std::string& sale) {
  if (!core::is_id(sale)) return std::optional<Sold>();
  KINTSUGI_TRY(const auto now,
               call.edge.service.node().stream(call.principal.tenant, "sale/" + sale));
  const auto* state = now.state == nullptr ? nullptr : now.state->get_if<schema::Sale>();
  if (state == nullptr) return std::optional<Sold>();
  Sold sold;
  sold.order = state->order;
  sold.take(*state);
  return std::optional<Sold>(std::move(sold));
}

// One number for two machines: the second one would be lost without a word.
std::optional<Error> other_machine(const Sold& known, const schema::ImportSale& wish) {
  Sold here;
  here.take(wish);
  for (const auto& [field, was, is] :
       {std::tuple("brand", &known.brand, &here.brand),
        std::tuple("category", &known.category, &here.category),
        std::tuple("model", &known.model, &here.model),
        std::tuple("serial", &known.serial, &here.serial)}) {
    if (was->empty() || is->empty() || core::same_key(core::KeyKind::code, *was, *is)) continue;
    const std::string what =
        known.order.empty() ? "row " + std::to_string(known.row) : "order " + known.order;
    return Error{ErrorKind::refused, "sale.exists",
                 what + " has this number, and is of another " + field + ": number each machine",
                 "/sale"};
  }
  return std::nullopt;
}

struct Counted {
  std::int64_t imported = 0, known = 0, refused = 0;
  Json items = Json::array();
  std::map<std::string, Sold> seen;  // of the file so far
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

Result<void> bring_in(const Call& call, const import::SaleRow& row, bool check_only,
                      Counted& out) {
  Json item = {{"row", row.row}, {"line", row.line}, {"sale", row.sale}};
  const auto refused = [&](const Error& error) {
    ++out.refused;
    item["problem"] = problem_of_row(call, error);
    out.items.push_back(std::move(item));
  };
  // It may come again as it should be.
  const auto not_taken = [&](const Error& error) {
    out.seen.erase(row.wish->sale);
    refused(error);
  };
  if (!row.wish) return refused(row.wish.error()), Result<void>();
  const auto [seen, fresh] = out.seen.try_emplace(row.wish->sale);
  if (fresh) {
    KINTSUGI_TRY(std::optional<Sold> before, sold_before(call, row.wish->sale));
    seen->second.row = row.row;
    if (before) {
      seen->second = *std::move(before);
    } else {
      seen->second.take(*row.wish);
    }
  }
  if (!fresh || !seen->second.order.empty()) {
    if (const auto other = other_machine(seen->second, *row.wish))
      return refused(*other), Result<void>();
    return ++out.known, Result<void>();
  }
  if (check_only) {
    KINTSUGI_TRY(const auto why, on_trial(call, *row.wish));
    if (why) not_taken(*why);
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
  not_taken(*answer.refusal);
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
  Counted counted;
  for (const import::SaleRow& row : file.rows)
    KINTSUGI_TRY_OK(bring_in(call, row, check_only, counted));
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
