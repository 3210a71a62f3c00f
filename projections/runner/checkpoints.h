#pragma once
// Checkpoints of one tenant's projections: hard-linked copies of their directories, by position.
// On disk: ROOT/<name>-v<version>/<position, 16 digits>-<tenant's clock, ms>. Any thread, no state.

#include <optional>
#include <string>
#include <vector>

#include "projections/runner/projection.h"

namespace kintsugi::projections {

struct CheckpointMark {
  Position position;  // every commit before it is in
  Instant clock;      // the tenant's, then
  bool operator==(const CheckpointMark&) const = default;
};

// Day and month of business, at UTC+8.
std::int64_t business_day(Instant time);  // days since 1970-01-01
std::int64_t business_month(Instant time);

// A tenant's commits between two checkpoints, at most. A cold page folds up to so many: 60 ms in the middle, some 300 at
// worst (ops/bench page_as_of).
inline constexpr std::int64_t checkpoint_gap = 16'384;

// Which of the marks (ascending) go: all within `dense` newest stay; so does, for a quarter, the
// last of each day, and for ever the last of each month; and no two neighbours that stay are more
// than `gap` positions apart where a mark between them could bridge it. The newest always stays.
struct Thinning {
  std::size_t dense = 8;
  std::int64_t days = 92;
  std::int64_t gap = checkpoint_gap;
};
std::vector<CheckpointMark> to_drop(const std::vector<CheckpointMark>& marks, const Thinning& how);

class Checkpoints {
 public:
  explicit Checkpoints(std::string root, Thinning thinning = {})
      : root_(std::move(root)), thinning_(thinning) {}

  std::vector<CheckpointMark> list(const ProjectionKind& kind) const;  // ascending
  std::string directory(const ProjectionKind& kind, const CheckpointMark& mark) const;
  // The newest one at or before the position.
  std::optional<CheckpointMark> find(const ProjectionKind& kind, Position position) const;
  // Makes one of what is written (nothing where there is one of that position) and thins the
  // others. Errors: unavailable (disk).
  Result<void> make(const ProjectionKind& kind, DirectoryStore& store, Instant clock) const;
  // One that cannot be read.
  void remove(const ProjectionKind& kind, const CheckpointMark& mark) const;
  // All of a projection; for when its tables are built anew.
  void clear(const ProjectionKind& kind) const;
  // Octets on disk that only checkpoints hold (files whose every link is a checkpoint's), and in
  // all.
  struct Size {
    std::uintmax_t octets = 0;
    std::uintmax_t own_octets = 0;
  };
  Size size() const;

 private:
  std::string folder(const ProjectionKind& kind) const {
    return root_ + "/" + kind.directory_name();
  }

  const std::string root_;
  const Thinning thinning_;
};

}  // namespace kintsugi::projections
