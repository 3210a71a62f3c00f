#pragma once
// Tickets for feeds: whoever is known by a token or a session gets one, and opens one feed with it
// in the next seconds. For a browser's EventSource on another origin, which can send no heads: what
// stands in the address is worth nothing afterwards. In memory; any thread.

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "api/http/session/principal.h"
#include "events/base/types.h"

namespace kintsugi::api {

struct FeedTicket {
  Principal principal;           // for whom it opens the feed, and no longer than he is known
  std::set<std::string> topics;  // that the feed tells of, and no others
};

class Tickets {
 public:
  struct Options {
    std::chrono::seconds lasts{60};
    std::size_t of_operator_max = 32;  // not used yet; the oldest one of his is over with one more
  };
  explicit Tickets(Options options) : options_(options) {}

  struct Made {
    std::string secret;
    Instant expires_at{};
  };
  Made make(FeedTicket ticket, Instant now);
  // Takes it out, for one caller only; nothing where there is none, or none any more.
  std::optional<FeedTicket> take(std::string_view secret, Instant now);
  const Options& options() const { return options_; }

 private:
  struct Held {
    FeedTicket ticket;
    Instant expires_at{};
  };
  void drop_over(Instant now);
  void make_room(const Principal& principal);

  const Options options_;
  std::mutex mutex_;
  std::map<std::string, Held> by_hash_;  // by SHA-256 of the secret; guarded by mutex_
};

}  // namespace kintsugi::api
