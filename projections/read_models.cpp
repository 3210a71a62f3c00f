#include "projections/read_models.h"

#include "projections/audit/audit.h"
#include "projections/directory/directory.h"
#include "projections/inventory/inventory.h"
#include "projections/orders/orders.h"
#include "projections/queues/queues.h"
#include "projections/wages/wages.h"

namespace kintsugi::projections {

std::span<const ProjectionKind* const> all_projections() {
  static const ProjectionKind* const all[] = {&orders_projection(),    &queues_projection(),
                                              &inventory_projection(), &wages_projection(),
                                              &audit_projection(),     &directory_projection()};
  return all;
}

const ProjectionKind* find_projection(std::string_view name) {
  for (const auto* kind : all_projections())
    if (kind->name == name) return kind;
  return nullptr;
}

}  // namespace kintsugi::projections
