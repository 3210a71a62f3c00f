#include "events/schema/runtime/description.h"

#include <algorithm>

namespace kintsugi::schema {
namespace {

template <class Info>
const Info* find(std::span<const Info> all, std::string_view key, std::string_view Info::*member) {
  const auto found = std::lower_bound(
      all.begin(), all.end(), key,
      [&](const Info& info, std::string_view wanted) { return info.*member < wanted; });
  return found != all.end() && (*found).*member == key ? &*found : nullptr;
}

}  // namespace

const TypeInfo* find_type(std::string_view name) {
  return find(all_types(), name, &TypeInfo::name);
}
const EnumInfo* find_enum(std::string_view name) {
  return find(all_enums(), name, &EnumInfo::name);
}
const RefusalInfo* find_refusal(std::string_view code) {
  return find(all_refusals(), code, &RefusalInfo::code);
}

}  // namespace kintsugi::schema
