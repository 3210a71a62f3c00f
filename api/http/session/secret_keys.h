#pragma once
// The keys that nodes of one log share, to keep secrets beside it where others may read and write:
// each record is sealed (XChaCha20-Poly1305) under its key on the topic, which is a keyed hash of
// its name and tells nothing of it. Bound to one topic. The bytes: README.md. Any thread.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::api {

class SecretKeys {
 public:
  // Lines of 64 hexadecimal digits, one key a line; blank lines and what follows a # are left out.
  // The first one seals, all open: so a key is exchanged while nodes run. Errors: invalid
  // "secrets.bad_key" (names the line, never what stands there).
  static Result<SecretKeys> parse(std::string_view text, std::string_view topic);
  ~SecretKeys();
  SecretKeys(SecretKeys&&) noexcept = default;
  SecretKeys& operator=(SecretKeys&&) noexcept = default;

  struct Record {
    std::string key;
    Bytes bytes;
  };
  // `value` none: what has the name is gone.
  Record seal(std::string_view name, const std::optional<std::string>& value) const;

  struct Opened {
    std::string name;
    std::optional<std::string> value;
  };
  // None of what none of the keys has sealed, for this topic and under this very key.
  std::optional<Opened> open(ByteView key, ByteView bytes) const;

  // 32 octets for one purpose, the same on every node whose file begins with the same key.
  std::string derived(std::string_view purpose) const;

 private:
  using Octets = std::array<unsigned char, 32>;
  struct Key {
    std::array<char, 8> id;
    Octets seals, names, others;
  };
  SecretKeys() = default;
  static std::string record_key(const Key& key, std::string_view name);
  std::vector<Key> keys_;  // at least one
};

}  // namespace kintsugi::api
