#include "api/http/reading/which_one.h"

#include <algorithm>

#include "events/schema/runtime/access.h"

namespace kintsugi::api {
namespace {

using schema::FieldInfo;
using schema::FieldKind;
using schema::TypeInfo;

constexpr std::string_view of_list = " of ";

// Where the thing's state has that list: in the row itself, or in what the row holds of it.
struct Held {
  const void* value = nullptr;
  const FieldInfo* field = nullptr;
};
Held list_in(const TypeInfo& type, const void* value, std::string_view name) {
  for (const FieldInfo& field : type.fields)
    if (field.kind == FieldKind::list && field.structure != nullptr && field.name == name)
      return {value, &field};
  for (const FieldInfo& field : type.fields) {
    if (field.kind != FieldKind::structure) continue;
    const Held held = list_in(*field.structure, schema::member_at(value, field), name);
    if (held.field != nullptr) return held;
  }
  return {};
}

bool has_word(std::string_view words, std::string_view wanted) {
  for (std::size_t at = 0; at <= words.size();) {
    const auto end = std::min(words.find('|', at), words.size());
    if (words.substr(at, end - at) == wanted) return true;
    at = end + 1;
  }
  return false;
}

bool can_be_meant(const TypeInfo& type, const void* element, std::string_view statuses) {
  const FieldInfo* withdrawn = type.field("withdrawn");
  if (withdrawn != nullptr && schema::integer_at(element, *withdrawn) != 0) return false;
  const FieldInfo* status = type.field("status");
  if (statuses != "one")
    return status != nullptr && has_word(statuses, schema::text_at(element, *status));
  return status == nullptr || schema::text_at(element, *status) != "withdrawn";
}

std::uint64_t number_of(const TypeInfo& type, const void* element, std::size_t at) {
  for (const std::string_view name : {"number", "line", "version"})
    if (const FieldInfo* field = type.field(name))
      return static_cast<std::uint64_t>(schema::integer_at(element, *field));
  return at + 1;
}

}  // namespace

std::string_view list_meant(const FieldInfo& field) {
  const auto split = field.means.find(of_list);
  return split == std::string_view::npos ? std::string_view()
                                         : field.means.substr(split + of_list.size());
}

std::optional<WhichOne> which_one(const TypeInfo& command, const projections::lists::List& list,
                                  const projections::lists::Item& item) {
  for (const FieldInfo& field : command.fields) {
    WhichOne out;
    out.field = &field;
    out.list = list_meant(field);
    if (out.list.empty()) continue;
    if (list.info->thing != command.stream) return std::nullopt;
    const Held held = list_in(*list.info->row, item.row, out.list);
    if (held.field == nullptr) return std::nullopt;
    const TypeInfo& type = *held.field->structure;
    const auto statuses = field.means.substr(0, field.means.find(of_list));
    for (std::size_t at = 0; at < schema::list_size_at(held.value, *held.field); ++at) {
      const void* element = schema::list_item_at(held.value, *held.field, at);
      if (can_be_meant(type, element, statuses))
        out.numbers.push_back(number_of(type, element, at));
    }
    return out;
  }
  return std::nullopt;
}

}  // namespace kintsugi::api
