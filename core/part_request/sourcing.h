#pragma once
// Which warehouse is asked first: by distance from where the order's outlet keeps its own parts,
// then by id.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/reads.h"

namespace kintsugi::core::part_request {

struct Candidate {
  std::string warehouse;
  std::int64_t distance = 0;  // metres; 0 where neither it nor a parent has a warehouse
  bool operator==(const Candidate&) const = default;
};

// Every parts warehouse that is not frozen, the nearest first. Reads the directory, and the outlet
// and its parents where it has no warehouse of its own.
std::vector<Candidate> candidates(std::string_view outlet, Reads& reads);

}  // namespace kintsugi::core::part_request
