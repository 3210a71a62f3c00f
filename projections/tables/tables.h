#pragma once
// The tables of one projection over one store: what was changed and not yet written, written
// together with the position. Typed tables (table.h) and posting lists (postings.h) register
// themselves here.

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/result.h"
#include "events/base/types.h"
#include "projections/tables/key.h"
#include "projections/tables/key_sort.h"
#include "projections/tables/rocksdb_store.h"
#include "projections/tables/row_store.h"

namespace kintsugi::projections {

// Rows that follow from other rows alone (indexes, counts), made when rows are written, and rows
// that are only ever made: never read by a fold. Their keys begin with the octet of a table of their
// own.
class Derived {
 public:
  // A row; equal keys of different rows are an error of the caller.
  void row(const Key& key, std::string_view value = {});
  // Adds to a count, kept as 8 octets (see count_of); a count of 0 has no row.
  void count(const Key& key, std::int64_t delta = 1);

 private:
  friend class Tables;
  struct Item {
    SortPrefix prefix;  // of the key
    std::uint32_t at, key_size, value_size;
    std::uint16_t block;
    bool adds;
  };
  std::string_view key_of(const Item& item) const;
  std::string_view value_of(const Item& item) const;
  void sort(std::vector<Item>& items) const;

  bool adds_ = true;  // or takes away: what followed from the row before
  std::vector<std::string> blocks_;
  std::vector<Item> items_;
  std::map<std::string, std::int64_t, std::less<>> counts_;
};

// The tenant's clock that was written with these rows; Instant{} where none was.
Result<Instant> clock_of(const RowReader& rows);

std::int64_t decode_count(std::string_view value);
std::string encode_count(std::int64_t count);
Result<std::int64_t> count_of(const RowReader& rows, const Key& key);

// Sorted rows of one table, whose keys begin with its octet.
struct TableRun {
  std::uint8_t table = 0;
  std::size_t rows = 0;  // about
  RowStore::Run write;
};

// What a table does for its Tables. Implemented by Table<Row> and Postings.
class TableBase {
 public:
  virtual ~TableBase() = default;
  // Adds what follows from the changed rows as they are now.
  virtual void derive(Derived& out) = 0;
  virtual Result<void> collect(std::vector<RowChange>& out) = 0;     // the changed rows
  virtual void add_runs(std::vector<TableRun>& out) = 0;  // the same, for sorted writing; ascending
  virtual void settle(
      std::size_t keep) = 0;  // all is written: nothing is changed any more; keeps `keep` rows
  virtual std::size_t bytes() const = 0;  // held in memory, about
};

// One thread.
class Tables {
 public:
  struct Options {
    std::size_t rows_kept = 20'000;  // clean rows kept per table between flushes
  };
  Tables(RowStore& store, Options options)
      : store_(store), options_(options), fresh_(store.position() == Position{0}) {}
  explicit Tables(RowStore& store) : Tables(store, Options{}) {}
  Tables(const Tables&) = delete;
  Tables& operator=(const Tables&) = delete;

  Position position() const { return store_.position(); }
  // The tenant's clock at the position, kept with the rows (the row of octet 1; tables begin at 2).
  Instant clock();
  void set_clock(Instant clock) { clock_ = clock; }

  // Everything changed, and the position, in one batch; nothing where reading failed before.
  Result<void> flush(Position next);
  // The same into `to` (the store given at construction) as sorted files; see
  // RowStore::write_in_order.
  Result<void> flush_sorted(DirectoryStore& to, Position next, int threads);
  std::size_t bytes() const;

  // --- for tables ---
  void add(TableBase& table) { tables_.push_back(&table); }
  // A stored row; nothing while the store is still empty. An error stays, and stops the next flush.
  std::optional<std::string> read(std::string_view key);
  bool fresh() const { return fresh_; }
  void stop(Error error);  // any thread
  const std::optional<Error>& error() const { return error_; }
  // Rows that are only ever made join those that follow from others.
  Derived& made() {
    derived_.adds_ = true;
    return derived_;
  }
  // Rows about to change for the first time since the last flush tell here what followed from them.
  Derived& withdrawn() {
    derived_.adds_ = false;
    return derived_;
  }

 private:
  Result<void> gather();
  void settle();

  RowStore& store_;
  const Options options_;
  bool fresh_;                    // nothing was ever written: reads need not ask the store
  std::optional<Instant> clock_;  // as last told or read
  std::mutex mutex_;              // runs of a sorted flush read on several threads
  std::optional<Error> error_;    // guarded by mutex_ while runs are written
  std::vector<TableBase*> tables_;
  Derived derived_;
};

}  // namespace kintsugi::projections
