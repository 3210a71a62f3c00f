#pragma once
// Members of values by their field, at run time: what lists, cards and reports over rows are made
// of. `value` is always a value (not a view) of the type that the field belongs to, and no union:
// of that, held_by() tells what it holds. Any thread; views into a value live as long as it does.

#include <cstdint>
#include <string>
#include <string_view>

#include "events/schema/runtime/description.h"

namespace kintsugi::schema {

bool is_integer(const FieldInfo& field);  // integers, booleans, enums, instants, dates, positions
bool is_text(const FieldInfo& field);     // texts, ids, octets

// Booleans are 0 or 1, enums their number, instants ms, dates days, money fen. Of an is_integer
// field; a uint64 beyond int64 is a wrapped negative.
std::int64_t integer_at(const void* value, const FieldInfo& field);
// Of an is_text field, and the name of an enumerant ("" beyond the names).
std::string_view text_at(const void* value, const FieldInfo& field);

// < 0, 0, > 0. Numbers by size, texts by octets, enums by number, lists by their length; structs
// and unions are all alike.
int compare(const void* a, const void* b, const FieldInfo& field);

// Appends the member as it stands in the JSON of the whole value.
void write_field_json(std::string& out, const void* value, const FieldInfo& field);

// The member itself: a struct or group is a value of *field.structure.
const void* member_at(const void* value, const FieldInfo& field);
// Of a list: how many, and one of them, a value of *field.structure where these are structs.
std::size_t list_size_at(const void* value, const FieldInfo& field);
const void* list_item_at(const void* value, const FieldInfo& field, std::size_t i);
// Of a union: the field of the alternative that it holds, and in `held` its value.
const FieldInfo& held_by(const TypeInfo& type, const void* value, const void*& held);

// Makes a text, an instant, a date or an enum of the value as if it had not been given, and tells
// what it held. False, and nothing done: of another kind, or it holds nothing.
bool take_out(void* value, const FieldInfo& field, std::string& was);

}  // namespace kintsugi::schema
