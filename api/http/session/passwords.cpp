#include "api/http/session/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "api/http/server/message.h"
#include "events/base/check.h"

namespace kintsugi::api {

namespace {

std::string hashed(std::string_view password, const Passwords::Options& options) {
  char out[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str(out, password.data(), password.size(), options.passes, options.memory) !=
      0) {
    return {};
  }
  return out;
}

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// The head of every published list of leaked passwords, of eight characters and more.
constexpr std::array<std::string_view, 40> common = {
    "12345678",  "123456789",  "1234567890", "password",     "password1",     "password123",
    "qwerty123", "qwertyuiop", "11111111",   "00000000",     "88888888",      "66666666",
    "iloveyou",  "1q2w3e4r",   "1qaz2wsx",   "1qaz2wsx3edc", "abc12345",      "abcd1234",
    "a1234567",  "aa123456",   "admin123",   "admin888",     "administrator", "letmein1",
    "welcome1",  "welcome123", "woaini1314", "woaini520",    "5201314520",    "123123123",
    "12341234",  "87654321",   "asdfghjkl",  "zxcvbnm1",     "sunshine",      "princess",
    "football",  "kintsugi",   "changeme",   "passw0rd"};

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
              hashed("a password that nobody has", options))) {}

Result<void> Passwords::check_new(std::string_view password) {
  if (!is_utf8(password)) {
    return fail(ErrorKind::invalid, "request.bad_text", "the password is not UTF-8", "/password");
  }
  if (password.size() > 256) {
    return fail(ErrorKind::invalid, "password.too_long", "at most 256 octets", "/password");
  }
  if (characters_of(password) < 8) {
    return fail(ErrorKind::invalid, "password.too_short", "at least 8 characters", "/password");
  }
  std::string lower = to_lower(password);
  bool one_character = password.find_first_not_of(password.front()) == std::string_view::npos;
  if (one_character || std::find(common.begin(), common.end(), lower) != common.end()) {
    return fail(ErrorKind::invalid, "password.too_common", "one of the best known", "/password");
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
