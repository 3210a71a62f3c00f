#pragma once
// The keys of the streams fold's rows, and the few octets of its values. Internal: a change needs a
// new version of the fold's directory (streams-v5), nothing else. So does a policy that from now on
// finds something to do in what has happened.

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "events/base/types.h"

namespace kintsugi::projections::rows {

constexpr char stream = 's';    // + 16 octets: head, version, name, state
constexpr char command = 'c';   // + 16 octets: position, fingerprint
constexpr char verdicts = 'v';  // + block number: bits
constexpr char tenant = 't';    // + name: clock, counted commits
constexpr char reaction = 'r';  // + tenant, zero octet, command id: due, cause, command
constexpr char log_key = 'k';   // (one row): known, keys, positions (events/commit/under_key.h)
constexpr char voids = 'n';     // (one row): void_records.h
constexpr char time = 'i';      // + tenant, zero octet, recorded ms, position: nothing

inline void put64(std::string& out, std::uint64_t v) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(v >> shift));
}
inline void put_text(std::string& out, std::string_view text) {
  put64(out, text.size());
  out.append(text);
}

// Reads what put64 and put_text wrote; `ok` turns false at the first octet that is missing.
class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {}
  std::uint64_t u64() {
    if (in_.size() < 8) return ok_ = false, 0;
    std::uint64_t v = 0;
    for (int i = 0; i < 8; ++i)
      v = (v << 8) | static_cast<unsigned char>(in_[static_cast<std::size_t>(i)]);
    in_.remove_prefix(8);
    return v;
  }
  std::string_view text() {
    const std::uint64_t size = u64();
    if (!ok_ || in_.size() < size) return ok_ = false, std::string_view{};
    const std::string_view out = in_.substr(0, size);
    in_.remove_prefix(size);
    return out;
  }
  std::string_view rest() { return in_; }
  bool ok() const { return ok_; }

 private:
  std::string_view in_;
  bool ok_ = true;
};

inline std::string key_of(char kind, Hash128 hash) {
  std::string key(1, kind);
  append_bytes(key, hash);
  return key;
}
inline std::string key_of(char kind, std::uint64_t number) {
  std::string key(1, kind);
  put64(key, number);
  return key;
}
inline std::string key_of(char kind, std::string_view of_tenant, std::string_view id) {
  std::string key(1, kind);
  key.append(of_tenant).append(1, '\0').append(id);
  return key;
}

}  // namespace kintsugi::projections::rows
