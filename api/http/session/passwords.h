#pragma once
// Argon2id, 64 MiB and three passes (about 0.13 s; reliability figures in api/http/README.md), at
// most two at once: the memory is the cost that guards, and must not become the server's. Any
// thread.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>

#include "events/base/result.h"

namespace kintsugi::api {

class Passwords {
 public:
  struct Options {
    std::size_t at_once = 2;
    std::size_t waiting_max = 32;
    unsigned long long passes = 3;
    std::size_t memory = 64u << 20;
  };

  explicit Passwords(Options options);

  // Length 8 characters to 256 octets, UTF-8, none of the well known, no row and no repetition, not
  // made of the operator's number. Errors: invalid "password.…", "request.bad_text".
  static Result<void> check_new(std::string_view password, std::string_view number);

  // Errors: unavailable "server.busy" (too many wait already).
  Result<std::string> hash(std::string_view password);
  // An empty hash (an unknown operator) costs the same work and is false.
  Result<bool> verify(std::string_view hash, std::string_view password);

 private:
  class Slot;
  Result<void> take_slot();
  void give_slot();

  const Options options_;
  const std::string dummy_;  // of no password; for unknown operators

  std::mutex mutex_;  // guards what follows
  std::condition_variable free_;
  std::size_t running_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace kintsugi::api
