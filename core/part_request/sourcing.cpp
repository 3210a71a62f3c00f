#include "core/part_request/sourcing.h"

#include <algorithm>
#include <optional>

#include "core/place/place.h"
#include "schema/outlet_state.h"
#include "schema/warehouse_state.h"

namespace kintsugi::core::part_request {

namespace {

constexpr int levels_max =
    32;  // of the tree of outlets; it has no cycle, this only bounds the walk

// Where the outlet keeps its own parts: its first warehouse by id, else that of the nearest parent
// with one.
std::optional<place::Location> place_of(std::string_view outlet,
                                        const schema::WarehouseIndex& index, Reads& reads) {
  std::string id(outlet);
  for (int level = 0; level < levels_max && !id.empty(); ++level) {
    for (const schema::WarehouseEntry& entry : index.warehouses) {
      if (entry.outlet == id) return place::Location{entry.latitude, entry.longitude};
    }
    const auto* found = reads.find<schema::Outlet>(id);
    if (found == nullptr) return std::nullopt;
    id = found->parent;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Candidate> candidates(std::string_view outlet, Reads& reads) {
  std::vector<Candidate> found;
  const auto* index = reads.find<schema::WarehouseIndex>("all");
  if (index == nullptr) return found;
  const auto from = place_of(outlet, *index, reads);
  for (const schema::WarehouseEntry& entry : index->warehouses) {
    if (entry.frozen || entry.kind != schema::WarehouseKind::parts) continue;
    const place::Location there{entry.latitude, entry.longitude};
    found.push_back({entry.warehouse, from ? place::distance_m(*from, there) : 0});
  }
  std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.warehouse < b.warehouse;
  });
  return found;
}

}  // namespace kintsugi::core::part_request
