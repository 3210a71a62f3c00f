#pragma once
// Numbers as people and spreadsheets write them, to whole numbers. Nothing is guessed: what can be
// read in two ways is unreadable, or told where one of them is far likelier. Pure; any thread.

#include <string_view>

#include "api/import/template.h"

namespace kintsugi::api::import {

// "1,280.50" times 10^decimals: "128050" for 2. Understood: a sign before it, full-width digits,
// thousands in threes (1,280.50  1 280,50  1.280,50  1'280.50), a decimal comma where no thousands
// can be meant, and, of money (2 decimals), 元, 圆, ¥, RMB, CNY beside it. Absent where it is
// blank. Unreadable: another currency or any other letter, parts finer than `decimals` (but zeros),
// two meanings (1,280 as a quantity), more than 15 digits. `decimal`, '.' or ',', where the file is
// known to write its decimals with it: then the other one parts thousands (1.280 is 1280). Where
// it is not known, 1.280 is 1.28, and the cell tells what was `said`.
Cell read_decimal(std::string_view text, int decimals, char decimal = '\0');

// A lone point with three digits behind it, which elsewhere parts thousands: "1.280", not "0.280".
bool may_be_thousands(std::string_view text);

// A whole number: "7", "+7", "007", "7.0" to "7".
Cell read_whole(std::string_view text);

// "true" or "false" of what people and spreadsheets write for it: TRUE, yes, y, 1, 是, 有, √ …
Cell read_truth(std::string_view text);

// A phone or a code as a spreadsheet saved it: "13700021001.0" and "1.3700021001E+10" to the digits
// that were there, where none is lost; anything else as it is. "1.37E+10" is unreadable: what stood
// there is gone. '00350 and ="00350" are what they mark as text; numbers may be marked so, too.
// Of 17 digits and more with noughts behind the 15th the cell tells what was `said`, and why.
Cell undo_spreadsheet(std::string_view text);

// The name of a case: as undo_spreadsheet reads it; what it has cut is that of many cases, and a
// word for none is nobody's.
Cell read_case(std::string_view text);

}  // namespace kintsugi::api::import
