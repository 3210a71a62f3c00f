#pragma once
// RocksDB, set up for a log: opened, checked, its errors translated. Private to the embedded log.

#include <memory>
#include <string>

#include <rocksdb/db.h>

#include "events/log/embedded/page.h"

namespace kintsugi::log {

struct OpenedStore {
  std::unique_ptr<rocksdb::DB> db;
  Position end;             // after the last record
  std::uint64_t pages = 0;  // stored pages = ordinal of the next one
};

// Opens, recovers, and checks that no page is missing. Errors: as open_embedded.
Result<OpenedStore> open_store(const std::string& dir, bool create, rocksdb::Env* env);

// `what`: the sentence's beginning, e.g. "cannot write".
Error translate(const rocksdb::Status& status, const std::string& what, const std::string& dir);

// Reads forward without filling caches.
rocksdb::ReadOptions scan_options();

// Errors: corrupt.
Result<Page> page_at(const rocksdb::Iterator& it);

}  // namespace kintsugi::log
