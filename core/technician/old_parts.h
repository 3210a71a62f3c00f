#pragma once
// The old parts that a technician owes: one for each new one fitted at the maker's cost, where the
// service policy says by when. Reads the technician. Pure.

#include <cstdint>
#include <string>

#include "core/events.h"
#include "core/reads.h"

namespace kintsugi::core::old_parts {

struct OldPart {
  const std::string& technician;
  const std::string& order;
  const std::string& part;
  std::int64_t quantity;  // thousandths
};

// He took it out, or what he handed in is not there after all: due the policy's days from now.
void owe(const OldPart& old, Reads& reads, Events& events);

// It came back, or was never taken out. Nothing where he owes none of it.
void settle(const OldPart& old, Reads& reads, Events& events);

}  // namespace kintsugi::core::old_parts
