// Every step of every operator: lists of commits, read from the log where the audit index points.

#include <algorithm>

#include "api/http/commit_json.h"
#include "api/http/edge.h"
#include "api/http/moment.h"
#include "projections/audit/audit.h"
#include "schema/description.h"
#include "schema/json.h"

namespace kintsugi::api {

namespace {

constexpr std::size_t looked_at_max = 20'000;  // commits of one page's search

Result<void> may_audit(const Principal& principal) {
  if (principal.has_role("auditor") || principal.has_role("administrator")) return {};
  return fail(ErrorKind::forbidden, "authority.not_allowed",
              "auditors and administrators read the audit log");
}

bool has_command(const CommitView& commit, std::uint16_t code) {
  for (std::size_t i = 0; i < commit.command_count(); ++i)
    if (commit.command_code(i) == code) return true;
  return false;
}

}  // namespace

NameOf Edge::names_of(const Reading& reading) {
  auto directory = reading.rows("directory");
  return operator_names(directory ? *directory : nullptr);
}

Result<Position> Edge::after_position(const std::string& after) {
  if (after.empty()) return Position{0};
  auto position = parse_position(after);
  if (!position) return fail(ErrorKind::invalid, "request.bad_cursor", "not a cursor of this list");
  return position->next();
}

// A page of commits. `visit` gives positions; lists are shared by hash, so each commit is looked
// into.
Result<Response> Edge::commit_list(const Request& request, const Reading& reading,
                                   const projections::PositionRange& range,
                                   const std::string& stream, const VisitCommits& visit,
                                   const WantCommit& want) {
  std::string items;
  std::string next;
  std::size_t count = 0;
  std::size_t looked_at = 0;
  std::optional<Error> error;
  Position last;
  CommitView commit;
  NameOf name_of = names_of(reading);
  auto take = [&](Position position) {
    if (count == reading.page.limit || ++looked_at > looked_at_max) {
      next = std::to_string(last.value);
      return false;
    }
    last = position;
    auto bytes = service_.log().at(position);
    auto opened = bytes ? commit.open(*bytes) : tl::unexpected(bytes.error());
    if (!opened) {
      error = opened.error();
      return false;
    }
    if (!stream.empty()) {
      auto names = commit.streams();
      if (std::find(names.begin(), names.end(), stream) == names.end()) return true;
    }
    if (want && !want(commit)) return true;
    if (!items.empty()) items += ",";
    if (auto written = write_commit_json(items, commit, position, request.language, name_of, false);
        !written) {
      error = written.error();
      return false;
    }
    ++count;
    return true;
  };
  KINTSUGI_CHECK_OK(visit(range, take));
  if (error) return tl::unexpected(*error);
  return list(request, reading, items, next);
}

// ?from= (inclusive) and ?to= (exclusive): positions, times or dates.
Result<void> Edge::narrow(projections::PositionRange& range, const Request& request,
                          const Principal& principal) {
  for (const char* name : {"from", "to"}) {
    auto text = request.parameter(name);
    if (!text || text->empty()) continue;
    const bool from = name[0] == 'f';
    std::optional<Position> at = parse_position(*text);
    if (!at) {
      const auto time = from ? parse_begin(*text) : parse_end(*text);
      if (!time)
        return fail(ErrorKind::invalid, "request.bad_parameter",
                    std::string(name) + ": a time, a date or a position");
      // The first position that is not before the time.
      KINTSUGI_TRY(at, service_.position_as_of(principal.tenant,
                                               *time - std::chrono::milliseconds(1)));
    }
    if (from)
      range.from = *at;
    else
      range.to = std::min(range.to, *at);
  }
  return {};
}

Response Edge::get_audit(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_CHECK_OK(may_audit(principal));
    KINTSUGI_TRY(Reading reading,
                 this->reading(request, principal,
                               {"operator", "stream", "command", "outcome", "from", "to"}));
    KINTSUGI_TRY(auto audit, reading.grown_rows("audit"));
    projections::PositionRange range{
        .from = Position{0}, .to = reading.view.next, .descending = true};
    if (!reading.page.after.empty()) {
      KINTSUGI_TRY(Position seen, after_position(reading.page.after));
      range.to = Position{seen.value - 1};
    }
    KINTSUGI_CHECK_OK(narrow(range, request, principal));
    std::string who = parameter_of(request, "operator");
    std::string stream = parameter_of(request, "stream");
    std::string command = parameter_of(request, "command");
    std::string outcome = parameter_of(request, "outcome");
    if (!outcome.empty() && outcome != "accepted" && outcome != "refused") {
      return fail(ErrorKind::invalid, "request.bad_parameter", "outcome: accepted or refused");
    }
    const schema::TypeInfo* type = command.empty() ? nullptr : schema::find_type(command);
    if (!command.empty() && (type == nullptr || type->kind != schema::TypeKind::command)) {
      return fail(ErrorKind::invalid, "request.bad_parameter", "command: no such command");
    }
    auto want = [&](CommitView& commit) {
      if (!who.empty() && commit.operator_id() != who) return false;
      if (!outcome.empty() && commit.refused() != (outcome == "refused")) return false;
      if (type != nullptr && !has_command(commit, type->code)) return false;
      // Whoever works for one outlet only is seen by those who audit it; the rest by the company.
      return reading.scope.all || reading.scope.sees(commit.actor().outlet);
    };
    auto visit = [&](const projections::PositionRange& r, const projections::VisitPosition& v) {
      if (!stream.empty()) return projections::visit_stream(*audit, stream, r, v);
      if (!who.empty()) return projections::visit_operator(*audit, who, r, v);
      if (type != nullptr) return projections::visit_command(*audit, type->code, r, v);
      if (outcome == "refused") return projections::visit_refused(*audit, r, v);
      return projections::visit_all(*audit, r, v);
    };
    return commit_list(request, reading, range, stream, visit, want);
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::get_activity(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_CHECK_OK(may_audit(principal));
    if (!principal.all_outlets())
      return fail(ErrorKind::forbidden, "authority.out_of_scope", "of the whole company");
    KINTSUGI_TRY(Reading reading, this->reading(request, principal));
    KINTSUGI_TRY(auto audit, reading.rows("audit"));
    KINTSUGI_TRY(auto rows, projections::list_activity(*audit));
    std::string items;
    for (const auto& row : rows) {
      if (!items.empty()) items += ",";
      schema::write_json(items, row);
    }
    return list(request, reading, items, "");
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::get_commit(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_CHECK_OK(may_audit(principal));
    if (!principal.all_outlets())
      return fail(ErrorKind::forbidden, "authority.out_of_scope", "of the whole company");
    auto position = parse_position(request.path_value("position"));
    if (!position)
      return fail(ErrorKind::invalid, "request.bad_position", "a position is a whole number");
    KINTSUGI_TRY(Reading reading, this->reading(request, principal));
    auto none = [] {
      return fail(ErrorKind::not_found, "log.no_such_position", "no commit of this company there");
    };
    if (*position >= reading.view.next) return none();
    auto bytes = service_.log().at(*position);
    if (!bytes)
      return bytes.error().kind == ErrorKind::not_found ? none() : tl::unexpected(bytes.error());
    CommitView commit;
    if (!commit.open(*bytes) || commit.tenant() != principal.tenant) return none();
    std::string body;
    KINTSUGI_CHECK_OK(
        write_commit_json(body, commit, *position, request.language, names_of(reading), true));
    return read_response(reading, std::move(body));
  }();
  return answer ? *answer : problem(request, answer.error());
}

}  // namespace kintsugi::api
