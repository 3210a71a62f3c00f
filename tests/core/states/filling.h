#pragma once
// Fills what is empty in an event, each field with something of its own: numbers counted from 21,
// texts by their field's name. So one sees where each goes. What is set stays; lists stay empty.

#include <set>
#include <string>
#include <string_view>

#include "events/schema/runtime/erased.h"
#include "schema/description.h"

namespace kintsugi::tests {

// Numbers that other events have and states look up.
inline const std::set<std::string_view> looked_up = {"booking", "line", "number", "version"};

class Filling {
 public:
  void fill(schema::Event& event) {
    fill(event.data(), *schema::find_type(schema::name_of(event)));
  }

 private:
  void fill(void* value, const schema::TypeInfo& type) {
    for (const schema::FieldInfo& field : type.fields) {
      if (looked_up.contains(field.name)) continue;
      fill_field(static_cast<char*>(value) + field.value.offset, field);
    }
  }

  void fill_field(void* at, const schema::FieldInfo& field) {
    switch (field.kind) {
      case schema::FieldKind::boolean: *static_cast<bool*>(at) = true; break;
      case schema::FieldKind::int8:
      case schema::FieldKind::uint8: number<std::uint8_t>(at); break;
      case schema::FieldKind::enumeration: enumerant(at, *field.enumeration); break;
      case schema::FieldKind::int16:
      case schema::FieldKind::uint16: number<std::uint16_t>(at); break;
      case schema::FieldKind::int32:
      case schema::FieldKind::uint32:
      case schema::FieldKind::date: number<std::uint32_t>(at); break;
      case schema::FieldKind::int64:
      case schema::FieldKind::uint64:
      case schema::FieldKind::instant:
      case schema::FieldKind::position: number<std::uint64_t>(at); break;
      case schema::FieldKind::text:
      case schema::FieldKind::reference: text(*static_cast<std::string*>(at), field); break;
      case schema::FieldKind::structure:
      case schema::FieldKind::group: fill(at, *field.structure); break;
      default: break;
    }
  }
  template <class T>
  void number(void* at) {
    if (*static_cast<T*>(at) == 0) *static_cast<T*>(at) = static_cast<T>(++last_);
  }
  void enumerant(void* at, const schema::EnumInfo& info) {
    auto& value = *static_cast<std::uint16_t*>(at);
    if (value == 0) value = static_cast<std::uint16_t>(info.values.size() - 1);
  }
  void text(std::string& value, const schema::FieldInfo& field) {
    if (value.empty()) value = std::string(field.name) + "-" + std::to_string(++last_);
  }
  int last_ = 20;
};

}  // namespace kintsugi::tests
