#pragma once
// The old parts that a technician owes: one for each new one fitted at the maker's cost, where the
// service policy says by when. Reads the technician. Pure.

#include <cstdint>
#include <string>
#include <vector>

#include "core/events.h"
#include "core/reads.h"
#include "schema/part_request_state.h"

namespace kintsugi::core::old_parts {

struct OldPart {
  const std::string& technician;
  const std::string& order;
  const std::string& part;
  std::int64_t quantity;  // thousandths
};

// He took it out: due the policy's days from now.
void owe(const OldPart& old, Reads& reads, Events& events);

// By when what `settle` will settle is due: what is due first is settled first.
std::vector<schema::SettledOldPart> owed_of(const OldPart& old, Reads& reads);

// It came back, was waived, or was never taken out. Nothing where he owes none of it.
void settle(const OldPart& old, Reads& reads, Events& events);

// What he handed in is not there after all: due as it was before, where the return says so.
void owe_again(const OldPart& old, const std::vector<schema::SettledOldPart>& settled,
               Reads& reads, Events& events);

}  // namespace kintsugi::core::old_parts
