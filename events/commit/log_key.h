#pragma once
// The keys that the nodes of a log share, and the seal that they put beside each record: a keyed
// hash (BLAKE2b) of the SHA-256 of its bytes, which every reader computes anyway for the head: over
// the bytes themselves it would take six times as long. Whoever has no key makes no seal; who
// reads with the key counts nothing else, from the position on at which the log says so
// (under_key.h). The bytes: events/FORMAT.md.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/result.h"
#include "events/base/sha256.h"
#include "events/base/types.h"

namespace kintsugi {

// Names a key, and which hash its seals are, without giving it away: the first 8 octets of a keyed
// hash of a constant.
struct LogKeyId {
  std::uint64_t value = 0;
  auto operator<=>(const LogKeyId&) const = default;
};
std::string to_text(LogKeyId id);  // 16 lower-case digits
std::optional<LogKeyId> parse_log_key_id(std::string_view text);

// What one reader can say of a record's seal.
enum class SealState : std::uint8_t {
  unread,       // it has no keys, and does not look
  absent,       // there is none, or what can be none
  unknown_key,  // made with a key that this reader does not have
  wrong,        // names a key that it has, and does not fit the bytes
  good,
};
struct SealSeen {
  SealState state = SealState::unread;
  LogKeyId key;  // that the seal names; zero where it is absent or unread
};

// One file of keys. Any thread; never changes.
class LogKeys {
 public:
  // Lines of 64 hexadecimal digits, one key a line, the last one the newest; blank lines and what
  // follows a # are left out. Errors: invalid "log.bad_key" (names the line, never what stands
  // there).
  static Result<LogKeys> parse(std::string_view text);
  ~LogKeys();
  LogKeys(LogKeys&&) noexcept;
  LogKeys& operator=(LogKeys&&) noexcept;

  // Of the last line, with the shorter hash: each key has an id for each of the two hashes, so that
  // a log that came under it with the longer one is read and written on with that.
  LogKeyId newest() const { return keys_.back().id; }
  bool has(LogKeyId id) const { return find(id) != nullptr; }
  // 40 octets: the key's id, then the keyed hash. `with` is one of these keys (checked).
  Bytes seal(LogKeyId with, const Sha256Octets& of_record) const;
  Bytes seal(LogKeyId with, ByteView record) const { return seal(with, sha256_octets(record)); }
  SealSeen check(const Sha256Octets& of_record, ByteView seal) const;
  SealSeen check(ByteView record, ByteView seal) const {
    return check(sha256_octets(record), seal);
  }

 private:
  using Octets = std::array<unsigned char, 32>;
  using HashOfSeal = Octets (*)(const Octets& secret, ByteView bytes);
  struct Key {
    LogKeyId id;
    HashOfSeal hash;
    Octets secret;
  };
  LogKeys() = default;
  const Key* find(LogKeyId id) const;
  std::vector<Key> keys_;  // two a line
};

// The record that puts the log under a key, from itself on: no commit, and of a rule version of its
// own, so that an engine that knows no keys stops there. It is sealed like any other, by the key
// that the log is under, or for the first one by the key that it names.
Bytes encode_key_record(LogKeyId id, Instant recorded_at);
// The key that it names; none for what is no such record. `id` as CommitView::id() of a record
// whose open() said "commit.log_key".
std::optional<LogKeyId> key_named_by(std::string_view id);

}  // namespace kintsugi
