#pragma once
// Every read model that there is, in the order in which they are built and listed.

#include <span>

#include "projections/runner/projection.h"

namespace kintsugi::projections {

std::span<const ProjectionKind* const> all_projections();
// Null where there is no such projection.
const ProjectionKind* find_projection(std::string_view name);

}  // namespace kintsugi::projections
