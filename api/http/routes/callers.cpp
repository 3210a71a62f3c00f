// Who is calling: while the number is being typed, customers whose telephone has it, with their
// machines, open orders and last repairs, in one answer.

#include <algorithm>
#include <optional>

#include "api/http/reading/names.h"
#include "api/http/reading/rows_at.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "api/http/server/problem.h"
#include "core/text/search_key.h"
#include "core/text/text.h"
#include "projections/lists/item_json.h"
#include "projections/lists/read.h"
#include "projections/lists/search.h"

namespace kintsugi::api {

namespace {

namespace lists = projections::lists;

constexpr std::size_t digits_min = 4;     // fewer are everybody's
constexpr std::size_t callers_max = 5;    // shown
constexpr std::size_t machines_max = 10;  // of each
constexpr std::size_t orders_max = 10;    // open ones of each
constexpr std::size_t repairs_max = 3;    // of each
constexpr std::size_t contacts_max = 5;   // of the number
constexpr std::size_t found_max = 20;     // looked at of a list, by the number

constexpr std::string_view open_statuses =
    "registered,assigned,scheduled,accepted,traveling,in_progress,on_hold,work_reported";
constexpr std::string_view done_statuses = "completed,followed_up,posted";

// The digits that were typed, of whatever form.
Result<std::string> typed_digits(const Request& request) {
  const std::string digits = lists::looked_for(parameter_of(request, "phone"));
  const bool numeric = std::all_of(digits.begin(), digits.end(),
                                   [](char c) { return (c >= '0' && c <= '9') || c == '+'; });
  if (!numeric || digits.size() < digits_min)
    return fail(ErrorKind::invalid, "request.bad_parameter",
                "phone: at least " + std::to_string(digits_min) + " digits of a telephone number");
  return digits;
}

bool has_phone(const lists::Item& item, std::span<const lists::FieldPath> phones,
               const std::string& digits) {
  bool has = false;
  for (const lists::FieldPath& path : phones) {
    lists::for_each_text(item, path, [&](std::string_view phone) {
      const auto key = core::search_key(core::KeyKind::phone, phone);
      has = has || key.find(digits) != std::string::npos;
    });
  }
  return has;
}

// Lists of one moment, each asked for its own readers.
class Asked {
 public:
  Asked(const Call& call, const Reading& reading)
      : call_(call), reading_(reading), rows_(reading) {}

  // Items of the list that hold the conditions, in its order, as JSON.
  Result<std::string> page(
      std::string_view name, std::size_t limit,
      std::initializer_list<std::pair<std::string_view, std::string_view>> of) {
    const lists::List& list = *lists::find(name);
    std::string out;
    KINTSUGI_TRY(const auto scope, scope_of_list(list));
    if (!scope) return out;
    KINTSUGI_TRY(const auto* rows, rows_.of(list.info->model));
    lists::Query query;
    for (const auto& [field, value] : of)
      KINTSUGI_TRY_OK(lists::add_condition(list, field, value, query));
    KINTSUGI_TRY([[maybe_unused]] const auto end,
                 lists::read_page(list, *rows, query, rows_.viewer(*scope), {limit, {}},
                                  [&](const lists::Item& item) {
                                    add(out, list, item);
                                    return true;
                                  }));
    return out;
  }

  // Items whose telephone has the digits.
  template <class Visit>
  Result<bool> with_phone(std::string_view name, const std::string& digits, Visit visit) {
    const lists::List& list = *lists::find(name);
    KINTSUGI_TRY(const auto scope, scope_of_list(list));
    if (!scope) return true;
    KINTSUGI_TRY(const auto* rows, rows_.of(list.info->model));
    std::vector<lists::FieldPath> phones;  // of a customer those of his contacts, too
    for (const lists::Searched& one : list.search)
      if (one.kind == lists::TermKind::phone) phones.push_back(one.field);
    lists::Query query;
    query.search = digits;
    KINTSUGI_TRY(const auto end,
                 lists::read_page(list, *rows, query, rows_.viewer(*scope), {found_max, {}},
                                  [&](const lists::Item& item) {
                                    if (has_phone(item, phones, digits)) visit(list, item);
                                    return true;
                                  }));
    return end.next.empty();
  }

  void add(std::string& out, const lists::List& list, const lists::Item& item) {
    out += out.empty() ? "" : ",";
    lists::write_item(out, list, item);
    lists::collect_references(list, item, references_);
  }
  Result<std::string> names() { return names_json(rows_, call_.principal, references_); }

 private:
  // None: he may not read it.
  Result<std::optional<projections::Scope>> scope_of_list(const lists::List& list) {
    const Readers readers = readers_of(*list.info);
    if (!may_read(call_.principal, readers)) return std::optional<projections::Scope>();
    KINTSUGI_TRY(auto scope, asked_scope(call_.request, call_.principal, readers, reading_.view));
    return std::optional<projections::Scope>(std::move(scope));
  }

  const Call& call_;
  const Reading& reading_;
  RowsAt rows_;
  lists::References references_;
};

Result<std::string> caller_json(Asked& asked, const std::string& customer, std::string himself) {
  KINTSUGI_TRY(const std::string machines,
               asked.page("assets", machines_max, {{"customer", customer}}));
  KINTSUGI_TRY(const std::string open,
               asked.page("work_orders", orders_max,
                          {{"order.customer", customer}, {"order.status", open_statuses}}));
  KINTSUGI_TRY(const std::string repairs,
               asked.page("work_orders", repairs_max,
                          {{"order.customer", customer}, {"order.status", done_statuses}}));
  return "{\"customer\":" + himself + ",\"machines\":[" + machines + "],\"open_orders\":[" + open +
         "],\"last_repairs\":[" + repairs + "]}";
}

struct Known {
  std::string id, json;
};

Result<Response> get_callers(const Call& call) {
  KINTSUGI_TRY(const std::string digits, typed_digits(call.request));
  const std::string who = call.principal.tenant + "/" + call.principal.operator_id;
  const auto wait = call.edge.callers.enter(who, call.edge.clock.now());
  if (wait.count() > 0) {
    return problem_response(call.request,
                            Problem{.error = {ErrorKind::forbidden,
                                              "session.too_many_attempts",
                                              "wait " + std::to_string(wait.count()) + " s",
                                              {}},
                                    .retry_after_s = static_cast<int>(wait.count())});
  }
  KINTSUGI_TRY(Reading reading, call.reading());
  Asked asked(call, reading);
  std::vector<Known> customers;
  std::string orders, contacts;
  std::size_t order_count = 0, contact_count = 0;
  KINTSUGI_TRY(bool complete,
               asked.with_phone("customers", digits, [&](const auto& list, const auto& item) {
                 Known one{lists::id_of(list, item), {}};
                 asked.add(one.json, list, item);
                 customers.push_back(std::move(one));
               }));
  complete = complete && customers.size() <= callers_max;
  if (customers.size() > callers_max) customers.resize(callers_max);
  std::string callers;
  for (Known& one : customers) {
    KINTSUGI_TRY(const std::string json, caller_json(asked, one.id, std::move(one.json)));
    callers += (callers.empty() ? "" : ",") + json;
  }
  // Whoever has no file: orders and contacts that only have the number.
  KINTSUGI_TRY([[maybe_unused]] const bool all_orders,
               asked.with_phone("work_orders", digits, [&](const auto& list, const auto& item) {
                 const auto customer = lists::value_of(item, *list.field("order.customer")).text;
                 if (customer.empty() && order_count++ < orders_max) asked.add(orders, list, item);
               }));
  KINTSUGI_TRY([[maybe_unused]] const bool all_contacts,
               asked.with_phone("interactions", digits, [&](const auto& list, const auto& item) {
                 if (contact_count++ < contacts_max) asked.add(contacts, list, item);
               }));
  KINTSUGI_TRY(const std::string names, asked.names());
  return read_response(reading, "{\"phone\":" + json_text(digits) + ",\"callers\":[" + callers +
                                    "],\"orders\":[" + orders + "],\"contacts\":[" + contacts +
                                    "],\"complete\":" + (complete ? "true" : "false") +
                                    ",\"names\":" + names + ",\"position\":\"" +
                                    std::to_string(reading.view.last().value) + "\"}");
}

}  // namespace

std::span<const Route> caller_routes() {
  static constexpr std::string_view clerks[] = {"administrator", "call_centre", "dispatcher"};
  static constexpr Parameter of_callers[] = {
      {.name = "phone",
       .text = "at least four digits of a telephone number, in any form",
       .required = true},
  };
  static constexpr Route table[] = {
      {.path = "/v1/callers",
       .summary = "Who is calling: customers with that number, their machines, open orders and "
                  "last repairs",
       .handler = get_callers,
       .rights = {.duties = clerks},
       .parameters = of_callers,
       .braked = true,
       .row = "caller_answer"},
  };
  return table;
}

}  // namespace kintsugi::api
