#pragma once
// What follows from a row by the lists over its table: their index rows, and the terms by which it
// is found.

#include <string_view>

#include "projections/lists/list.h"
#include "projections/lists/search.h"
#include "projections/tables/table_core.h"

namespace kintsugi::projections::lists {

// Null where no list is declared over the table. Any thread, and so is what it gives.
TableCore::Follows follows_of(std::string_view model, std::string_view table);

TermKind term_kind(const FieldPath& path);

}  // namespace kintsugi::projections::lists
