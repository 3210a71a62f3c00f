#pragma once
// What is under way or at hand beside orders: assets, part requests, holds by hand, alarms,
// follow-up calls as they stand (the states that the schema lists with keeper `cases`). Apart from
// the directory, which every read needs for its scope.

#include "projections/runner/projection.h"

namespace kintsugi::projections {

const ProjectionKind& cases_projection();

}  // namespace kintsugi::projections
