#pragma once
// A file system that writes zeros into the room ahead of RocksDB's write-ahead log. What is then
// written there changes neither the file's length nor its blocks, so that a sync has the octets to
// bring to the disk and nothing of the file system's own: a third of the time less, on file systems
// with a journal more (SQLite and PostgreSQL write their logs over old ones for the same reason;
// RocksDB's recycle_log_file_num does not go with a recovery that finds damage).
//
// Zeros behind the last record are the end to RocksDB and to wal_check.h. Private to the embedded
// log.

#include <memory>

#include <rocksdb/env.h>

namespace kintsugi::log {

// Over `env`, or the machine's own where that is null; it outlives what is made here.
std::unique_ptr<rocksdb::Env> with_room_ahead(rocksdb::Env* env);

}  // namespace kintsugi::log
