#pragma once
// The live feed (server-sent events). One thread reads each new commit once and keeps, per tenant,
// which things it touched, in a ring; each open feed takes from there at its own pace and reads the
// tables for the rest. So a hundred feeds cost one reading of the log, and a slow reader costs
// nobody anything.

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "api/http/server/damage.h"
#include "api/http/server/message.h"
#include "api/http/session/principal.h"
#include "api/service/service.h"

namespace kintsugi::api {

class Feeds {
 public:
  struct Options {
    std::chrono::milliseconds heartbeat{15'000};
    std::chrono::milliseconds coalesce{100};  // between two events of one topic
    std::size_t ring_commits = 8192;          // kept for resuming; older: event "reset"
    std::size_t ids_max = 100;                // named in one event
    // How often a quiet feed looks whether its client is still there: one that left gives its place
    // free so soon.
    std::chrono::milliseconds looked_every{250};
    std::size_t of_operator_max = 16;  // open at once: nobody takes the places of all
  };
  // The service and the damage outlive it.
  Feeds(Options options, Service& service, Damage& damage);
  ~Feeds();

  // Tables of the tenant have changed. Any thread, cheap.
  void published(const std::string& tenant);
  // All feeds end with event "end".
  void close();

  struct Ask {
    Principal principal;
    std::set<std::string> topics;   // of topic_names()
    std::optional<Position> after;  // Last-Event-ID: what was seen
    // The principal as it stands now; nothing once the session or token is over.
    std::function<std::optional<Principal>()> again;
  };
  // A place among the feeds of an operator, held while the value lives. Errors: unavailable
  // "stream.too_many_of_operator".
  using Place = std::shared_ptr<void>;  // shared: std::function must be copied
  Result<Place> enter(const Principal& principal);

  // Writes until the client goes, the session ends or the server stops. On the connection's thread.
  void serve(const Ask& ask, FeedWriter& writer);

 private:
  struct Touched {
    Position position;
    std::vector<std::string> streams;  // "work_order/WO-1"; those that a list shows
  };
  struct Tenant {
    bool begun = false;  // with the first feed; at position 0 too
    Position next;       // of the ring's next commit
    Position first;      // the ring holds everything from here
    std::deque<Touched> ring;
    Position published;  // next position of the published tables
    Instant clock{};
    std::uint64_t round = 0;
  };
  class Open;
  void run(std::stop_token stop);
  void read_new(const std::string& tenant);
  bool has_read(const std::string& tenant, Position next);
  bool stopping();

  const Options options_;
  Service& service_;
  Damage& damage_;

  std::mutex mutex_;                 // guards what follows
  std::condition_variable changed_;  // for feeds
  std::condition_variable to_read_;  // for the thread
  std::set<std::string> dirty_;
  std::map<std::string, Tenant> tenants_;
  std::map<std::string, std::size_t> open_;  // feeds by "tenant/operator"; none is 0
  bool closed_ = false;

  std::jthread thread_;
};

}  // namespace kintsugi::api
