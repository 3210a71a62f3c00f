#include "api/node/clock_watch.h"

#include <algorithm>
#include <sstream>

namespace kintsugi::api {

namespace {

using std::chrono::milliseconds;

std::string in_words(milliseconds time) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
  constexpr std::int64_t of_day = 24 * 60;
  if (minutes >= 2 * of_day) return std::to_string(minutes / of_day) + " days";
  if (minutes >= 120) return std::to_string(minutes / 60) + " hours";
  return std::to_string(minutes) + " minutes";
}

}  // namespace

std::string to_text(const ClockMark& mark) {
  return std::to_string(to_ms(mark.wall)) + " " + std::to_string(mark.uptime.count()) + " " +
         mark.boot + "\n";
}

std::optional<ClockMark> parse_clock_mark(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::int64_t wall = 0, uptime = 0;
  ClockMark mark;
  if (!(in >> wall >> uptime >> mark.boot)) return std::nullopt;
  mark.wall = instant_from_ms(wall);
  mark.uptime = milliseconds(uptime);
  return mark;
}

ClockWatch::ClockWatch(Options options, ClockMark now, const std::optional<ClockMark>& before,
                       std::optional<Instant> recorded)
    : options_(options), base_(now) {
  if (options_.confirmed) return;
  hear(now.wall, now.uptime, now.wall - options_.ahead_of_log);
  if (trouble_) return;
  if (before && !now.boot.empty() && before->boot == now.boot && before->uptime <= now.uptime) {
    base_ = *before;
    see(now.wall, now.uptime);
    if (trouble_) return;
  }
  if (before && (!recorded || *recorded < before->wall)) recorded = before->wall;
  if (!recorded || now.wall - *recorded <= options_.gap_max) return;
  unconfirmed_since_ = recorded;
  see(now.wall, now.uptime);
}

void ClockWatch::see(Instant wall, milliseconds uptime) {
  const auto sure = [](const char* code, std::string what) {
    return Error{ErrorKind::unavailable, code, std::move(what), {}};
  };
  if (unconfirmed_since_) {
    ahead_ = wall - *unconfirmed_since_;
    if (ahead_ > options_.gap_max) {
      trouble_ = sure("clock.unconfirmed",
                      "nothing was recorded for " + in_words(ahead_) + ", since " +
                          format_instant(*unconfirmed_since_) +
                          ": is this node's clock right? If it is, start it with --confirm-clock");
      return;
    }
    unconfirmed_since_.reset();  // it was set right
    base_.wall = wall;
    base_.uptime = uptime;
  }
  ahead_ = wall - (base_.wall + (uptime - base_.uptime));
  if (ahead_ > options_.step_max) {
    trouble_ = heard_ ? sure("clock.ahead_of_log",
                             "this node's clock is " + in_words(ahead_) +
                                 " ahead of the log's, or of whoever else has just recorded: set "
                                 "right which is wrong; if this is right, start it with "
                                 "--confirm-clock")
                      : sure("clock.jumped",
                             "this node's clock went ahead by " + in_words(ahead_) +
                                 ": set it right, or start the node with --confirm-clock");
    return;
  }
  heard_ = false;
  ahead_ = milliseconds(0);
  trouble_.reset();
  base_.wall = wall;
  base_.uptime = uptime;
}

void ClockWatch::hear(Instant wall, milliseconds uptime, Instant recorded) {
  if (options_.confirmed || trouble_ || wall - recorded <= options_.step_max) return;
  heard_ = true;
  base_.wall = recorded;
  base_.uptime = uptime;
  see(wall, uptime);
}

std::optional<ClockMark> ClockWatch::mark() const {
  if (trouble_ || base_.boot.empty()) return std::nullopt;
  return base_;
}

}  // namespace kintsugi::api
