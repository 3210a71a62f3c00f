#pragma once
// A file system that loses its power: what was written and never synced is gone afterwards, as it
// is not when a process is killed (the page cache outlives it). Over a real directory, for whatever
// keeps its data in RocksDB.
//
// Of a file stays what it had when it was last synced; of one that never was, or whose directory
// was not synced since it was made, nothing. A file into which room was written ahead ends with
// zeros. Renaming and removing count at once.

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

namespace kintsugi::tests {

// Any thread. Outlives what uses its env().
class UnsyncedDisk {
 public:
  UnsyncedDisk();
  ~UnsyncedDisk();
  rocksdb::Env* env() { return env_.get(); }

  // A disk that says it has synced, and has not: what a caller that forgets to sync looks like.
  void lie_about_syncs();
  // From now on every write and sync fails; close what is open, then lose_unsynced().
  void cut_power();
  // Takes away what was not synced, and has power again.
  void lose_unsynced();

 private:
  class Disk;
  const std::shared_ptr<Disk> disk_;
  const std::unique_ptr<rocksdb::Env> env_;
};

}  // namespace kintsugi::tests
