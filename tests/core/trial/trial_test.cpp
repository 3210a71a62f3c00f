// Who could go, with what the checks say: the same as what sending it would say.

#include "core/trial/candidates.h"

#include <algorithm>
#include <map>

#include "core/calendar/calendar.h"
#include "schema/work_order_booking.h"
#include "tests/core/trial/small_company.h"

namespace kintsugi::tests {
namespace {

namespace trial = core::trial;
using Verdict = trial::Candidate::Verdict;
using Said = core::work_order::CheckSaid::Verdict;
using Status = schema::WorkOrderStatus;


std::vector<trial::Candidate> ask(Given& given, trial::Wanted wanted) {
  auto found =
      trial::candidates(wanted, technicians(), {given.streams(), dispatcher, given.now()});
  EXPECT_TRUE(found) << found.error().code;
  return found ? *std::move(found) : std::vector<trial::Candidate>();
}

trial::Wanted on_day(std::int32_t after, std::int64_t length = hour) {
  return {.order = "WO-1",
          .day = core::day_of(instant_from_ms(monday)) + after,
          .length = length,
          .reason = {}};
}

bool is_stopped(const trial::Candidate& one, Said by) {
  return std::any_of(one.checks.begin(), one.checks.end(),
                     [&](const auto& check) { return check.verdict == by; });
}

// Over many companies: what passes is accepted when it is sent; what another person may override is
// accepted after he did; what is refused names a hard check or another rule.
TEST(Candidates, SayWhatSendingThemSays) {
  std::map<Verdict, int> seen;
  for (std::uint64_t seed = 0; seed < 25; ++seed) {
    for (const bool booked : {false, true}) {
      SCOPED_TRACE(seed);
      Given asked = small_company(seed, booked);
      trial::Wanted wanted = on_day(static_cast<std::int32_t>(seed % 4));
      wanted.booking = booked ? 1 : 0;
      wanted.reason = "换人";
      for (const trial::Candidate& one : ask(asked, wanted)) {
        ++seen[one.verdict()];
        EXPECT_EQ(one.checks.size(), 12u);
        Given given = small_company(seed, booked);
        if (one.verdict() == Verdict::pass) {
          EXPECT_FALSE(is_stopped(one, Said::hard) || is_stopped(one, Said::overridable));
          given.when(one.command).then_accepted();
        } else if (one.verdict() == Verdict::override_) {
          given.as(person("disp2"));
          for (const auto& check : one.checks)
            if (check.stops())
              given.when(schema::OverrideDispatchCheck{.order = "WO-1",
                                                       .technician = one.visit.technician,
                                                       .check = check.check,
                                                       .reason = "客户点名"});
          given.as(dispatcher).when(one.command).then_accepted();
        } else {
          given.when(one.command).then_refused(one.refusal->code);
        }
      }
    }
  }
  EXPECT_GT(seen[Verdict::pass], 20);
  EXPECT_GT(seen[Verdict::override_], 5);
  EXPECT_GT(seen[Verdict::refused], 5);
}

TEST(Candidates, StandBestFirst) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Given given = small_company(seed);
    const auto found = ask(given, on_day(0));
    EXPECT_TRUE(std::is_sorted(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return a.verdict() < b.verdict();
    }));
  }
}

TEST(Candidates, AreOfTheCustomersWindowWhereItIsFree) {
  Given given = company();
  schema::WorkOrderRegistered order = registered();
  order.window_from = monday + 14 * hour;
  order.window_until = monday + 17 * hour;
  given.history("WO-1", order).history("WO-1", schema::OutletAssigned{.outlet = "S1"});
  given.history("T1", schema::SlotReserved{.order = "WO-9",
                                           .booking = 1,
                                           .starts_at = monday + 14 * hour,
                                           .ends_at = monday + 15 * hour,
                                           .area = "310115"});
  const auto found = ask(given, on_day(0));
  ASSERT_EQ(found.size(), 2u) << "T3 and T4 do not exist here";
  EXPECT_EQ(found[0].visit.technician, "T2");
  EXPECT_EQ(found[0].visit.starts_at, monday + 14 * hour);
  EXPECT_EQ(found[1].visit.technician, "T1");
  EXPECT_EQ(found[1].visit.starts_at, monday + 15 * hour);
  EXPECT_EQ(found[1].minutes, 60);
}

// Of a time that is named, that time alone, whatever it says.
TEST(Candidates, AtANamedTimeAreOfThatTime) {
  Given given = order_in(Status::assigned);
  given.history("T1", schema::SlotReserved{.order = "WO-9",
                                           .booking = 1,
                                           .starts_at = monday + 14 * hour,
                                           .ends_at = monday + 15 * hour,
                                           .area = "310115"});
  trial::Wanted wanted = on_day(0);
  wanted.starts_at = monday + 14 * hour + 30 * minute;
  const auto found = ask(given, wanted);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].verdict(), Verdict::pass);
  EXPECT_EQ(found[1].visit.technician, "T1");
  EXPECT_EQ(found[1].verdict(), Verdict::refused);
  EXPECT_EQ(found[1].refusal->code, "work_order.dispatch_slot_taken");
  EXPECT_EQ(found[1].checks[2].found, "overlaps with order WO-9");
}

TEST(Candidates, OfAnOrderThatIsNotThereAreNotFound) {
  Given given = company();
  const auto found =
      trial::candidates(on_day(0), technicians(), {given.streams(), dispatcher, given.now()});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "work_order.not_found");
}

// Nothing was written down by asking.
TEST(Candidates, ChangeNothing) {
  Given given = small_company(3);
  const auto before = given.streams().applied().size();
  ask(given, on_day(1));
  EXPECT_EQ(given.streams().applied().size(), before);
}

}  // namespace
}  // namespace kintsugi::tests
