#pragma once
// Reads the embedded log forward: from memory where the tail still has it, else from RocksDB.

#include <memory>
#include <vector>

#include "events/log/embedded/store.h"
#include "events/log/embedded/tail.h"
#include "events/log/event_log.h"

namespace kintsugi::log {

class EmbeddedCursor final : public Cursor {
 public:
  EmbeddedCursor(rocksdb::DB& db, const Tail& tail, std::string dir, Position from)
      : db_(db), tail_(tail), dir_(std::move(dir)), next_(from) {}
  Result<std::span<const Record>> next(std::size_t max, std::chrono::milliseconds wait) override;

 private:
  void give(const std::shared_ptr<const Page>& page, std::size_t max);
  Result<void> scan(Position end, std::size_t max);
  void seek();

  rocksdb::DB& db_;
  const Tail& tail_;
  const std::string dir_;
  Position next_;                              // the record to give next
  std::unique_ptr<rocksdb::Iterator> scan_;    // stands on the page to read next; null when not scanning
  std::shared_ptr<const Page> rest_;           // a scanned page that was not given wholly
  std::vector<std::shared_ptr<const Page>> held_;  // what records_ points into
  std::vector<Record> records_;
};

}  // namespace kintsugi::log
