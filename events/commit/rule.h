#pragma once
// The log decides: a commit counts if and only if each of its expectations equals that stream's head just
// before it, and its command has not counted before. One pure function, shared by the sequencer, the
// projections, `verify` and the simulation. Persistent: a change needs a new ruleVersion in the commit.

#include <cstdint>
#include <string_view>

#include "events/base/sha256.h"
#include "events/base/types.h"
#include "events/commit/commit.h"

namespace kintsugi {

// Persistent only by its first enumerant: a verdict is kept as one bit, counts or not.
enum class Verdict : std::uint8_t {
  counts,
  void_repeated,   // its command id counted before
  void_stale,      // a stream that it relied on has another head
  void_malformed,  // no well-formed commit at all
  void_unauthenticated,  // the log is under a key, and this was not sealed with it (under_key.h)
  log_key,               // no commit: it puts the log under a key
};

// `command_counted()`: has this commit's command id counted before?
// `head_of(i)`: the head of streams()[i] just before this commit.
template <class CommandCounted, class HeadOf>
Verdict judge(const CommitView& commit, CommandCounted&& command_counted, HeadOf&& head_of) {
  if (command_counted()) return Verdict::void_repeated;
  for (std::size_t i = 0; i < commit.expectation_count(); ++i) {
    if (head_of(i) != commit.expected_head(i)) return Verdict::void_stale;
  }
  return Verdict::counts;
}

// The head that a counting commit gives to the streams that its events touch and to its command's stream.
inline Head head_given_by(ByteView stored_commit) { return sha256_128(stored_commit); }
inline Head head_given_by(const Sha256Octets& of_commit) { return first_half(of_commit); }

constexpr std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::counts: return "counts";
    case Verdict::void_repeated: return "void_repeated";
    case Verdict::void_stale: return "void_stale";
    case Verdict::void_malformed: return "void_malformed";
    case Verdict::void_unauthenticated: return "void_unauthenticated";
    case Verdict::log_key: return "log_key";
  }
  return "unknown";
}

}  // namespace kintsugi
