#pragma once
// A typed table: rows as values, in a write-back cache before the store. A fold finds, changes and
// erases values; they are encoded once, when the group of commits is written.

#include <algorithm>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "events/base/check.h"
#include "projections/tables/tables.h"

namespace kintsugi::projections {

// How a row is stored: row_codec.h defines it for the rows and states of the schema.
template <class Row>
struct RowCodec;

template <>
struct RowCodec<std::int64_t> {
  static std::string encode(std::int64_t row) { return encode_count(row); }
  static Result<std::int64_t> decode(std::string_view bytes) { return decode_count(bytes); }
};

template <>
struct RowCodec<std::string> {
  static std::string encode(const std::string& row) { return row; }
  static Result<std::string> decode(std::string_view bytes) { return std::string(bytes); }
};

// Row addresses stay good until the next flush of the Tables. One thread.
template <class Row>
class Table final : public TableBase {
 public:
  // What follows from a row: the same for the same row, always.
  using Derive = void (*)(const Row& row, Derived& out);

  Table(Tables& tables, std::uint8_t octet, Derive follows = nullptr)
      : tables_(tables), octet_(octet), follows_(follows), slots_(64) {
    tables.add(*this);
  }

  Key key() const { return Key(octet_); }

  const Row* find(const Key& key) {
    Entry& entry = entry_of(key);
    return entry.present ? &entry.row : nullptr;
  }
  // To be changed; nullptr where there is none.
  Row* edit(const Key& key) {
    Entry& entry = entry_of(key);
    if (!entry.present) return nullptr;
    touch(entry);
    return &entry.row;
  }
  // To be changed; made empty where there is none.
  Row& at(const Key& key) { return there(entry_of(key)); }
  // A row that is not there yet and that the fold never looks at again, such as the next line of a
  // growing list: it is encoded at once.
  void append(const Key& key, const Row& row) {
    tables_.made().row(key, RowCodec<Row>::encode(row));
  }
  void erase(const Key& key) {
    const std::size_t slot = slot_of(key);
    Entry& entry = entry_at(slots_[slot].index - 1);
    if (!entry.present) return;
    touch(entry);
    entry.present = false;
    entry.row = Row{};
    if (!entry.stored) free(slot);  // the store never hears of it
  }

  void derive(Derived& out) override {
    if (!follows_) return;
    for (const Entry* entry : listed_)
      if (entry->changed && entry->present) follows_(entry->row, out);
  }
  Result<void> collect(std::vector<RowChange>& out) override {
    for (const Entry* entry : listed_) {
      if (!differs(*entry)) continue;
      out.push_back({entry->key, entry->present ? std::optional(RowCodec<Row>::encode(entry->row))
                                                : std::nullopt});
    }
    return {};
  }
  void add_runs(std::vector<TableRun>& out) override {
    if (!listed_.empty()) out.push_back({octet_, [this](BulkWriter& writer) { return write(writer); }});
  }
  void settle(std::size_t keep) override {
    for (Entry* entry : listed_) {
      entry->listed = entry->changed = false;
      entry->stored = entry->present;
    }
    listed_.clear();
    if (used_ <= keep) return;
    blocks_.clear();
    free_.clear();
    used_ = 0;
    slots_.assign(64, Slot{});
  }
  std::size_t bytes() const override {
    return used_ * (sizeof(Entry) + 64) + slots_.size() * sizeof(Slot);
  }

 private:
  struct Entry {
    Hash128 hash;  // of the key: tells it from all others
    bool present = false;  // there is such a row now
    bool stored = false;   // there was one at the last flush
    bool changed = false;  // since then
    bool listed = false;   // in listed_
    std::string key;
    Row row{};
  };
  // Has the store to be told of it?
  static bool differs(const Entry& entry) {
    return entry.changed && (entry.present || entry.stored);
  }
  struct Slot {
    std::uint32_t tag = 0;    // of the key's hash; its last bits are the place where it would stand
    std::uint32_t index = 0;  // of the entry, from 1; 0: free
  };
  static constexpr std::size_t block_rows = 64;

  Entry& entry_at(std::size_t index) { return blocks_[index / block_rows][index % block_rows]; }
  std::size_t after(std::size_t slot) const { return (slot + 1) & (slots_.size() - 1); }
  std::size_t home_of(std::uint32_t tag) const { return tag & (slots_.size() - 1); }

  Row& there(Entry& entry) {
    touch(entry);
    entry.present = true;
    return entry.row;
  }

  Entry& entry_of(const Key& key) {
    return entry_at(slots_[slot_of(key)].index - 1);
  }
  // Where the key's entry stands; it is made of the stored row where there is none.
  std::size_t slot_of(const Key& key) {
    const Hash128 hash = hash_of(key);
    const auto tag = static_cast<std::uint32_t>(hash.low);
    std::size_t slot = home_of(tag);
    for (; slots_[slot].index != 0; slot = after(slot))
      if (slots_[slot].tag == tag && entry_at(slots_[slot].index - 1).hash == hash) return slot;
    if (2 * (used_ + 1) > slots_.size()) {
      grow();
      slot = free_from(home_of(tag));
    }
    slots_[slot] = {tag, unused_entry()};
    Entry& entry = entry_at(slots_[slot].index - 1);
    entry.hash = hash;
    entry.key = key.bytes();
    read(entry);
    return slot;
  }

  // The number of an entry that has no key.
  std::uint32_t unused_entry() {
    if (!free_.empty()) {
      const std::uint32_t index = free_.back();
      free_.pop_back();
      return index;
    }
    if (used_ == blocks_.size() * block_rows)
      blocks_.push_back(std::make_unique<Entry[]>(block_rows));
    return static_cast<std::uint32_t>(++used_);
  }

  void read(Entry& entry) {
    const auto value = tables_.read(entry.key);
    if (!value) return;
    auto row = RowCodec<Row>::decode(*value);
    if (row) {
      entry.row = *std::move(row);
      entry.present = entry.stored = true;
    } else {
      tables_.stop(row.error());
    }
  }

  // Gives a slot's entry back, for another key. What stands behind it moves up where it is nearer
  // to its home so.
  void free(std::size_t slot) {
    free_.push_back(slots_[slot].index);
    entry_at(free_.back() - 1).changed = false;
    for (std::size_t next = after(slot); slots_[next].index != 0; next = after(next)) {
      const std::size_t home = home_of(slots_[next].tag);
      const std::size_t mask = slots_.size() - 1;
      if (((next - home) & mask) < ((next - slot) & mask)) continue;
      slots_[slot] = slots_[next];
      slot = next;
    }
    slots_[slot] = Slot{};
  }

  std::size_t free_from(std::size_t slot) const {
    while (slots_[slot].index != 0) slot = after(slot);
    return slot;
  }

  void grow() {
    const auto before = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    for (const Slot& slot : before)
      if (slot.index != 0) slots_[free_from(home_of(slot.tag))] = slot;
  }

  void touch(Entry& entry) {
    if (entry.changed) return;
    if (entry.stored && follows_) follows_(entry.row, tables_.withdrawn());
    entry.changed = true;
    if (entry.listed) return;
    entry.listed = true;
    listed_.push_back(&entry);
  }

  struct Ref {
    SortPrefix prefix;
    const Entry* entry;
  };
  // What all keys begin with says nothing about their order.
  static std::size_t common_octets(const std::vector<Ref>& refs) {
    const std::string_view first = refs[0].entry->key;
    std::size_t common = first.size();
    for (const Ref& ref : refs) {
      const auto end =
          std::mismatch(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(common),
                        ref.entry->key.begin(), ref.entry->key.end());
      common = static_cast<std::size_t>(end.first - first.begin());
    }
    return common;
  }

  Result<void> write(BulkWriter& writer) const {
    std::vector<Ref> refs;
    refs.reserve(listed_.size());
    for (const Entry* entry : listed_)
      if (differs(*entry)) refs.push_back({{}, entry});
    if (refs.empty()) return {};
    const std::size_t common = common_octets(refs);
    for (Ref& ref : refs) ref.prefix = sort_prefix(ref.entry->key, common);
    std::sort(refs.begin(), refs.end(), [](const Ref& a, const Ref& b) {
      return a.prefix != b.prefix ? a.prefix < b.prefix : a.entry->key < b.entry->key;
    });
    for (const auto& [prefix, entry] : refs) {
      if (entry->present) {
        KINTSUGI_CHECK_OK(writer.put(entry->key, RowCodec<Row>::encode(entry->row)));
      } else {
        KINTSUGI_CHECK_OK(writer.erase(entry->key));
      }
    }
    return {};
  }

  Tables& tables_;
  const std::uint8_t octet_;
  const Derive follows_;
  std::vector<std::unique_ptr<Entry[]>> blocks_;
  std::size_t used_ = 0;
  std::vector<Slot> slots_;         // a power of two
  std::vector<std::uint32_t> free_;  // numbers of entries that have no key, from 1
  std::vector<Entry*> listed_;  // all changed ones, each once
};

}  // namespace kintsugi::projections
