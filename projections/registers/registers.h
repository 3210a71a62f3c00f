#pragma once
// Things as they stand, by id: the fold of every read model whose rows are the states that the
// schema lists ($list with `keeper`). Which states those are, and their indexes, is the schema's to
// say.

#include <string_view>

#include "projections/runner/projection.h"

namespace kintsugi::projections {

// `model`: a keeper, and `version`: of what the rows hold beside that. The same model gives the
// same kind, with the version of its first call.
const ProjectionKind& registers_projection(std::string_view model, int version);

}  // namespace kintsugi::projections
