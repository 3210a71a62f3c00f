#pragma once
// Questions about a technician that dispatch asks. Pure; instants in ms since 1970, slots
// half-open.

#include <cstdint>
#include <string_view>

#include "schema/technician_state.h"

namespace kintsugi::core {

// The skill for the category and service type; null where he has none. It may have expired.
const schema::Skill* find_skill(const schema::Technician& technician, std::string_view category,
                                schema::ServiceType service_type);

// A slot that overlaps [starts_at, ends_at) and belongs to another booking than `order`'s
// `booking`.
const schema::Slot* find_overlap(const schema::Technician& technician, std::int64_t starts_at,
                                 std::int64_t ends_at, std::string_view order,
                                 std::uint16_t booking);

// Milliseconds of [starts_at, ends_at) that lie on the Shanghai day `day`.
std::int64_t time_on(std::int32_t day, std::int64_t starts_at, std::int64_t ends_at);

// Minutes of his slots that lie on the Shanghai day `day`, without `order`'s `booking`: a slot over
// midnight counts on each day with what lies on it.
std::int64_t minutes_on(const schema::Technician& technician, std::int32_t day,
                        std::string_view order, std::uint16_t booking);

}  // namespace kintsugi::core
