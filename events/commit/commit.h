#pragma once
// The commit: one command's outcome, with all its events across all the streams that it touches. A value to
// encode, and a view to read without copying. The bytes: events/FORMAT.md.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/base/result.h"
#include "events/base/types.h"
#include "events/commit/actor.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi {

struct Expectation {
  std::string stream;  // "type/id"
  Head head;           // zero: the stream had no commit
  bool operator==(const Expectation&) const = default;
};

struct CommittedEvent {
  std::string stream;  // "type/id"; named by an expectation
  schema::Event event;
  bool operator==(const CommittedEvent&) const = default;
};

struct CommittedRule {
  std::string rule;
  std::uint32_t version = 0;
  bool operator==(const CommittedRule&) const = default;
};

// What was asked, and by whom: a commit repeats it.
struct Asked {
  std::string tenant;
  std::string id;                         // the command id; one answer for ever
  std::vector<schema::Command> commands;  // >= 1; several are decided one on the other, as one commit
  Actor actor;
  std::optional<Instant> business_at;
  std::string cause;
  std::string correlation;
  std::string trace;
  Hash128 fingerprint;  // of the commands' bodies
};

// What became of it.
struct CommitOutcome {
  Instant recorded_at{};
  std::vector<Expectation> expectations;
  std::vector<CommittedEvent> events;
  std::optional<Error> refusal;  // then there are no events
  std::vector<CommittedRule> rules;
};

struct Commit : Asked, CommitOutcome {};

// The stored bytes. Every event's stream must be among the expectations (checked).
Bytes encode_commit(const Asked& asked, const CommitOutcome& outcome);
inline Bytes encode_commit(const Commit& commit) { return encode_commit(commit, commit); }

// What a command's body is, for "the same id with another body is refused". Of the canonical form: a field
// that is added to the schema later changes nothing where it is not set.
Hash128 fingerprint_of(std::span<const schema::Command> commands);

// One command by itself, for what keeps commands that are still to be sent (pending reactions).
Bytes encode_command(const schema::Command& command);
Result<schema::Command> decode_command(ByteView bytes);

struct EventInCommit {
  std::uint16_t stream = 0;  // index into CommitView::streams()
  schema::EventView event;
};

// A stored commit, read in place. Everything that it hands out lives until the next open() or its end, and
// while the bytes given to open() do. Reusable: open() keeps its buffers. One thread.
class CommitView {
 public:
  CommitView();
  ~CommitView();
  CommitView(CommitView&&) noexcept;
  CommitView& operator=(CommitView&&) noexcept;

  // Errors: corrupt "commit.malformed" (no commit at all: void for everybody), "commit.log_key" (none
  // either: it says which key the log is under; id() names it, log_key.h), or "schema.newer"
  // (a rule version that this reader does not know: it must stop).
  Result<void> open(ByteView bytes);
  // Decodes the events; needed before events(). Errors: as open().
  Result<void> open_events();

  std::string_view id() const { return id_; }
  std::string_view tenant() const { return tenant_; }
  Instant recorded_at() const { return recorded_at_; }
  std::optional<Instant> business_at() const { return business_at_; }
  Hash128 fingerprint() const { return fingerprint_; }
  std::string_view cause() const { return cause_; }
  std::span<const std::string_view> streams() const { return streams_; }
  std::size_t expectation_count() const { return expectation_count_; }
  Head expected_head(std::size_t i) const;
  bool refused() const { return refused_; }
  // The streams that events touch, by index, each once. Valid after open().
  std::span<const std::uint16_t> touched() const { return touched_; }
  std::span<const EventInCommit> events() const { return {events_.data(), event_count_}; }
  ByteView bytes() const { return bytes_; }

  // The rarely needed rest, decoded when asked.
  Actor actor() const;
  std::string_view operator_id() const;
  std::string_view outlet() const;  // the actor's; empty: headquarters
  ActorKind actor_kind() const;
  std::string_view session() const;
  std::string_view correlation() const;
  std::string_view trace() const;
  std::int64_t seen_position() const;
  std::size_t command_count() const;
  std::uint16_t command_code(std::size_t i = 0) const;
  Result<schema::Command> command(std::size_t i = 0) const;
  Error refusal() const;
  std::vector<CommittedRule> rules() const;

 private:
  struct Message;
  std::unique_ptr<Message> message_;
  ByteView bytes_;
  std::string_view id_, tenant_, cause_, heads_;
  Instant recorded_at_{};
  std::optional<Instant> business_at_;
  Hash128 fingerprint_;
  std::vector<std::string_view> streams_;
  std::size_t expectation_count_ = 0;
  bool refused_ = false;
  std::vector<std::uint16_t> touched_;
  std::vector<EventInCommit> events_;  // the first event_count_ of them; their memory is used again
  std::size_t event_count_ = 0;
};

// The recorded time of a stored commit without reading the rest; Instant{} for what is no commit.
Instant recorded_at_of(ByteView bytes);

}  // namespace kintsugi
