#pragma once
// Cells of CSV: as programs read them, and as spreadsheets open them without changing or running
// them. Pure; any thread.

#include <string>
#include <string_view>

namespace kintsugi::replay {

// RFC 4180: in quotes where it must be, the text itself untouched.
void append_csv(std::string& out, std::string_view text);

// What a spreadsheet is to show as the text that it is: always in quotes, with an apostrophe (which
// means "text" to spreadsheets, and is all that is added) before each place where one would read
// something else:
// - a formula: = + - @, of full width too, at the begin of the cell or of what another separator or
//   a line break would make a cell of, behind blanks and quotes;
// - a number or a date, at the begin of a cell, that would be shown or saved otherwise: 00350,
//   690123456789012345, 3E10, 3-4.
void append_spreadsheet_text(std::string& out, std::string_view text);

}  // namespace kintsugi::replay
