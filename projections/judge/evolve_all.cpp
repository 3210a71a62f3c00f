#include "projections/judge/evolve_all.h"

#include <algorithm>

#include "core/dispatch.h"
#include "events/commit/commit.h"

namespace kintsugi::projections {

Result<void> evolve_all(std::span<const core::StreamEvent> events,
                        const std::function<schema::State&(std::string_view stream)>& state_of) {
  Commit commit;
  commit.id = commit.tenant = "-";
  for (const core::StreamEvent& event : events) {
    const auto same = [&](const Expectation& e) { return e.stream == event.stream; };
    if (std::none_of(commit.expectations.begin(), commit.expectations.end(), same)) {
      commit.expectations.push_back({event.stream, {}});
    }
    commit.events.push_back({event.stream, event.event});
  }
  const Bytes bytes = encode_commit(commit);
  CommitView view;
  KINTSUGI_TRY_OK(view.open(bytes));
  KINTSUGI_TRY_OK(view.open_events());
  for (const EventInCommit& event : view.events()) {
    core::evolve_any(state_of(view.streams()[event.stream]), event.event);
  }
  return {};
}

}  // namespace kintsugi::projections
