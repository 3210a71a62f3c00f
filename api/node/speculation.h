#pragma once
// States as they will be when the own commits in flight count: a few versions a stream on top of
// the fold. One thread.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tsl/robin_map.h>

#include "core/reads.h"
#include "events/base/types.h"
#include "events/schema/runtime/erased.h"
#include "projections/judge/stream_fold.h"

namespace kintsugi::api {

class Speculation {
 public:
  struct Version {
    std::uint64_t sequence = 0;  // of the own commit that made it
    Head head;
    std::uint64_t version = 0;
    std::shared_ptr<schema::State> state;
  };

  // Streams are named by their key (projections/judge/stream_keys.h).
  // The newest own version of the stream, or null: then the fold's counts. `full_name` tells it
  // from a stream with the same key, which the fold refuses.
  const Version* newest(Hash128 stream, std::string_view full_name) const;
  void push(Hash128 stream, std::string_view full_name, Version version);
  // The own commit `sequence` came back and counts: its version is the fold's now.
  void settle(Hash128 stream, std::uint64_t sequence);
  // The own commit `sequence` is void: what was built on it will be void too.
  void discard_from(Hash128 stream, std::uint64_t sequence);
  // Somebody else's commit moved the stream.
  bool discard(Hash128 stream) { return streams_.erase(stream) > 0; }  // were there own versions?
  void clear() { streams_.clear(); }
  bool empty() const { return streams_.empty(); }
  // Those that are the fold's already are kept for a while, and then go together.
  std::size_t versions_kept(Hash128 stream) const;

  // No building on own commits of this stream before `until`. What is over is forgotten now and
  // then, so that no more are kept than twice as many as are contended at a time, or some dozens.
  void contend(Hash128 stream, Instant now, Instant until);
  bool contended(Hash128 stream, Instant now);
  std::size_t contended_kept() const { return contended_.size(); }

 private:
  struct Stream {
    std::string full_name;
    std::vector<Version> versions;  // never empty behind `settled`
    std::size_t settled = 0;        // so many of the first are the fold's
  };
  tsl::robin_map<Hash128, Stream, Hash128Hasher> streams_;
  tsl::robin_map<Hash128, Instant, Hash128Hasher> contended_;  // until when
  std::size_t contended_sweep_at_ = 0;
};

// What a decision reads: own versions first, then the fold; nothing moves while it decides. Notes
// whether it had to build on a contended stream.
class SpeculativeSource final : public core::StateSource {
 public:
  SpeculativeSource(Speculation& speculation, projections::StreamFold& fold,
                    std::string_view tenant, Instant now)
      : speculation_(speculation), fold_(fold), tenant_(tenant), now_(now) {}
  Result<core::StreamState> load(std::string_view stream) override;
  // The same, for whoever knows its key.
  Result<core::StreamState> load(Hash128 key, std::string_view stream);
  bool must_wait() const { return must_wait_; }

 private:
  Speculation& speculation_;
  projections::StreamFold& fold_;
  std::string_view tenant_;
  Instant now_;
  bool must_wait_ = false;
};

}  // namespace kintsugi::api
