#pragma once
// From views to values and back, by their table of fields. Any thread.

#include "events/schema/runtime/traits.h"

namespace kintsugi::schema {

// `in` is the type's view or value, `out` its other form, as default constructed. A view borrows
// the text of the value.
void view_to_value(const TypeInfo& type, const void* in, void* out);
void value_to_view(const TypeInfo& type, const void* in, void* out);

template <DescribedType To, DescribedType From>
  requires(Described<To>::form != Described<From>::form)
To converted(const From& in) {
  To out;
  if constexpr (Described<To>::form == Form::value) {
    view_to_value(type_of<To>(), &in, &out);
  } else {
    value_to_view(type_of<To>(), &in, &out);
  }
  return out;
}

}  // namespace kintsugi::schema
