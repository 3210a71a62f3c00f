#pragma once
// One bit a commit: counts or not. Computed once by the streams fold, read by every other
// projection.

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

#include "events/base/result.h"
#include "events/base/types.h"
#include "projections/judge/judged.h"
#include "projections/tables/row_store.h"

namespace kintsugi::projections {

// Set by the thread of the streams fold, read by any thread.
class VerdictStore final : public VerdictReader {
 public:
  // Reads what `store` (the rows of the streams fold) keeps; the store outlives this.
  explicit VerdictStore(RowStore& store);

  // The fold's thread only; ascending. Others see it after publish().
  void set(Position position, bool counts) {
    if (counts) counted_.push_back(position);
    fresh_until_ = position.next();
  }
  Result<void> publish();  // the fold's thread only; wakes wait_until. Errors: the store's
  void wake() { judged_.notify_all(); }  // whoever waits in wait_until looks again; any thread
  Position judged_until() const override;
  Result<bool> counts(Position position) override;
  // Waits until `position` is judged, at most `wait`; returns judged_until().
  Position wait_until(Position position, std::chrono::milliseconds wait);

  // The rows to write with the next flush; keeps only the newest blocks in memory, and those not
  // yet written.
  void take_changes(std::vector<RowChange>& changes);
  void changes_written();

  static constexpr std::int64_t positions_per_block = 8192;

 private:
  struct Block {
    std::array<std::uint8_t, positions_per_block / 8> bits{};
    bool dirty = false;
    bool writing = false;  // the store may not have it yet
  };
  Result<Block*> block(std::int64_t number);

  RowStore& store_;
  std::vector<Position> counted_;  // set, but not published: the fold's thread only
  Position fresh_until_;           // idem
  mutable std::mutex mutex_;
  std::condition_variable judged_;
  std::map<std::int64_t, Block> blocks_;  // guarded by mutex_
  Position until_;                        // guarded by mutex_
};

}  // namespace kintsugi::projections
