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
  std::vector<std::string> firsts{};  // the first tail below each head, where they were met already
  TailRange range{};
  std::size_t known = 0;  // of the index's compared fields: so many are in the heads
};

// Errors: invalid "request.bad_parameter" where no index has the order asked for; the rows'.
Result<Plan> plan(const List& list, const RowReader& rows, const Query& query, const Scope& scope);

// The same where no order is wanted: heads need not name all fields that the index compares. An
// index only where it leads to a small part of the rows, as far as their octets tell.
Plan plan_unordered(const List& list, const RowReader& rows, const Query& query,
                    const Scope& scope);

// The octet of the list's rows in its read model.
std::uint8_t row_octet(const List& list);

}  // namespace kintsugi::projections::lists
