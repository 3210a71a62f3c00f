// Every step of every operator: lists of commits, read from the log where the audit index points.

#include <algorithm>
#include <vector>

#include "api/http/reading/commit_json.h"
#include "api/http/reading/moment.h"
#include "api/http/reading/names.h"
#include "api/http/reading/rows_at.h"
#include "api/http/routes/commit_list.h"
#include "api/http/routes/context.h"
#include "api/http/routes/log_state.h"
#include "api/http/routes/tables.h"
#include "projections/audit/audit.h"
#include "projections/lists/commit_seen.h"
#include "replay/history/commands_named.h"

namespace kintsugi::api {

namespace {

// ?from= (inclusive) and ?to= (exclusive): positions, times or dates.
Result<void> narrow(projections::PositionRange& range, const Call& call) {
  for (const char* name : {"from", "to"}) {
    auto text = call.request.parameter(name);
    if (!text || text->empty()) continue;
    const bool from = name[0] == 'f';
    std::optional<Position> at = parse_position(*text);
    if (!at) {
      const auto time = from ? parse_begin(*text) : parse_end(*text);
      if (!time)
        return fail(ErrorKind::invalid, "request.bad_parameter",
                    std::string(name) + ": a time, a date or a position");
      // The first position that is not before the time.
      KINTSUGI_TRY(at, call.edge.service.position_as_of(call.principal.tenant,
                                                        *time - std::chrono::milliseconds(1)));
    }
    if (from)
      range.from = *at;
    else
      range.to = std::min(range.to, *at);
  }
  return {};
}

Result<Response> get_audit(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(auto audit, reading.grown_rows("audit"));
  projections::PositionRange range{
      .from = Position{0}, .to = reading.view.next, .descending = true};
  if (!reading.page.after.empty()) {
    KINTSUGI_TRY(Position seen, after_position(reading.page.after));
    range.to = Position{seen.value - 1};
  }
  KINTSUGI_TRY_OK(narrow(range, call));
  std::string who = parameter_of(call.request, "operator");
  std::string stream = parameter_of(call.request, "stream");
  KINTSUGI_TRY(const auto codes, replay::commands_named(parameter_of(call.request, "command"),
                                                        parameter_of(call.request, "about")));
  std::string outcome = parameter_of(call.request, "outcome");
  if (!outcome.empty() && outcome != "accepted" && outcome != "refused") {
    return fail(ErrorKind::invalid, "request.bad_parameter", "outcome: accepted or refused");
  }
  RowsAt rows(reading);
  const auto viewer = rows.viewer();
  auto want = [&](CommitView& commit) {
    if (!who.empty() && commit.operator_id() != who) return false;
    if (!outcome.empty() && commit.refused() != (outcome == "refused")) return false;
    if (!codes.empty() && !replay::has_command(commit, codes)) return false;
    // Whoever works for one outlet only is seen by those who audit it; the rest by the company.
    if (!reading.scope.sees(commit.outlet())) return false;
    const auto seen = projections::lists::sees_commit(viewer, commit);
    return seen && *seen;
  };
  const bool few_outlets = !reading.scope.all && reading.scope.outlets.size() <=
                                                     projections::outlets_visited_max;
  auto visit = [&](const projections::PositionRange& r, const projections::VisitPosition& v) {
    if (!stream.empty()) return projections::visit_stream(*audit, stream, r, v);
    if (!who.empty()) return projections::visit_operator(*audit, who, r, v);
    if (!codes.empty()) return projections::visit_commands(*audit, codes, r, v);
    if (few_outlets)
      return projections::visit_outlets(*audit, reading.scope.outlets, outcome == "refused", r, v);
    if (outcome == "refused") return projections::visit_refused(*audit, r, v);
    return projections::visit_all(*audit, r, v);
  };
  return commit_list(call, reading, range, stream, visit, want);
}

Result<Response> get_activity(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(auto audit, reading.rows("audit"));
  KINTSUGI_TRY(const auto activities, projections::list_activity(*audit));
  projections::lists::References named;
  for (const schema::ActivityRow& one : activities)
    if (!one.operator_.empty()) named["operator"].insert(one.operator_);
  RowsAt rows(reading);
  KINTSUGI_TRY(const std::string names, names_json(rows, call.principal, named));
  return read_response(reading, "{\"items\":[" + rows_json(activities) + "],\"names\":" + names +
                                    ",\"position\":\"" +
                                    std::to_string(reading.view.last().value) + "\"}");
}

Result<Response> get_commit(const Call& call) {
  auto position = parse_position(call.request.path_value("position"));
  if (!position)
    return fail(ErrorKind::invalid, "request.bad_position", "a position is a whole number");
  KINTSUGI_TRY(Reading reading, call.reading());
  auto none = [] {
    return fail(ErrorKind::not_found, "log.no_such_position", "no commit of this company there");
  };
  if (*position >= reading.view.next) return none();
  auto bytes = call.edge.service.log().at(*position);
  if (!bytes)
    return bytes.error().kind == ErrorKind::not_found ? none() : tl::unexpected(bytes.error());
  CommitView commit;
  if (!commit.open(*bytes) || commit.tenant() != call.principal.tenant) return none();
  RowsAt rows(reading);
  KINTSUGI_TRY(const bool seen, projections::lists::sees_commit(rows.viewer(), commit));
  if (!seen) return none();
  std::string body;
  KINTSUGI_TRY_OK(
      write_commit_json(body, commit, *position, call.request.language, names_of(reading), true));
  // What stands there and does not count is shown as that: it may be anybody's.
  KINTSUGI_TRY(const bool counts, call.edge.service.verdicts().counts(*position));
  if (!counts) {
    body.back() = ',';
    body += "\"void\":\"" + void_reason_at(call.edge.service, *position) + "\"}";
  }
  return read_response(reading, std::move(body));
}

}  // namespace

std::span<const Route> audit_routes() {
  static constexpr std::string_view duties[] = {"auditor", "administrator"};
  static constexpr Rights auditors{.duties = duties,
                                   .why = "auditors and administrators read the audit log"};
  static constexpr Rights auditors_of_all{
      .duties = duties, .whole_company = true, .why = auditors.why};
  static constexpr std::string_view outcomes[] = {"accepted", "refused"};
  static constexpr Parameter filters[] = {
      {"operator"},
      {"stream", "work_order/WO-1"},
      {"command", "its name: schedule_booking"},
      {"about", "commands about such things: part,tariff"},
      {.name = "outcome", .choices = outcomes},
      {.name = "from",
       .text = "a position, a time; a day: from its begin",
       .takes = Parameter::Takes::moment},
      {.name = "to",
       .text = "before a position or a time; a day: with all of it",
       .takes = Parameter::Takes::moment}};
  static constexpr Route table[] = {
      {.path = "/v1/audit",
       .summary = "Every command of every operator, newest first",
       .handler = get_audit,
       .rights = auditors,
       .parameters = filters,
       .row = "commit",
       .list = true},
      {.path = "/v1/audit/operators",
       .summary = "What each operator did, summed up",
       .handler = get_activity,
       .rights = auditors_of_all,
       .row = "activity_answer"},
      {.path = "/v1/audit/commits/{position}",
       .summary = "One commit whole",
       .handler = get_commit,
       .rights = auditors_of_all,
       .row = "commit"},
  };
  return table;
}

}  // namespace kintsugi::api
