#include "api/http/session/known_browsers.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "api/http/session/secrets.h"

namespace kintsugi::api {

namespace {

constexpr std::size_t kept_max = 5;  // who share a browser: "id.version.tag~id.version.tag"
constexpr std::size_t id_octets = 12, tag_octets = 16, one_max = 64;

std::string tag_of(std::string_view named, const std::string& account, std::string_view key) {
  const std::string text = "known browser" + std::string(1, '\0') + account +
                           std::string(1, '\0') + std::string(named);
  std::array<unsigned char, tag_octets> tag{};
  crypto_generichash(tag.data(), tag.size(), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size());
  std::string hex(tag.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), tag.data(), tag.size());
  hex.pop_back();
  return hex;
}

std::optional<KnownBrowser> opened(std::string_view one, const std::string& account,
                                   std::string_view key) {
  const auto dot = one.rfind('.');
  if (dot == one.npos || one.size() > one_max) return std::nullopt;
  const std::string_view named = one.substr(0, dot), given = one.substr(dot + 1);
  const std::string tag = tag_of(named, account, key);
  if (given.size() != tag.size() || sodium_memcmp(given.data(), tag.data(), tag.size()) != 0)
    return std::nullopt;
  const auto middle = std::min(named.find('.'), named.size());
  KnownBrowser found{.id = std::string(named.substr(0, middle))};
  const std::string_view version = named.substr(std::min(middle + 1, named.size()));
  std::from_chars(version.data(), version.data() + version.size(), found.password_version);
  return found;
}

// Calls `visit` with each; no more of them than are ever kept.
template <class Visit>
void each(std::string_view cookie, Visit visit) {
  for (std::size_t seen = 0; seen < kept_max && !cookie.empty(); ++seen) {
    const auto end = std::min(cookie.find('~'), cookie.size());
    visit(cookie.substr(0, end));
    cookie.remove_prefix(std::min(end + 1, cookie.size()));
  }
}

}  // namespace

std::optional<KnownBrowser> known_browser(std::string_view cookie, const std::string& account,
                                          std::string_view key) {
  std::optional<KnownBrowser> found;
  each(cookie, [&](std::string_view one) {
    if (!found) found = opened(one, account, key);
  });
  return found;
}

std::string with_known_browser(std::string_view cookie, const std::string& account,
                               std::uint32_t password_version, std::string_view key) {
  const auto before = known_browser(cookie, account, key);
  const std::string named = (before ? before->id : random_token(id_octets)) + "." +
                            std::to_string(password_version);
  std::string text = named + "." + tag_of(named, account, key);
  std::size_t kept = 1;
  each(cookie, [&](std::string_view one) {
    if (kept == kept_max || one.size() > one_max || opened(one, account, key)) return;
    text.append("~").append(one);
    ++kept;
  });
  return text;
}

}  // namespace kintsugi::api
