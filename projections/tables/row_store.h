#pragma once
// Ordered rows and the position they stand for, together in one place: what a projection keeps.
// Two implementations at run time: a RocksDB directory (rocksdb_store.h) and memory
// (memory_store.h).

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::projections {

// Keys are never empty, and never begin with the octet 0 (it is the stores' own).
struct RowChange {
  std::string key;
  std::optional<std::string> value;  // nullopt erases
};

// A walk over rows, standing on the first one when made. One thread; not longer than its reader.
class RowCursor {
 public:
  virtual ~RowCursor() = default;
  virtual bool valid() const = 0;              // false at the end and after an error
  virtual std::string_view key() const = 0;    // valid until next()
  virtual std::string_view value() const = 0;  // valid until next()
  virtual void next() = 0;
  // Of an ascending walk: to the first row at or after `key` within its bounds, forwards or back.
  virtual void seek(std::string_view key) = 0;
  virtual Result<void> status() const = 0;  // corrupt or unavailable, when the walk broke off
};

// Rows at one position, unchanging while held. Any thread.
class RowReader {
 public:
  virtual ~RowReader() = default;
  // The next position to fold: every commit before it is in the rows.
  virtual Position position() const = 0;
  virtual Result<std::optional<std::string>> get(std::string_view key) const = 0;
  // Rows with from <= key < to (to empty = no bound), ascending or descending.
  virtual std::unique_ptr<RowCursor> cursor(std::string_view from, std::string_view to,
                                            bool descending = false) const = 0;
  // How much is stored of the rows with from <= key < to, about: to compare ranges with each other.
  virtual std::uint64_t octets(std::string_view from, std::string_view to) const = 0;

  using Visit = std::function<bool(std::string_view key, std::string_view value)>;
  // The same rows, until `visit` says false.
  Result<void> scan(std::string_view from, std::string_view to, const Visit& visit,
                    bool descending = false) const;
};

// Takes sorted rows. Keys must come in ascending order, each once.
class BulkWriter {
 public:
  virtual ~BulkWriter() = default;
  virtual Result<void> put(std::string_view key, std::string_view value) = 0;
  virtual Result<void> erase(std::string_view key) = 0;
};

class RowStore {
 public:
  virtual ~RowStore() = default;
  using Run = std::function<Result<void>(BulkWriter&)>;
  virtual Position position() const = 0;
  virtual Result<std::optional<std::string>> get(std::string_view key) const = 0;
  // Atomic: all changes and the new position, or nothing. One thread writes.
  virtual Result<void> write(std::span<const RowChange> changes, Position next) = 0;
  // The same of rows that come sorted, in runs of which each is before the next, some `rows` in all.
  // A store may write many as files of their own; with more threads each run as its own, and not
  // all at once: runs are then called by several threads.
  virtual Result<void> write_in_order(std::span<const Run> runs, std::size_t rows, Position next,
                                      int threads);
  // A consistent view of what was last written.
  virtual Result<std::shared_ptr<const RowReader>> snapshot() const = 0;
};

// The first key after all keys that begin with `prefix` (empty where there is none).
std::string after_prefix(std::string_view prefix);

// SHA-256 in hex over the rows that begin with `prefix`: for each, ascending, the key's and the
// value's lengths (4 octets, big-endian) and their octets. Two stores with equal rows have equal
// digests.
struct Digest {
  std::string hex;
  std::int64_t rows = 0;
};
Result<Digest> digest_of(const RowReader& rows, std::string_view prefix);

}  // namespace kintsugi::projections
