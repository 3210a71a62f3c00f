#pragma once
// How far ahead people plan. Pure.

#include <chrono>
#include <cstdint>

#include "core/reads.h"
#include "events/commit/actor.h"

namespace kintsugi::core {

inline constexpr std::chrono::days plan_max{366};

// What a person plans for this time, in ms after 1970, is more than a year ahead: most likely
// another year was meant, and nobody would see it before.
inline bool is_beyond_plans(std::int64_t at, const Reads& reads) {
  return reads.actor().kind == ActorKind::person && at > to_ms(reads.now() + plan_max);
}

}  // namespace kintsugi::core
