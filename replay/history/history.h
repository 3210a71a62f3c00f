#pragma once
// What happened, commit by commit, read from the log: the timeline of one thing, the steps of one
// operator, refused ones included, all of it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "projections/runner/scope.h"
#include "replay/views/views.h"

namespace kintsugi::replay {

struct HistoryRequest {
  std::string stream{};       // "work_order/WO-1": that stream's
  std::string operator_id{};  // this operator's
  std::vector<std::uint16_t> commands{};  // with one of these, by their codes; none: with any
  bool refused_only = false;
  bool accepted_only = false;
  std::string refusal{};  // only what was refused with this code; empty: whatever
  std::optional<Instant> from{};   // recorded, inclusive
  std::optional<Instant> until{};  // exclusive
  bool newest_first = true;
  std::size_t limit = 50;
  std::optional<Position> after{};  // the last one of the page before
};

// A whole counting commit: open a CommitView on `bytes`.
struct HistoryCommit {
  Position position;
  Bytes bytes;
};
struct History {
  std::vector<HistoryCommit> commits;
  std::optional<Position> next;  // for `after`; nothing: no more
};

// Where the scope is not everything, only commits whose actor worked in one of its outlets are
// given. Errors: as View::rows, and the log's.
Result<History> read_history(const View& view, const HistoryRequest& request,
                             const projections::Scope& scope);

}  // namespace kintsugi::replay
