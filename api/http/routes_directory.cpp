// Things by id, and choices for forms.

#include <nlohmann/json.hpp>

#include "api/http/edge.h"
#include "projections/directory/directory.h"
#include "projections/orders/orders.h"
#include "schema/description.h"
#include "schema/json.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

// The outlet that a state belongs to, where it names one.
std::string outlet_of(const Json& state) {
  auto it = state.find("outlet");
  return it != state.end() && it->is_string() ? it->get<std::string>() : std::string();
}

template <class State>
std::string label_of(const State& state, std::string_view id) {
  if constexpr (requires { state.name; }) {
    return state.name.empty() ? std::string(id) : state.name;
  } else {
    return std::string(id);
  }
}

template <class State>
std::string outlet_of_state(const State& state, std::string_view id) {
  if constexpr (std::is_same_v<State, schema::Outlet>) {
    return std::string(id);
  } else if constexpr (requires { state.outlet; }) {
    return state.outlet;
  } else {
    return {};
  }
}

bool matches(const std::string& q, std::string_view id, const std::string& label) {
  if (q.empty()) return true;
  return to_lower(id).find(q) != std::string::npos || to_lower(label).find(q) != std::string::npos;
}

// Entries of a directory type whose id or name holds `q`.
template <class State>
Result<std::string> look(const projections::RowReader& rows, const Reading& reading,
                         const std::string& q, std::size_t limit) {
  std::string items;
  std::size_t count = 0;
  projections::PageRequest page{.limit = 500, .after = {}};
  for (int pages = 0; pages < 20 && count < limit; ++pages) {
    KINTSUGI_TRY(auto entries, projections::list_entries<State>(rows, reading.scope, page));
    for (const auto& entry : entries.rows) {
      std::string label = label_of(entry.state, entry.id);
      if (!matches(q, entry.id, label)) continue;
      if (count++ == limit) break;
      if (!items.empty()) items += ",";
      items += "{\"id\":" + json_text(entry.id) + ",\"label\":" + json_text(label) +
               ",\"outlet\":" + json_text(outlet_of_state(entry.state, entry.id)) + "}";
    }
    if (entries.next.empty()) break;
    page.after = entries.next;
  }
  return items;
}

Result<std::string> look_orders(const projections::RowReader& rows, const Reading& reading,
                                const std::string& q, std::size_t limit) {
  std::string items;
  std::size_t count = 0;
  projections::PageRequest page{.limit = 500, .after = {}};
  for (int pages = 0; pages < 10 && count < limit; ++pages) {
    KINTSUGI_TRY(auto orders, projections::list_orders(rows, {}, reading.scope, page));
    for (const auto& row : orders.rows) {
      if (!matches(q, row.id, row.id)) continue;
      if (count++ == limit) break;
      if (!items.empty()) items += ",";
      items += "{\"id\":" + json_text(row.id) + ",\"label\":" + json_text(row.id) +
               ",\"outlet\":" + json_text(row.order.outlet) + "}";
    }
    if (orders.next.empty()) break;
    page.after = orders.next;
  }
  return items;
}

}  // namespace

Response Edge::lookup(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading, this->reading(request, principal, {"q"}));
    std::string q = to_lower(parameter_of(request, "q"));
    std::string_view type = request.path_value("type");
    std::size_t limit = reading.page.limit;
    std::string items;
    if (type == "work_order") {
      KINTSUGI_TRY(auto orders, reading.rows("orders"));
      KINTSUGI_TRY(items, look_orders(*orders, reading, q, limit));
      return list(request, reading, items, "");
    }
    KINTSUGI_TRY(auto rows, reading.rows("directory"));
    if (type == "outlet") {
      KINTSUGI_TRY(items, look<schema::Outlet>(*rows, reading, q, limit));
    } else if (type == "customer") {
      KINTSUGI_TRY(items, look<schema::Customer>(*rows, reading, q, limit));
    } else if (type == "technician") {
      KINTSUGI_TRY(items, look<schema::Technician>(*rows, reading, q, limit));
    } else if (type == "part") {
      KINTSUGI_TRY(items, look<schema::Part>(*rows, reading, q, limit));
    } else if (type == "warehouse") {
      KINTSUGI_TRY(items, look<schema::Warehouse>(*rows, reading, q, limit));
    } else if (type == "operator") {
      KINTSUGI_TRY(items, look<schema::Operator>(*rows, reading, q, limit));
    } else if (type == "tariff") {
      KINTSUGI_TRY(items, look<schema::Tariff>(*rows, reading, q, limit));
    } else if (type == "wage_rule") {
      KINTSUGI_TRY(items, look<schema::WageRule>(*rows, reading, q, limit));
    }
    return list(request, reading, items, "");
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::get_stream(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading, this->reading(request, principal));
    if (reading.view.past) {
      return fail(ErrorKind::invalid, "request.bad_as_of", "single streams are read as of now");
    }
    std::string type(request.path_value("type"));
    std::string id(request.path_value("id"));
    auto none = [&] {
      return fail(ErrorKind::not_found, "stream.not_found", "no " + type + " " + id);
    };
    KINTSUGI_TRY(auto now, service_.node().stream(principal.tenant, type + "/" + id));
    if (!now.state) return none();
    std::string json;
    schema::write_json(json, *now.state);
    if (!reading.scope.all) {
      std::string outlet = type == "outlet" ? id : outlet_of(Json::parse(json, nullptr, false));
      bool shared = type == "part" || type == "tariff" || type == "wage_rule";
      if (!shared && !reading.scope.sees(outlet)) return none();
    }
    std::string version = std::to_string(now.version);
    std::string body = "{\"stream\":" + json_text(type + "/" + id) + ",\"version\":\"" + version +
                       "\",\"state\":" + json + "}";
    Response response = read_response(reading, std::move(body)).with("ETag", "\"" + version + "\"");
    return response;
  }();
  return answer ? *answer : problem(request, answer.error());
}

}  // namespace kintsugi::api
