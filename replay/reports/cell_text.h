#pragma once
// Cells of reports as texts. Pure; any thread.

#include <string>
#include <string_view>

#include "replay/reports/write.h"

namespace kintsugi::replay {

// Nothing, or an instant or date of 0.
bool is_empty(const Column& column, const Cell& cell);
// For people: labels, yuan, local time.
std::string shown(const Column& column, const Cell& cell, Language language);
// For programs: as in JSON, without its quotes.
std::string plain(const Column& column, const Cell& cell);
bool is_text(const Column& column);  // texts and enumerations
// What a number of programs counts: "fen", "thousandths", "ten_thousandths"; empty: ones, or none.
std::string_view unit(const Column& column);
std::string name_with_unit(const Column& column);  // "amount_fen"
std::string_view label(const Column& column, Language language);
std::string local_time(std::int64_t ms);  // at UTC+8, as people in the business read it

}  // namespace kintsugi::replay
