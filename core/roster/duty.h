#pragma once
// Whether a technician is on duty: not on leave, and on the roster of his outlet where the day has
// one. Pure; instants in ms since 1970, periods half-open.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/reads.h"
#include "schema/roster_state.h"

namespace kintsugi::core::roster {

// "S1:2026-03-02".
std::string roster_id(std::string_view outlet, std::int32_t day);

// An approved leave of his that overlaps [starts_at, ends_at); null: none. Reads his absences.
const schema::Absence* find_absence(std::string_view technician, std::int64_t starts_at,
                                    std::int64_t ends_at, Reads& reads);

// Why he is not on duty all the while from starts_at to ends_at; nothing where he is. A day without
// a published roster asks for none; shifts that follow each other without a gap are one.
std::optional<std::string> off_duty(std::string_view technician, std::string_view outlet,
                                    std::int64_t starts_at, std::int64_t ends_at, Reads& reads);

}  // namespace kintsugi::core::roster
