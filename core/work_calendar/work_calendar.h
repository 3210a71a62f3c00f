#pragma once
// Working days as the company's calendar has them.

#include <cstdint>
#include <string>

#include "core/calendar/dates.h"
#include "core/reads.h"

namespace kintsugi::core::work_calendar {

// "2026": the stream of the year in which the date lies.
std::string calendar_of(calendar::Date date);

// The n-th working day after `date` (0 <= n <= 60; 0: `date`). Reads the calendars of the years
// that it may lie in.
calendar::Date working_day_after(calendar::Date date, std::int32_t n, Reads& reads);

}  // namespace kintsugi::core::work_calendar
