#include "projections/audit/audit.h"

#include <algorithm>

#include "projections/runner/folding.h"
#include "projections/tables/postings.h"
#include "projections/tables/row_codec.h"

namespace kintsugi::projections {
namespace {

using schema::ActivityRow;

enum Octet : std::uint8_t {  // persistent within a version
  by_stream = 2,
  by_operator = 3,
  operators = 4,
  hour_counts = 5,
  hour_firsts = 6,
  by_command = 7,
  by_outlet = 8,
};
constexpr TableInfo tables[] = {{by_stream, "by_stream"},     {by_operator, "by_operator"},
                                {operators, "operators"},     {hour_counts, "hour_counts"},
                                {hour_firsts, "hour_firsts"}, {by_command, "by_command"},
                                {by_outlet, "by_outlet"}};

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::uint64_t refused_list = 1;  // lists of no name
constexpr std::uint64_t all_list = 2;

// What was refused at an outlet. No outlet's number has a blank.
std::string refused_of(std::string_view outlet) { return "refused " + std::string(outlet); }

class Audit final : public Projection {
 public:
  explicit Audit(Tables& of)
      : by_stream_(of, by_stream),
        by_operator_(of, by_operator),
        operators_(of, operators),
        hour_counts_(of, hour_counts),
        hour_firsts_(of, hour_firsts),
        by_command_(of, by_command),
        by_outlet_(of, by_outlet) {}

  void apply(const JudgedCommit& judged) override {
    if (!judged.counts) return;  // void: the same command is judged again, or was told before
    const CommitView& commit = *judged.commit;
    visit_concerned(commit, [&](std::string_view stream) {
      by_stream_.add(posting_hash(stream), judged.position);
    });
    const auto who = commit.operator_id();
    by_operator_.add(posting_hash(who), judged.position);
    by_operator_.add(all_list, judged.position);
    if (commit.refused()) by_operator_.add(refused_list, judged.position);
    if (const auto outlet = commit.outlet(); !outlet.empty()) {
      by_outlet_.add(posting_hash(outlet), judged.position);
      if (commit.refused()) by_outlet_.add(posting_hash(refused_of(outlet)), judged.position);
    }
    for (std::size_t i = 0; i < commit.command_count(); ++i)
      by_command_.add(commit.command_code(i), judged.position);

    ActivityRow& activity = operators_.at(operators_.key().text(who));
    if (activity.commands == 0) {
      activity.operator_ = who;
      activity.first_position = judged.position.value;
    }
    ++activity.commands;
    activity.refused += commit.refused();
    activity.last_position = judged.position.value;
    activity.last_at = to_ms(judged.recorded_at);

    std::int64_t hour = to_ms(judged.recorded_at) / hour_ms;
    if (to_ms(judged.recorded_at) % hour_ms < 0) --hour;
    std::int64_t& count = hour_counts_.at(hour_counts_.key().number(hour));
    if (++count == 1) hour_firsts_.at(hour_firsts_.key().number(hour)) = judged.position.value;
  }

 private:
  Postings by_stream_;
  Postings by_operator_;
  Table<ActivityRow> operators_;
  Table<std::int64_t> hour_counts_;
  Table<std::int64_t> hour_firsts_;
  Postings by_command_;
  Postings by_outlet_;
};

Result<void> visit_list(const RowReader& rows, std::uint8_t octet, std::uint64_t list,
                        const PositionRange& range, const VisitPosition& visit) {
  return visit_postings(rows, octet, list, range.from, range.to, range.descending, visit);
}

// Of several lists in one order: some of each, as far as all of them are known then, and on from
// there.
Result<void> visit_merged(const RowReader& rows, std::uint8_t octet,
                          const std::vector<std::uint64_t>& lists, PositionRange range,
                          const VisitPosition& visit) {
  if (lists.size() == 1) return visit_list(rows, octet, lists.front(), range, visit);
  constexpr std::size_t of_each = 200;
  for (bool more = true; more;) {
    std::vector<Position> found;
    Position known = range.descending ? range.from : range.to;
    more = false;
    for (const std::uint64_t list : lists) {
      std::size_t count = 0;
      KINTSUGI_TRY_OK(visit_list(rows, octet, list, range, [&](Position position) {
        found.push_back(position);
        if (++count < of_each) return true;
        known = range.descending ? std::max(known, position) : std::min(known, position.next());
        more = true;
        return false;
      }));
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    if (range.descending) std::reverse(found.begin(), found.end());
    for (const Position position : found) {
      const bool is_known = range.descending ? position >= known : position < known;
      if (is_known && !visit(position)) return {};
    }
    (range.descending ? range.to : range.from) = known;
  }
  return {};
}

}  // namespace

const ProjectionKind& audit_projection() {
  static const ProjectionKind kind{"audit", 4, tables, make_projection<Audit>};
  return kind;
}

Result<void> visit_stream(const RowReader& rows, std::string_view stream,
                          const PositionRange& range, const VisitPosition& visit) {
  return visit_list(rows, by_stream, posting_hash(stream), range, visit);
}
Result<void> visit_operator(const RowReader& rows, std::string_view operator_id,
                            const PositionRange& range, const VisitPosition& visit) {
  return visit_list(rows, by_operator, posting_hash(operator_id), range, visit);
}
Result<void> visit_refused(const RowReader& rows, const PositionRange& range,
                           const VisitPosition& visit) {
  return visit_list(rows, by_operator, refused_list, range, visit);
}
Result<void> visit_outlets(const RowReader& rows, const std::set<std::string, std::less<>>& outlets,
                           bool refused_only, const PositionRange& range,
                           const VisitPosition& visit) {
  std::vector<std::uint64_t> lists;
  for (const std::string& outlet : outlets)
    lists.push_back(posting_hash(refused_only ? refused_of(outlet) : outlet));
  return visit_merged(rows, by_outlet, lists, range, visit);
}
Result<void> visit_commands(const RowReader& rows, const std::vector<std::uint16_t>& codes,
                            const PositionRange& range, const VisitPosition& visit) {
  return visit_merged(rows, by_command, {codes.begin(), codes.end()}, range, visit);
}
Result<void> visit_all(const RowReader& rows, const PositionRange& range,
                       const VisitPosition& visit) {
  return visit_list(rows, by_operator, all_list, range, visit);
}

Result<std::vector<ActivityRow>> list_activity(const RowReader& rows) {
  std::vector<ActivityRow> out;
  KINTSUGI_TRY_OK(
      visit_rows<ActivityRow>(rows, Key(operators).bytes(), false, [&](const ActivityRow& row) {
        out.push_back(row);
        return true;
      }));
  return out;
}

Result<std::vector<HourCount>> hours(const RowReader& rows, Position until) {
  std::vector<HourCount> out;
  const auto walk = [&](std::uint8_t table, auto take) {
    const Key head(table);
    return rows.scan(head.bytes(), after_prefix(head.bytes()),
                     [&](std::string_view key, std::string_view value) {
                       take(KeyParts(key).number(), decode_count(value));
                       return true;
                     });
  };
  KINTSUGI_TRY_OK(walk(hour_counts, [&](std::int64_t hour, std::int64_t count) {
    out.push_back({instant_from_ms(hour * hour_ms), count, {}});
  }));
  std::size_t i = 0;
  KINTSUGI_TRY_OK(walk(hour_firsts, [&](std::int64_t, std::int64_t first) {
    if (i < out.size()) out[i++].first = Position{first};
  }));
  std::erase_if(out, [&](const HourCount& hour) { return hour.first >= until; });
  if (out.empty() || rows.position() <= until) return out;
  out.back().commits = 0;
  KINTSUGI_TRY_OK(visit_all(rows, {.from = out.back().first, .to = until}, [&](Position) {
    ++out.back().commits;
    return true;
  }));
  return out;
}

}  // namespace kintsugi::projections
