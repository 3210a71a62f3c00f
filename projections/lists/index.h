#pragma once
// What follows from a row by the lists over its table: their index rows, and the terms by which it
// is found.

#include <string>
#include <string_view>
#include <vector>

#include "projections/lists/list.h"
#include "projections/lists/search.h"
#include "projections/tables/table_core.h"

namespace kintsugi::projections::lists {

// Null where no list is declared over the table. Any thread, and so is what it gives.
TableCore::Follows follows_of(std::string_view model, std::string_view table);

// Another word each time that values stand otherwise in indexes: tables are built anew for it.
inline constexpr std::string_view keys_made = "2: phones by their keys";

// Those under which the item is found, each once.
std::vector<std::string> terms_of(const List& list, const Item& item);

TermKind term_kind(const FieldPath& path);

}  // namespace kintsugi::projections::lists
