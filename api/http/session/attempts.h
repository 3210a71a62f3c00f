#pragma once
// Slows down who guesses passwords: after a few failures of one operator number or one address each
// further try must wait, doubling up to a limit. Nobody is locked out for good. Floods are counted,
// so that they are recorded as one commit with a count. Any thread.

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "events/base/types.h"

namespace kintsugi::api {

class Attempts {
 public:
  struct Options {
    int free_tries = 5;  // of one operator number
    int free_tries_of_address = 30;
    std::chrono::seconds first_delay{1};
    std::chrono::seconds longest_delay{900};
    std::chrono::seconds forgotten_after{3600};  // without a further failure
    std::chrono::seconds flood_window{60};       // failures of this time become one record
    std::size_t max_entries = 50'000;
  };
  explicit Attempts(Options options) : options_(options) {}

  // How long this try must wait; zero: it may go on. Keys: "tenant/operator" and the address.
  std::chrono::seconds delay(const std::string& account, const std::string& address, Instant now);
  void succeeded(const std::string& account);
  // `known`: the operator exists, so that its failures are worth a record.
  void failed(const std::string& account, const std::string& address, bool known, Instant now);

  // Failures of known operators that are due to be recorded: the first of a series at once, those
  // that follow within the window as one count when it ends.
  struct Flood {
    std::string account;
    std::string address;  // of the last one
    std::int64_t count = 0;
  };
  std::vector<Flood> take_due(Instant now);

 private:
  struct Tries {
    int failures = 0;
    Instant last;
    Instant blocked_until;
  };
  struct Series {
    std::string address;
    std::int64_t unrecorded = 0;
    Instant recorded_at;
  };
  void note(std::unordered_map<std::string, Tries>& map, const std::string& key, int free,
            Instant now);
  void forget(Instant now);

  const Options options_;
  std::mutex mutex_;  // guards what follows
  std::unordered_map<std::string, Tries> by_account_;
  std::unordered_map<std::string, Tries> by_address_;
  std::unordered_map<std::string, Series> series_;
};

}  // namespace kintsugi::api
