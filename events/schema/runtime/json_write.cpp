// JSON of values and views, by their table of fields.

#include "events/schema/runtime/forms.h"
#include "events/schema/runtime/json.h"
#include "events/schema/runtime/json_table.h"
#include "events/schema/runtime/json_writer.h"

namespace kintsugi::schema::json {
namespace {

template <Form form>
void write_object(std::string& out, const TypeInfo& type, const void* value);

template <Form form>
void write_item(std::string& out, FieldKind kind, const FieldInfo& f, const void* place);

template <Form form>
void write_items(std::string& out, const FieldInfo& f, const void* place) {
  const ListOps& ops = *place_of<form>(f).list;
  const void* items = ops.items(place);
  const std::size_t size = ops.size(place);
  out += '[';
  for (std::size_t i = 0; i < size; ++i) {
    if (i > 0) out += ',';
    write_item<form>(out, f.element_kind, f, place_in(items, i * ops.stride));
  }
  out += ']';
}

std::string_view enumerant_name(const FieldInfo& f, const void* place) {
  const auto value = number_at<std::uint16_t>(place);
  const auto& names = f.enumeration->values;
  return value < names.size() ? names[value].name : std::string_view{};
}

template <Form form>
void write_item(std::string& out, FieldKind kind, const FieldInfo& f, const void* place) {
  switch (kind) {
    case FieldKind::nothing:
      out += "{}";
      return;
    case FieldKind::boolean:
      return write_boolean(out, as<bool>(place));
    case FieldKind::int8:
      return write_integer(out, int{number_at<std::int8_t>(place)});
    case FieldKind::int16:
      return write_integer(out, number_at<std::int16_t>(place));
    case FieldKind::int32:
      return write_integer(out, number_at<std::int32_t>(place));
    case FieldKind::int64:
      return write_integer(out, number_at<std::int64_t>(place));
    case FieldKind::uint8:
      return write_integer(out, unsigned{number_at<std::uint8_t>(place)});
    case FieldKind::uint16:
      return write_integer(out, number_at<std::uint16_t>(place));
    case FieldKind::uint32:
      return write_integer(out, number_at<std::uint32_t>(place));
    case FieldKind::uint64:
      return write_integer(out, number_at<std::uint64_t>(place));
    case FieldKind::instant:
      return write_instant(out, number_at<std::int64_t>(place));
    case FieldKind::date:
      return write_date(out, number_at<std::int32_t>(place));
    case FieldKind::position:
      return write_position(out, number_at<std::int64_t>(place));
    case FieldKind::text:
    case FieldKind::reference:
      return write_text(out, as<TextOf<form>>(place));
    case FieldKind::data:
      return write_data(out, as<TextOf<form>>(place));
    case FieldKind::enumeration:
      return write_text(out, enumerant_name(f, place));
    case FieldKind::structure:
    case FieldKind::group:
    case FieldKind::union_:
      return write_object<form>(out, *f.structure, place);
    case FieldKind::list:
      return write_items<form>(out, f, place);
  }
}

// Each with a comma before it.
template <Form form>
void write_members(std::string& out, const TypeInfo& type, const void* value) {
  for (const FieldInfo& f : type.fields) {
    if (f.secret) continue;
    out += f.key;
    write_item<form>(out, f.kind, f, place_in(value, place_of<form>(f).offset));
  }
}

template <Form form>
void write_object(std::string& out, const TypeInfo& type, const void* value) {
  const std::size_t begin = out.size();
  if (type.kind == TypeKind::union_) {
    const UnionOps& ops = union_of<form>(type);
    const std::size_t index = ops.index(value);
    if (index < type.fields.size()) {
      const FieldInfo& f = type.fields[index];
      out += f.key;
      write_item<form>(out, f.kind, f, ops.get(value));
    }
  } else {
    write_members<form>(out, type, value);
  }
  if (out.size() == begin) {
    out += "{}";
  } else {
    out[begin] = '{';
    out += '}';
  }
}

}  // namespace

void write(std::string& out, const TypeInfo& type, Form form, const void* value) {
  if (form == Form::value) {
    write_object<Form::value>(out, type, value);
  } else {
    write_object<Form::view>(out, type, value);
  }
}

void write_named(std::string& out, const TypeInfo& type, Form form, const void* value) {
  out.append("{\"type\":\"").append(type.name).append("\"");
  if (form == Form::value) {
    write_members<Form::value>(out, type, value);
  } else {
    write_members<Form::view>(out, type, value);
  }
  out += '}';
}

void write_member(std::string& out, const FieldInfo& field, const void* place) {
  write_item<Form::value>(out, field.kind, field, place);
}

}  // namespace kintsugi::schema::json
