#include "projections/read_models.h"

namespace kintsugi::projections {

const ProjectionKind* find_projection(std::string_view name) {
  for (const auto* kind : all_projections())
    if (kind->name == name) return kind;
  return nullptr;
}

}  // namespace kintsugi::projections
