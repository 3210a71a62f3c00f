#pragma once
// A day and its time of day, which stand in two columns, as one. Pure; any thread.

#include <string>

namespace kintsugi::api::import {

// What stands behind a day that says its midnight and no more: " 00:00:00"; empty for others.
std::string midnight_of(const std::string& day);

// "2025-03-04 09:00" of "2025-03-04 00:00:00" and "09:00", "1899-12-30 09:00" (a time as a
// spreadsheet dates it) or "0.375" (a part of a day, beside a day that is no number).
std::string day_and_clock(const std::string& day, const std::string& clock);

}  // namespace kintsugi::api::import
