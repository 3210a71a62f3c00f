#pragma once
// RocksDB, set up for a log: opened, checked, its errors translated. Private to the embedded log.

#include <memory>
#include <string>

#include <rocksdb/db.h>
#include <rocksdb/env.h>

#include "events/log/embedded/page.h"

namespace kintsugi::log {

struct OpenedStore {
  std::unique_ptr<rocksdb::Env> env;
  std::unique_ptr<rocksdb::DB> db;  // on `env`, which outlives it
  Position end;             // after the last record
  std::uint64_t pages = 0;  // stored pages = ordinal of the next one
};

// After a failed write RocksDB goes on in a new file only where its memory holds something; in the
// old one the next write would end the process. So that the first write may fail too, it holds that
// the next page is gone, which no file says once that page is written.
Result<void> hold_next_page(rocksdb::DB& db, Position end, const std::string& dir);

// Opens, recovers, and checks that no page is missing. Errors: as open_embedded.
Result<OpenedStore> open_store(const std::string& dir, bool create, rocksdb::Env* env);

// `what`: the sentence's beginning, e.g. "cannot write".
Error translate(const rocksdb::Status& status, const std::string& what, const std::string& dir);

// Reads forward without filling caches.
rocksdb::ReadOptions scan_options();

// Errors: corrupt.
Result<Page> page_at(const rocksdb::Iterator& it);

}  // namespace kintsugi::log
