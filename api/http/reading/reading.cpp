#include "api/http/reading/reading.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/http/reading/cursor.h"
#include "api/http/reading/moment.h"
#include "events/commit/commit.h"
#include "projections/directory/directory.h"
#include "schema/technician_state.h"

namespace kintsugi::api {

namespace {

constexpr std::size_t limit_default = 50;
constexpr std::chrono::milliseconds wait_max{10'000};
constexpr std::chrono::milliseconds cursor_wait{2000};

tl::unexpected<Error> bad(std::string_view name, std::string what) {
  return fail(ErrorKind::invalid, "request.bad_parameter",
              std::string(name) + ": " + std::move(what));
}

const Parameter* find_parameter(std::span<const Parameter> known, std::string_view name) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const Parameter& one) {
    return one.name == name;
  });
  return found == known.end() ? nullptr : &*found;
}

// What the query names must all be known, by `known` or as one of `common`; once, unless it takes
// several values.
Result<void> check_query(const Request& request, std::span<const Parameter> known,
                         std::span<const std::string_view> common) {
  for (std::size_t i = 0; i < request.query.size(); ++i) {
    const auto& [name, value] = request.query[i];
    const Parameter* parameter = find_parameter(known, name);
    if (parameter == nullptr && std::find(common.begin(), common.end(), name) == common.end())
      return fail(ErrorKind::invalid, "request.unknown_parameter", "unknown parameter " + name);
    if (!is_utf8(value)) return bad(name, "not UTF-8");
    if (parameter != nullptr && parameter->takes == Parameter::Takes::any_of) continue;
    for (std::size_t k = 0; k < i; ++k) {
      if (request.query[k].first == name) return bad(name, "given twice");
    }
  }
  return {};
}

std::string binding_of(const Request& request, const Principal& principal) {
  std::string binding = principal.tenant + "\n" + principal.operator_id + "\n" + request.path;
  auto query = request.query;
  std::sort(query.begin(), query.end());
  for (const auto& [name, value] : query) {
    if (name == "cursor" || name == "limit" || name == "min_position" || name == "wait" ||
        name == "as_of")
      continue;
    binding += "\n" + name + "=" + value;
  }
  return binding;
}

Result<void> wait_until(const Principal& principal, Service& service, Position position,
                        std::chrono::milliseconds wait) {
  KINTSUGI_TRY(projections::Runner * runner, service.runner(principal.tenant));
  if (runner->wait(position.next(), wait)) return {};
  return fail(ErrorKind::unavailable, "read.not_yet",
              "the tables have not reached position " + std::to_string(position.value));
}

Result<void> wait_for(const Request& request, const Principal& principal, Service& service) {
  std::chrono::milliseconds wait(2000);
  if (auto text = request.parameter("wait")) {
    auto duration = parse_duration(*text);
    if (!duration) return bad("wait", "a time such as 2s or 500ms");
    wait = std::min(*duration, wait_max);
  }
  auto min_position = request.parameter("min_position");
  if (!min_position) return {};
  auto position = parse_position(*min_position);
  if (!position) return bad("min_position", "a position is a whole number");
  return wait_until(principal, service, *position, wait);
}

}  // namespace

Result<void> only_parameters(const Request& request, std::span<const Parameter> known) {
  return check_query(request, known, {});
}

Result<bool> flag_parameter(const Request& request, std::string_view name) {
  auto text = request.parameter(name);
  if (text && *text != "true" && *text != "false") return bad(name, "true or false");
  return text == "true";
}

std::string parameter_of(const Request& request, std::string_view name) {
  return std::string(request.parameter(name).value_or(std::string_view()));
}

std::string json_text(std::string_view text) {
  return nlohmann::json(std::string(text))
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<projections::Scope> scope_of(const Principal& principal, const Readers& readers,
                                    const TenantView& view) {
  projections::Scope scope;
  scope.person = principal.operator_id;
  scope.self = principal.technician;
  if (readers.own == "technician") scope.technician = principal.technician;
  scope.all = reads_all(principal, readers);
  const auto roots = roots_read(principal, readers);
  if (scope.all || roots.empty()) return scope;
  KINTSUGI_TRY(auto directory, view.rows("directory"));
  for (const std::string& root : roots) {
    KINTSUGI_TRY(auto below, projections::subtree(*directory, root));
    scope.outlets.merge(below.outlets);
  }
  return scope;
}

namespace {

// Only what lies below `outlet`; the own of a technician, where he works there.
Result<projections::Scope> narrowed(const projections::Scope& scope, const TenantView& view,
                                    std::string_view outlet) {
  KINTSUGI_TRY(auto directory, view.rows("directory"));
  KINTSUGI_TRY(auto below, projections::subtree(*directory, outlet));
  below.all = false;
  below.person = scope.person;
  below.self = scope.self;
  if (!scope.technician.empty()) {
    KINTSUGI_TRY(const auto he,
                 projections::find_entry<schema::Technician>(*directory, scope.technician));
    if (he && below.outlets.contains(he->outlet)) below.technician = scope.technician;
  }
  if (!scope.all)
    std::erase_if(below.outlets, [&](const auto& id) { return !scope.outlets.contains(id); });
  return below;
}

}  // namespace

Result<projections::Scope> asked_scope(const Request& request, const Principal& principal,
                                       const Readers& readers, const TenantView& view) {
  KINTSUGI_TRY(auto scope, scope_of(principal, readers, view));
  const auto outlet = request.parameter("outlet");
  if (!outlet || outlet->empty()) return scope;
  return narrowed(scope, view, *outlet);
}

Result<Reading> begin_reading(const Request& request, const Principal& principal,
                              const Readers& readers, Service& service,
                              std::string_view cursor_key, std::span<const Parameter> known) {
  static constexpr std::string_view common[] = {"as_of", "min_position", "wait",
                                                "limit", "cursor",       "outlet"};
  KINTSUGI_TRY_OK(check_query(request, known, common));
  KINTSUGI_TRY_OK(wait_for(request, principal, service));
  Reading reading;
  reading.binding = binding_of(request, principal);
  reading.page.limit = limit_default;
  if (auto text = request.parameter("limit")) {
    auto limit = parse_position(*text);
    if (!limit || limit->value < 1 || limit->value > limit_max) {
      return bad("limit", "1 to " + std::to_string(limit_max));
    }
    reading.page.limit = static_cast<std::size_t>(limit->value);
  }
  replay::AsOf as_of = replay::AsOf::now();
  if (auto text = request.parameter("as_of"); text && !text->empty()) {
    KINTSUGI_TRY(as_of, replay::parse_as_of(*text));
    reading.as_of = *text;
  }
  if (auto text = request.parameter("cursor"); text && !text->empty()) {
    KINTSUGI_TRY(Cursor cursor, decode_cursor(*text, reading.binding, cursor_key));
    // Who names another moment than of page one asks for what there is not.
    const std::string stated = parameter_of(request, "as_of");
    const bool same = stated.empty() || stated == cursor.as_of ||
                      stated == std::to_string(cursor.position.value);
    if (!same)
      return fail(ErrorKind::invalid, "request.bad_cursor",
                  "the cursor goes on as of " +
                      (cursor.as_of.empty() ? "when its list was asked for" : cursor.as_of) +
                      ": leave out as_of, or begin anew");
    reading.as_of = cursor.as_of;
    reading.page.after = cursor.after;
    // Page one may be of a node that is further.
    KINTSUGI_TRY_OK(wait_until(principal, service, cursor.position, cursor_wait));
    as_of = replay::AsOf::position(cursor.position);  // page two shows the moment of page one
  }
  KINTSUGI_TRY(reading.view, service.view(principal.tenant, as_of));
  KINTSUGI_TRY(reading.scope, asked_scope(request, principal, readers, reading.view));
  return reading;
}

Result<Instant> moment_of(const Reading& reading) {
  if (!reading.view.past || reading.view.last().value < 0) return reading.view.clock;
  KINTSUGI_TRY(const Bytes record, reading.view.rows_at->log().at(reading.view.last()));
  CommitView commit;
  KINTSUGI_TRY_OK(commit.open(record));
  return commit.recorded_at();
}

Response read_response(const Reading& reading, std::string body) {
  Response response = json_response(std::move(body));
  response.with("Kintsugi-Position", std::to_string(reading.view.last().value));
  response.with("Cache-Control", "no-store");
  response.with("Vary", "Cookie, Authorization, Accept-Language");
  return response;
}

namespace {

std::string link_to(const Request& request, const std::string& cursor) {
  std::string url = request.path + "?";
  for (const auto& [name, value] : request.query) {
    if (name != "cursor" && name != "min_position" && name != "wait")
      url += url_encoded(name) + "=" + url_encoded(value) + "&";
  }
  return "<" + url + "cursor=" + url_encoded(cursor) + ">; rel=\"next\"";
}

}  // namespace

Response list_response(const Request& request, const Reading& reading, std::string_view cursor_key,
                       const std::string& items, const std::string& next, std::string_view more) {
  std::string body = "{\"items\":[" + items + "],\"next_cursor\":";
  std::string cursor;
  if (next.empty()) {
    body += "null";
  } else {
    cursor = encode_cursor({reading.view.last(), next, reading.as_of}, reading.binding, cursor_key);
    body += json_text(cursor);
  }
  body.append(more).append(",\"position\":\"");
  body += std::to_string(reading.view.last().value) + "\"}";
  Response response = read_response(reading, std::move(body));
  if (!cursor.empty()) response.with("Link", link_to(request, cursor));
  return response;
}

}  // namespace kintsugi::api
