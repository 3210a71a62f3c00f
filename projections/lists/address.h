#pragma once
// What of an address people type by how it is read: names of roads and of communities. Pure.

#include <string_view>
#include <vector>

namespace kintsugi::projections::lists {

// Signs after which another piece of an address begins.
bool ends_piece(char32_t c);

// "明华路" and "阳光花园" of "上海市浦东新区明华路100号阳光花园3幢": Chinese up to the sign of a road or
// community, or up to what is not Chinese; not provinces, towns and districts, of which each has
// thousands of addresses, nor houses and rooms. The first address_names_max of two characters to
// ten. `address` is folded and simplified (core/text/characters.h).
inline constexpr std::size_t address_names_max = 3;
std::vector<std::u32string_view> names_in_address(std::u32string_view address);

}  // namespace kintsugi::projections::lists
