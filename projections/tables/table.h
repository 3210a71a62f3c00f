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
  // The same of a row that surely is not there yet, such as the next line of a growing list: the store is not asked.
  Row& add(const Key& key) { return there(entry_of(key, false)); }
  void erase(const Key& key) {
    Entry& entry = entry_of(key);
    if (!entry.present) return;
    touch(entry);
    entry.present = false;
    entry.row = Row{};
  }

  void derive(Derived& out) override {
    if (!follows_) return;
    for (Entry* entry : changed_)
      if (entry->present) follows_(entry->row, out);
  }
  Result<void> collect(std::vector<RowChange>& out) override {
    for (const Entry* entry : changed_) {
      if (entry->present)
        out.push_back({entry->key, RowCodec<Row>::encode(entry->row)});
      else if (entry->stored)
        out.push_back({entry->key, std::nullopt});
    }
    return {};
  }
  void add_runs(std::vector<DirectoryStore::Run>& out) override {
    if (!changed_.empty()) out.push_back([this](BulkWriter& writer) { return write(writer); });
  }
  void settle(std::size_t keep) override {
    for (Entry* entry : changed_) {
      entry->changed = false;
      entry->stored = entry->present;
    }
    changed_.clear();
    if (used_ <= keep) return;
    blocks_.clear();
    used_ = 0;
    slots_.assign(64, Slot{});
  }
  std::size_t bytes() const override {
    return used_ * (sizeof(Entry) + 64) + slots_.size() * sizeof(Slot);
  }

 private:
  struct Entry {
    std::string key;
    Row row{};
    bool present = false;  // there is such a row now
    bool stored = false;   // there was one at the last flush
    bool changed = false;
  };
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t index = 0;  // of the entry, from 1; 0: free
  };
  static constexpr std::size_t block_rows = 64;

  Entry& entry_at(std::size_t index) { return blocks_[index / block_rows][index % block_rows]; }

  Row& there(Entry& entry) {
    touch(entry);
    entry.present = true;
    return entry.row;
  }

  Entry& entry_of(const Key& key, bool stored = true) {
    const auto bytes = key.bytes();
    const std::uint64_t hash = std::hash<std::string_view>{}(bytes);
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].index != 0; at = (at + 1) & (slots_.size() - 1))
      if (slots_[at].tag == tag && entry_at(slots_[at].index - 1).key == bytes)
        return entry_at(slots_[at].index - 1);
    return insert(bytes, hash, at, stored);
  }

  Entry& insert(std::string_view bytes, std::uint64_t hash, std::size_t at, bool stored) {
    if (2 * (used_ + 1) > slots_.size()) at = grow(hash);
    if (used_ == blocks_.size() * block_rows)
      blocks_.push_back(std::make_unique<Entry[]>(block_rows));
    Entry& entry = entry_at(used_);
    entry.key = bytes;
    slots_[at] = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::uint32_t>(++used_)};
    if (!stored) return entry;
    if (const auto value = tables_.read(bytes)) {
      auto row = RowCodec<Row>::decode(*value);
      if (row) {
        entry.row = *std::move(row);
        entry.present = entry.stored = true;
      } else {
        tables_.stop(row.error());
      }
    }
    return entry;
  }

  std::size_t grow(std::uint64_t hash) {
    std::vector<Slot> slots(slots_.size() * 2);
    const auto place = [&](std::uint64_t of) {
      std::size_t at = of & (slots.size() - 1);
      while (slots[at].index != 0) at = (at + 1) & (slots.size() - 1);
      return at;
    };
    for (std::size_t i = 0; i < used_; ++i) {
      const std::uint64_t of = std::hash<std::string_view>{}(entry_at(i).key);
      slots[place(of)] = {static_cast<std::uint32_t>(of >> 32), static_cast<std::uint32_t>(i + 1)};
    }
    const std::size_t at = place(hash);
    slots_ = std::move(slots);
    return at;
  }

  void touch(Entry& entry) {
    if (entry.changed) return;
    if (entry.stored && follows_) follows_(entry.row, tables_.withdrawn());
    entry.changed = true;
    changed_.push_back(&entry);
  }

  // What all changed keys begin with says nothing about their order.
  std::size_t common_octets() const {
    const std::string_view first = changed_[0]->key;
    std::size_t common = first.size();
    for (const Entry* entry : changed_) {
      const auto end =
          std::mismatch(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(common),
                        entry->key.begin(), entry->key.end());
      common = static_cast<std::size_t>(end.first - first.begin());
    }
    return common;
  }

  Result<void> write(BulkWriter& writer) const {
    struct Ref {
      SortPrefix prefix;
      const Entry* entry;
    };
    const std::size_t common = common_octets();
    std::vector<Ref> refs;
    refs.reserve(changed_.size());
    for (const Entry* entry : changed_) refs.push_back({sort_prefix(entry->key, common), entry});
    std::sort(refs.begin(), refs.end(), [](const Ref& a, const Ref& b) {
      return a.prefix != b.prefix ? a.prefix < b.prefix : a.entry->key < b.entry->key;
    });
    for (const auto& [prefix, entry] : refs) {
      if (entry->present) {
        KINTSUGI_CHECK_OK(writer.put(entry->key, RowCodec<Row>::encode(entry->row)));
      } else if (entry->stored) {
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
  std::vector<Slot> slots_;  // a power of two
  std::vector<Entry*> changed_;
};

}  // namespace kintsugi::projections
