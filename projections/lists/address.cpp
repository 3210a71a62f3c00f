#include "projections/lists/address.h"

#include "core/text/characters.h"

namespace kintsugi::projections::lists {
namespace {

using View = std::u32string_view;

constexpr View regions = U"省市区县旗镇乡";
constexpr View ways_and_estates = U"村路街道弄巷园苑";
constexpr View houses = U"号幢栋楼座层室";
constexpr std::size_t name_min = 2, name_max = 10;

bool is_one_of(View signs, char32_t c) { return signs.find(c) != signs.npos; }
bool is_han(char32_t c) { return core::character(c).han; }

// Where the piece that begins at `at` ends: behind its sign, and those that follow it ("街道",
// "花园路"), or before what is not Chinese. A piece's first character is no sign: "园林路".
std::size_t end_of_piece(View address, std::size_t at) {
  std::size_t end = at + 1;
  while (end < address.size() && is_han(address[end])) {
    const char32_t c = address[end++];
    const bool goes_on = is_one_of(ways_and_estates, c) && end < address.size() &&
                         is_one_of(ways_and_estates, address[end]);
    if (ends_piece(c) && !goes_on) break;
  }
  return end;
}

bool is_name(View piece) {
  if (piece.size() < name_min || piece.size() > name_max) return false;
  if (piece.ends_with(U"小区")) return piece.size() > 2;
  return !is_one_of(regions, piece.back()) && !is_one_of(houses, piece.back());
}

}  // namespace

bool ends_piece(char32_t c) {
  return is_one_of(regions, c) || is_one_of(ways_and_estates, c) || is_one_of(houses, c);
}

std::vector<View> names_in_address(View address) {
  std::vector<View> out;
  for (std::size_t at = 0; at < address.size() && out.size() < address_names_max;) {
    const bool behind_number = at > 0 && !is_han(address[at - 1]) && ends_piece(address[at]);
    if (!is_han(address[at]) || behind_number) {
      ++at;
      continue;
    }
    const std::size_t end = end_of_piece(address, at);
    const View piece = address.substr(at, end - at);
    if (is_name(piece) && piece != U"单元") out.push_back(piece);
    at = end;
  }
  return out;
}

}  // namespace kintsugi::projections::lists
