#pragma once
// How Cap'n Proto's names become ours.

#include <string>
#include <string_view>

namespace kintsugi::generator {

std::string snake_case(std::string_view camel);  // "startsAt", "StartsAt" -> "starts_at"
std::string title_case(std::string_view camel);  // "startsAt" -> "StartsAt"
std::string cpp_name(std::string_view snake);    // "operator" -> "operator_"
std::string quoted(std::string_view text);       // a C++ (and JSON) string literal, UTF-8 kept
std::string file_stem(std::string_view path);    // "a/work_order.capnp" -> "work_order"

}  // namespace kintsugi::generator
