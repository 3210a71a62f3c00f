#pragma once
// Who is signed in. A session is a record of the server under the SHA-256 of a 256-bit token; the
// client holds only the token. Kept in memory: a restart signs everybody out. Any thread.

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "events/base/types.h"

namespace kintsugi::api {

struct Session {
  std::string id;  // what the log and the audit see: not the token
  std::string tenant;
  std::string operator_id;
  Instant begun;
  Instant last_seen;
  bool without_password = false;  // begun by Guard::enter
};

class Sessions {
 public:
  struct Options {
    std::chrono::minutes idle{30};
    std::chrono::hours absolute{12};
    std::size_t max = 20'000;
  };
  explicit Sessions(Options options) : options_(options) {}

  // The token. At `max` sessions the one unseen for longest ends.
  std::string begin(std::string tenant, std::string operator_id, Instant now,
                    bool without_password = false);
  // The session, its idle time begun anew; nullopt where unknown or over.
  std::optional<Session> find(std::string_view token, Instant now);
  std::optional<Session> end(std::string_view token);
  // The same session under another token; empty where it is unknown.
  std::string rotate(std::string_view token);
  // All sessions of an operator but the one of `kept_token` (rights changed, password changed).
  std::size_t end_all(std::string_view tenant, std::string_view operator_id,
                      std::string_view kept_token = {});
  bool alive(std::string_view session_id, Instant now) const;  // for feeds: without touching it
  Instant expires_at(const Session& session) const { return session.begun + options_.absolute; }
  std::size_t size() const;
  const Options& options() const { return options_; }

 private:
  bool over(const Session& session, Instant now) const;

  const Options options_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Session> by_hash_;  // guarded by mutex_
};

}  // namespace kintsugi::api
