#pragma once
// Passwords that everybody tries first. Constant; any thread.

#include <span>
#include <string_view>

namespace kintsugi::api {

// One of listed_passwords(), or of those that are common where this runs. `password` is in small
// letters.
bool is_common_password(std::string_view password);

// Those of eight characters and more of Django's list of 20,000 from published leaks (Debian's
// python3-django), sorted. Made into source by list_common_passwords.py.
std::span<const std::string_view> listed_passwords();

}  // namespace kintsugi::api
