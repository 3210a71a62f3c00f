#pragma once
// How values and views differ for the interpreters of the field tables. For runtime/*.cpp only.

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include "events/schema/runtime/description.h"

namespace kintsugi::schema {

template <Form form>
using TextOf = std::conditional_t<form == Form::value, std::string, std::string_view>;

template <Form form>
const MemberPlace& place_of(const FieldInfo& field) {
  return form == Form::value ? field.value : field.view;
}
template <Form form>
const UnionOps& union_of(const TypeInfo& type) {
  return form == Form::value ? *type.value_union : *type.view_union;
}

// The member or element that begins so many octets behind `base`.
inline const void* place_in(const void* base, std::size_t offset) {
  return static_cast<const std::byte*>(base) + offset;
}
inline void* place_in(void* base, std::size_t offset) {
  return static_cast<std::byte*>(base) + offset;
}

template <class T>
const T& as(const void* place) { return *static_cast<const T*>(place); }
template <class T>
T& as(void* place) { return *static_cast<T*>(place); }

}  // namespace kintsugi::schema
