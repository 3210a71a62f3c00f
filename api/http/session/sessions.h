#pragma once
// Who is signed in. A session is a record of the server under the SHA-256 of a 256-bit token; the
// client holds only the token. Of a node by itself it is kept in memory: a restart signs everybody
// out. Nodes that are one service tell each other by a topic (sealed_topic.h): a session that one
// of them began is everybody's, and ends everywhere. Any thread.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::api {

class SealedTopic;

struct Session {
  std::string id;  // what the log and the audit see: not the token
  std::string tenant;
  std::string operator_id;
  Instant begun;
  Instant last_seen;
  std::uint32_t password_version = 0;  // on the log, when it began: a newer one ends it
  Position since{};  // the log up to here it rests on: a node that is behind knows not whose it is
  bool without_password = false;  // begun by Guard::enter
  std::uint32_t disablements = 0;  // on the log, when it began: a later one ends it
};

class Sessions {
 public:
  struct Options {
    std::chrono::minutes idle{30};
    std::chrono::hours absolute{12};
    std::size_t max = 20'000;
    std::chrono::minutes use_told_every{3};  // to the other nodes: they may end it so much sooner
  };
  // `topic` outlives it, and is started after; null: of this node alone.
  explicit Sessions(Options options, SealedTopic* topic = nullptr);

  // The token. At `max` sessions the one unseen for longest ends. Errors, of shared ones:
  // unavailable "secrets.not_shared" (nobody is signed in by it).
  Result<std::string> begin(std::string tenant, std::string operator_id,
                            std::uint32_t password_version, Position since, Instant now,
                            bool without_password = false, std::uint32_t disablements = 0);
  // The session, its idle time begun anew; nullopt where unknown or over. May wait for what another
  // node has just begun.
  std::optional<Session> find(std::string_view token, Instant now);
  // Here at once. `everywhere` where the others know it too; else they are told as soon as that is
  // possible.
  struct Ended {
    Session session;
    Result<void> everywhere;
  };
  std::optional<Ended> end(std::string_view token);
  // The session outlives the change of the own password to this version. Errors as of begin().
  Result<void> follow_password(std::string_view token, std::uint32_t password_version);
  // The same session under another token; empty where it is unknown. Errors as of begin().
  Result<std::string> rotate(std::string_view token);
  // All sessions of an operator but the one of `kept_token` (rights changed, password changed).
  std::size_t end_all(std::string_view tenant, std::string_view operator_id,
                      std::string_view kept_token = {});
  // By its id, without touching it: for feeds.
  std::optional<Session> alive(std::string_view session_id, Instant now) const;
  Instant expires_at(const Session& session) const { return session.begun + options_.absolute; }
  std::size_t size() const;
  const Options& options() const { return options_; }

 private:
  struct Held {
    Session session;
    Instant told;  // the use that the other nodes know of
  };
  bool over(const Session& session, Instant now) const;
  bool has(const std::string& hash) const;
  Result<void> store(const std::string& hash, const Session& session);
  bool fold_session(const std::string& hash, const std::optional<std::string>& value,
                    Instant appended_at);
  bool fold_use(const std::string& hash, const std::optional<std::string>& value);
  // The other nodes are told that these are over.
  void tell_ended(const std::string& hash);
  void sweep(Instant now);

  const Options options_;
  SealedTopic* const topic_;
  mutable std::mutex mutex_;  // not held while the topic is called
  std::unordered_map<std::string, Held> by_hash_;  // guarded by mutex_
  Instant swept_{};                                // guarded by mutex_
};

}  // namespace kintsugi::api
