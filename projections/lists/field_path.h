#pragma once
// A field of what is listed, by name: resolved once, read for each row.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/result.h"
#include "events/schema/runtime/description.h"
#include "projections/tables/key.h"

namespace kintsugi::projections::lists {

// One row while it is looked at. Borrows everything.
struct Item {
  std::string_view id;            // of a state: its stream's id
  const void* row = nullptr;      // as the table holds it
  const void* element = nullptr;  // where elements of the row are listed
  std::size_t number = 0;         // of the element, from 0
  const void* own() const { return element ? element : row; }
};

// What a field holds: a text, or a number (enumerants and booleans too). Lists hold neither.
struct FieldValue {
  bool is_text = false;
  std::int64_t number = 0;
  std::string_view text;
  bool empty() const { return is_text ? text.empty() : number == 0; }
  auto operator<=>(const FieldValue&) const = default;
};

struct OwnedValue {
  bool is_text = false;
  std::int64_t number = 0;
  std::string text;
  FieldValue view() const { return {is_text, number, text}; }
};

struct FieldPath {
  bool is_id = false;                           // the stream's id of a state
  bool is_number = false;                       // of an element: its place, from 1
  bool around = false;                          // of the row around the element
  std::vector<const schema::FieldInfo*> steps{};  // members of members; empty: id or place

  bool there() const { return is_id || is_number || !steps.empty(); }
  // Null of an id and a place.
  const schema::FieldInfo* field() const { return steps.empty() ? nullptr : steps.back(); }
  bool is_text() const;
  bool is_list() const;
  // The last member's name.
  std::string_view name() const { return is_id ? "id" : is_number ? "number" : steps.back()->name; }
};

// "status", "order.outlet", "^id", "#": a member of `item`, of its members, of `around` (may be
// null), the place of an element. A name that is no member itself is looked for one level deeper.
// `through_lists`: "contacts.phone" too, of all contacts, which for_each_text alone may read.
// Errors: invalid "list.unknown_field".
Result<FieldPath> resolve(const schema::TypeInfo& item, const schema::TypeInfo* around,
                          bool has_own_id, std::string_view name, bool through_lists = false);

// Where the last member lies; null of the id.
const void* place_of(const Item& item, const FieldPath& path);
FieldValue value_of(const Item& item, const FieldPath& path);

// Calls visit(text) for each text on the way, which may lead through lists: all contacts' phones.
template <class Visit>
void for_each_text(const Item& item, const FieldPath& path, Visit visit);
// Appends it as a part of a key: texts as text, enumerants and booleans as an octet, else numbers.
void append_part(Key& key, const FieldPath& path, const FieldValue& value, bool descending = false);
// As what is asked for by an index: a phone by its key, whichever way it is written.
void append_asked(Key& key, const FieldPath& path, const FieldValue& value);
// Whether the two are one thing.
bool is_same(const FieldPath& path, const FieldValue& a, const FieldValue& b);
// The same as a part of a row's own key, where enumerants stand by their names.
void append_key_part(Key& key, const FieldPath& path, const FieldValue& value);
// The octets of the parts that `append_part` made, at the begin of `tail`.
std::size_t part_size(std::string_view tail, const FieldPath& path);

// What a person writes for a value of this field, as JSON has it without quotes: enumerants by
// name, RFC 3339 times or dates (`end`: the end of that day at UTC+8), whole numbers. Errors:
// invalid "request.bad_parameter", which says what is expected.
std::string written(const FieldPath& path, const FieldValue& value);
Result<OwnedValue> parse_value(const FieldPath& path, std::string_view text, bool end = false);

namespace detail {

template <class Visit>
void texts_at(const std::byte* at, std::span<const schema::FieldInfo* const> steps, Visit& visit) {
  while (!steps.empty()) {
    const schema::FieldInfo& step = *steps.front();
    at += step.value.offset;
    steps = steps.subspan(1);
    if (step.kind != schema::FieldKind::list || steps.empty()) continue;
    const auto* ops = step.value.list;
    const auto* first = static_cast<const std::byte*>(ops->items(at));
    for (std::size_t i = 0; i < ops->size(at); ++i) texts_at(first + ops->stride * i, steps, visit);
    return;
  }
  visit(std::string_view(*reinterpret_cast<const std::string*>(at)));
}

}  // namespace detail

template <class Visit>
void for_each_text(const Item& item, const FieldPath& path, Visit visit) {
  if (path.is_id) return void(visit(item.id));
  const void* from = path.around ? item.row : item.own();
  detail::texts_at(static_cast<const std::byte*>(from), path.steps, visit);
}

}  // namespace kintsugi::projections::lists
