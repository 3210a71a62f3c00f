// What a refused dispatch names instead is what looking everywhere finds, and is accepted as it is.

#include "core/trial/suggestions.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "core/calendar/calendar.h"
#include "core/technician/technician.h"
#include "schema/technician_state.h"
#include "tests/core/trial/small_company.h"

namespace kintsugi::tests {
namespace {

namespace trial = core::trial;
using Kind = trial::Suggestion::Kind;
using schema::Command;
using schema::ReassignBooking;
using schema::RescheduleBooking;
using schema::ScheduleBooking;


trial::Attempt attempt(Given& given) { return {given.streams(), dispatcher, given.now()}; }

bool accepted(const Command& command, Given& given) {
  return trial::decide_on_trial(command, attempt(given)).has_value();
}

std::vector<trial::Suggestion> suggested(const Command& refused, Given& given) {
  auto out = trial::suggest(refused, technicians(), "改派", attempt(given));
  EXPECT_TRUE(out) << out.error().code;
  return out ? *std::move(out) : std::vector<trial::Suggestion>();
}

std::vector<Command> of_kind(Kind kind, const std::vector<trial::Suggestion>& all) {
  std::vector<Command> out;
  for (const auto& one : all)
    if (one.kind == kind) out.push_back(one.command);
  return out;
}

// Whole days of starts, as the header says how far is looked.
std::vector<std::int64_t> all_starts(std::int64_t wish, std::int64_t length, bool one_day,
                                     Given& given) {
  const std::int32_t day = core::day_of(instant_from_ms(wish));
  std::set<std::int32_t> days{day};
  if (!one_day) {
    for (std::int32_t d = -trial::days_before; d <= trial::days_after; ++d) days.insert(day + d);
    const auto from = given.state<schema::WorkOrder>("WO-1").window_from;
    const std::int32_t window = core::day_of(instant_from_ms(from));
    for (std::int32_t d = 0; from != 0 && d <= trial::days_after; ++d) days.insert(window + d);
  }
  std::vector<std::int64_t> out;
  if (wish >= to_ms(given.now())) out.push_back(wish);
  for (const std::int32_t one : days)
    for (const std::int64_t start : trial::starts_on(one, length, given.now()))
      out.push_back(start);
  return out;
}

// The wished time or the one that is nearest to it, by asking for every one.
template <class Make>
std::optional<std::int64_t> nearest(const std::vector<std::int64_t>& starts, std::int64_t wish,
                                    Given& given, Make make) {
  std::optional<std::int64_t> best;
  for (const std::int64_t start : starts) {
    const auto rank = [&](std::int64_t at) { return std::pair(std::abs(at - wish), at); };
    if ((!best || rank(start) < rank(*best)) && accepted(make(start), given)) best = start;
  }
  return best;
}

ScheduleBooking wish_of(std::uint64_t seed) {
  Chance chance(seed + 1000);
  const std::int64_t day = monday + chance.below(3) * 24 * hour;
  const std::int64_t at = day + 9 * hour + chance.below(100) * 5 * minute;
  return {.order = "WO-1",
          .technician = technicians()[static_cast<std::size_t>(chance.below(4))],
          .starts_at = at,
          .ends_at = at + (30 + 15 * chance.below(6)) * minute};
}

TEST(Suggestions, AnotherTimeIsTheNearestOfAll) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    Given given = small_company(seed);
    const ScheduleBooking wish = wish_of(seed);
    const std::int64_t length = wish.ends_at - wish.starts_at;
    if (accepted(wish, given)) continue;
    const auto best = nearest(all_starts(wish.starts_at, length, false, given), wish.starts_at,
                              given, [&](std::int64_t start) {
                                ScheduleBooking then = wish;
                                then.starts_at = start;
                                then.ends_at = start + length;
                                return then;
                              });
    const auto named = of_kind(Kind::another_time, suggested(wish, given));
    ASSERT_EQ(named.size(), best ? 1u : 0u);
    if (!best) continue;
    ++found;
    EXPECT_EQ(named[0].get<ScheduleBooking>().starts_at, *best);
    given.when(named[0]).then_accepted();
  }
  EXPECT_GT(found, 10);
}

TEST(Suggestions, AnotherTechnicianIsTheNearestAndLeastBusy) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    Given given = small_company(seed);
    const ScheduleBooking wish = wish_of(seed);
    const std::int64_t length = wish.ends_at - wish.starts_at;
    if (accepted(wish, given)) continue;
    const std::int32_t day = core::day_of(instant_from_ms(wish.starts_at));
    using Rank = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::string>;
    std::optional<Rank> best;
    for (const std::string& other : technicians()) {
      if (other == wish.technician) continue;
      const auto starts = all_starts(wish.starts_at, length, true, given);
      const auto at = nearest(starts, wish.starts_at, given, [&](std::int64_t start) {
        return ScheduleBooking{.order = "WO-1",
                               .technician = other,
                               .starts_at = start,
                               .ends_at = start + length};
      });
      if (!at) continue;
      const auto load =
          core::minutes_on(given.state<schema::Technician>(other), day, "WO-1", 0);
      const Rank rank{std::abs(*at - wish.starts_at), *at, load, other};
      if (!best || rank < *best) best = rank;
    }
    const auto named = of_kind(Kind::another_technician, suggested(wish, given));
    ASSERT_EQ(named.size(), best ? 1u : 0u);
    if (!best) continue;
    ++found;
    EXPECT_EQ(named[0].get<ScheduleBooking>().starts_at, std::get<1>(*best));
    EXPECT_EQ(named[0].get<ScheduleBooking>().technician, std::get<3>(*best));
    given.when(named[0]).then_accepted();
  }
  EXPECT_GT(found, 10);
}

// Of the seven checks that yield, those that have to be overridden, and no more: by trying every
// set of them.
TEST(Suggestions, ApprovalsAreTheSmallestSetThatLetsItPass) {
  constexpr auto first = static_cast<unsigned>(schema::DispatchCheck::second_order);
  constexpr unsigned yielding = 7;
  int found = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    Given given = small_company(seed);
    const ScheduleBooking wish = wish_of(seed);
    if (accepted(wish, given)) continue;
    std::optional<std::set<schema::DispatchCheck>> least;
    for (unsigned set = 1; set < 1u << yielding; ++set) {
      core::Events overridden;
      std::set<schema::DispatchCheck> checks;
      for (unsigned i = 0; i < yielding; ++i) {
        if ((set >> i & 1) == 0) continue;
        const auto check = static_cast<schema::DispatchCheck>(first + i);
        checks.insert(check);
        overridden.on("WO-1", schema::DispatchCheckOverridden{.technician = wish.technician,
                                                              .check = check,
                                                              .reason = "x",
                                                              .by = "disp2"});
      }
      if (least && least->size() <= checks.size()) continue;
      if (trial::decide_on_trial(wish, attempt(given), overridden)) least = checks;
    }
    std::set<schema::DispatchCheck> named;
    for (const Command& one : of_kind(Kind::approval, suggested(wish, given)))
      named.insert(one.get<schema::OverrideDispatchCheck>().check);
    EXPECT_EQ(named, least.value_or(std::set<schema::DispatchCheck>()));
    if (!least) continue;
    ++found;
    for (const Command& one : of_kind(Kind::approval, suggested(wish, given)))
      given.as(person("disp2")).when(one).then_accepted();
    given.as(dispatcher).when(wish).then_accepted();
  }
  EXPECT_GT(found, 5);
}

TEST(Suggestions, OfAMovedBookingAreAcceptedToo) {
  std::map<std::string, int> named;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    SCOPED_TRACE(seed);
    const ScheduleBooking wish = wish_of(seed);
    const RescheduleBooking moved{.order = "WO-1",
                                  .starts_at = wish.starts_at,
                                  .ends_at = wish.ends_at,
                                  .asked_by = schema::AskedBy::customer};
    const ReassignBooking handed{.order = "WO-1",
                                 .technician = wish.technician == "T1" ? "T2" : wish.technician,
                                 .starts_at = wish.starts_at,
                                 .ends_at = wish.ends_at,
                                 .reason = "病假"};
    for (const Command& command : {Command(moved), Command(handed)}) {
      Given asked = small_company(seed, true);
      if (accepted(command, asked)) continue;
      for (const auto& one : suggested(command, asked)) {
        if (one.kind == Kind::approval) continue;
        Given given = small_company(seed, true);
        given.when(one.command).then_accepted();
        ++named[std::string(command.name()) + " " + std::string(one.command.name())];
      }
    }
  }
  EXPECT_GT(named["reschedule_booking reschedule_booking"], 3);
  EXPECT_GT(named["reschedule_booking reassign_booking"], 3);
  EXPECT_GT(named["reassign_booking reassign_booking"], 3);
}

TEST(Suggestions, AreNoneWhereNoTimeOrTechnicianMends) {
  Given closed = order_in(schema::WorkOrderStatus::posted);
  EXPECT_TRUE(suggested(wish_of(1), closed).empty());
  Given elsewhere = small_company(1);
  const Actor far = person("far");
  const auto none = trial::suggest(wish_of(1), technicians(), "x",
                                   {elsewhere.streams(), far, elsewhere.now()});
  ASSERT_TRUE(none);
  EXPECT_TRUE(none->empty()) << "who may not send it is told of nobody";
  Given given = small_company(1);
  EXPECT_TRUE(suggested(schema::AssignOutlet{.order = "WO-1", .outlet = "S1"}, given).empty());
  ScheduleBooking timeless = wish_of(1);
  timeless.starts_at = timeless.ends_at = 0;
  EXPECT_TRUE(suggested(timeless, given).empty());
  ScheduleBooking unknown = wish_of(1);
  unknown.technician = "T9";
  EXPECT_TRUE(suggested(unknown, given).empty());
}

// A deadline that has passed is left out, not kept.
TEST(Suggestions, OfADeadlineThatHasPassedIsTheSameTimeWithoutIt) {
  Given given = order_in(schema::WorkOrderStatus::assigned);
  const ScheduleBooking wish{.order = "WO-1",
                             .technician = "T1",
                             .starts_at = ms(visit_start),
                             .ends_at = ms(visit_end),
                             .accept_by = ms("2026-03-01T00:00:00Z")};
  const auto named = of_kind(Kind::another_time, suggested(wish, given));
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0].get<ScheduleBooking>().starts_at, ms(visit_start));
  EXPECT_EQ(named[0].get<ScheduleBooking>().accept_by, 0);
}

}  // namespace
}  // namespace kintsugi::tests
