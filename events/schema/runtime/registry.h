#pragma once
// Which commands, events and states the schema has: by code, by name, states by stream type.
// Everything is constant and lives as long as the program. Any thread.

#include <span>
#include <string_view>

#include "events/schema/runtime/erased.h"

namespace kintsugi::schema {

// By code; states by stream type. Of events: the values' operations.
std::span<const TypeOps* const> all_commands();
std::span<const TypeOps* const> all_events();
std::span<const TypeOps* const> all_states();

// Index = code; null where there is none of that code.
std::span<const TypeOps* const> commands_by_code();
std::span<const TypeOps* const> event_views_by_code();

// nullptr where there is none.
const TypeOps* find_command(std::uint16_t code);
const TypeOps* find_command(std::string_view name);
const TypeOps* find_event_view(std::uint16_t code);
const TypeOps* find_state(std::string_view stream_type);

// The state of a stream that has no commit yet; empty for an unknown stream type.
State default_state(std::string_view stream_type);

}  // namespace kintsugi::schema
