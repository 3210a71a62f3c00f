// When the wall clock is believed.

#include "api/node/clock_watch.h"

#include <gtest/gtest.h>

#include "tests/support/given.h"

namespace kintsugi::api {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

const Instant noon = tests::instant("2026-03-01T04:00:00Z");

ClockMark at(Instant wall, milliseconds uptime, const std::string& boot = "this") {
  return {wall, uptime, boot};
}

std::string code(const ClockWatch& watch) { return watch.trouble() ? watch.trouble()->code : ""; }

TEST(ClockWatch, TimeThatGoesByIsNoLeap) {
  ClockWatch watch({}, at(noon, 1h), std::nullopt, std::nullopt);
  watch.see(noon + 24h, 25h);         // asleep, or nothing to do
  watch.see(noon + 24h + 4min, 25h);  // set right by some minutes
  watch.see(noon + 24h + 4min + 4min, 25h);
  watch.see(noon + 20h, 25h);  // and back: recorded time stands, the sequencer sees to it
  EXPECT_EQ(code(watch), "");
  EXPECT_EQ(watch.ahead(), 0ms);
}

TEST(ClockWatch, ALeapIsNotBelievedUntilItIsTakenBack) {
  ClockWatch watch({}, at(noon, 1h), std::nullopt, std::nullopt);
  watch.see(noon + 365 * 24h, 1h);
  EXPECT_EQ(code(watch), "clock.jumped");
  EXPECT_EQ(watch.ahead(), 365 * 24h);
  EXPECT_FALSE(watch.mark());
  watch.see(noon + 365 * 24h + 10h, 11h);
  EXPECT_EQ(code(watch), "clock.jumped") << "it does not become true by waiting";
  watch.see(noon + 11h, 12h);
  EXPECT_EQ(code(watch), "");
  watch.see(noon + 11h + 6min, 12h);
  EXPECT_EQ(code(watch), "clock.jumped") << "by more than some minutes";
}

// A node that joins others with its clock ahead would stop them all with its first commit.
TEST(ClockWatch, WhoHearsThatOthersAreBehindIsNotBelieved) {
  ClockWatch watch({}, at(noon + 20min, 1h), std::nullopt, noon - 1min);
  EXPECT_EQ(code(watch), "") << "a night without work looks alike";
  watch.hear(noon + 20min, 1h, noon + 16min);
  EXPECT_EQ(code(watch), "") << "some minutes are nothing";
  watch.hear(noon + 20min, 1h, noon);
  EXPECT_EQ(code(watch), "clock.ahead_of_log");
  EXPECT_EQ(watch.ahead(), 20min);
  EXPECT_FALSE(watch.mark());
  watch.hear(noon + 30min, 1h + 10min, noon + 30min);  // what it had under way itself
  watch.see(noon + 30min, 1h + 10min);
  EXPECT_EQ(code(watch), "clock.ahead_of_log") << "it does not become true by waiting";
  watch.see(noon + 11min, 1h + 11min);
  EXPECT_EQ(code(watch), "") << "set right";
  watch.see(noon + 31min, 1h + 11min);
  EXPECT_EQ(code(watch), "clock.jumped");
  ClockWatch confirmed({.confirmed = true}, at(noon + 20min, 1h), std::nullopt, noon);
  confirmed.hear(noon + 20min, 1h, noon);
  EXPECT_EQ(code(confirmed), "");
}

TEST(ClockWatch, WhatTheLogsClockSaidAtTheStartIsBelieved) {
  const auto started = [](milliseconds ahead, bool confirmed) {
    return ClockWatch({.ahead_of_log = ahead, .confirmed = confirmed}, at(noon, 1h), std::nullopt,
                      noon - 1min);
  };
  EXPECT_EQ(code(started(20min, false)), "clock.ahead_of_log");
  EXPECT_EQ(code(started(4min, false)), "") << "some minutes are nothing";
  EXPECT_EQ(code(started(-20min, false)), "") << "the sequencer sees to it";
  EXPECT_EQ(code(started(20min, true)), "");
  ClockWatch watch = started(20min, false);
  watch.see(noon - 19min, 1h + 1min);
  EXPECT_EQ(code(watch), "") << "set right";
}

TEST(ClockWatch, ALeapBetweenTwoRunsOfOneStartOfTheMachineIsSeen) {
  const ClockMark before = at(noon, 1h);
  ClockWatch leapt({}, at(noon + 3 * 24h, 2h), before, noon);
  EXPECT_EQ(code(leapt), "clock.jumped");
  ClockWatch stood({}, at(noon + 20 * 24h, 1h + 20 * 24h), before, noon);
  EXPECT_EQ(code(stood), "") << "twenty days went by: the machine counted them";
  ClockWatch both({}, at(noon + 365 * 24h, 1h + 365 * 24h), before, noon);
  EXPECT_EQ(code(both), "clock.unconfirmed") << "whatever the machine counted";
  ClockWatch confirmed({.confirmed = true}, at(noon + 3 * 24h, 2h), before, noon);
  EXPECT_EQ(code(confirmed), "");
  confirmed.see(noon + 6 * 24h, 2h);
  EXPECT_EQ(code(confirmed), "clock.jumped") << "what comes later was not confirmed";
}

TEST(ClockWatch, OverAStartOfTheMachineAHolidayIsNoLeap) {
  const auto started = [&](milliseconds gap, std::optional<ClockMark> before,
                           std::optional<Instant> recorded) {
    return code(ClockWatch({}, at(noon + gap, 1min, "that"), before, recorded));
  };
  EXPECT_EQ(started(3 * 24h, std::nullopt, noon), "");
  EXPECT_EQ(started(16 * 24h, at(noon, 90h), noon), "");
  EXPECT_EQ(started(365 * 24h, std::nullopt, noon), "clock.unconfirmed");
  EXPECT_EQ(started(365 * 24h, at(noon + 360 * 24h, 90h), noon), "") << "it ran, nobody worked";
  EXPECT_EQ(started(365 * 24h, std::nullopt, std::nullopt), "") << "a log without people at work";
}

TEST(ClockWatch, AnUnconfirmedClockThatIsSetRightIsBelieved) {
  ClockWatch watch({}, at(noon + 365 * 24h, 1min, "that"), std::nullopt, noon);
  ASSERT_EQ(code(watch), "clock.unconfirmed");
  watch.see(noon + 2h, 2min);
  EXPECT_EQ(code(watch), "");
}

TEST(ClockWatch, AMarkIsReadAsItWasWritten) {
  const ClockMark mark = at(noon, 123456ms, "0a1b-2c");
  const auto read = parse_clock_mark(to_text(mark));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->wall, mark.wall);
  EXPECT_EQ(read->uptime, mark.uptime);
  EXPECT_EQ(read->boot, mark.boot);
  EXPECT_FALSE(parse_clock_mark(""));
  EXPECT_FALSE(parse_clock_mark("yesterday"));
}

}  // namespace
}  // namespace kintsugi::api
