#include "events/commit/log_key.h"

#include <sodium.h>

#include <algorithm>

#include "events/base/check.h"

namespace kintsugi {

namespace {

constexpr std::size_t id_bytes = 8;
constexpr std::size_t hash_bytes = 32;
constexpr std::size_t seal_bytes = id_bytes + hash_bytes;
// Persistent, like the record's, which the key's id follows.
constexpr std::string_view keyed_id_text = "kintsugi log key id";
constexpr std::string_view prefixed_id_text = "kintsugi log key id, prefixed";
constexpr std::string_view record_id = "log_key/";

using Secret = std::array<unsigned char, 32>;
using Hash = std::array<unsigned char, hash_bytes>;

const unsigned char* octets(ByteView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

ByteView view_of(const Sha256Octets& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// A block for the key, and one for the bytes.
Hash keyed_hash(const Secret& secret, ByteView bytes) {
  Hash hash;
  crypto_generichash(hash.data(), hash.size(), octets(bytes), bytes.size(), secret.data(),
                     secret.size());
  return hash;
}

// Key and bytes share a block: half the time. That the key comes first is enough with BLAKE2, which
// lets nobody go on from a hash (RFC 7693, section 1: no HMAC construction is needed).
Hash prefixed_hash(const Secret& secret, ByteView bytes) {
  std::array<unsigned char, 64> both;
  KINTSUGI_CHECK(secret.size() + bytes.size() <= both.size(), "a hash or a short text");
  std::copy(secret.begin(), secret.end(), both.begin());
  std::copy(bytes.begin(), bytes.end(), both.begin() + secret.size());
  Hash hash;
  crypto_generichash(hash.data(), hash.size(), both.data(), secret.size() + bytes.size(), nullptr,
                     0);
  return hash;
}

LogKeyId id_from(ByteView eight) {
  std::uint64_t value = 0;
  for (const char octet : eight) value = value << 8 | static_cast<unsigned char>(octet);
  return {value};
}

std::string_view trimmed(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const auto first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

std::string to_text(LogKeyId id) {
  std::string octets_of_id;
  for (int shift = 56; shift >= 0; shift -= 8)
    octets_of_id.push_back(static_cast<char>(id.value >> shift));
  std::array<char, 2 * id_bytes + 1> text;
  sodium_bin2hex(text.data(), text.size(), octets(octets_of_id), octets_of_id.size());
  return text.data();
}

std::optional<LogKeyId> parse_log_key_id(std::string_view text) {
  std::array<unsigned char, id_bytes> eight;
  std::size_t size = 0;
  if (text.size() != 2 * id_bytes ||
      sodium_hex2bin(eight.data(), eight.size(), text.data(), text.size(), nullptr, &size,
                     nullptr) != 0 ||
      size != id_bytes) {
    return std::nullopt;
  }
  return id_from({reinterpret_cast<const char*>(eight.data()), eight.size()});
}

Result<LogKeys> LogKeys::parse(std::string_view text) {
  KINTSUGI_CHECK(sodium_init() >= 0, "libsodium can be used");
  LogKeys keys;
  for (int number = 1; !text.empty(); ++number) {
    const std::string_view line = trimmed(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(text.size(), text.find('\n') == std::string_view::npos
                                                 ? text.size()
                                                 : text.find('\n') + 1));
    if (line.empty()) continue;
    Secret secret{};
    std::size_t size = 0;
    if (line.size() != 2 * secret.size() ||
        sodium_hex2bin(secret.data(), secret.size(), line.data(), line.size(), nullptr, &size,
                       nullptr) != 0 ||
        size != secret.size()) {
      return fail(ErrorKind::invalid, "log.bad_key",
                  "line " + std::to_string(number) +
                      ": a key is 64 hexadecimal digits; one is made by: openssl rand -hex 32");
    }
    for (const HashOfSeal hash : {keyed_hash, prefixed_hash}) {
      const Hash id = hash(secret, hash == keyed_hash ? keyed_id_text : prefixed_id_text);
      keys.keys_.push_back({id_from({reinterpret_cast<const char*>(id.data()), id_bytes}), hash,
                            secret});
    }
    sodium_memzero(secret.data(), secret.size());
  }
  if (keys.keys_.empty())
    return fail(ErrorKind::invalid, "log.bad_key", "there is no key in it");
  return keys;
}

LogKeys::~LogKeys() {
  if (!keys_.empty()) sodium_memzero(keys_.data(), keys_.size() * sizeof keys_[0]);
}
LogKeys::LogKeys(LogKeys&&) noexcept = default;
LogKeys& LogKeys::operator=(LogKeys&&) noexcept = default;

const LogKeys::Key* LogKeys::find(LogKeyId id) const {
  const auto found =
      std::find_if(keys_.begin(), keys_.end(), [&](const Key& key) { return key.id == id; });
  return found == keys_.end() ? nullptr : &*found;
}

Bytes LogKeys::seal(LogKeyId with, const Sha256Octets& of_record) const {
  const Key* const key = find(with);
  KINTSUGI_CHECK(key != nullptr, "a record is sealed with a key that there is");
  const Hash hash = key->hash(key->secret, view_of(of_record));
  Bytes out;
  out.reserve(seal_bytes);
  for (int shift = 56; shift >= 0; shift -= 8)
    out.push_back(static_cast<char>(with.value >> shift));
  out.append(reinterpret_cast<const char*>(hash.data()), hash.size());
  return out;
}

SealSeen LogKeys::check(const Sha256Octets& of_record, ByteView seal) const {
  if (seal.size() != seal_bytes) return {SealState::absent, {}};
  SealSeen seen{SealState::unknown_key, id_from(seal.substr(0, id_bytes))};
  const Key* const key = find(seen.key);
  if (key == nullptr) return seen;
  const Hash hash = key->hash(key->secret, view_of(of_record));
  static_assert(hash_bytes == crypto_verify_32_BYTES);
  const bool fits = crypto_verify_32(hash.data(), octets(seal.substr(id_bytes))) == 0;
  seen.state = fits ? SealState::good : SealState::wrong;
  return seen;
}

std::optional<LogKeyId> key_named_by(std::string_view id) {
  if (!id.starts_with(record_id)) return std::nullopt;
  return parse_log_key_id(id.substr(record_id.size()));
}

}  // namespace kintsugi
