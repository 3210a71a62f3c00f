#pragma once
// What a table does, whatever its rows are: rows as values, in a write-back cache before the store.
// Compiled once; table.h is its face for rows of one type.

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "projections/tables/tables.h"

namespace kintsugi::projections {

// How rows of one type are made, ended and stored. Constant; outlives the table.
struct RowOps {
  std::size_t size = 0;
  std::size_t align = 0;
  void (*construct)(const void* type, void* at) = nullptr;  // an empty row
  void (*destroy)(const void* type, void* at) = nullptr;
  std::string (*encode)(const void* type, const void* row) = nullptr;
  // Into an empty row. Errors: corrupt.
  Result<void> (*decode)(const void* type, std::string_view bytes, void* row) = nullptr;
  const void* type = nullptr;  // handed to each of them
};

// Row addresses stay good until the next flush of the Tables. One thread.
class TableCore final : public TableBase {
 public:
  // What follows from a row and its key: the same for the same row, always.
  using Follows = std::function<void(std::string_view key, const void* row, Derived& out)>;

  TableCore(Tables& tables, std::uint8_t octet, const RowOps& ops, Follows follows = nullptr);
  ~TableCore() override;
  TableCore(const TableCore&) = delete;
  TableCore& operator=(const TableCore&) = delete;

  std::uint8_t octet() const { return octet_; }

  // Null where there is none.
  const void* find(const Key& key) {
    Entry& entry = entry_of(key);
    return entry.present ? row_of(entry) : nullptr;
  }
  // To be changed; null where there is none.
  void* edit(const Key& key) {
    Entry& entry = entry_of(key);
    if (!entry.present) return nullptr;
    touch(entry);
    return row_of(entry);
  }
  // To be changed; made empty where there is none.
  void* at(const Key& key) {
    Entry& entry = entry_of(key);
    touch(entry);
    entry.present = true;
    return row_of(entry);
  }
  void append(const Key& key, const void* row);
  void erase(const Key& key);

  // Asks for the memory of the key with that hash (key.h) in two steps, so that the waits of many
  // overlap. Changes nothing.
  void warm_slot(Hash128 hash) const {
    __builtin_prefetch(&slots_[home_of(static_cast<std::uint32_t>(hash.low))]);
  }
  void warm_row(Hash128 hash) const;

  void derive(Derived& out) override;
  Result<void> collect(std::vector<RowChange>& out) override;
  void add_runs(std::vector<TableRun>& out) override;
  void settle(std::size_t keep) override;
  std::size_t bytes() const override;

 private:
  // The row stands behind it, aligned.
  struct Entry {
    Hash128 hash{};        // of the key: tells it from all others
    bool present = false;  // there is such a row now
    bool stored = false;   // there was one at the last flush
    bool changed = false;  // since then
    bool listed = false;   // in listed_
    std::string key;
  };
  struct Slot {
    std::uint32_t tag = 0;    // of the key's hash; its last bits are the place where it would stand
    std::uint32_t index = 0;  // of the entry, from 1; 0: free
  };
  struct FreeBlock {
    std::align_val_t align{};
    void operator()(std::byte* block) const { ::operator delete[](block, align); }
  };
  static constexpr std::size_t block_rows = 64;

  // Has the store to be told of it?
  static bool differs(const Entry& entry) {
    return entry.changed && (entry.present || entry.stored);
  }
  void* row_of(Entry& entry) const { return reinterpret_cast<std::byte*>(&entry) + row_at_; }
  const void* row_of(const Entry& entry) const {
    return reinterpret_cast<const std::byte*>(&entry) + row_at_;
  }
  Entry& entry_at(std::size_t index) const {
    std::byte* const block = blocks_[index / block_rows].get();
    return *reinterpret_cast<Entry*>(block + stride_ * (index % block_rows));
  }
  std::size_t after(std::size_t slot) const { return (slot + 1) & (slots_.size() - 1); }
  std::size_t home_of(std::uint32_t tag) const { return tag & (slots_.size() - 1); }

  Entry& entry_of(const Key& key) { return entry_at(slots_[slot_of(key)].index - 1); }
  // Where the key's entry stands; it is made of the stored row where there is none.
  std::size_t slot_of(const Key& key);
  std::uint32_t unused_entry();  // the number of an entry that has no key
  void add_block();
  void end_blocks();
  void clear(Entry& entry);
  void read(Entry& entry);
  // Gives a slot's entry back, for another key. What stands behind it moves up where it is nearer
  // to its home so.
  void free(std::size_t slot);
  std::size_t free_from(std::size_t slot) const;
  void grow();
  void touch(Entry& entry) {
    if (!entry.changed) begin_change(entry);
  }
  void begin_change(Entry& entry);
  Result<void> write(BulkWriter& writer) const;

  Tables& tables_;
  const std::uint8_t octet_;
  const RowOps ops_;
  const Follows follows_;
  const std::size_t row_at_;  // of a row in its entry
  const std::align_val_t align_;
  const std::size_t stride_;  // from an entry to the next
  std::vector<std::unique_ptr<std::byte[], FreeBlock>> blocks_;
  std::size_t used_ = 0;             // entries that were handed out
  std::vector<Slot> slots_;          // a power of two
  std::vector<std::uint32_t> free_;  // numbers of entries that have no key, from 1
  std::vector<Entry*> listed_;       // all changed ones, each once
};

}  // namespace kintsugi::projections
