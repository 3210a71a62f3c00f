#pragma once
// States as they will be when the own commits in flight count: a few versions a stream on top of the fold.
// One thread.

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/reads.h"
#include "events/base/types.h"
#include "projections/streams/stream_fold.h"

namespace kintsugi::api {

class Speculation {
 public:
  struct Version {
    std::uint64_t sequence = 0;  // of the own commit that made it
    Head head;
    std::uint64_t version = 0;
    std::shared_ptr<schema::State> state;
  };

  // The newest own version of the stream, or null: then the fold's counts.
  const Version* newest(std::string_view full_name) const;
  void push(const std::string& full_name, Version version);
  // The own commit `sequence` came back and counts: its version is the fold's now.
  void settle(const std::string& full_name, std::uint64_t sequence);
  // The own commit `sequence` is void: what was built on it will be void too.
  void discard_from(const std::string& full_name, std::uint64_t sequence);
  // Somebody else's commit moved the stream.
  bool discard(const std::string& full_name);  // true where there were own versions
  void clear() { streams_.clear(); }
  bool empty() const { return streams_.empty(); }

  // No building on own commits of this stream before `until`.
  void contend(const std::string& full_name, Instant until) { contended_[full_name] = until; }
  bool contended(std::string_view full_name, Instant now);

 private:
  std::unordered_map<std::string, std::deque<Version>, StringHasher, std::equal_to<>> streams_;
  std::unordered_map<std::string, Instant, StringHasher, std::equal_to<>> contended_;
};

// What a decision reads: own versions first, then the fold; nothing moves while it decides. Notes whether it
// had to build on a contended stream.
class SpeculativeSource final : public core::StateSource {
 public:
  SpeculativeSource(Speculation& speculation, projections::StreamFold& fold, std::string_view tenant, Instant now)
      : speculation_(speculation), fold_(fold), tenant_(tenant), now_(now) {}
  Result<core::StreamState> load(std::string_view stream) override;
  bool must_wait() const { return must_wait_; }

 private:
  Speculation& speculation_;
  projections::StreamFold& fold_;
  std::string_view tenant_;
  Instant now_;
  bool must_wait_ = false;
  std::string name_;
};

}  // namespace kintsugi::api
