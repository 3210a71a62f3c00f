#pragma once
// Times that are written as one number: seconds since 1970 and parts of them, or a spreadsheet's
// days. Pure; any thread.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "events/base/result.h"

namespace kintsugi::api::import {

// "unix", "unix_ms", "unix_us", "unix_ns", "excel" or "excel_1904".
bool is_number_format(std::string_view format);

struct NumberTime {
  std::optional<std::int64_t> since_1970_ms;  // else a day and a time of it, wherever that was
  std::chrono::year_month_day day;
  std::int64_t ms_of_day = 0;
  bool day_only = false;
};

// The days between both ways in which workbooks count: since 1899-12-30, and since 1904-01-01.
inline constexpr std::chrono::days excel_1904_later{1462};

// A day of Excel may have its time as a part of it behind a blank: "45720 0.375". Errors: invalid
// "import.bad_date"; where another of these formats is meant, that is named.
Result<NumberTime> read_number(std::string_view text, std::string_view format);

tl::unexpected<Error> bad_date(std::string_view text, std::string_view why);

}  // namespace kintsugi::api::import
