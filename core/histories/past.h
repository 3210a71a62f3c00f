#pragma once
// What has happened so far in a made-up company: its streams as they stand, decided and folded as
// on a node, and what its policies still have to do. Every commit counts: heads are kept.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/histories/wish.h"
#include "core/policies/reactions.h"
#include "core/reads.h"
#include "events/commit/commit.h"

namespace kintsugi::histories {

struct Made {
  Commit commit;
  Bytes bytes;                    // as it is stored
  std::string_view refused = {};  // the refusal that it was meant to get; empty: none
  bool as_meant() const { return (commit.refusal ? commit.refusal->code : "") == refused; }
};

// One thread.
class Past final : private core::StateSource {
 public:
  struct Options {
    std::uint64_t seed = 1;
    std::string tenant = "main";
    // By an importer: no check is made that only people must pass, and a node that reads it does
    // not react to what happened long ago. What policies did then is a part of the history.
    bool imported = false;
    // Dates of machines come near, as on a node. A plain company's octets stay without them.
    bool lively = false;
  };
  explicit Past(Options options) : options_(std::move(options)) {}

  // nullopt where the look leaves nothing to be wanted, or what is wanted is not possible.
  std::optional<Made> decide(Wish wish);
  // What policies have to do by `until`, one at a time; nullopt where there is nothing.
  std::optional<Made> react(Instant until);

  // nullptr where it has no commit. Lives until the next commit.
  template <class S>
  const S* find(std::string_view id) const {
    std::string name(schema::stream_type_of<S>());
    name += '/';
    name += id;
    const auto found = streams_.find(key_of(std::move(name)));
    return found == streams_.end() ? nullptr : found->second.state.template get_if<S>();
  }
  std::int64_t commits() const { return commits_; }
  std::size_t streams() const { return streams_.size(); }
  // The keys of what is armed, by time.
  std::vector<std::string> armed() const;

 private:
  struct Stream {
    schema::State state;
    Head head;
    std::uint64_t version = 0;
  };
  // By a hash first: names have long beginnings in common, and are looked for all the time.
  using Key = std::pair<std::uint64_t, std::string>;
  static Key key_of(std::string name);
  struct Pending {
    std::string id;  // of the command
    std::string cause;
    schema::Command command;
    std::int64_t life = 0;
  };
  Result<core::StreamState> load(std::string_view stream) override;
  Actor actor_of(const std::string& who) const;
  // What a wish says of how it is decided; of a policy's answer, only whose life it is.
  struct Terms {
    Instant at;
    std::int64_t life = 0;
    bool says_all = false;
    bool where_possible = false;
  };
  std::optional<Made> make(Asked asked, const Terms& terms);
  void fold(const Made& made, std::int64_t life);
  void take_reactions(const Made& made, std::int64_t life);
  void forget(std::int64_t life);
  bool is_looked_back_at(const Stream& stream, const std::vector<Key>& forgotten) const;

  const Options options_;
  Instant clock_{};
  std::int64_t commits_ = 0;
  std::map<Key, Stream> streams_;
  std::map<std::int64_t, std::vector<Key>> of_life_;  // its own streams
  std::vector<std::int64_t> ended_;  // lives that are forgotten once policies have done theirs
  std::deque<Pending> issued_;
  std::map<std::pair<Instant, std::string>, Pending> armed_;  // by time and key
  std::map<std::string, Instant> due_;              // of an armed key
  core::Reactions reactions_;
  CommitView view_;
  std::vector<Stream*> touched_;  // by the commit that is folded, as its view numbers them
};

}  // namespace kintsugi::histories
