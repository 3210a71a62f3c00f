#pragma once
// What every read has in common: as of when, whose rows, which page. Any thread.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/http/reading/readers.h"
#include "api/http/server/message.h"
#include "api/http/session/principal.h"
#include "api/service/service.h"
#include "events/schema/runtime/json.h"
#include "projections/runner/scope.h"
#include "schema/description.h"

namespace kintsugi::api {

// A parameter of a query string, as a route takes and documents it.
struct Parameter {
  // What stands in it.
  enum class Takes : std::uint8_t {
    text,
    flag,         // true or false
    count,        // 1 to `max`
    position,
    moment,       // a position, a time, a day (its end)
    begin,        // of a span: a time, a day (its begin)
    end,          // of a span, left out itself: a time, a day (with all of it)
    month,
    any_of,       // values of `field`, repeated or separated by commas
    bound,        // one value of `field`
    several,      // of `choices`, separated by commas
  };
  std::string_view name;
  std::string_view text{};                   // English; empty: the name says it
  const schema::FieldInfo* field = nullptr;
  bool told = true;                          // false: an older name, taken but not documented
  Takes takes = Takes::text;
  std::string_view enum_name{};              // a text that is one of its names
  std::span<const std::string_view> choices{};  // a text that is one of these
  std::int64_t max = 0;
  bool required = false;
};

inline constexpr std::int64_t limit_max = 500;  // rows of a page

struct Reading {
  TenantView view;
  projections::Scope scope;  // the outlets of the duties that may read it, narrowed by ?outlet=
  projections::PageRequest page;
  std::string binding;  // of cursors: tenant, path, filters, whose
  std::string as_of{};  // as it was stated, of page one where a cursor goes on; empty: now

  Result<std::shared_ptr<const projections::RowReader>> rows(std::string_view projection) const {
    return view.rows(projection);
  }
  // For lists that only grow, to be cut at view.next: replay::View::grown_rows.
  Result<std::shared_ptr<const projections::RowReader>> grown_rows(
      std::string_view projection) const {
    return view.rows_at->grown_rows(projection);
  }
};

// Errors: invalid "request.unknown_parameter" for any that is not listed, "request.bad_parameter"
// for one that is no UTF-8 or there twice.
Result<void> only_parameters(const Request& request, std::span<const Parameter> known);

// Parses as_of, min_position, wait, limit, cursor, outlet; waits for min_position.
// `known`: the parameters that the read takes beside these; others are refused.
// Errors: invalid "as_of.malformed", "as_of.beyond_end", "request.bad_parameter",
// "request.unknown_parameter", "request.bad_cursor"; unavailable "read.not_yet".
Result<Reading> begin_reading(const Request& request, const Principal& principal,
                              const Readers& readers, Service& service,
                              std::string_view cursor_key, std::span<const Parameter> known);

// The company's clock now, or when the last commit of the moment asked for was recorded. Errors:
// the log's.
Result<Instant> moment_of(const Reading& reading);

// Answers with the position in header. Not to be kept: a browser that keeps what one person saw
// shows it to the next. `body` is a JSON object's text.
Response read_response(const Reading& reading, std::string body);
// Rows of the schema as JSON, separated by commas.
template <class Row>
std::string rows_json(const std::vector<Row>& rows) {
  std::string items;
  for (const Row& row : rows) {
    if (!items.empty()) items += ",";
    schema::write_json(items, row);
  }
  return items;
}

// {"items":[…],"next_cursor":…,"position":…}; `items`: the rows, separated by commas; `more`: other
// members, each with a comma before it.
Response list_response(const Request& request, const Reading& reading, std::string_view cursor_key,
                       const std::string& items, const std::string& next,
                       std::string_view more = {});

// The outlets below the grants of these duties, or everything; and who he is, for what is his own.
Result<projections::Scope> scope_of(const Principal& principal, const Readers& readers,
                                    const TenantView& view);

// The same, narrowed to what lies below ?outlet=, where that is given.
Result<projections::Scope> asked_scope(const Request& request, const Principal& principal,
                                       const Readers& readers, const TenantView& view);

// The parameter as given, or empty.
std::string parameter_of(const Request& request, std::string_view name);
// An enum's value by name. Errors: invalid "request.bad_parameter".
template <class Enum, class Parse>
Result<std::optional<Enum>> enum_parameter(const Request& request, std::string_view name,
                                           Parse parse) {
  auto text = request.parameter(name);
  if (!text || text->empty()) return std::optional<Enum>();
  if (auto value = parse(*text)) return std::optional<Enum>(*value);
  return fail(ErrorKind::invalid, "request.bad_parameter", std::string(name) + ": unknown value");
}

// "true" or "false"; false where it is not there. Errors: invalid "request.bad_parameter".
Result<bool> flag_parameter(const Request& request, std::string_view name);

std::string json_text(std::string_view text);  // quoted and escaped

}  // namespace kintsugi::api
