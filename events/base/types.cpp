#include "events/base/types.h"

#include <openssl/sha.h>

#include <array>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "events/base/check.h"

namespace kintsugi {

namespace {
using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

Digest digest_of(ByteView bytes) {
  Digest out;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), out.data());
  return out;
}

std::uint64_t read_big_endian(const unsigned char* p) {
  std::uint64_t v = 0;
  for (int i = 0; i < 8; ++i) v = (v << 8) | p[i];
  return v;
}
}  // namespace

Hash128 sha256_128(ByteView bytes) {
  const Digest d = digest_of(bytes);
  return Hash128{read_big_endian(d.data()), read_big_endian(d.data() + 8)};
}

std::string sha256_hex(ByteView bytes) {
  std::string out;
  for (unsigned char c : digest_of(bytes)) fmt::format_to(std::back_inserter(out), "{:02x}", c);
  return out;
}

std::string to_hex(Hash128 hash) { return fmt::format("{:016x}{:016x}", hash.high, hash.low); }

void append_bytes(std::string& out, Hash128 hash) {
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(hash.high >> shift));
  for (int shift = 56; shift >= 0; shift -= 8) out.push_back(static_cast<char>(hash.low >> shift));
}

Hash128 hash128_from_bytes(ByteView sixteen) {
  KINTSUGI_CHECK(sixteen.size() == 16, "a 128-bit hash has 16 octets");
  const auto* p = reinterpret_cast<const unsigned char*>(sixteen.data());
  return Hash128{read_big_endian(p), read_big_endian(p + 8)};
}

std::string format_instant(Instant t) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(t);
  const auto ms = (t - seconds).count();
  const std::string head = fmt::format("{:%Y-%m-%dT%H:%M:%S}", seconds);
  return ms == 0 ? head + "Z" : fmt::format("{}.{:03d}Z", head, ms);
}

}  // namespace kintsugi
