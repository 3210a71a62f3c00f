#pragma once
// Values to and from JSON by their table of fields; see events/schema/README.md for the form of
// each type. Any thread.

#include <string>
#include <string_view>

#include "events/base/result.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::schema {

namespace json {

// By the table: `value` is of that type and form, `out` one of its values as default constructed.
void write(std::string& out, const TypeInfo& type, Form form, const void* value);
// {"type":"booking_scheduled", …fields}
void write_named(std::string& out, const TypeInfo& type, Form form, const void* value);
void write_held(std::string& out, const TypeOps* ops, const void* value);  // null for nothing
Result<void> read(std::string_view text, const TypeInfo& type, void* out);

}  // namespace json

// Appends. Every field but secret ones is written, in the order of the schema.
template <DescribedType T>
void write_json(std::string& out, const T& value) {
  json::write(out, type_of<T>(), Described<T>::form, &value);
}

// One JSON object, checked in full: errors are `invalid`, their code is request.bad_json,
// too_deep, unknown_field, duplicate_field, wrong_type, out_of_range, missing_field, bad_text or
// too_long, their pointer names the field.
template <DescribedValue T>
Result<T> read_json(std::string_view text) {
  Result<T> out;
  if (auto read = json::read(text, type_of<T>(), &*out); !read) {
    out = tl::unexpected<Error>(std::move(read.error()));
  }
  return out;
}

// {"type":"booking_scheduled", …fields}; null for nothing.
template <TypeKind kind>
void write_json(std::string& out, const Owned<kind>& value) {
  json::write_held(out, value.ops(), value.data());
}
inline void write_json(std::string& out, const EventView& view) {
  json::write_held(out, view.ops(), view.data());
}

// An unknown command: "request.unknown_command".
Result<Command> read_command_json(std::string_view command_name, std::string_view json);

}  // namespace kintsugi::schema
