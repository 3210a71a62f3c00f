#include "replay/history/history.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "events/commit/commit.h"
#include "projections/audit/audit.h"
#include "projections/lists/commit_seen.h"
#include "replay/history/commands_named.h"

namespace kintsugi::replay {
namespace {

// Is the commit one of those asked for? Lists are by hash, and by one criterion only.
bool wanted(const CommitView& commit, const HistoryRequest& request,
            const projections::Scope& scope) {
  if (!request.stream.empty()) {
    bool concerned = false;
    projections::visit_concerned(commit, [&](std::string_view stream) {
      concerned = concerned || stream == request.stream;
    });
    if (!concerned) return false;
  }
  if (!request.operator_id.empty() && commit.operator_id() != request.operator_id) return false;
  if (!request.commands.empty() && !has_command(commit, request.commands)) return false;
  const bool refused = commit.refused();
  if (refused ? request.accepted_only : request.refused_only) return false;
  if (!request.refusal.empty() && (!refused || commit.refusal().code != request.refusal))
    return false;
  if (request.from && commit.recorded_at() < *request.from) return false;
  if (request.until && commit.recorded_at() >= *request.until) return false;
  return scope.sees(commit.outlet());
}

// Who reads them all sees none of what is hidden from him; the company itself sees everything.
class Hidden {
 public:
  Hidden(const View& view, const projections::Scope& scope)
      : view_(view),
        viewer_(scope, [this](std::string_view model) { return rows_of(model); }),
        nothing_(scope.all && scope.person.empty()) {}

  Result<bool> has(const CommitView& commit) {
    if (nothing_) return false;
    KINTSUGI_TRY(const bool seen, projections::lists::sees_commit(viewer_, commit));
    return !seen;
  }

 private:
  Result<const projections::RowReader*> rows_of(std::string_view model) {
    auto& rows = rows_[std::string(model)];
    if (!rows) {
      KINTSUGI_TRY(rows, view_.rows(model));
    }
    return rows.get();
  }
  const View& view_;
  std::map<std::string, std::shared_ptr<const projections::RowReader>> rows_;
  const projections::lists::Viewer viewer_;
  const bool nothing_;
};

// The positions in the hours that the times fall into.
Result<projections::PositionRange> range_of(const View& view, const projections::RowReader& rows,
                                            const HistoryRequest& request) {
  projections::PositionRange range{Position{0}, view.bound(), request.newest_first};
  if (request.from || request.until) {
    KINTSUGI_TRY(const auto hours, projections::hours(rows, view.bound()));
    for (const auto& hour : hours) {
      if (request.from && hour.hour + std::chrono::hours(1) <= *request.from)
        range.from = hour.first;  // the next hour begins after it
      if (request.until && hour.hour >= *request.until) {
        range.to = std::min(range.to, hour.first.next());
        break;
      }
    }
  }
  if (request.after) {
    if (request.newest_first)
      range.to = std::min(range.to, *request.after);
    else
      range.from = std::max(range.from, request.after->next());
  }
  return range;
}

}  // namespace

Result<History> read_history(const View& view, const HistoryRequest& request,
                             const projections::Scope& scope) {
  KINTSUGI_TRY(const auto rows, view.grown_rows("audit"));
  KINTSUGI_TRY(const auto range, range_of(view, *rows, request));
  History history;
  Result<void> broken;
  CommitView commit;
  Hidden hidden(view, scope);
  const auto visit = [&](Position position) {
    auto bytes = view.log().at(position);
    if (!bytes) {
      broken = tl::unexpected(bytes.error());
      return false;
    }
    if (auto opened = commit.open(*bytes); !opened) {
      broken = opened;
      return false;
    }
    if (commit.tenant() != view.tenant() || !wanted(commit, request, scope)) return true;
    const auto is_hidden = hidden.has(commit);
    if (!is_hidden) {
      broken = tl::unexpected(is_hidden.error());
      return false;
    }
    if (*is_hidden) return true;
    if (history.commits.size() == request.limit) {
      history.next = history.commits.back().position;
      return false;
    }
    history.commits.push_back({position, *std::move(bytes)});
    return true;
  };
  const auto walked = [&]() -> Result<void> {
    if (!request.stream.empty()) return visit_stream(*rows, request.stream, range, visit);
    if (!request.operator_id.empty())
      return visit_operator(*rows, request.operator_id, range, visit);
    if (!request.commands.empty()) return visit_commands(*rows, request.commands, range, visit);
    if (!scope.all && scope.outlets.size() <= projections::outlets_visited_max)
      return visit_outlets(*rows, scope.outlets, request.refused_only, range, visit);
    if (request.refused_only) return visit_refused(*rows, range, visit);
    return visit_all(*rows, range, visit);
  }();
  if (!walked) return tl::unexpected(walked.error());
  if (!broken) return tl::unexpected(broken.error());
  return history;
}

}  // namespace kintsugi::replay
