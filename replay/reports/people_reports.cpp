#include "replay/reports/people_reports.h"

#include <charconv>

#include "events/commit/command_name.h"
#include "events/commit/commit.h"
#include "replay/history/commands_named.h"
#include "replay/history/history.h"
#include "replay/reports/names.h"
#include "replay/reports/paging.h"
#include "schema/identity_state.h"
#include "schema/outlet.h"
#include "schema/rows_wages.h"
#include "schema/technician.h"

namespace kintsugi::replay {

using projections::PageRequest;
using projections::Scope;

const Column operation_log_columns[13] = {
    {"position", "位置", "Position", CellType::position, {}},
    {"recorded_at", "记录时间", "Recorded at", CellType::instant, {}},
    {"business_at", "业务时间", "Business time", CellType::instant, {}},
    {"operator", "操作员", "Operator", CellType::text, {}},
    {"operator_name", "姓名", "Name", CellType::text, {}, false, true},
    {"outlet", "工作网点", "Worked at", CellType::text, {}},
    {"command", "命令", "Command", CellType::text, {}},
    {"outcome", "结果", "Outcome", CellType::text, {}},
    {"refusal", "拒绝代码", "Refusal", CellType::text, {}},
    {"streams", "涉及对象", "Concerns", CellType::text, {}},
    {"events", "事件", "Events", CellType::text, {}},
    {"session", "会话", "Session", CellType::text, {}},
    {"address", "客户端地址", "Client address", CellType::text, {}},
};
const std::string_view operation_log_parameters[8] = {
    "operator_id", "from", "until", "outcome", "refusal", "stream", "command", "about"};

namespace {

Result<Position> position_of(const std::string& after) {
  Position position;
  const auto end = after.data() + after.size();
  const auto parsed = std::from_chars(after.data(), end, position.value);
  if (parsed.ec == std::errc() && parsed.ptr == end) return position;
  return fail(ErrorKind::invalid, "request.bad_cursor", "not a cursor of this report");
}

Result<Row> log_row(const HistoryCommit& one, CommitView& commit, Names& names) {
  KINTSUGI_TRY_OK(commit.open(one.bytes));
  KINTSUGI_TRY_OK(commit.open_events());
  const Actor actor = commit.actor();
  std::string commands, streams, events;
  for (std::size_t i = 0; i < commit.command_count(); ++i)
    commands.append(i ? "; " : "").append(command_name(commit, i));
  for (const auto index : commit.touched()) {
    const auto name = commit.streams()[index];
    if (name.starts_with("command/")) continue;
    streams.append(streams.empty() ? "" : "; ").append(name);
  }
  for (const auto& happened : commit.events())
    events.append(events.empty() ? "" : "; ").append(schema::name_of(happened.event));
  Cell business;
  if (commit.business_at()) business = to_ms(*commit.business_at());
  return Row{one.position.value,
             to_ms(commit.recorded_at()),
             business,
             actor.operator_id,
             names.of<schema::Operator>(actor.operator_id),
             actor.outlet,
             commands,
             std::string(commit.refused() ? "refused" : "accepted"),
             commit.refused() ? commit.refusal().code : std::string(),
             streams,
             events,
             actor.session,
             actor.address};
}

// Which of them: accepted or refused, refused with a code.
Result<void> set_outcome(const ReportRequest& request, HistoryRequest& history) {
  const std::string outcome = request.named("outcome", {});
  history.refusal = request.named("refusal", {});
  history.accepted_only = outcome == "accepted";
  history.refused_only = outcome == "refused" || !history.refusal.empty();
  if (outcome.empty() || history.accepted_only || outcome == "refused") return {};
  return fail(ErrorKind::invalid, "request.bad_parameter", "outcome: accepted or refused");
}

}  // namespace

Result<std::string> run_operation_log(const View& view, const ReportRequest& request,
                                      const Scope& scope, const RowSink& sink) {
  KINTSUGI_TRY(const auto directory, view.rows("directory"));
  Names names(*directory);
  HistoryRequest history;
  history.operator_id = request.operator_id;
  history.from = request.from;
  history.until = request.until;
  history.newest_first = false;
  history.stream = request.named("stream", {});
  KINTSUGI_TRY(history.commands,
               commands_named(request.named("command", {}), request.named("about", {})));
  KINTSUGI_TRY_OK(set_outcome(request, history));
  CommitView commit;
  Result<void> broken;
  const auto list = [&](const PageRequest& page) -> Result<projections::Page<HistoryCommit>> {
    history.limit = page.limit;
    if (!page.after.empty()) {
      KINTSUGI_TRY(history.after, position_of(page.after));
    }
    KINTSUGI_TRY(auto some, read_history(view, history, scope));
    return projections::Page<HistoryCommit>{
        std::move(some.commits), some.next ? std::to_string(some.next->value) : std::string()};
  };
  KINTSUGI_TRY(auto next, write_rows(request.page, list, [&](const HistoryCommit& one) {
                 const auto row = log_row(one, commit, names);
                 if (!row) broken = tl::unexpected(row.error());
                 return row && sink(*row);
               }));
  KINTSUGI_TRY_OK(broken);
  return next;
}

}  // namespace kintsugi::replay
