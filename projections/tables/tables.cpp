#include "projections/tables/tables.h"

#include <algorithm>
#include <cstring>

#include "events/base/check.h"

namespace kintsugi::projections {
namespace {

constexpr std::size_t block_bytes = 1u << 20;
constexpr std::size_t file_rows_min = 1u << 16;  // each file is made durable: that takes its time
constexpr std::size_t as_files = ~std::size_t{0};  // rows of which a store always makes files
constexpr std::uint8_t clock_table = 1;
constexpr std::string_view clock_key("\1", 1);  // its only row

// Small runs with those that follow them, so that there are few files.
std::vector<RowStore::Run> joined(std::vector<TableRun>& runs) {
  std::vector<RowStore::Run> out;
  for (std::size_t at = 0; at < runs.size();) {
    std::vector<RowStore::Run> together;
    std::size_t rows = 0;
    for (; at < runs.size() && rows < file_rows_min; ++at) {
      rows += runs[at].rows;
      together.push_back(std::move(runs[at].write));
    }
    out.push_back([together = std::move(together)](BulkWriter& writer) -> Result<void> {
      for (const auto& write : together) KINTSUGI_TRY_OK(write(writer));
      return {};
    });
  }
  return out;
}

}  // namespace

SortPrefix sort_prefix(std::string_view key, std::size_t from) {
  SortPrefix prefix;
  if (key.size() >= from + 16) {
    std::memcpy(&prefix, key.data() + from, 16);
    return {__builtin_bswap64(prefix.high), __builtin_bswap64(prefix.low)};
  }
  for (std::size_t i = 0; i < 16; ++i) {
    auto& half = i < 8 ? prefix.high : prefix.low;
    half = half << 8 | (from + i < key.size() ? static_cast<unsigned char>(key[from + i]) : 0u);
  }
  return prefix;
}

void Derived::row(const Key& key, std::string_view value) {
  const auto bytes = key.bytes();
  const std::size_t size = bytes.size() + value.size();
  if (blocks_.empty() || blocks_.back().size() + size > blocks_.back().capacity()) {
    blocks_.emplace_back();
    blocks_.back().reserve(std::max(block_bytes, size));
  }
  auto& block = blocks_.back();
  KINTSUGI_CHECK(blocks_.size() <= 65'535, "derived rows are flushed before they fill 64 GiB");
  items_.push_back({sort_prefix(bytes), static_cast<std::uint32_t>(block.size()),
                    static_cast<std::uint32_t>(bytes.size()),
                    static_cast<std::uint32_t>(value.size()),
                    static_cast<std::uint16_t>(blocks_.size() - 1), adds_});
  block.append(bytes).append(value);
}

void Derived::count(const Key& key, std::int64_t delta) {
  if (!adds_) delta = -delta;
  const auto found = counts_.find(key.bytes());
  if (found == counts_.end())
    counts_.emplace(key.bytes(), delta);
  else
    found->second += delta;
}

std::string_view Derived::key_of(const Item& item) const {
  return std::string_view(blocks_[item.block]).substr(item.at, item.key_size);
}
std::string_view Derived::value_of(const Item& item) const {
  return std::string_view(blocks_[item.block]).substr(item.at + item.key_size, item.value_size);
}
// By key; of equal keys first what is taken away.
void Derived::sort(std::vector<Item>& items) const {
  sort_by_key(std::span(items), [this](const Item& item) { return key_of(item); },
              [](const Item& a, const Item& b) { return a.adds < b.adds; });
}

std::int64_t decode_count(std::string_view value) {
  std::uint64_t bits = 0;
  for (const char octet : value) bits = bits << 8 | static_cast<unsigned char>(octet);
  return static_cast<std::int64_t>(bits);
}

std::string encode_count(std::int64_t count) {
  std::string out;
  for (int shift = 56; shift >= 0; shift -= 8)
    out += static_cast<char>(static_cast<std::uint64_t>(count) >> shift);
  return out;
}

Result<std::int64_t> count_of(const RowReader& rows, const Key& key) {
  KINTSUGI_TRY(const auto value, rows.get(key.bytes()));
  return value ? decode_count(*value) : 0;
}

Result<Instant> clock_of(const RowReader& rows) {
  KINTSUGI_TRY(const auto value, rows.get(clock_key));
  return value ? instant_from_ms(decode_count(*value)) : Instant{};
}

Instant Tables::clock() {
  if (!clock_) {
    const auto value = read(clock_key);
    clock_ = value ? instant_from_ms(decode_count(*value)) : Instant{};
  }
  return *clock_;
}

void Tables::stop(Error error) {
  const std::lock_guard lock(mutex_);
  if (!error_) error_ = std::move(error);
}

std::optional<std::string> Tables::read(std::string_view key) {
  if (fresh_) return std::nullopt;
  auto value = store_.get(key);
  if (value) return std::move(*value);
  stop(value.error());
  return std::nullopt;
}

// What follows from the rows as they are now joins what was withdrawn; then a row both withdrawn
// and made again with the same value is no change.
Result<void> Tables::gather() {
  derived_.adds_ = true;
  for (auto* table : tables_) table->derive(derived_);
  if (error_) return tl::unexpected(*error_);
  return {};
}

void Tables::settle() {
  for (auto* table : tables_) table->settle(options_.rows_kept);
  derived_ = Derived();
  fresh_ = false;
}

Result<void> Tables::flush(Position next) {
  KINTSUGI_TRY_OK(gather());
  std::vector<RowChange> changes;
  for (auto* table : tables_) KINTSUGI_TRY_OK(table->collect(changes));
  auto& items = derived_.items_;
  derived_.sort(items);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto key = derived_.key_of(items[i]);
    const bool twice = i + 1 < items.size() && derived_.key_of(items[i + 1]) == key;
    const auto& last = twice ? items[i + 1] : items[i];
    if (!twice || derived_.value_of(items[i]) != derived_.value_of(last))
      changes.push_back({std::string(key), last.adds
                                               ? std::optional<std::string>(derived_.value_of(last))
                                               : std::nullopt});
    if (twice) ++i;
  }
  for (const auto& [key, delta] : derived_.counts_) {
    if (delta == 0) continue;
    const auto before = read(key);
    const auto count = (before ? decode_count(*before) : 0) + delta;
    changes.push_back({key, count == 0 ? std::nullopt : std::optional(encode_count(count))});
  }
  if (clock_) changes.push_back({std::string(clock_key), encode_count(to_ms(*clock_))});
  if (error_) return tl::unexpected(*error_);
  KINTSUGI_TRY_OK(store_.write(changes, next));
  settle();
  return {};
}

Result<void> Tables::flush_sorted(DirectoryStore& to, Position next, int threads) {
  KINTSUGI_CHECK(&to == &store_, "sorted files go to the store that was read");
  KINTSUGI_TRY_OK(gather());
  std::vector<TableRun> runs;
  for (auto* table : tables_) table->add_runs(runs);
  const auto add = [&](std::uint8_t table, std::size_t rows, RowStore::Run write) {
    runs.push_back({table, rows, std::move(write)});
  };
  // Derived rows: one run per table of theirs.
  std::map<std::uint8_t, std::vector<Derived::Item>> by_table;
  for (const auto& item : derived_.items_)
    by_table[static_cast<std::uint8_t>(item.prefix.high >> 56)].push_back(item);
  for (auto& [octet, items] : by_table)
    add(octet, items.size(), [this, &items = items](BulkWriter& out) -> Result<void> {
      derived_.sort(items);
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (i + fetched_ahead < items.size())
          __builtin_prefetch(derived_.key_of(items[i + fetched_ahead]).data());
        const auto key = derived_.key_of(items[i]);
        if (i + 1 < items.size() && derived_.key_of(items[i + 1]) == key) ++i;
        KINTSUGI_TRY_OK(items[i].adds ? out.put(key, derived_.value_of(items[i])) : out.erase(key));
      }
      return {};
    });
  std::map<std::uint8_t, std::vector<std::pair<std::string_view, std::int64_t>>> counts;
  for (const auto& [key, delta] : derived_.counts_) {
    const auto before = read(key);
    if (delta == 0) continue;
    counts[static_cast<std::uint8_t>(key[0])].emplace_back(
        key, (before ? decode_count(*before) : 0) + delta);
  }
  for (const auto& [octet, rows] : counts)
    add(octet, rows.size(), [&rows = rows](BulkWriter& out) -> Result<void> {
      for (const auto& [key, count] : rows)
        KINTSUGI_TRY_OK(count == 0 ? out.erase(key) : out.put(key, encode_count(count)));
      return {};
    });
  if (clock_)
    add(clock_table, 1,
        [this](BulkWriter& out) { return out.put(clock_key, encode_count(to_ms(*clock_))); });
  if (error_) return tl::unexpected(*error_);
  std::stable_sort(runs.begin(), runs.end(),
                   [](const TableRun& a, const TableRun& b) { return a.table < b.table; });
  KINTSUGI_TRY_OK(to.write_in_order(joined(runs), as_files, next, threads));
  if (error_) return tl::unexpected(*error_);
  settle();
  return {};
}

std::size_t Tables::bytes() const {
  std::size_t bytes =
      derived_.items_.size() * sizeof(Derived::Item) + derived_.blocks_.size() * block_bytes;
  for (const auto* table : tables_) bytes += table->bytes();
  return bytes;
}

}  // namespace kintsugi::projections
