#pragma once
// From a command or event whatever it is to the decide or evolve of its type. Any thread.

#include <cstdint>
#include <span>

#include "core/dispatch.h"
#include "events/base/result.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::core {

class Events;
class Reads;

// What the command's own decide gives, where no list of a state gets too long by it (limits.h); the
// streams of its events are noted. There must be a command (checked).
Result<Events> decide_any(const schema::Command& command, Reads& reads);

// An empty state first becomes the default state of the event's stream type. The state must be of
// that type (checked): the caller has compared the stream's name with stream_type_of(event).
void evolve_any(schema::State& state, const schema::EventView& event);

// How an event of a code changes the state of its stream type.
struct Evolver {
  std::uint16_t code = 0;
  const schema::TypeOps* state = nullptr;
  void (*evolve)(void* state, const void* view) = nullptr;
};
// nullptr for a code that no event has.
const Evolver* find_evolver(std::uint16_t code);

// What the generated <file>_dispatch.cpp of each schema file says, compiled as a part of core.
struct Decider {
  std::uint16_t code = 0;
  Result<Events> (*decide)(const void* command, Reads& reads) = nullptr;
};
struct DispatchPart {
  std::span<const Decider> deciders;
  std::span<const Evolver> evolvers;
};
std::span<const DispatchPart* const> dispatch_parts();

}  // namespace kintsugi::core
