#pragma once
// An always-on check for our own mistakes: says where and what, then aborts. Never for bad input.

#include <string_view>

namespace kintsugi {
[[noreturn]] void check_failed(std::string_view expression, std::string_view what,
                               std::string_view file, int line);
}

#define KINTSUGI_CHECK(condition, what) \
  ((condition) ? void() : ::kintsugi::check_failed(#condition, (what), __FILE__, __LINE__))
