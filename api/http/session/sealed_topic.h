#pragma once
// What the nodes of one service tell each other beside the log: password hashes, tokens, links,
// sessions. A name has a value or is gone; the newest record of each name stays (a compacted
// topic), and each is sealed (secret_keys.h). Every node reads all of it from the beginning when it
// starts, and follows it: what one has stored, the others have within the time of a fetch.
//
// What cannot be opened is not believed, and counted. A name that begins with "once/" does not come
// back when it is gone. Whoever may write the topic without the key can still take names out (their
// newest record goes with the next compaction), and repeat a record that was written once: whoever
// folds says what such a repetition may do, and does not believe it otherwise.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "api/http/session/secret_keys.h"
#include "api/service/log_probe.h"
#include "events/log/event_log.h"

namespace kintsugi::api {

class SealedTopic {
 public:
  struct Entry {
    std::string name;
    std::optional<std::string> value;  // none: it is gone
  };
  // In the topic's order, from one thread at a time. False: not believed. `appended_at` is the
  // broker's clock.
  using Fold = std::function<bool(const Entry& entry, Instant appended_at)>;
  struct Options {
    std::chrono::milliseconds patience{8000};      // of a put
    std::chrono::milliseconds fails_for{2000};     // after one that failed the next fail at once
    std::chrono::milliseconds catch_up_max{500};   // of the wait for what is stored
    int catching_up_max = 16;                      // at once
    std::chrono::milliseconds retry{1000};         // of what is put soon
    std::chrono::milliseconds look_every{60'000};  // at the topic's settings
    std::chrono::minutes gone_for{120};            // then its record is taken out
  };
  struct Health {
    std::uint64_t unopened = 0;   // not sealed with our keys, cut short, moved, or none of ours
    std::uint64_t repeated = 0;   // genuine, and not believed at its place
    std::uint64_t taken_out = 0;  // removed by somebody though they are not gone
    std::optional<Position> last_disbelieved;
    std::uint64_t opened = 0;
    std::size_t waiting = 0;      // to be stored soon
    std::optional<Error> trouble; // it cannot be read or written now, or is kept wrongly
  };

  // `log` keeps the newest record of each key and gives the keys.
  SealedTopic(std::unique_ptr<log::EventLog> log, SecretKeys keys, Options options);
  SealedTopic(std::unique_ptr<log::EventLog> log, SecretKeys keys);
  ~SealedTopic();

  // Of the names that begin with `prefix`; before start(), and called until stop().
  void subscribe(std::string prefix, Fold fold);
  // Before start(): what the log's own clock says now, by a record that takes the place of the one
  // that asked before. Errors: unavailable "secrets.not_shared", conflict "secrets.other_key", the
  // log's.
  Result<Instant> ask_time();
  // Reads all that there is, then follows. Errors: the log's; conflict "secrets.other_key" (there
  // are records, and not one can be opened).
  Result<void> start();
  // Tries once more to store what waits, joins. Again does nothing.
  void stop();

  // Any thread, after start(): returns when it is stored and folded here. Errors: unavailable
  // "secrets.not_shared"; it may be stored all the same.
  Result<void> put(std::vector<Entry> entries);
  // Returns at once; tried until it is stored, the newest of each name.
  void put_soon(Entry entry);

  // Any thread: waits until all is folded that was stored before the call; not for long, nor where
  // the brokers do not answer, nor behind too many others. For what is unknown here and may have
  // been stored elsewhere just now.
  void catch_up();

  Health health() const;
  std::string describe() const { return log_->describe(); }
  const SecretKeys& keys() const { return keys_; }

 private:
  struct Kept {
    std::string name;
    bool gone = false;
    Instant appended_at{};
  };
  using Steady = std::chrono::steady_clock;

  Result<void> check_key();
  tl::unexpected<Error> silent_before(Position end) const;
  tl::unexpected<Error> under_other_keys(std::uint64_t records) const;
  void fold(const log::Record& record);
  bool believe(const Entry& entry, Instant appended_at);
  void disbelieve(std::uint64_t Health::*count, Position position, const char* what);
  void follow(const std::stop_token& stop);
  void write(const std::stop_token& stop);
  void take_out_gone();
  // Where the last of them stands.
  Result<Position> append(std::vector<log::Outgoing> records, std::chrono::milliseconds patience,
                          bool wait_folded);
  void set_trouble(std::optional<Error>& which, const Result<void>& found);

  // Constant after start().
  const std::unique_ptr<log::EventLog> log_;
  LogProbe probe_{*log_};
  const SecretKeys keys_;
  const Options options_;
  std::vector<std::pair<std::string, Fold>> folds_;
  // Of start(), then of the following thread.
  std::unique_ptr<log::Cursor> cursor_;

  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable folded_more_;
  std::condition_variable_any work_;
  Position folded_{};
  std::map<std::string, Kept> kept_;  // by the record's key
  std::set<std::string> ended_;       // names that do not come back
  std::map<std::string, Entry> soon_;
  Health health_;
  std::optional<Error> cannot_read_, cannot_write_, kept_wrongly_;
  Steady::time_point down_until_{};
  Steady::time_point silent_until_{};  // the brokers did not tell the topic's end
  int catching_up_ = 0;

  std::jthread follower_, writer_;
};

}  // namespace kintsugi::api
