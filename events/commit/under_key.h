#pragma once
// Which key a log is under, as one reader can tell: a fold over its records, before the rule. Pure
// and deterministic: all readers with the same keys say the same. Persistent as the rule is
// (rule.h).
//
//   under no key           every record is judged by the rule
//   claimed                a record says that the log is under a key that this reader has not: it
//                          judges as before, cannot know what counts, and must say so
//   under a key it has     only what that key has sealed is judged; all else is void
//
// The first key comes in by a record that is sealed by the key that it names; each further one by a
// record that is sealed by the key before it. A key that was left does not come back: a copy of an
// old record must not bring it.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "events/base/result.h"
#include "events/base/types.h"
#include "events/commit/log_key.h"

namespace kintsugi {

class UnderKey {
 public:
  struct Since {
    LogKeyId key;
    Position from;
    bool operator==(const Since&) const = default;
  };
  enum class Step {
    judge,            // it is for the rule to say
    unauthenticated,  // void: nobody who has the key wrote it
    key_record,       // no commit: it says which key the log is under
  };

  // The next record. `names`: the key that a key record names. `has`: whether this reader has a
  // key. Errors: unavailable "log.key_missing": from here on the log is under a key that this
  // reader does not have, and that is certain: it must stop.
  template <class Has>
  Result<Step> step(Position at, const SealSeen& seal, const std::optional<LogKeyId>& names,
                    Has&& has) {
    if (!known_) {
      if (!names) return Step::judge;
      if (seal.state == SealState::good && seal.key == *names) {
        keys_.assign(1, {*names, at});
        known_ = true;
        return Step::key_record;
      }
      // Who has keys and finds none that could have made it knows that it was forged.
      if (seal.state != SealState::unknown_key && seal.state != SealState::unread)
        return Step::unauthenticated;
      if (keys_.empty()) keys_.push_back({*names, at});
      return Step::key_record;
    }
    if (seal.state != SealState::good || seal.key != keys_.back().key) return Step::unauthenticated;
    if (!names) return Step::judge;
    if (*names == keys_.back().key) return Step::key_record;  // said twice: by two nodes at once
    const bool left = std::any_of(keys_.begin(), keys_.end(),
                                  [&](const Since& since) { return since.key == *names; });
    if (left) return Step::unauthenticated;
    if (!has(*names)) {
      return fail(ErrorKind::unavailable, "log.key_missing",
                  "from position " + std::to_string(at.value) + " on the log is under the key " +
                      to_text(*names) + ", which is not in the file of --log-key: add it there");
    }
    keys_.push_back({*names, at});
    return Step::key_record;
  }

  // The key that new records are to be sealed with; none where the log is under none that it has.
  std::optional<LogKeyId> current() const {
    return known_ ? std::optional(keys_.back().key) : std::nullopt;
  }
  // What the log says and this reader cannot check.
  std::optional<Since> claimed() const {
    return known_ || keys_.empty() ? std::nullopt : std::optional(keys_.front());
  }
  // All keys so far, the newest last; where claimed() only that one.
  const std::vector<Since>& keys() const { return keys_; }

  // Goes on with what another run of this reader knew (of rows); `known`: it had the newest key.
  void restore(std::vector<Since> keys, bool known) {
    keys_ = std::move(keys);
    known_ = known && !keys_.empty();
  }

 private:
  std::vector<Since> keys_;
  bool known_ = false;
};

}  // namespace kintsugi
