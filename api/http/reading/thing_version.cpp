#include "api/http/reading/thing_version.h"

#include <algorithm>

#include "replay/history/thing.h"

namespace kintsugi::api {

namespace {

constexpr std::uint64_t counted_max = 64;     // moves, each read from the log
constexpr std::int64_t node_ahead_max = 512;  // commits that the tables have not seen

// Of the commits in [from, to), those that count and moved the thing.
Result<std::uint64_t> moves_between(const Call& call, std::string_view stream, Position from,
                                    Position to) {
  std::uint64_t moves = 0;
  CommitView commit;
  for (Position at = from; at < to; at = at.next()) {
    KINTSUGI_TRY(const Bytes bytes, call.edge.service.log().at(at));
    if (!commit.open(bytes) || commit.tenant() != call.principal.tenant) continue;
    const auto touched = commit.touched();
    const auto streams = commit.streams();
    const bool moved = std::any_of(touched.begin(), touched.end(),
                                   [&](auto index) { return streams[index] == stream; });
    if (!moved) continue;
    KINTSUGI_TRY(const bool counts, call.edge.service.verdicts().counts(at));
    moves += counts ? 1 : 0;
  }
  return moves;
}

}  // namespace

Result<std::uint64_t> version_of(const Call& call, const Reading& reading,
                                 std::string_view stream) {
  const replay::View& view = *reading.view.rows_at;
  const bool past = reading.view.past;
  std::uint64_t counted = 0;
  bool many = false;
  const auto count = [&](std::uint64_t version, Position, CommitView&) {
    counted = version;
    many = !past && version > counted_max;
    return !many;
  };
  KINTSUGI_TRY_OK(replay::visit_changes(view, stream, view.bound(), count));
  if (!many) return counted;
  KINTSUGI_TRY(const auto now, call.edge.service.node().stream(call.principal.tenant, stream));
  const Position seen = reading.view.next;
  if (now.position.value - seen.value <= node_ahead_max) {
    KINTSUGI_TRY(const std::uint64_t since, moves_between(call, stream, seen, now.position));
    return now.version - std::min(since, now.version);
  }
  const auto go_on = [&](std::uint64_t version, Position, CommitView&) {
    counted = version;
    return true;
  };
  KINTSUGI_TRY_OK(replay::visit_changes(view, stream, view.bound(), go_on));
  return counted;
}

}  // namespace kintsugi::api
