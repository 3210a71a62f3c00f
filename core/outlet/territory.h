#pragma once
// Which areas an outlet serves on a day (in Shanghai, since 1970-01-01). Pure.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/outlet_state.h"

namespace kintsugi::core::territory {

// Some area is served from a day on, or until one.
bool is_by_date(const schema::Outlet& outlet);

// From that day on, for good, it serves these areas and no other; none: everywhere. 0: ever since.
bool serves_only(const schema::Outlet& outlet, const std::vector<std::string>& areas,
                 std::int32_t day);

// How many characters of `area` one of its entries for the day says: the more, the nearer it is
// meant. -1: it does not serve the area. 0: it serves everywhere, or the area is not known.
int match(const schema::Outlet& outlet, std::string_view area, std::int32_t day);

// How far an area is told apart: city, county, township. Codes of the statistics bureau by four,
// six and nine digits; names by so many parts, as in 杭州-西湖-转塘. What is shorter is as it is.
enum class AreaLevel : std::uint8_t { city = 1, county = 2, township = 3 };
std::string at_level(std::string_view area, AreaLevel level);

// For folds: from that day on it serves these areas, and nothing else; 0: ever since.
void serve_from(schema::Outlet& outlet, std::vector<std::string> areas, std::int32_t day);

}  // namespace kintsugi::core::territory
