#include "api/http/session/passwords.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "api/http/server/message.h"
#include "api/http/session/common_passwords.h"
#include "events/base/check.h"

namespace kintsugi::api {

namespace {

constexpr int without_padding = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;

std::string hashed(std::string_view password, const Passwords::Options& options) {
  char out[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str(out, password.data(), password.size(), options.passes, options.memory) !=
      0) {
    return {};
  }
  return out;
}

// As crypto_pwhash_str writes it, of no password: salt and hash are random. To compare with it
// takes what any comparison takes, and nobody has to make it.
std::string hash_of_nobody(const Passwords::Options& options) {
  const auto random = [](auto octets) {
    randombytes_buf(octets.data(), octets.size());
    std::string text(sodium_base64_ENCODED_LEN(octets.size(), without_padding), '\0');
    return std::string(sodium_bin2base64(text.data(), text.size(), octets.data(), octets.size(),
                                         without_padding));
  };
  return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", options.memory >> 10, options.passes,
                     random(std::array<unsigned char, 16>()),
                     random(std::array<unsigned char, 32>()));
}

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

constexpr std::size_t octets_beside_number_min = 4;

// "abcabcabc", "11111111": a piece of at most four again and again.
bool is_repeated(std::string_view text) {
  for (std::size_t piece = 1; piece <= 4; ++piece) {
    if (text.size() < 2 * piece) return false;
    if (text.substr(piece) == text.substr(0, text.size() - piece)) return true;
  }
  return false;
}

// "23456789", "hgfedcba".
bool is_row(std::string_view text) {
  const int step = text[1] - text[0];
  if (step != 1 && step != -1) return false;
  for (std::size_t i = 1; i < text.size(); ++i)
    if (text[i] - text[i - 1] != step) return false;
  return true;
}

// The number once or more often, and next to nothing else.
bool is_made_of(std::string rest, const std::string& number) {
  if (number.empty()) return false;
  bool there = false;
  for (std::size_t at; (at = rest.find(number)) != std::string::npos; there = true)
    rest.erase(at, number.size());
  return there && rest.size() < octets_beside_number_min;
}

}  // namespace

class Passwords::Slot {
 public:
  explicit Slot(Passwords& owner) : owner_(owner) {}
  ~Slot() { owner_.give_slot(); }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;

 private:
  Passwords& owner_;
};

Passwords::Passwords(Options options)
    : options_(options),
      dummy_((KINTSUGI_CHECK(sodium_init() >= 0, "libsodium"),
              hash_of_nobody(options))) {}

Result<void> Passwords::check_new(std::string_view password, std::string_view number) {
  if (!is_utf8(password)) {
    return fail(ErrorKind::invalid, "request.bad_text", "the password is not UTF-8", "/password");
  }
  if (password.size() > 256) {
    return fail(ErrorKind::invalid, "password.too_long", "at most 256 octets", "/password");
  }
  if (characters_of(password) < 8) {
    return fail(ErrorKind::invalid, "password.too_short", "at least 8 characters", "/password");
  }
  const std::string lower = to_lower(password);
  if (is_repeated(lower) || is_row(lower) || is_common_password(lower)) {
    return fail(ErrorKind::invalid, "password.too_common", "one of the best known", "/password");
  }
  if (is_made_of(lower, to_lower(number))) {
    return fail(ErrorKind::invalid, "password.like_number", "made of the operator's number",
                "/password");
  }
  return {};
}

Result<void> Passwords::take_slot() {
  std::unique_lock lock(mutex_);
  if (running_ >= options_.at_once) {
    if (waiting_ >= options_.waiting_max) {
      return fail(ErrorKind::unavailable, "server.busy", "too many sign-ins at once");
    }
    ++waiting_;
    free_.wait(lock, [&] { return running_ < options_.at_once; });
    --waiting_;
  }
  ++running_;
  return {};
}

void Passwords::give_slot() {
  {
    std::lock_guard lock(mutex_);
    --running_;
  }
  free_.notify_one();
}

Result<std::string> Passwords::hash(std::string_view password) {
  KINTSUGI_TRY_OK(take_slot());
  Slot slot(*this);
  std::string out = hashed(password, options_);
  if (out.empty()) return fail(ErrorKind::unavailable, "server.busy", "no memory for argon2id");
  return out;
}

Result<bool> Passwords::verify(std::string_view hash, std::string_view password) {
  KINTSUGI_TRY_OK(take_slot());
  Slot slot(*this);
  std::string against(hash.empty() ? std::string_view(dummy_) : hash);
  bool same = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return same && !hash.empty();
}

}  // namespace kintsugi::api
