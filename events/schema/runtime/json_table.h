#pragma once
// What the JSON and access functions share about single members. For runtime/*.cpp only.

#include <cstring>
#include <string>

#include "events/schema/runtime/description.h"

namespace kintsugi::schema::json {

template <class T>
T number_at(const void* place) {
  T value;
  std::memcpy(&value, place, sizeof(T));
  return value;
}

// A value's member as JSON.
void write_member(std::string& out, const FieldInfo& field, const void* place);

}  // namespace kintsugi::schema::json
