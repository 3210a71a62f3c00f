#include "events/schema/runtime/convert.h"

#include <cstring>

#include "events/schema/runtime/forms.h"

namespace kintsugi::schema {
namespace {

constexpr Form other(Form form) { return form == Form::value ? Form::view : Form::value; }

template <Form to>
void convert(const TypeInfo& type, const void* in, void* out);

template <Form to>
void convert_list(const FieldInfo& f, const void* in, void* out);

// One member, or one element of a list. Inlined into the loop over a struct's fields.
template <Form to>
[[gnu::always_inline]] inline void convert_item(FieldKind kind, const FieldInfo& f, const void* in,
                                                void* out) {
  switch (kind) {
    case FieldKind::nothing:
      return;
    case FieldKind::boolean:
    case FieldKind::int8:
    case FieldKind::uint8:
      std::memcpy(out, in, 1);
      return;
    case FieldKind::int16:
    case FieldKind::uint16:
    case FieldKind::enumeration:
      std::memcpy(out, in, 2);
      return;
    case FieldKind::int32:
    case FieldKind::uint32:
    case FieldKind::date:
      std::memcpy(out, in, 4);
      return;
    case FieldKind::int64:
    case FieldKind::uint64:
    case FieldKind::instant:
    case FieldKind::position:
      std::memcpy(out, in, 8);
      return;
    case FieldKind::text:
    case FieldKind::reference:
    case FieldKind::data:
      as<TextOf<to>>(out) = as<TextOf<other(to)>>(in);
      return;
    case FieldKind::structure:
    case FieldKind::group:
    case FieldKind::union_:
      return convert<to>(*f.structure, in, out);
    case FieldKind::list:
      return convert_list<to>(f, in, out);
  }
}

template <Form to>
[[gnu::noinline]] void convert_list(const FieldInfo& f, const void* in, void* out) {
  const ListOps& from = *place_of<other(to)>(f).list;
  const ListOps& into = *place_of<to>(f).list;
  const std::size_t size = from.size(in);
  if (size == 0) return;
  const void* source = from.items(in);
  void* target = into.resize(out, size);
  for (std::size_t i = 0; i < size; ++i) {
    convert_item<to>(f.element_kind, f, place_in(source, i * from.stride),
                     place_in(target, i * into.stride));
  }
}

template <Form to>
void convert(const TypeInfo& type, const void* in, void* out) {
  if (type.kind == TypeKind::union_) {
    const std::size_t index = union_of<other(to)>(type).index(in);
    if (index >= type.fields.size()) return;
    const FieldInfo& f = type.fields[index];
    return convert_item<to>(f.kind, f, union_of<other(to)>(type).get(in),
                            union_of<to>(type).emplace(out, index));
  }
  for (const FieldInfo& f : type.fields) {
    convert_item<to>(f.kind, f, place_in(in, place_of<other(to)>(f).offset),
                     place_in(out, place_of<to>(f).offset));
  }
}

}  // namespace

void view_to_value(const TypeInfo& type, const void* in, void* out) {
  convert<Form::value>(type, in, out);
}
void value_to_view(const TypeInfo& type, const void* in, void* out) {
  convert<Form::view>(type, in, out);
}

}  // namespace kintsugi::schema
