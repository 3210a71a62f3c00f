#pragma once
// Ordered rows and the position they stand for, together in one place: what a projection keeps.
// Two implementations at run time: a RocksDB directory (one column family) and memory.

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::projections {

struct RowChange {
  std::string key;
  std::optional<std::string> value;  // nullopt erases
};

// Rows at one position, unchanging while held. Any thread.
class RowReader {
 public:
  virtual ~RowReader() = default;
  // The next position to fold: every commit before it is in the rows.
  virtual Position position() const = 0;
  virtual Result<std::optional<std::string>> get(std::string_view key) const = 0;
  // Rows with from <= key < to (to empty = no bound), ascending or descending, until `visit` says false.
  using Visit = std::function<bool(std::string_view key, std::string_view value)>;
  virtual Result<void> scan(std::string_view from, std::string_view to, const Visit& visit,
                            bool descending = false) const = 0;
};

class RowStore {
 public:
  virtual ~RowStore() = default;
  virtual Position position() const = 0;
  virtual Result<std::optional<std::string>> get(std::string_view key) const = 0;
  // Atomic: all changes and the new position, or nothing. One thread writes.
  virtual Result<void> write(std::span<const RowChange> changes, Position next) = 0;
  // A consistent view of what was last written.
  virtual Result<std::shared_ptr<const RowReader>> snapshot() const = 0;
};

}  // namespace kintsugi::projections
