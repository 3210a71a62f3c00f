// The as-of bar: how dense the history is, what a moment means, steps.

#include <algorithm>

#include "api/http/reading/moment.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "projections/audit/audit.h"
#include "projections/orders/orders.h"

namespace kintsugi::api {

namespace {

constexpr std::int64_t buckets_max = 1000;

std::string quoted_instant(Instant time) { return "\"" + format_instant(time) + "\""; }

using ParseTime = std::optional<Instant> (*)(std::string_view);

Result<std::optional<Instant>> time_parameter(const Request& request, std::string_view name,
                                              ParseTime parse) {
  auto text = request.parameter(name);
  if (!text || text->empty()) return std::optional<Instant>();
  auto time = parse(*text);
  if (!time) {
    return fail(ErrorKind::invalid, "request.bad_parameter",
                std::string(name) + ": an RFC 3339 time or a date");
  }
  return time;
}

Result<Response> get_density(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(auto audit, reading.grown_rows("audit"));
  KINTSUGI_TRY(auto hours, projections::hours(*audit, reading.view.next));
  std::int64_t buckets = 120;
  if (auto text = call.request.parameter("buckets")) {
    auto number = parse_position(*text);
    if (!number || number->value < 1 || number->value > buckets_max) {
      return fail(ErrorKind::invalid, "request.bad_parameter", "buckets: 1 to 1000");
    }
    buckets = number->value;
  }
  KINTSUGI_TRY(auto from, time_parameter(call.request, "from", parse_begin));
  KINTSUGI_TRY(auto to, time_parameter(call.request, "to", parse_end));
  Instant first_at = hours.empty() ? Instant{} : hours.front().hour;
  Instant last_at = reading.view.clock;
  Instant begin = from.value_or(first_at);
  Instant end = to.value_or(last_at + std::chrono::milliseconds(1));
  if (end <= begin) end = begin + std::chrono::milliseconds(1);
  std::int64_t span = to_ms(end) - to_ms(begin);
  std::int64_t bucket_ms = (span + buckets - 1) / buckets;
  std::vector<std::int64_t> counts(static_cast<std::size_t>(buckets));
  for (const auto& hour : hours) {
    std::int64_t at = to_ms(hour.hour) + 1'800'000 - to_ms(begin);  // the middle of the hour
    if (hour.hour == last_at || at >= span) at = std::min(at, span - 1);
    if (at < 0 || at >= span) continue;
    counts[static_cast<std::size_t>(at / bucket_ms)] += hour.commits;
  }
  std::string list_of_counts;
  for (std::int64_t count : counts)
    list_of_counts += (list_of_counts.empty() ? "" : ",") + std::to_string(count);
  std::string body = "{\"from\":" + quoted_instant(begin) + ",\"to\":" + quoted_instant(end) +
                     ",\"bucket_ms\":\"" + std::to_string(bucket_ms) + "\",\"counts\":[" +
                     list_of_counts + "],\"first_position\":\"" +
                     std::to_string(hours.empty() ? -1 : hours.front().first.value) +
                     "\",\"last_position\":\"" + std::to_string(reading.view.last().value) +
                     "\",\"first_at\":" + quoted_instant(first_at) +
                     ",\"last_at\":" + quoted_instant(last_at) + "}";
  return read_response(reading, std::move(body));
}

Result<Response> get_position(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(auto audit, reading.grown_rows("audit"));
  KINTSUGI_TRY(auto at, time_parameter(call.request, "at", parse_last));
  Position bound = reading.view.next;  // the first position that is too late
  if (auto text = call.request.parameter("position")) {
    auto position = parse_position(*text);
    if (!position)
      return fail(ErrorKind::invalid, "request.bad_position", "a position is a whole number");
    bound = std::min(bound, position->next());
  } else if (at) {
    KINTSUGI_TRY(bound, call.edge.service.position_as_of(call.principal.tenant, *at));
    bound = std::min(bound, reading.view.next);
  }
  std::string step = parameter_of(call.request, "step");
  std::string direction = parameter_of(call.request, "direction");
  bool next = direction == "next";
  if (!direction.empty() && !next && direction != "previous") {
    return fail(ErrorKind::invalid, "request.bad_parameter", "direction: next or previous");
  }
  projections::PositionRange range{.from = Position{0}, .to = bound, .descending = true};
  if (!step.empty()) {
    if (next)
      range = {.from = bound, .to = reading.view.next, .descending = false};
    else
      range.to = Position{bound.value - 1};
  }
  std::optional<Position> found;
  std::string stream;
  if (step.rfind("order:", 0) == 0) {
    stream = "work_order/" + step.substr(6);
    KINTSUGI_TRY(auto orders, reading.rows("orders"));
    const Readers readers = readers_of_things("work_order");
    if (!may_read(call.principal, readers))
      return fail(ErrorKind::forbidden, "authority.not_allowed", "orders are not for your duties");
    KINTSUGI_TRY(const auto scope, scope_of(call.principal, readers, reading.view));
    KINTSUGI_TRY(auto card, projections::order_card(*orders, step.substr(6), scope));
    (void)card;
  } else if (!step.empty() && step != "event") {
    return fail(ErrorKind::invalid, "request.bad_parameter", "step: event or order:ID");
  }
  CommitView commit;
  Result<void> read;  // nothing is stepped over that cannot be read
  auto visit = [&](Position position) {
    const auto bytes = call.edge.service.log().at(position);
    read = bytes ? commit.open(*bytes) : tl::unexpected(bytes.error());
    if (!read) {
      read.error().what = "position " + std::to_string(position.value) + ": " + read.error().what;
      return false;
    }
    auto names = commit.streams();
    if (!stream.empty() && std::find(names.begin(), names.end(), stream) == names.end())
      return true;
    found = position;
    return false;
  };
  if (stream.empty()) {
    KINTSUGI_TRY_OK(projections::visit_all(*audit, range, visit));
  } else {
    KINTSUGI_TRY_OK(projections::visit_stream(*audit, stream, range, visit));
  }
  KINTSUGI_TRY_OK(read);
  if (!found) return fail(ErrorKind::not_found, "log.no_such_position", "nothing there");
  return read_response(reading, "{\"position\":\"" + std::to_string(found->value) +
                                    "\",\"recorded_at\":" + quoted_instant(commit.recorded_at()) +
                                    "}");
}

}  // namespace

std::span<const Route> log_routes() {
  using Takes = Parameter::Takes;
  static constexpr std::string_view directions[] = {"next", "previous"};
  static constexpr Parameter of_density[] = {
      {.name = "from", .text = "a day: from its begin", .takes = Takes::begin},
      {.name = "to", .text = "a day: with all of it", .takes = Takes::end},
      {.name = "buckets", .takes = Takes::count, .max = buckets_max}};
  static constexpr Parameter of_position[] = {
      {.name = "at", .text = "a time; a day: its end", .takes = Takes::end},
      {.name = "position", .takes = Takes::position},
      {"step", "event, or order:<its number>"},
      {.name = "direction", .choices = directions}};
  static constexpr Route table[] = {
      {.path = "/v1/log/density",
       .summary = "Commits over time",
       .handler = get_density,
       .rights = {.duties = every_duty},
       .parameters = of_density,
       .row = "log_density"},
      {.path = "/v1/log/position",
       .summary = "What a moment means; steps",
       .handler = get_position,
       .rights = {.duties = every_duty},
       .parameters = of_position,
       .row = "log_moment"},
  };
  return table;
}

}  // namespace kintsugi::api
