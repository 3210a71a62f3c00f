#include "projections/care/care.h"

#include "projections/registers/registers.h"

namespace kintsugi::projections {

const ProjectionKind& care_projection() {
  static const ProjectionKind& kind = registers_projection("care", 3);
  return kind;
}

}  // namespace kintsugi::projections
