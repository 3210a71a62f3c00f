#pragma once
// Slows down who guesses passwords: after a few failures of one operator from one address, or of
// many from one address, each further try must wait, doubling up to a limit. Time takes failures
// back one by one, success at once; nobody is locked out for good, and nobody by what others behind
// the same address do, once he has signed in from there. (What is tried from many addresses, the
// operator's own lock stops.) Floods are counted, so that they are recorded as one commit with a
// count. Any thread.

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
    int free_tries = 5;  // of one operator from one address
    int free_tries_of_address = 30;
    std::chrono::seconds first_delay{1};
    std::chrono::seconds longest_delay{900};
    std::chrono::seconds longest_delay_of_address{60};
    std::chrono::seconds forgiven_every{60};  // one failure less
    std::chrono::seconds forgiven_every_of_address{20};
    std::chrono::hours known_for{30 * 24};  // that somebody signs in from an address
    std::chrono::seconds flood_window{60};  // failures of this time become one record
    std::size_t max_entries = 50'000;
  };
  explicit Attempts(Options options) : options_(options) {}

  // The gate in front of every check of a password. Zero: it may be checked, and counts as failed
  // until `succeeded` says otherwise, so that many at once are not all checked. Else how long to
  // wait. `account`: "tenant/operator". `address`: empty where many ask from it that cannot be told
  // apart (Request::address_is_shared); it brakes nobody then.
  std::chrono::seconds enter(const std::string& account, const std::string& address, Instant now);
  void succeeded(const std::string& account, const std::string& address, Instant now);
  // Has he signed in from there? From an address that many share nobody has.
  bool is_known(const std::string& account, const std::string& address) const;
  // It could not be checked: as if there had been no such try.
  void undone(const std::string& account, const std::string& address);
  // It was wrong, for an operator who exists: so it is worth a record. `address`: as it is, shared
  // or not.
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
    double failures = 0;
    Instant last;
    Instant blocked_until;
  };
  struct Brake {
    double free;
    std::chrono::seconds longest, forgiven_every;
  };
  using ByName = std::unordered_map<std::string, Tries>;
  struct Series {
    Try last;
    std::int64_t unrecorded = 0;
    Instant recorded_at;
  };
  Brake of_pair() const;
  Brake of_address() const;
  static void forgive(Tries& tries, const Brake& brake, Instant now);
  static void lower(ByName& map, const std::string& key, const Brake& brake);
  void note(ByName& map, const std::string& key, const Brake& brake, Instant now);
  void forget(ByName& map, const Brake& brake, Instant now) const;

  const Options options_;
  mutable std::mutex mutex_;  // guards what follows
  ByName by_pair_;    // of an account and an address
  ByName by_address_;
  std::unordered_map<std::string, Instant> known_;  // pairs, when they last signed in
  std::unordered_map<std::string, Series> series_;
};

}  // namespace kintsugi::api
