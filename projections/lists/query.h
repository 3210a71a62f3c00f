#pragma once
// What is asked of a list: conditions on fields, words to look for, an order.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "projections/lists/list.h"

namespace kintsugi::projections::lists {

// One of: equal to one of several values; within [from, until), which no time that is missing is; a
// text that begins so or has it in it, capital and small letters alike.
struct Condition {
  FieldPath field;
  std::vector<OwnedValue> any_of;
  std::optional<std::int64_t> from, until;
  std::string beginning, part;
  // One of these or below them, in this tree. Made `any_of` before it is asked (tree.h).
  std::vector<std::string> under{};
  const List* tree = nullptr;

  bool holds(const Item& item) const;
};

struct Query {
  std::vector<Condition> conditions;
  std::string search;  // as typed
  std::string sort;    // "-due_at": one of the orders of the list's indexes; empty: the list's own

  bool holds(const Item& item) const;
};

// How a parameter names a condition: "status=assigned,scheduled" (',' inside a value is written
// "\,"), "amount.from", "amount.until" (exclusive; a date means to its end), "model.begins",
// "name.has", "outlet.under" (it or below it). Errors: invalid "request.unknown_parameter" for a
// field that the list has not, "request.bad_parameter" for a value that is none of the field's.
Result<void> add_condition(const List& list, std::string_view parameter, std::string_view text,
                           Query& query);

}  // namespace kintsugi::projections::lists
