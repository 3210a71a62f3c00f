#pragma once
// A page of a list: by the index that answers the question best, else by looking at rows, so many
// and no more at once.

#include <functional>
#include <string>
#include <string_view>

#include "projections/lists/query.h"
#include "projections/runner/scope.h"
#include "projections/tables/row_store.h"

namespace kintsugi::projections::lists {

struct PageEnd {
  std::string next;            // opaque; empty: nothing more
  std::int64_t looked_at = 0;  // rows read for it, shown or not
  bool bounded = false;        // broke off there before the page was full: `next` goes on
  std::string_view index;      // that answered; empty: the table itself, "search": the terms
};

// So many rows are looked at for one page. What does not fit costs no more.
inline constexpr std::int64_t looked_at_max = 20'000;

// False: no more are wanted (then `next` begins after the one before it).
using VisitItem = std::function<bool(const Item& item)>;

// Who asks: his outlets, and where to look up whose a thing is that only refers to its owner.
class Viewer {
 public:
  using RowsOf = std::function<Result<const RowReader*>(std::string_view model)>;
  // Whether `rows` has every read model, so that who was merged into whom can be looked up.
  enum class Knows { everything, rows_alone };
  // Both outlive it.
  Viewer(const Scope& scope_of, RowsOf rows_of, Knows what = Knows::everything)
      : scope(scope_of), rows(std::move(rows_of)), knows(what) {}

  const Scope& scope;
  // The rows of a read model as of the same moment; they outlive the call.
  const RowsOf rows;
  const Knows knows;

  // Whose it is: by the list's owner, or by the owner of what that refers to (an asset's customer).
  // Everybody sees what has no owner declared; what nobody owns is the company's. An owner that is
  // a stream's name ($format("stream")) tells who sees it: an outlet's people, one operator, or
  // everybody where there is none.
  Result<bool> sees(const List& list, const Item& item) const;

 private:
  Result<bool> sees_id(const List& list, std::string_view id) const;
};

// In the order asked for, then by key. `rows`: of the list's read model. What `viewer` may not see
// is never visited. Errors: invalid "request.bad_parameter" where the list has no such order or
// cannot be searched; corrupt.
Result<PageEnd> read_page(const List& list, const RowReader& rows, const Query& query,
                          const Viewer& viewer, const PageRequest& page, const VisitItem& visit);

// False where read_page has not the order that is asked for: no index has it, or it searches, which
// finds in an order of its own.
Result<bool> has_order(const List& list, const RowReader& rows, const Query& query,
                       const Scope& scope);

// One item by its id (parts joined by ':'), whoever owns it; `visit` is called where there is one.
Result<void> read_item(const List& list, const RowReader& rows, std::string_view id,
                       const std::function<void(const Item& item)>& visit);

// The same by the id of its thing, where that has the parts of the item's id in another order: the
// state says in which. Of a list of things (of_things).
Result<void> read_thing(const List& list, const RowReader& rows, std::string_view id,
                        const std::function<void(const Item& item)>& visit);

// The id of the thing that an item is, from the item's own: the state says in which order its parts
// are. Of a list of things.
std::string thing_id(const List& list, std::string_view id);

// The id under which an item is asked for.
std::string id_of(const List& list, const Item& item);

}  // namespace kintsugi::projections::lists
