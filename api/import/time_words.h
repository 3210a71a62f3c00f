#pragma once
// Names of months and halves of the day, as people's systems write them. Any thread.

#include <optional>
#include <string>
#include <string_view>

namespace kintsugi::api::import {

// Takes a month's name from the begin of `rest`, in any case, with or without a full stop: its
// number, 1 to 12.
std::optional<int> take_month(std::string_view& rest);

// AM, p.m., 上午, 下午, 晚上 …: hours of twelve to hours of the day.
enum class DayHalf { morning, noon, afternoon, evening };
std::optional<DayHalf> take_day_half(std::string_view& rest);

// Of a time's pattern: %F, %T, %R and %D as the patterns that they stand for.
std::string spelled_out(std::string_view format);

// Where the clocks go by a short name that several places have ("CST"; ICU takes each for one of
// them); empty for what is clear.
std::string_view places_of(std::string_view zone);

}  // namespace kintsugi::api::import
