#pragma once
// The only way a decision sees state: each look-up notes the stream and its head as an expectation of the
// commit. Used by one decision on one thread; states live until the decision ends.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "events/base/result.h"
#include "events/base/types.h"
#include "events/commit/actor.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::core {

// A stream as it stands: no commit yet = null state, zero head, version 0.
struct StreamState {
  const schema::State* state = nullptr;
  Head head;
  std::uint64_t version = 0;
};

// Where states come from: the sequencer's hot state, or a history in a test.
class StateSource {
 public:
  virtual ~StateSource() = default;
  // `stream` is "type/id". The state lives until the decision ends. Errors: unavailable, corrupt.
  virtual Result<StreamState> load(std::string_view stream) = 0;
};

struct NotedRead {
  std::string stream;
  StreamState seen;
};

class Reads {
 public:
  Reads(StateSource& source, const Actor& actor, std::string_view command_id, Instant now,
        Instant business_time)
      : source_(source), actor_(actor), command_id_(command_id), now_(now),
        business_time_(business_time) {}

  // The state of a stream; null where it has no commit. The expectation is noted either way.
  template <class S>
  const S* find(std::string_view id) {
    const StreamState& seen = note(schema::stream_type_of<S>(), id);
    return seen.state == nullptr ? nullptr : seen.state->get_if<S>();
  }

  template <class S>
  bool exists(std::string_view id) { return find<S>(id) != nullptr; }

  // The state, or not_found with the code "<type>.not_found".
  template <class S>
  Result<const S*> require(std::string_view id) {
    if (const S* state = find<S>(id)) return state;
    return missing(schema::stream_type_of<S>(), id);
  }

  // The number of counting commits that touched the stream (0: none).
  template <class S>
  std::uint64_t version(std::string_view id) { return note(schema::stream_type_of<S>(), id).version; }

  Instant now() const { return now_; }                      // the recorded time proposed for the commit
  Instant business_time() const { return business_time_; }  // what the command claims, else now()
  const Actor& actor() const { return actor_; }
  std::string_view command_id() const { return command_id_; }

  // The device that sends it proves the time that the command claims (core/device).
  bool is_claim_proved() const { return claim_proved_; }
  void prove_claim(bool proved) { claim_proved_ = proved; }

  // Whether no register has the word that the command says in this field ("brand"), as far as who
  // sends it could tell. Not a fact that the decision relies on: it makes core ask, no more.
  bool is_unknown(std::string_view field) const { return unknown_in(field).has_value(); }
  // The same, and what is to be said of it: of "plan=WO-1, WO-2", marked so, the text behind it.
  std::optional<std::string_view> unknown_in(std::string_view field) const;
  void mark_unknown(std::vector<std::string> fields) { unknown_ = std::move(fields); }

  // For the machinery: what was noted, in order; and the first failure of the source.
  const StreamState& note(std::string_view type, std::string_view id);
  const std::vector<NotedRead>& noted() const { return noted_; }
  const std::optional<Error>& failure() const { return failure_; }

 private:
  static tl::unexpected<Error> missing(std::string_view type, std::string_view id);

  StateSource& source_;
  const Actor& actor_;
  std::string_view command_id_;
  Instant now_;
  Instant business_time_;
  bool claim_proved_ = false;
  std::vector<std::string> unknown_;
  std::vector<NotedRead> noted_;
  std::optional<Error> failure_;
};

}  // namespace kintsugi::core
