#include "projections/judge/as_of.h"

#include <optional>

#include "projections/judge/rows.h"

namespace kintsugi::projections {

namespace {

constexpr std::chrono::milliseconds pause{100};
constexpr int pauses_max = 100;  // ten seconds without a record

struct TimeMark {
  Instant recorded_at{};
  Position position;
};

// The last mark at or before `time`; nothing where the tenant's first mark is later or there is
// none.
Result<std::optional<TimeMark>> last_mark(const RowReader& streams, std::string_view tenant,
                                          Instant time) {
  const std::string from = rows::key_of(rows::time, tenant, "");
  std::string after;
  rows::put64(after, static_cast<std::uint64_t>(to_ms(time)) + 1);
  std::optional<TimeMark> mark;
  const auto newest = [&](std::string_view key, std::string_view) {
    rows::Reader in(key.substr(from.size()));
    mark.emplace();
    mark->recorded_at = instant_from_ms(static_cast<std::int64_t>(in.u64()));
    mark->position = Position{static_cast<std::int64_t>(in.u64())};
    return false;
  };
  KINTSUGI_TRY_OK(streams.scan(from, rows::key_of(rows::time, tenant, after), newest, true));
  return mark;
}

}  // namespace

Result<Position> position_as_of(const RowReader& streams, log::EventLog& log,
                                VerdictReader& verdicts, std::string_view tenant, Instant time) {
  if (to_ms(time) < 0) return Position{};
  KINTSUGI_TRY(const auto mark, last_mark(streams, tenant, time));
  TenantClock clock(mark ? mark->recorded_at : Instant{});
  const Position until = verdicts.judged_until();
  Position next = mark ? mark->position : Position{};
  KINTSUGI_TRY(const auto cursor, log.read(next));
  CommitView view;
  // An empty answer is not the end of the log.
  for (int silent = 0; next < until && silent < pauses_max;) {
    KINTSUGI_TRY(const auto records, cursor->next(256, pause));
    silent = records.empty() ? silent + 1 : 0;
    for (const log::Record& record : records) {
      next = record.position.next();
      if (record.position >= until) return until;
      KINTSUGI_TRY(const bool counts, verdicts.counts(record.position));
      if (!counts || !view.open(record.bytes) || view.tenant() != tenant) continue;
      if (clock.advance(view.recorded_at()) > time) return record.position;
    }
  }
  if (next < until) {
    return fail(ErrorKind::unavailable, "log.unavailable",
                "the log does not give its records up to " + std::to_string(until.value));
  }
  return until;
}

}  // namespace kintsugi::projections
