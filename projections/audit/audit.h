#pragma once
// Which commits were whose and touched what: positions only. What they say is read from the log
// when asked for, so nothing is told twice and nothing can differ.

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "events/commit/commit.h"
#include "projections/runner/projection.h"
#include "projections/runner/scope.h"
#include "schema/rows_audit_state.h"

namespace kintsugi::projections {

const ProjectionKind& audit_projection();

// The streams of whose history a commit is a step: those that it touched. A refusal touches nothing;
// it is a step of all that it was decided on, so that an order shows what was tried on it.
template <class Visit>
void visit_concerned(const CommitView& commit, Visit visit) {
  const auto streams = commit.streams();
  if (!commit.refused()) {
    for (const auto index : commit.touched()) visit(streams[index]);
    return;
  }
  for (const auto stream : streams)
    if (!stream.starts_with("command/")) visit(stream);
}

// Counting commits, refusals among them, in [from, to), newest first when `descending`, until
// `visit` says false. Names share lists by hash: the caller looks into the commit whether it is one
// of those asked for.
struct PositionRange {
  Position from;
  Position to{INT64_MAX};
  bool descending = false;
};
using VisitPosition = std::function<bool(Position)>;
Result<void> visit_stream(const RowReader& rows, std::string_view stream,
                          const PositionRange& range, const VisitPosition& visit);
Result<void> visit_operator(const RowReader& rows, std::string_view operator_id,
                            const PositionRange& range, const VisitPosition& visit);
Result<void> visit_refused(const RowReader& rows, const PositionRange& range,
                           const VisitPosition& visit);
// Of whoever worked for one of these outlets: few, as each list is looked into.
Result<void> visit_outlets(const RowReader& rows, const std::set<std::string, std::less<>>& outlets,
                           bool refused_only, const PositionRange& range,
                           const VisitPosition& visit);
constexpr std::size_t outlets_visited_max = 64;  // from there on all are fewer steps
// By the codes of the commands in the schema.
Result<void> visit_commands(const RowReader& rows, const std::vector<std::uint16_t>& codes,
                            const PositionRange& range, const VisitPosition& visit);
Result<void> visit_all(const RowReader& rows, const PositionRange& range,
                       const VisitPosition& visit);

// Every operator that ever sent a command, by number.
Result<std::vector<schema::ActivityRow>> list_activity(const RowReader& rows);

// Commits per hour in which there were any, ascending.
struct HourCount {
  Instant hour;
  std::int64_t commits = 0;
  Position first;  // the first commit of the hour: where the slider lands
};
// As of `until`: the last hour counts what is before it.
Result<std::vector<HourCount>> hours(const RowReader& rows, Position until = Position{INT64_MAX});

}  // namespace kintsugi::projections
