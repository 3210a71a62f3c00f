#pragma once
// Which of the things in a list of its thing a command means, where the schema says so
// ($means("pending of charges")): those that can be meant now. Pure; any thread.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "projections/lists/list.h"
#include "schema/description.h"

namespace kintsugi::api {

struct WhichOne {
  const schema::FieldInfo* field = nullptr;  // of the command
  std::string_view list;                     // member of the thing's state: "charges"
  std::vector<std::uint64_t> numbers;        // of the list's elements, in its order
};

// Of a command's field, the list whose number it is; empty: of none.
std::string_view list_meant(const schema::FieldInfo& field);

// None where the command means no such, or the list's row does not hold the thing.
std::optional<WhichOne> which_one(const schema::TypeInfo& command,
                                  const projections::lists::List& list,
                                  const projections::lists::Item& item);

}  // namespace kintsugi::api
