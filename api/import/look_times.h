#pragma once
// Which time format the values of a column are written in. Pure; any thread.

#include <optional>
#include <string>
#include <vector>

#include "events/base/types.h"

namespace kintsugi::api::import {

struct TimeGuess {
  std::string format;  // as [source] time_format; empty: hardly any value is a time
  double share = 0;    // of the values that it reads, between 1972 and `now`
  // Another format that reads as many and means other days ("%m/%d/%Y"); empty: none.
  std::string rival;
  std::optional<Instant> first, last;  // of the times that it reads
  bool has_offset = false;  // the values say their time zone
  bool from_1970 = false;   // all lie near 1970: a clock that began at nought
};

// A time of day alone: "9:05", "09:05:30", "0.375".
bool is_clock(const std::string& text);

TimeGuess guess_time(const std::vector<std::string>& values, Instant now);

}  // namespace kintsugi::api::import
