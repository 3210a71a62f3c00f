#include "events/schema/runtime/access.h"

#include <cstring>

#include "events/base/check.h"
#include "events/schema/runtime/forms.h"
#include "events/schema/runtime/json_table.h"

namespace kintsugi::schema {

using json::number_at;

bool is_integer(const FieldInfo& field) {
  switch (field.kind) {
    case FieldKind::nothing:
    case FieldKind::text:
    case FieldKind::reference:
    case FieldKind::data:
    case FieldKind::structure:
    case FieldKind::group:
    case FieldKind::union_:
    case FieldKind::list:
      return false;
    default:
      return true;
  }
}

bool is_text(const FieldInfo& field) {
  return field.kind == FieldKind::text || field.kind == FieldKind::reference ||
         field.kind == FieldKind::data;
}

std::int64_t integer_at(const void* value, const FieldInfo& field) {
  const void* place = place_in(value, field.value.offset);
  switch (field.kind) {
    case FieldKind::boolean:
      return as<bool>(place) ? 1 : 0;
    case FieldKind::int8:
      return number_at<std::int8_t>(place);
    case FieldKind::uint8:
      return number_at<std::uint8_t>(place);
    case FieldKind::int16:
      return number_at<std::int16_t>(place);
    case FieldKind::uint16:
    case FieldKind::enumeration:
      return number_at<std::uint16_t>(place);
    case FieldKind::int32:
    case FieldKind::date:
      return number_at<std::int32_t>(place);
    case FieldKind::uint32:
      return number_at<std::uint32_t>(place);
    case FieldKind::int64:
    case FieldKind::uint64:
    case FieldKind::instant:
    case FieldKind::position:
      return number_at<std::int64_t>(place);
    default:
      KINTSUGI_CHECK(false, "an integer of a field that holds none");
      return 0;
  }
}

std::string_view text_at(const void* value, const FieldInfo& field) {
  if (field.kind == FieldKind::enumeration) {
    const auto i = static_cast<std::size_t>(integer_at(value, field));
    const auto& names = field.enumeration->values;
    return i < names.size() ? names[i].name : std::string_view{};
  }
  KINTSUGI_CHECK(is_text(field), "a text of a field that holds none");
  return as<std::string>(place_in(value, field.value.offset));
}

int compare(const void* a, const void* b, const FieldInfo& field) {
  const auto order = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  if (is_text(field)) return order(text_at(a, field), text_at(b, field));
  if (field.kind == FieldKind::list) {
    return order(list_size_at(a, field), list_size_at(b, field));
  }
  if (!is_integer(field)) return 0;
  const std::int64_t x = integer_at(a, field);
  const std::int64_t y = integer_at(b, field);
  if (field.kind != FieldKind::uint64) return order(x, y);
  return order(static_cast<std::uint64_t>(x), static_cast<std::uint64_t>(y));
}

void write_field_json(std::string& out, const void* value, const FieldInfo& field) {
  json::write_member(out, field, place_in(value, field.value.offset));
}

const void* member_at(const void* value, const FieldInfo& field) {
  return place_in(value, field.value.offset);
}

std::size_t list_size_at(const void* value, const FieldInfo& field) {
  KINTSUGI_CHECK(field.kind == FieldKind::list, "the length of a field that is no list");
  return field.value.list->size(place_in(value, field.value.offset));
}

const void* list_item_at(const void* value, const FieldInfo& field, std::size_t i) {
  KINTSUGI_CHECK(i < list_size_at(value, field), "an element beyond the end of a list");
  const ListOps& ops = *field.value.list;
  return place_in(ops.items(place_in(value, field.value.offset)), i * ops.stride);
}

const FieldInfo& held_by(const TypeInfo& type, const void* value, const void*& held) {
  KINTSUGI_CHECK(type.kind == TypeKind::union_, "what a type holds that is no union");
  const std::size_t index = type.value_union->index(value);
  KINTSUGI_CHECK(index < type.fields.size(), "a union that holds nothing");
  held = type.value_union->get(value);
  return type.fields[index];
}

bool take_out(void* value, const FieldInfo& field, std::string& was) {
  if (field.kind == FieldKind::text || field.kind == FieldKind::reference) {
    was = text_at(value, field);
    as<std::string>(place_in(value, field.value.offset)).clear();
    return !was.empty();
  }
  const bool clears = field.kind == FieldKind::instant || field.kind == FieldKind::date ||
                      field.kind == FieldKind::enumeration;
  if (!clears || integer_at(value, field) == 0) return false;
  was.clear();
  write_field_json(was, value, field);
  if (was.size() >= 2 && was.front() == '"') was = was.substr(1, was.size() - 2);
  void* place = place_in(value, field.value.offset);
  if (field.kind == FieldKind::instant) {
    as<std::int64_t>(place) = 0;
  } else if (field.kind == FieldKind::date) {
    as<std::int32_t>(place) = 0;
  } else {
    std::memset(place, 0, sizeof(std::uint16_t));  // every enum is one
  }
  return true;
}

}  // namespace kintsugi::schema
