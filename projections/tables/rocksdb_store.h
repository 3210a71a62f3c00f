#pragma once
// Rows in a RocksDB directory: one column family, WAL on without fsync (the log is the truth; a
// crash leaves a consistent prefix, and the position in the same batch says where to go on).
// A row that cannot be read marks the directory (a file DAMAGED in it): whoever opens it next makes it anew.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "projections/tables/row_store.h"

namespace kintsugi::projections {

// The memory that all stores of a process share: one block cache, one budget of write buffers.
class StoreMemory {
 public:
  virtual ~StoreMemory() = default;
};
std::shared_ptr<StoreMemory> make_store_memory(std::size_t bytes);

class DirectoryStore : public RowStore {
 public:
  // A consistent hard-linked copy of what was last written; `directory` must not exist, and lies on
  // the same file system. Errors: unavailable (disk full …). The writing thread.
  virtual Result<void> checkpoint(const std::string& directory) = 0;
  // Compacts the tables (by the first octet of their keys) that consist of erasures for a good part: no page has to
  // walk over them. The writing thread. Errors: unavailable (disk).
  virtual Result<void> drop_erasures() = 0;
  virtual const std::string& directory() const = 0;
};

struct DirectoryOptions {
  std::shared_ptr<StoreMemory> memory = nullptr;  // shared by all stores of the process; null: its own 16 MiB
  bool bulk = false;  // for a rebuild without checkpoints: no automatic compaction while it is written
  // For many look-ups of keys that are not there: filters and indexes stay in memory beside the cache, some two
  // octets a key.
  bool filters_in_memory = false;
};

// Errors: corrupt (names the directory and the remedy), unavailable (held by another process,
// disk).
Result<std::unique_ptr<DirectoryStore>> open_directory_store(const std::string& directory,
                                                             const DirectoryOptions& options);
// Whether rows of the directory could not be read since it was made: it cannot be opened any more.
bool is_marked_damaged(const std::string& directory);
// What was said when it was marked; nothing where it is not.
std::optional<std::string> told_damage(const std::string& directory);
// Read-only: a checkpoint, or a directory that nobody writes.
Result<std::shared_ptr<const RowReader>> open_directory_reader(const std::string& directory,
                                                               const DirectoryOptions& options);

}  // namespace kintsugi::projections
