#include "events/schema/runtime/traits.h"

namespace kintsugi::schema {

std::string_view enum_name(std::span<const std::string_view> names, std::uint16_t value) {
  return value < names.size() ? names[value] : std::string_view{};
}

int enum_index(std::span<const std::string_view> names, std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace kintsugi::schema
