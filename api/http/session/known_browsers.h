#pragma once
// Browsers in which somebody has signed in before: each keeps a cookie that says so, signed with a
// key of the node's. Whoever comes with it is braked by his own tries alone, and not locked out by
// what others guess. It opens nothing: the password is asked for all the same. Pure; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kintsugi::api {

struct KnownBrowser {
  std::string id;
  std::uint32_t password_version = 0;  // when he signed in: up to its change he is known there
};

// As which this account ("tenant/operator") is known there; nothing where no part of the cookie's
// text is signed for it.
std::optional<KnownBrowser> known_browser(std::string_view cookie, const std::string& account,
                                          std::string_view key);
// The cookie's text with him in it first; of others the last few stay.
std::string with_known_browser(std::string_view cookie, const std::string& account,
                               std::uint32_t password_version, std::string_view key);

}  // namespace kintsugi::api
