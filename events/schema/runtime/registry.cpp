#include "events/schema/runtime/registry.h"

#include <algorithm>

namespace kintsugi::schema {
namespace {

const TypeOps* at(std::span<const TypeOps* const> by_code, std::uint16_t code) {
  return code < by_code.size() ? by_code[code] : nullptr;
}

}  // namespace

const TypeOps* find_command(std::uint16_t code) { return at(commands_by_code(), code); }
const TypeOps* find_event_view(std::uint16_t code) { return at(event_views_by_code(), code); }

const TypeOps* find_command(std::string_view name) {
  const auto all = all_commands();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const TypeOps* ops) { return ops->name == name; });
  return found == all.end() ? nullptr : *found;
}

const TypeOps* find_state(std::string_view stream_type) {
  const auto all = all_states();
  const auto found = std::lower_bound(
      all.begin(), all.end(), stream_type,
      [](const TypeOps* ops, std::string_view wanted) { return ops->stream < wanted; });
  return found != all.end() && (*found)->stream == stream_type ? *found : nullptr;
}

State default_state(std::string_view stream_type) {
  State state;
  if (const TypeOps* ops = find_state(stream_type)) state.emplace(*ops);
  return state;
}

}  // namespace kintsugi::schema
