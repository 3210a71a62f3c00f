#include "events/schema/runtime/description.h"

namespace kintsugi::schema {
namespace {

// By halving; `all` is sorted by that member.
template <class Info, class List>
const Info* find(const List& all, std::string_view key, std::string_view Info::*member) {
  std::size_t low = 0;
  std::size_t high = all.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (all[middle].*member < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < all.size() && all[low].*member == key ? &all[low] : nullptr;
}

}  // namespace

const FieldInfo* TypeInfo::field(std::string_view field_name) const {
  for (const FieldInfo& each : fields) {
    if (each.name == field_name) return &each;
  }
  return nullptr;
}

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
