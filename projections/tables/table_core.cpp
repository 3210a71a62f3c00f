#include "projections/tables/table_core.h"

#include <algorithm>
#include <new>
#include <utility>

#include "events/base/check.h"

namespace kintsugi::projections {
namespace {

constexpr std::size_t rounded_up(std::size_t size, std::size_t align) {
  return (size + align - 1) / align * align;
}

}  // namespace

TableCore::TableCore(Tables& tables, std::uint8_t octet, const RowOps& ops, Follows follows)
    : tables_(tables),
      octet_(octet),
      ops_(ops),
      follows_(std::move(follows)),
      row_at_(rounded_up(sizeof(Entry), ops.align)),
      align_(static_cast<std::align_val_t>(std::max(alignof(Entry), ops.align))),
      stride_(rounded_up(row_at_ + ops.size, static_cast<std::size_t>(align_))),
      slots_(64) {
  tables.add(*this);
}

TableCore::~TableCore() { end_blocks(); }

void TableCore::append(const Key& key, const void* row) {
  tables_.made().row(key, ops_.encode(ops_.type, row));
  if (follows_) follows_(key.bytes(), row, tables_.made());
}

void TableCore::erase(const Key& key) {
  const std::size_t slot = slot_of(key);
  Entry& entry = entry_at(slots_[slot].index - 1);
  if (!entry.present) return;
  touch(entry);
  entry.present = false;
  clear(entry);
  if (!entry.stored) free(slot);  // the store never hears of it
}

void TableCore::derive(Derived& out) {
  if (!follows_) return;
  for (const Entry* entry : listed_)
    if (entry->changed && entry->present) follows_(entry->key, row_of(*entry), out);
}

Result<void> TableCore::collect(std::vector<RowChange>& out) {
  for (const Entry* entry : listed_) {
    if (!differs(*entry)) continue;
    out.push_back({entry->key, entry->present
                                   ? std::optional(ops_.encode(ops_.type, row_of(*entry)))
                                   : std::nullopt});
  }
  return {};
}

void TableCore::add_runs(std::vector<TableRun>& out) {
  if (!listed_.empty())
    out.push_back({octet_, listed_.size(), [this](BulkWriter& writer) { return write(writer); }});
}

void TableCore::settle(std::size_t keep) {
  for (Entry* entry : listed_) {
    entry->listed = entry->changed = false;
    entry->stored = entry->present;
  }
  listed_.clear();
  if (used_ <= keep) return;
  end_blocks();
  free_.clear();
  slots_.assign(64, Slot{});
}

std::size_t TableCore::bytes() const {
  return used_ * (stride_ + 64) + slots_.size() * sizeof(Slot);
}

std::size_t TableCore::slot_of(const Key& key) {
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

void TableCore::warm_row(Hash128 hash) const {
  constexpr std::size_t line = 64, lines = 6;  // of the entry and the begin of its row
  const auto tag = static_cast<std::uint32_t>(hash.low);
  for (std::size_t slot = home_of(tag); slots_[slot].index != 0; slot = after(slot)) {
    if (slots_[slot].tag != tag) continue;
    const auto* const entry =
        reinterpret_cast<const char*>(&entry_at(slots_[slot].index - 1));
    const std::size_t size = std::min(stride_, lines * line);
    for (std::size_t at = 0; at < size; at += line) __builtin_prefetch(entry + at);
    return;
  }
}

std::uint32_t TableCore::unused_entry() {
  if (!free_.empty()) {
    const std::uint32_t index = free_.back();
    free_.pop_back();
    return index;
  }
  if (used_ == blocks_.size() * block_rows) add_block();
  Entry& entry = entry_at(used_);
  new (&entry) Entry();
  ops_.construct(ops_.type, row_of(entry));
  return static_cast<std::uint32_t>(++used_);
}

void TableCore::add_block() {
  auto* memory = static_cast<std::byte*>(::operator new[](stride_* block_rows, align_));
  blocks_.emplace_back(memory, FreeBlock{align_});
}

void TableCore::end_blocks() {
  for (std::size_t i = 0; i < used_; ++i) {
    Entry& entry = entry_at(i);
    ops_.destroy(ops_.type, row_of(entry));
    entry.~Entry();
  }
  used_ = 0;
  blocks_.clear();
}

void TableCore::clear(Entry& entry) {
  ops_.destroy(ops_.type, row_of(entry));
  ops_.construct(ops_.type, row_of(entry));
}

void TableCore::read(Entry& entry) {
  const auto value = tables_.read(entry.key);
  if (!value) return;
  if (auto decoded = ops_.decode(ops_.type, *value, row_of(entry)); decoded) {
    entry.present = entry.stored = true;
  } else {
    tables_.stop(decoded.error());
  }
}

void TableCore::free(std::size_t slot) {
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

std::size_t TableCore::free_from(std::size_t slot) const {
  while (slots_[slot].index != 0) slot = after(slot);
  return slot;
}

void TableCore::grow() {
  const auto before = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
  for (const Slot& slot : before)
    if (slot.index != 0) slots_[free_from(home_of(slot.tag))] = slot;
}

void TableCore::begin_change(Entry& entry) {
  if (entry.stored && follows_) follows_(entry.key, row_of(entry), tables_.withdrawn());
  entry.changed = true;
  if (entry.listed) return;
  entry.listed = true;
  listed_.push_back(&entry);
}

Result<void> TableCore::write(BulkWriter& writer) const {
  struct Ref {
    SortPrefix prefix;
    const Entry* entry;
  };
  std::vector<Ref> refs;
  refs.reserve(listed_.size());
  for (const Entry* entry : listed_)
    if (differs(*entry)) refs.push_back({sort_prefix(entry->key), entry});
  sort_by_key(std::span(refs),
              [](const Ref& ref) { return std::string_view(ref.entry->key); },
              [](const Ref&, const Ref&) { return false; });
  for (const auto& [prefix, entry] : refs) {
    if (entry->present) {
      KINTSUGI_TRY_OK(writer.put(entry->key, ops_.encode(ops_.type, row_of(*entry))));
    } else {
      KINTSUGI_TRY_OK(writer.erase(entry->key));
    }
  }
  return {};
}

}  // namespace kintsugi::projections
