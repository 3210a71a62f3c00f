// Things by id, and choices for forms.

#include "api/http/edge.h"
#include "api/http/moment.h"
#include "api/http/thing_scope.h"
#include "projections/directory/directory.h"
#include "projections/orders/orders.h"
#include "replay/history/thing.h"
#include "schema/description.h"
#include "schema/json.h"

namespace kintsugi::api {

namespace {

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

// A thing as of the reading's moment; now, it is as the node has it, which may be a moment ahead of
// the tables. Errors: not_found "stream.not_found", also outside the scope.
Result<Edge::ThingRead> Edge::read_thing(Reading& reading, const Principal& principal,
                                         const std::string& type, const std::string& id) {
  ThingRead read;
  if (reading.view.past) {
    KINTSUGI_TRY(auto thing, replay::thing_as_of(*reading.view.rows_at, type + "/" + id));
    read.state = std::make_shared<schema::State>(std::move(thing.state));
    read.version = thing.version;
  } else {
    KINTSUGI_TRY(auto now, service_.node().stream(principal.tenant, type + "/" + id));
    read.state = now.state;
    read.version = now.version;
    reading.view.next = std::max(reading.view.next, now.position);
  }
  const bool there = read.state && read.version > 0;
  KINTSUGI_TRY(auto directory, reading.rows("directory"));
  const auto seen = there ? sees_thing(reading.scope, *directory, type, id, *read.state)
                          : Result<bool>(false);
  if (!seen) return tl::unexpected(seen.error());
  if (!*seen) return fail(ErrorKind::not_found, "stream.not_found", "no " + type + " " + id);
  return read;
}

Response Edge::get_stream(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading, this->reading(request, principal));
    std::string type(request.path_value("type"));
    std::string id(request.path_value("id"));
    KINTSUGI_TRY(const ThingRead read, read_thing(reading, principal, type, id));
    std::string json;
    schema::write_json(json, *read.state);
    std::string version = std::to_string(read.version);
    std::string body = "{\"stream\":" + json_text(type + "/" + id) + ",\"version\":\"" + version +
                       "\",\"state\":" + json + ",\"position\":\"" +
                       std::to_string(reading.view.last().value) + "\"}";
    return read_response(reading, std::move(body)).with("ETag", "\"" + version + "\"");
  }();
  return answer ? *answer : problem(request, answer.error());
}

// The commits that moved a thing, oldest first; after a version, where one is named.
Response Edge::get_stream_commits(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Reading reading, this->reading(request, principal, {"after_version"}));
    std::string type(request.path_value("type"));
    std::string id(request.path_value("id"));
    KINTSUGI_CHECK_OK(read_thing(reading, principal, type, id));
    KINTSUGI_TRY(Position from, after_position(reading.page.after));
    const Position end = reading.view.rows_at->bound();
    if (auto text = request.parameter("after_version"); text && from == Position{0}) {
      auto version = parse_position(*text);  // a whole number
      if (!version)
        return fail(ErrorKind::invalid, "request.bad_parameter", "after_version: a whole number");
      const auto after = static_cast<std::uint64_t>(version->value);
      from = after == 0 ? from : end;
      KINTSUGI_CHECK_OK(replay::visit_changes(
          *reading.view.rows_at, type + "/" + id, end,
          [&](std::uint64_t number, Position position, CommitView&) {
            if (number == after) from = position.next();
            return number < after;
          }));
    }
    return commit_list(
        request, reading, {.from = from, .to = end}, type + "/" + id,
        [&, stream = type + "/" + id](const projections::PositionRange& range,
                                      const projections::VisitPosition& visit) -> Result<void> {
          KINTSUGI_TRY(auto audit, reading.grown_rows("audit"));
          return projections::visit_stream(*audit, stream, range, visit);
        },
        [](const CommitView& commit) { return !commit.refused(); });  // those that moved nothing
  }();
  return answer ? *answer : problem(request, answer.error());
}

}  // namespace kintsugi::api
