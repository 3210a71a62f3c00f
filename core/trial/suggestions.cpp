#include "core/trial/suggestions.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "core/calendar/calendar.h"
#include "core/technician/technician.h"
#include "schema/technician_state.h"
#include "schema/work_order_booking.h"

namespace kintsugi::core::trial {
namespace {

using work_order::CheckSaid;

struct Search {
  const Visit& asked;
  const schema::WorkOrder& order;
  const Attempt& attempt;
};

bool stops(const std::vector<CheckSaid>& checks) {
  return std::any_of(checks.begin(), checks.end(),
                     [](const CheckSaid& one) { return one.stops(); });
}

enum class Answer : std::uint8_t { accepted, by_checks, otherwise };

// The checks alone first: they are the dearest part of a decision, and mostly what says no.
Result<Answer> ask(const Search& search, const Visit& visit, Reads& reads) {
  KINTSUGI_TRY(const auto checks, look_at(visit, search.order, reads));
  if (stops(checks)) return Answer::by_checks;
  const auto decided = decide_on_trial(command_of(visit, search.order), search.attempt);
  return decided ? Answer::accepted : Answer::otherwise;
}

std::vector<std::int32_t> days_around(const Search& search) {
  const std::int32_t today = day_of(search.attempt.now);
  const std::int32_t asked = day_of(instant_from_ms(search.asked.starts_at));
  std::vector<std::int32_t> days;
  const auto add = [&](std::int32_t from, std::int32_t until) {
    for (std::int32_t day = std::max(from, today); day <= until; ++day) days.push_back(day);
  };
  add(asked - days_before, asked + days_after);
  if (search.order.window_from != 0) {
    const std::int32_t window = day_of(instant_from_ms(search.order.window_from));
    add(window, window + days_after);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

// Nearest to the time asked for, which is the first.
std::vector<std::int64_t> starts_near(const Search& search, const std::vector<std::int32_t>& days) {
  const std::int64_t wish = search.asked.starts_at;
  std::vector<std::int64_t> starts;
  if (wish >= to_ms(search.attempt.now)) starts.push_back(wish);
  for (const std::int32_t day : days) {
    const auto more = starts_on(day, search.asked.length(), search.attempt.now);
    starts.insert(starts.end(), more.begin(), more.end());
  }
  std::stable_sort(starts.begin(), starts.end(), [&](std::int64_t a, std::int64_t b) {
    return std::abs(a - wish) < std::abs(b - wish);
  });
  return starts;
}

// The first of the starts that is accepted. What no time mends ends the search.
Result<std::optional<Visit>> first_free(const Search& search, const Visit& visit,
                                        const std::vector<std::int64_t>& starts) {
  Reads reads = search.attempt.reads();
  for (const std::int64_t start : starts) {
    const Visit then = visit.at(start);
    KINTSUGI_TRY(const Answer answer, ask(search, then, reads));
    if (answer == Answer::accepted) return std::optional(then);
    if (answer == Answer::otherwise) break;
  }
  return std::optional<Visit>();
}

// Minutes that he has on the day of the visit already.
std::int64_t load_of(const Search& search, const std::string& technician) {
  Reads reads = search.attempt.reads();
  const auto* he = reads.find<schema::Technician>(technician);
  return minutes_on(*he, day_of(instant_from_ms(search.asked.starts_at)), search.asked.order,
                    search.asked.booking);
}

Result<std::optional<Visit>> another_technician(const Search& search,
                                                std::span<const std::string> technicians) {
  const std::int32_t day = day_of(instant_from_ms(search.asked.starts_at));
  const std::vector<std::int64_t> that_day = starts_near(search, {day});
  std::optional<Visit> best;
  const auto rank = [&](const Visit& visit) {
    return std::tuple(std::abs(visit.starts_at - search.asked.starts_at), visit.starts_at,
                      load_of(search, visit.technician), std::string_view(visit.technician));
  };
  for (const std::string& technician : technicians.first(
           std::min(technicians.size(), technicians_max))) {
    const bool same = technician == search.asked.technician;
    if (same || !search.attempt.reads().exists<schema::Technician>(technician)) continue;
    KINTSUGI_TRY(auto free, first_free(search, search.asked.by(technician), that_day));
    if (free && (!best || rank(*free) < rank(*best))) best = std::move(free);
  }
  return best;
}

// The overrides that another person would have to record; none where they would not do.
Result<std::vector<schema::OverrideDispatchCheck>> approvals(const Search& search,
                                                             const schema::Command& refused,
                                                             const std::string& reason) {
  std::vector<schema::OverrideDispatchCheck> out;
  Reads reads = search.attempt.reads();
  KINTSUGI_TRY(const auto checks, look_at(search.asked, search.order, reads));
  Events recorded;
  Actor another;
  another.kind = ActorKind::system;
  for (const CheckSaid& one : checks) {
    if (!one.stops()) continue;
    if (one.verdict == CheckSaid::Verdict::hard)
      return std::vector<schema::OverrideDispatchCheck>();
    out.push_back({.order = search.asked.order,
                   .technician = search.asked.technician,
                   .check = one.check,
                   .reason = reason});
    const auto decided = decide_on_trial(
        out.back(), {search.attempt.source, another, search.attempt.now}, recorded);
    if (!decided) return std::vector<schema::OverrideDispatchCheck>();
    recorded.add(*decided);
  }
  if (out.empty() || !decide_on_trial(refused, search.attempt, recorded)) out.clear();
  return out;
}

}  // namespace

Result<std::vector<Suggestion>> suggest(const schema::Command& refused,
                                        std::span<const std::string> technicians,
                                        const std::string& reason, const Attempt& attempt) {
  std::vector<Suggestion> out;
  std::optional<Visit> asked = visit_of(refused, attempt);
  Reads reads = attempt.reads();
  const auto* order = asked ? reads.find<schema::WorkOrder>(asked->order) : nullptr;
  if (order == nullptr || !reads.exists<schema::Technician>(asked->technician)) return out;
  if (asked->reason.empty()) asked->reason = reason;
  const Search search{*asked, *order, attempt};
  const auto add = [&](Suggestion::Kind kind, const std::optional<Visit>& visit) {
    if (visit) out.push_back({kind, command_of(*visit, *order)});
  };
  KINTSUGI_TRY(const auto then,
               first_free(search, *asked, starts_near(search, days_around(search))));
  add(Suggestion::Kind::another_time, then);
  KINTSUGI_TRY(const auto other, another_technician(search, technicians));
  add(Suggestion::Kind::another_technician, other);
  KINTSUGI_TRY(const auto lacking, approvals(search, refused, reason));
  for (const auto& one : lacking) out.push_back({Suggestion::Kind::approval, one});
  if (reads.failure()) return tl::unexpected(*reads.failure());
  return out;
}

}  // namespace kintsugi::core::trial
