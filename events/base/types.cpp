#include "events/base/types.h"

#include <openssl/evp.h>

#include <array>
#include <bit>
#include <cstring>
#include <memory>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "events/base/check.h"
#include "events/base/sha256.h"

namespace kintsugi {

namespace {
using Digest = std::array<unsigned char, 32>;

// The algorithm is looked up once for each thread: OpenSSL's one-shot functions do it for each call, under a lock.
Digest digest_of(ByteView bytes) {
  thread_local const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm(
      EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free);
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                                    &EVP_MD_CTX_free);
  Digest out;
  const bool done = EVP_DigestInit_ex2(context.get(), algorithm.get(), nullptr) == 1 &&
                    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                    EVP_DigestFinal_ex(context.get(), out.data(), nullptr) == 1;
  KINTSUGI_CHECK(done, "SHA-256 can be computed");
  return out;
}

static_assert(std::endian::native == std::endian::little);

std::uint64_t read_big_endian(const void* p) {
  std::uint64_t v;
  std::memcpy(&v, p, sizeof v);
  return __builtin_bswap64(v);
}
}  // namespace

Hash128 sha256_128(ByteView bytes) { return first_half(digest_of(bytes)); }

Sha256Octets sha256_octets(ByteView bytes) { return digest_of(bytes); }

Hash128 first_half(const Sha256Octets& octets) {
  return Hash128{read_big_endian(octets.data()), read_big_endian(octets.data() + 8)};
}

std::string sha256_hex(ByteView bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (unsigned char c : digest_of(bytes)) out += {digits[c >> 4], digits[c & 15]};
  return out;
}

std::string to_hex(Hash128 hash) { return fmt::format("{:016x}{:016x}", hash.high, hash.low); }

void append_bytes(std::string& out, Hash128 hash) {
  const std::uint64_t words[2] = {__builtin_bswap64(hash.high), __builtin_bswap64(hash.low)};
  out.append(reinterpret_cast<const char*>(words), sizeof words);
}

Hash128 hash128_from_bytes(ByteView sixteen) {
  KINTSUGI_CHECK(sixteen.size() == 16, "a 128-bit hash has 16 octets");
  return Hash128{read_big_endian(sixteen.data()), read_big_endian(sixteen.data() + 8)};
}

std::string format_instant(Instant t) {
  const auto day = std::chrono::floor<std::chrono::days>(t);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(t - day);
  const auto year = static_cast<int>(date.year());
  if (year < 0 || year > 9999) {  // no such year in RFC 3339; shown all the same
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", std::chrono::floor<std::chrono::seconds>(t));
  }
  std::string out = "0000-00-00T00:00:00";
  const auto put = [&](std::size_t end, auto number) {  // the digits before `end`
    for (auto rest = static_cast<unsigned>(number); rest != 0; rest /= 10) {
      out[--end] = static_cast<char>('0' + rest % 10);
    }
  };
  put(4, year);
  put(7, static_cast<unsigned>(date.month()));
  put(10, static_cast<unsigned>(date.day()));
  put(13, time.hours().count());
  put(16, time.minutes().count());
  put(19, time.seconds().count());
  if (const auto ms = time.subseconds().count(); ms != 0) {
    out += ".000";
    put(23, ms);
  }
  out += 'Z';
  return out;
}

}  // namespace kintsugi
