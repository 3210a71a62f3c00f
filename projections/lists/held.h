#pragma once
// Some fields of each row, kept beside it (List::held_fields): who adds up all rows reads these,
// and not the rows, which are many times as large. Any thread.

#include <span>
#include <string>
#include <string_view>

#include "projections/lists/list.h"

namespace kintsugi::projections::lists {

// Are all of these among them, so that no row has to be read?
bool holds_all(const List& list, std::span<const FieldPath> fields);

// What is kept of a row: numbers in the octets that they have in it, texts behind their length.
std::string held_of(const List& list, const Item& item);
// Sets those fields of a row that held other values before. Errors: corrupt.
Result<void> set_held(const List& list, std::string_view held, void* row);

}  // namespace kintsugi::projections::lists
