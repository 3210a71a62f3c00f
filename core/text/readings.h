#pragma once
// How names are read: pinyin and initials, with the readings that brands, places and family names
// have of their own. Pure, any thread.

#include <string>
#include <string_view>
#include <vector>

namespace kintsugi::core {

struct Spelled {
  std::string whole;     // "kongtiao"
  std::string initials;  // "kt"
  bool operator==(const Spelled&) const = default;
};

// Every way of reading it that people type, the usual one first, at most spellings_max; Latin
// letters and digits stand in both as they are. Nothing where no character is Chinese. `text` is
// folded and simplified (characters.h).
inline constexpr std::size_t spellings_max = 4;
std::vector<Spelled> spellings(std::u32string_view text);

// Where a brand or place of the list stands inside a text, but at its begin: what is found by its
// own reading from there.
std::vector<std::size_t> names_inside(std::u32string_view text);

}  // namespace kintsugi::core
