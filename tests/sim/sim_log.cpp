#include "tests/sim/sim_log.h"

#include <algorithm>

#include "events/base/check.h"

namespace kintsugi::sim {

void SimLog::append(int producer, std::uint64_t sequence, const Sent& sent, std::int64_t now_ms,
                    Failed failed) {
  std::int64_t& last = last_landing_ms_[producer];
  last = std::max(last, now_ms + static_cast<std::int64_t>(pick(random_, 12)));
  const std::uint64_t fate = pick(random_, 1000);
  if (fate < 20) {  // refused: surely absent
    failures_.emplace(now_ms + 1 + static_cast<std::int64_t>(pick(random_, 20)),
                      [failed = std::move(failed), sequence] { failed(sequence); });
  } else if (fate < 35) {  // lost without a word
  } else if (fate < 60) {  // long under way; its producer may be gone by then
    under_way_.emplace(now_ms + 200 + static_cast<std::int64_t>(pick(random_, 15'000)), sent);
  } else {
    under_way_.emplace(last, sent);
    if (fate < 100) {  // sent twice
      under_way_.emplace(last + static_cast<std::int64_t>(pick(random_, 400)), sent);
    }
  }
}

void SimLog::advance(std::int64_t now_ms, bool everything) {
  if (now_ms < stalled_until_ms_ && !everything) return;
  while (!failures_.empty() && (everything || failures_.begin()->first <= now_ms)) {
    const auto told = std::move(failures_.begin()->second);
    failures_.erase(failures_.begin());
    told();
  }
  while (!under_way_.empty() && (everything || under_way_.begin()->first <= now_ms)) {
    land(under_way_.begin()->second);
    under_way_.erase(under_way_.begin());
  }
}

void SimLog::replace(Position position, Bytes bytes) {
  const auto at = std::find_if(records_.begin(), records_.end(),
                               [&](const SimRecord& each) { return each.position == position; });
  KINTSUGI_CHECK(at != records_.end(), "no record stands there");
  at->bytes = std::move(bytes);
}

void SimLog::land(const Sent& sent) {
  if (chance(random_, 2)) next_position_ += static_cast<std::int64_t>(pick(random_, 3));  // a gap
  if (chance(random_, 1))
    records_.push_back({Position{next_position_++}, Bytes("no commit at all"), {}});
  records_.push_back({Position{next_position_++}, sent.bytes, sent.seal});
}

}  // namespace kintsugi::sim
