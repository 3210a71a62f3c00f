#pragma once
// "did you mean": the known word nearest to a mistyped one. Pure.

#include <string>
#include <string_view>
#include <vector>

namespace kintsugi::api {

// The nearest of `known` within two edits (a swap of neighbours is one); empty where none is near.
std::string nearest_word(std::string_view typed, const std::vector<std::string>& known);
// The same as the end of a sentence: `; did you mean "near"?`, or nothing.
std::string did_you_mean(std::string_view typed, const std::vector<std::string>& known);

}  // namespace kintsugi::api
