#pragma once
// Whether the wall clock can be believed. A clock that leaps ahead would write its time into the
// log for good: recorded time never goes back, so the company's would stand still until real time
// has come after it. A leap shows against the time since the machine's start, which nobody sets;
// across starts of the machine only against what was recorded last, where a leap and a holiday look
// alike.
//
// No thread of its own, no I/O: whoever drives it tells it the time.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::api {

// Both clocks at one moment, of one start of the machine.
struct ClockMark {
  Instant wall;
  std::chrono::milliseconds uptime{};
  std::string boot;  // which start; empty: cannot be told
};

std::string to_text(const ClockMark& mark);
std::optional<ClockMark> parse_clock_mark(std::string_view text);

class ClockWatch {
 public:
  struct Options {
    // A step ahead up to this long is a correction; what is longer somebody confirms.
    std::chrono::milliseconds step_max = std::chrono::minutes(5);
    // No node ran and nothing was recorded for longer: asked. The longest holidays of the trade are
    // half as long.
    std::chrono::hours gap_max{31 * 24};
    // How far it stood ahead of the log's clock when that was asked, at the start.
    std::chrono::milliseconds ahead_of_log{};
    bool confirmed = false;  // somebody has looked at the clock: what it says at the start is right
  };

  // `before`: what an earlier run left. `recorded`: the last time that the log has of people at
  // work; histories that were imported or made up have their own.
  ClockWatch(Options options, ClockMark now, const std::optional<ClockMark>& before,
             std::optional<Instant> recorded);

  void see(Instant wall, std::chrono::milliseconds uptime);
  // Something has just been recorded, at that time by the log's clock, or by that of another node:
  // where this one stands ahead of that by more than a step, it is not believed until it is set
  // right or confirmed. What it would record nobody else could follow for as long.
  void hear(Instant wall, std::chrono::milliseconds uptime, Instant recorded);

  // unavailable "clock.jumped", "clock.unconfirmed", "clock.ahead_of_log"; nothing where the clock
  // is believed. A clock that was set right again is believed again.
  const std::optional<Error>& trouble() const { return trouble_; }
  // How far it stands ahead of where it should; 0 where it is believed.
  std::chrono::milliseconds ahead() const { return ahead_; }
  // To be left for the next run; nothing while the clock is not believed.
  std::optional<ClockMark> mark() const;

 private:
  const Options options_;
  ClockMark base_;  // when it was last believed
  std::optional<Instant> unconfirmed_since_;
  bool heard_ = false;  // base_ is what was heard
  std::optional<Error> trouble_;
  std::chrono::milliseconds ahead_{};
};

}  // namespace kintsugi::api
