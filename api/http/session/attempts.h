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

  // The one gate in front of every check of a password: counts the try before it is checked, so
  // that tries at once are counted as well as those one after the other. How long this one must
  // wait; zero: it may go on. `account`: "tenant/operator".
  std::chrono::seconds enter(const std::string& account, const std::string& address, Instant now);
  // The password was right: the account's tries are forgotten, the address has one less.
  void succeeded(const std::string& account, const std::string& address);
  // It could not be checked: as if there had been no such try.
  void undone(const std::string& account, const std::string& address);
  // It was wrong, for an operator who exists: so it is worth a record.
  struct Try {
    std::string account, address;
    std::string session;  // in which the old password was asked for; empty: of a sign-in
  };
  void failed(const Try& one);

  // Failures of known operators that are due to be recorded: the first of a series at once, those
  // that follow within the window as one count when it ends.
  struct Flood {
    Try last;
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
    Try last;
    std::int64_t unrecorded = 0;
    Instant recorded_at;
  };
  static void lower(std::unordered_map<std::string, Tries>& map, const std::string& key, int free);
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
