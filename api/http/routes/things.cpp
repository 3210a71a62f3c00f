// Single things by type and id: their state, and the commits that moved them.

#include <algorithm>

#include "api/http/reading/moment.h"
#include "api/http/reading/rows_at.h"
#include "api/http/reading/thing_scope.h"
#include "api/http/routes/commit_list.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "projections/audit/audit.h"
#include "replay/history/thing.h"
#include "events/schema/runtime/json.h"

namespace kintsugi::api {

namespace {

struct ThingRead {
  std::shared_ptr<const schema::State> state;  // shared with the node's cache
  std::uint64_t version = 0;
};

// A thing as of the reading's moment; now, it is as the node has it, which may be a moment ahead of
// the tables. Errors: not_found "stream.not_found", also outside the scope.
Result<ThingRead> read_thing(const Call& call, Reading& reading, const std::string& type,
                             const std::string& id) {
  ThingRead read;
  if (reading.view.past) {
    KINTSUGI_TRY(auto thing, replay::thing_as_of(*reading.view.rows_at, type + "/" + id));
    read.state = std::make_shared<schema::State>(std::move(thing.state));
    read.version = thing.version;
  } else {
    KINTSUGI_TRY(auto now, call.edge.service.node().stream(call.principal.tenant, type + "/" + id));
    read.state = now.state;
    read.version = now.version;
    reading.view.next = std::max(reading.view.next, now.position);
  }
  const bool there = read.state && read.version > 0;
  RowsAt rows(reading);
  const auto seen =
      there ? sees_thing(rows.viewer(), type, id, *read.state) : Result<bool>(false);
  if (!seen) return tl::unexpected(seen.error());
  if (!*seen) return fail(ErrorKind::not_found, "stream.not_found", "no " + type + " " + id);
  return read;
}

Result<Response> get_stream(const Call& call) {
  std::string type(call.request.path_value("type"));
  KINTSUGI_TRY(Reading reading, call.reading(readers_of_things(type)));
  std::string id(call.request.path_value("id"));
  KINTSUGI_TRY(const ThingRead read, read_thing(call, reading, type, id));
  std::string json;
  schema::write_json(json, *read.state);
  std::string version = std::to_string(read.version);
  std::string body = "{\"stream\":" + json_text(type + "/" + id) + ",\"version\":\"" + version +
                     "\",\"state\":" + json + ",\"position\":\"" +
                     std::to_string(reading.view.last().value) + "\"}";
  return read_response(reading, std::move(body)).with("ETag", "\"" + version + "\"");
}

// The commits that moved a thing, oldest first; after a version, where one is named.
Result<Response> get_stream_commits(const Call& call) {
  std::string type(call.request.path_value("type"));
  KINTSUGI_TRY(Reading reading, call.reading(readers_of_things(type)));
  std::string id(call.request.path_value("id"));
  KINTSUGI_TRY_OK(read_thing(call, reading, type, id));
  KINTSUGI_TRY(Position from, after_position(reading.page.after));
  const Position end = reading.view.rows_at->bound();
  if (auto text = call.request.parameter("after_version"); text && from == Position{0}) {
    auto version = parse_position(*text);  // a whole number
    if (!version)
      return fail(ErrorKind::invalid, "request.bad_parameter", "after_version: a whole number");
    const auto after = static_cast<std::uint64_t>(version->value);
    from = after == 0 ? from : end;
    KINTSUGI_TRY_OK(replay::visit_changes(
        *reading.view.rows_at, type + "/" + id, end,
        [&](std::uint64_t number, Position position, CommitView&) {
          if (number == after) from = position.next();
          return number < after;
        }));
  }
  return commit_list(
      call, reading, {.from = from, .to = end}, type + "/" + id,
      [&, stream = type + "/" + id](const projections::PositionRange& range,
                                    const projections::VisitPosition& visit) -> Result<void> {
        KINTSUGI_TRY(auto audit, reading.grown_rows("audit"));
        return projections::visit_stream(*audit, stream, range, visit);
      },
      [](const CommitView& commit) { return !commit.refused(); });  // those that moved nothing
}

}  // namespace

std::span<const Route> thing_routes() {
  static constexpr Parameter of_commits[] = {
      {.name = "after_version",
       .text = "only those after it",
       .takes = Parameter::Takes::position}};
  static constexpr Rights its{.by_subject = true};
  static constexpr Route table[] = {
      {.path = "/v1/streams/{type}/{id}",
       .summary = "The state of one thing",
       .handler = get_stream,
       .rights = its,
       .row = "state_of_stream"},
      {.path = "/v1/streams/{type}/{id}/commits",
       .summary = "The commits that moved a thing, oldest first",
       .handler = get_stream_commits,
       .rights = its,
       .parameters = of_commits,
       .row = "commit",
       .list = true},
  };
  return table;
}

}  // namespace kintsugi::api
