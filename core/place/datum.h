#pragma once
// Datums of positions. Everything is stored in WGS-84; what comes in another datum is converted
// when it is decided on. Whole numbers only: the same on every machine.

#include <cstdint>

#include "core/place/place.h"
#include "schema/common_state.h"

namespace kintsugi::core::place {

// The position in WGS-84. `none` is WGS-84; nowhere (0, 0) stays nowhere. China's map datum moves
// positions within a rectangle around China only; outside it GCJ-02 is WGS-84, and BD-09 is away
// from both by its own shift. Within 2e-6 degrees (0.2 m) of the formulas' inverse in floating
// point.
Location to_wgs84(const Location& place, schema::Datum datum);

// The same the other way: how a map of that datum draws the position.
Location from_wgs84(const Location& place, schema::Datum datum);

}  // namespace kintsugi::core::place
