#include "replay/history/thing.h"

#include <algorithm>

#include "core/dispatch.h"
#include "projections/audit/audit.h"

namespace kintsugi::replay {

Result<void> visit_changes(const View& view, std::string_view stream, Position until,
                           const VisitChange& visit) {
  KINTSUGI_TRY(const auto rows, view.grown_rows("audit"));
  Result<void> broken;
  CommitView commit;
  std::uint64_t version = 0;
  const auto take = [&](Position position) {
    const auto bytes = view.log().at(position);
    broken = bytes ? commit.open(*bytes) : tl::unexpected(bytes.error());
    if (!broken) return false;
    const auto touched = commit.touched();
    const auto streams = commit.streams();
    const bool moved = std::any_of(touched.begin(), touched.end(),
                                   [&](auto index) { return streams[index] == stream; });
    if (!moved || commit.tenant() != view.tenant()) return true;  // another of the same hash
    return visit(++version, position, commit);
  };
  const projections::PositionRange range{.from = Position{0}, .to = std::min(until, view.bound())};
  KINTSUGI_TRY_OK(projections::visit_stream(*rows, stream, range, take));
  return broken;
}

Result<Thing> thing_as_of(const View& view, std::string_view stream) {
  Thing thing;
  Result<void> broken;
  const auto evolve = [&](std::uint64_t version, Position, CommitView& commit) {
    broken = commit.open_events();
    if (!broken) return false;
    thing.version = version;
    for (const EventInCommit& happened : commit.events()) {
      if (commit.streams()[happened.stream] == stream)
        core::evolve_any(thing.state, happened.event);
    }
    return true;
  };
  KINTSUGI_TRY_OK(visit_changes(view, stream, view.bound(), evolve));
  KINTSUGI_TRY_OK(broken);
  return thing;
}

}  // namespace kintsugi::replay
