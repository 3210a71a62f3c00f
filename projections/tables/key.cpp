#include "projections/tables/key.h"

#include <random>

#include "events/base/check.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace kintsugi::projections {

Key& Key::text(std::string_view part) {
  text_beginning(part);
  push(std::string_view("\0\0", 2));
  return *this;
}

Key& Key::text_beginning(std::string_view part) {
  using namespace std::string_view_literals;
  while (true) {
    const auto zero = part.find('\0');
    push(part.substr(0, zero));
    if (zero == std::string_view::npos) break;
    push("\0\xff"sv);
    part.remove_prefix(zero + 1);
  }
  return *this;
}

Hash128 hash_of(const Key& key) {
  static const std::uint64_t seed = std::random_device{}() | std::uint64_t{std::random_device{}()} << 32;
  const auto bytes = key.bytes();
  const XXH128_hash_t hash = XXH3_128bits_withSeed(bytes.data(), bytes.size(), seed);
  return {hash.high64, hash.low64};
}

Key& Key::number(std::int64_t part) {
  const auto bits = static_cast<std::uint64_t>(part) ^ (std::uint64_t{1} << 63);
  char octets[8];
  for (int i = 0; i < 8; ++i) octets[i] = static_cast<char>(bits >> (56 - 8 * i));
  push({octets, 8});
  return *this;
}

std::string KeyParts::text() {
  std::string part;
  for (std::size_t i = 0; i + 1 < rest_.size(); ++i) {
    if (rest_[i] != '\0') {
      part += rest_[i];
    } else if (rest_[i + 1] == '\0') {
      rest_.remove_prefix(i + 2);
      return part;
    } else {
      part += '\0';
      ++i;
    }
  }
  KINTSUGI_CHECK(false, "the key has a text part here");
  return part;
}

std::int64_t KeyParts::number() {
  KINTSUGI_CHECK(rest_.size() >= 8, "the key has a number here");
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits = bits << 8 | static_cast<unsigned char>(rest_[i]);
  rest_.remove_prefix(8);
  return static_cast<std::int64_t>(bits ^ (std::uint64_t{1} << 63));
}

}  // namespace kintsugi::projections
