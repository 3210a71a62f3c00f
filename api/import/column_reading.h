#pragma once
// What a column says, as the mapping reads it: "12.50", and "12.5" of a spreadsheet that was saved
// anew, are one price. Pure; any thread.

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "api/import/time_reader.h"

namespace kintsugi::api::import {

// The first kind that any field or filter takes the column for.
struct ColumnReading {
  enum class Kind { number, time, date, text };
  Kind kind = Kind::text;
  int decimals = 3;      // of a number
  char decimal = '\0';  // its mark, where the mapping says it
};

// By name. The columns that say what becomes of an entry: all that templates and conditions name.
using UsedColumns = std::map<std::string, ColumnReading, std::less<>>;

// The same for two cells that are read alike; empty where the cell says nothing. What is no such
// thing is compared as text, without capitals, widths and blanks around it, figures as numbers.
std::string as_read(std::string_view cell, const ColumnReading& reading, const TimeReader& times);

}  // namespace kintsugi::api::import
