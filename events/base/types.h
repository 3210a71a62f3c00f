#pragma once
// The small vocabulary that every layer shares.

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace kintsugi {

using Bytes = std::string;           // owned octets; std::string for its small-buffer and RocksDB ease
using ByteView = std::string_view;   // borrowed octets; the function's comment says how long they live

// Milliseconds since 1970-01-01T00:00:00Z. Stored as int64; 0 means "none" where a time is optional.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
inline Instant instant_from_ms(std::int64_t ms) { return Instant(std::chrono::milliseconds(ms)); }
inline std::int64_t to_ms(Instant t) { return t.time_since_epoch().count(); }

// The offset of a commit in its partition of the log: >= 0, growing, gaps allowed.
// As a bound it is the *next* position: Position{0} = before everything.
struct Position {
  std::int64_t value = 0;
  auto operator<=>(const Position&) const = default;
  Position next() const { return Position{value + 1}; }
};

// 128 bits, compared and hashed as a value: stream names, command ids (first 16 bytes of SHA-256).
struct Hash128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  auto operator<=>(const Hash128&) const = default;
  bool is_zero() const { return (high | low) == 0; }
};

// The head of a stream: the first 16 bytes of SHA-256 of the last counting commit that touched it;
// all zero where there is none.
using Head = Hash128;

Hash128 sha256_128(ByteView bytes);
std::string sha256_hex(ByteView bytes);
std::string to_hex(Hash128 hash);          // 32 lower-case digits
void append_bytes(std::string& out, Hash128 hash);  // 16 octets, big-endian
Hash128 hash128_from_bytes(ByteView sixteen);

struct Hash128Hasher {
  std::size_t operator()(const Hash128& h) const { return static_cast<std::size_t>(h.low); }
};
struct StringHasher {  // heterogeneous lookup in unordered maps
  using is_transparent = void;
  std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
};

// RFC 3339, UTC, milliseconds only where not zero: "2026-03-01T14:05:09Z", "...09.120Z".
std::string format_instant(Instant t);

}  // namespace kintsugi
