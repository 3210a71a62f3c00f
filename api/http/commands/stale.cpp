#include "api/http/commands/stale.h"

#include <nlohmann/json.hpp>

#include "api/http/reading/commit_json.h"
#include "api/http/reading/reading.h"
#include "api/http/reading/rows_at.h"
#include "api/http/reading/thing_scope.h"
#include "events/commit/command_name.h"
#include "events/schema/runtime/json.h"
#include "replay/history/thing.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::chrono::milliseconds wait_max{2000};
constexpr std::size_t changes_max = 20;  // told in a problem document; the rest by the URL
constexpr std::uint64_t counted_max =
    200;  // of one thing: each is read from the log; beyond, they are not told

// The view with everything up to and with `at`.
Result<TenantView> view_with(Service& service, const std::string& tenant, Position at) {
  KINTSUGI_TRY(projections::Runner * runner, service.runner(tenant));
  if (!runner->wait(at.next(), wait_max))
    return fail(ErrorKind::unavailable, "read.not_yet", "the tables lag");
  return service.view(tenant);
}

Result<Json> change_json(std::uint64_t version, Position position, CommitView& commit,
                         std::string_view stream, const NameOf& name_of) {
  KINTSUGI_TRY_OK(commit.open_events());
  Json events = Json::array();
  for (const EventInCommit& happened : commit.events()) {
    if (commit.streams()[happened.stream] != stream) continue;
    std::string text;
    schema::write_json(text, happened.event);
    events.push_back(Json::parse(text, nullptr, false));
  }
  return Json{{"version", std::to_string(version)},
              {"position", std::to_string(position.value)},
              {"recorded_at", format_instant(commit.recorded_at())},
              {"operator", commit.operator_id()},
              {"operator_name", name_of(commit.operator_id())},
              {"command", command_name(commit)},
              {"events", std::move(events)}};
}

// Adds what may be told of the thing; leaves `out` alone where the operator may not see it.
Result<void> add_changes(Json& out, Service& service, const Principal& principal,
                         const ExpectedVersion& expected, Position at) {
  KINTSUGI_TRY(const TenantView view, view_with(service, principal.tenant, at));
  const auto slash = expected.stream.find('/');
  const Readers readers = readers_of_things(expected.stream.substr(0, slash));
  if (!may_read(principal, readers)) return {};
  KINTSUGI_TRY(const auto scope, scope_of(principal, readers, view));
  KINTSUGI_TRY(const auto directory, view.rows("directory"));
  if (!scope.all) {
    KINTSUGI_TRY(const auto thing, replay::thing_as_of(*view.rows_at, expected.stream));
    RowsAt rows(view, scope);
    KINTSUGI_TRY(const bool seen, sees_thing(rows.viewer(), expected.stream.substr(0, slash),
                                             expected.stream.substr(slash + 1), thing.state));
    if (!seen) return {};
  }
  const NameOf name_of = operator_names(directory);
  Json changes = Json::array();
  std::uint64_t actual = 0;
  Result<void> broken;
  const auto take = [&](std::uint64_t version, Position position, CommitView& commit) {
    actual = version;
    if (version <= expected.version || changes.size() == changes_max) return true;
    auto change = change_json(version, position, commit, expected.stream, name_of);
    if (!change) {
      broken = tl::unexpected(change.error());
      return false;
    }
    changes.push_back(std::move(*change));
    return true;
  };
  KINTSUGI_TRY_OK(replay::visit_changes(*view.rows_at, expected.stream, at, take));
  KINTSUGI_TRY_OK(broken);
  const bool more = actual > expected.version + changes.size();
  out["actual_version"] = std::to_string(actual);
  out["changes"] = std::move(changes);
  out["more_changes"] = more;
  out["changes_url"] = "/v1/streams/" + url_encoded(expected.stream.substr(0, slash)) + "/" +
                       url_encoded(expected.stream.substr(slash + 1)) +
                       "/commits?after_version=" + std::to_string(expected.version);
  return {};
}

}  // namespace

std::string stale_members(Service& service, const Principal& principal,
                          const ExpectedVersion& expected, Position at) {
  Json out = {{"stream", expected.stream}, {"expected_version", std::to_string(expected.version)}};
  Json more = out;
  if (add_changes(more, service, principal, expected, at)) out = std::move(more);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<std::uint64_t> versions_given(Service& service, const CommitView& commit, Position at) {
  std::vector<std::uint64_t> versions;
  const auto view = view_with(service, std::string(commit.tenant()), at);
  if (!view) return {};
  for (const std::uint16_t index : commit.touched()) {
    std::uint64_t last = 0;
    const auto take = [&](std::uint64_t version, Position, CommitView&) {
      last = version;
      return version < counted_max;
    };
    const auto counted =
        replay::visit_changes(*view->rows_at, commit.streams()[index], at.next(), take);
    if (!counted || last == 0 || last == counted_max) return {};
    versions.push_back(last);
  }
  return versions;
}

}  // namespace kintsugi::api
