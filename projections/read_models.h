#pragma once
// Every read model that there is, by name.

#include <span>

#include "projections/runner/projection.h"

namespace kintsugi::projections {

std::span<const ProjectionKind* const> all_projections();
// Null where there is no such projection.
const ProjectionKind* find_projection(std::string_view name);

}  // namespace kintsugi::projections
