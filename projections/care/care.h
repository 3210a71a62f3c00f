#pragma once
// What is done for customers beside their orders: complaints, incidents, inspections, care calls,
// surveys, findings as they stand (the states that the schema lists with keeper `care`).

#include "projections/runner/projection.h"

namespace kintsugi::projections {

const ProjectionKind& care_projection();

}  // namespace kintsugi::projections
