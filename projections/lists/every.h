#pragma once
// All items of a list that fit, for sums and counts: in no order, so that they are read the
// shortest way, and only the fields that are looked at.

#include <span>

#include "projections/lists/read.h"

namespace kintsugi::projections::lists {

// Calls visit(item) for every item that fits and that `viewer` sees, each once, until it says
// false. Items hold the fields `looked_at`, those of the query and whose they are; others are as
// in a default value. By an index where that brings a small part of the rows, else all of the
// table's rows are looked at. Errors: as read_page.
Result<void> read_every(const List& list, const RowReader& rows, const Query& query,
                        const Viewer& viewer, std::span<const FieldPath> looked_at,
                        const VisitItem& visit);

}  // namespace kintsugi::projections::lists
