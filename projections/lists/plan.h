#pragma once
// Which rows of which index hold the answer, in the order asked for.

#include <string>
#include <vector>

#include "projections/lists/query.h"
#include "projections/runner/merge.h"
#include "projections/runner/scope.h"

namespace kintsugi::projections::lists {

// Ranges of index rows whose merge by their tails is the answer, once conditions are checked. With
// no index: the table's own rows.
struct Plan {
  const Index* index = nullptr;
  std::vector<Key> heads;
  TailRange range;
};

// Errors: invalid "request.bad_parameter" where no index has the order asked for; the rows'.
Result<Plan> plan(const List& list, const RowReader& rows, const Query& query, const Scope& scope);

// The octet of the list's rows in its read model.
std::uint8_t row_octet(const List& list);

}  // namespace kintsugi::projections::lists
