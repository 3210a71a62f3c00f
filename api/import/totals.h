#pragma once
// Rows that add up the others of a spreadsheet: no entry says what they say. Pure; any thread.

#include <string>

#include "api/import/input_event.h"

namespace kintsugi::api::import {

// The word for a sum (合计, 总计, Total …) that a row begins with which has nothing else but numbers;
// empty: it is no such row.
std::string totals_word(const RawEvent& row);

}  // namespace kintsugi::api::import
