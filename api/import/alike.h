#pragma once
// Names that people would take for one, and a computer for two. Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kintsugi::api::import {

// Full-width letters, digits and dashes as those of ASCII: "Ａ１" is "A1". All else as it stands.
std::string of_one_width(std::string text);

// By what the words of an older system are compared with those of a mapping: "ｐ１" and "p1" are
// "P1".
std::string word_key(std::string_view word);

// Traces of one name: entries of all of them are one case.
struct Joined {
  std::string case_id;
  std::int64_t traces = 0;
  bool operator==(const Joined&) const = default;
};

struct Alike {
  std::int64_t count = 0;
  std::vector<std::pair<std::string, std::string>> list;  // the first ones, at most listed_max
  static constexpr std::size_t listed_max = 100;
};

// Of the names those that differ from another one in capitals, blanks, kinds of dashes, widths and
// noughts before a number only, each beside the one that comes before it.
Alike alike_names(const std::vector<std::string_view>& names);

}  // namespace kintsugi::api::import
