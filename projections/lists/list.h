#pragma once
// The lists of the schema with their names resolved: which tables, which indexes, which fields.
// Constant after the first call; any thread. A declaration that names what is not there stops the
// program at that call (and a test before).

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "events/schema/runtime/list_info.h"
#include "projections/lists/field_path.h"
#include "projections/lists/search.h"
#include "projections/runner/projection.h"
#include "projections/runner/scope.h"

namespace kintsugi::projections::lists {

struct OrderField {
  FieldPath field;
  bool descending = false;
};

// Keys: octet, the values of `equal`, those of `order`, the row's key without its octet, and the
// number of the element. Rows whose first field of `equal` is empty are left out, unless it is the
// owner: nobody asks for them by it.
struct Index {
  std::uint8_t octet = 0;
  std::vector<FieldPath> equal;
  std::vector<OrderField> order;
};

// A field that searches look in.
struct Searched {
  FieldPath field;
  TermKind kind = TermKind::text;
  bool narrows = false;  // has no terms: it only tells whether another word is there too
};

struct List {
  const schema::ListInfo* info = nullptr;
  std::vector<const schema::FieldInfo*> elements;  // members down to the list of elements, if any
  std::vector<OrderField> order;                   // unless asked otherwise; then by key
  std::vector<Index> indexes;
  std::vector<FieldPath> id;
  std::vector<Searched> search;
  std::uint8_t search_octet = 0;  // of its terms; 0: it has none
  std::vector<FieldPath> held_fields;  // kept beside each row, for who adds up all (held.h)
  std::uint8_t held_octet = 0;         // of those; 0: none are
  std::optional<FieldPath> owner;
  std::optional<FieldPath> own;  // whose own it is: a technician, or an operator
  std::optional<FieldPath> hidden_from;  // who must not see it: "technician/T1", "operator/boss"
  // Of a tree (outlets below outlets): what refers to the one above, with an index of its own.
  std::optional<FieldPath> parent;
  // Of things that may be merged (an index by `merged_into`): what refers to the one that stands
  // for it. What is asked about that one is asked about it, too.
  std::optional<FieldPath> merged;
  struct Around {
    std::string name;  // under which it is shown
    FieldPath field;
  };
  std::vector<Around> around;
  // Everything single that an item shows, under the name that filters, columns and cells have for
  // it: what is around it, then its own fields and those of its structs, each name once.
  std::vector<Around> shown;

  std::string_view name() const { return info->name; }
  Result<FieldPath> field(std::string_view named, bool through_lists = false) const;
  // "technician", "operator": who `own` says; empty where nothing is anybody's own.
  std::string_view own_kind() const {
    return !own ? std::string_view() : own->is_id ? info->thing : own->field()->ref;
  }
  // The id that `own` has of what is his who asks; empty: nothing here can be his.
  std::string_view own_of(const Scope& scope) const;
  // Calls visit(item) for what a row holds of this list: the row itself, or each of its elements.
  template <class Visit>
  void for_each_item(std::string_view row_id, const void* row, Visit visit) const {
    Item item{row_id, row, nullptr, 0};
    if (elements.empty()) return void(visit(item));
    const void* held = list_in(row);
    const auto* ops = elements.back()->value.list;
    const auto* first = static_cast<const std::byte*>(ops->items(held));
    for (; item.number < ops->size(held); ++item.number) {
      item.element = first + ops->stride * item.number;
      visit(item);
    }
  }
  // Null where the row has no such element.
  const void* element(const void* row, std::size_t number) const;

 private:
  const void* list_in(const void* row) const;
};

std::span<const List> all();
const List* find(std::string_view name);  // null where there is none
// The list of the things of a stream type, by their own ids; null where there is none.
const List* of_things(std::string_view stream_type);

// The tables that the lists of a read model need beside its own: a table of rows for each listed
// state, and their indexes. Terms of searches are in no list of tables, since they follow from a
// library's data as well: their rows are in no digest.
std::span<const TableInfo> tables_of(std::string_view model);
// The same, after the read model's own.
std::vector<TableInfo> with_own_tables(std::string_view model, std::span<const TableInfo> own);
// The octet of the rows of a listed state.
std::uint8_t state_octet(std::string_view stream_type);
// Changes with the declarations over a read model: so its tables are built anew. 0: none.
std::uint32_t fingerprint(std::string_view model);

}  // namespace kintsugi::projections::lists
