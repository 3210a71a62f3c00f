#include "projections/cases/cases.h"

#include "projections/registers/registers.h"

namespace kintsugi::projections {

const ProjectionKind& cases_projection() {
  static const ProjectionKind& kind = registers_projection("cases", 9);
  return kind;
}

}  // namespace kintsugi::projections
