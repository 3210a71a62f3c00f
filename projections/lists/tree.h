#pragma once
// Things below things: outlets of a region, branches of a customer. Any list that refers to them is
// filtered by "it or below it", as of any moment. Any thread.

#include <set>

#include "projections/lists/query.h"
#include "projections/lists/read.h"

namespace kintsugi::projections::lists {

// So many things stand below what is asked for, and no more.
inline constexpr std::size_t below_max = 20'000;

// The tree whose things the field names; null where it names none.
const List* tree_of(const List& list, const FieldPath& field);

// The things that the field names, where they may be merged into others; else null.
const List* merged_things_of(const List& list, const FieldPath& field);

// The query with each thing that is asked for as itself and those merged into it, at that moment.
Result<Query> with_those_merged(const List& list, const Query& query, const Viewer& viewer);

// The query with each "under" as the ids that it stands for at that moment. Errors: invalid
// "request.bad_parameter" where more than below_max are below; those of reading.
Result<Query> with_those_below(const Query& query, const Viewer& viewer);

// Of what is found, by words say, each thing once: of one that was merged that which stands for it,
// where the viewer sees that.
class Standing {
 public:
  // All outlive it.
  Standing(const List& list, const RowReader& rows, const Viewer& viewer)
      : list_(list), rows_(rows), viewer_(viewer) {}
  // False: `visit` wants no more.
  Result<bool> visit(const Item& found, const VisitItem& visit);

 private:
  const List& list_;
  const RowReader& rows_;
  const Viewer& viewer_;
  std::set<std::string, std::less<>> known_;
};

// From the top down to the thing above this one: ids. Empty where it stands at the top, and of a
// list that is no tree.
Result<std::vector<std::string>> above(const List& list, const RowReader& rows,
                                       std::string_view id);

}  // namespace kintsugi::projections::lists
