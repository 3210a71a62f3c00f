#include "projections/tables/postings.h"

#include <algorithm>
#include <cstring>

#include "events/base/check.h"

namespace kintsugi::projections {
namespace {

void append_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

std::string encode(const std::int64_t* first, std::size_t count) {
  std::string out;
  std::int64_t before = 0;
  for (std::size_t i = 0; i < count; ++i) {
    append_varint(out, static_cast<std::uint64_t>(first[i] - before));
    before = first[i];
  }
  return out;
}

std::vector<std::int64_t> decode(std::string_view bytes) {
  std::vector<std::int64_t> positions;
  std::int64_t before = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    std::uint64_t value = 0;
    int shift = 0;
    while (i < bytes.size() && static_cast<unsigned char>(bytes[i]) >= 0x80) {
      value |= static_cast<std::uint64_t>(bytes[i++] & 0x7f) << shift;
      shift += 7;
    }
    if (i < bytes.size()) value |= static_cast<std::uint64_t>(bytes[i++]) << shift;
    before += static_cast<std::int64_t>(value);
    positions.push_back(before);
  }
  return positions;
}

std::string list_key(std::uint8_t octet, std::uint64_t list) {
  std::string key(1, static_cast<char>(octet));
  for (int shift = 56; shift >= 0; shift -= 8) key += static_cast<char>(list >> shift);
  return key;
}

void append_position(std::string& key, std::int64_t position) {
  for (int shift = 56; shift >= 0; shift -= 8)
    key += static_cast<char>(static_cast<std::uint64_t>(position) >> shift);
}

// Sorts by the list's leading bits into parts that fit a core's cache, then each part.
template <class Added>
void sort_postings(std::vector<Added>& added) {
  constexpr std::size_t parts = 1024;
  if (std::is_sorted(added.begin(), added.end())) return;
  if (added.size() < 50'000) {
    std::sort(added.begin(), added.end());
    return;
  }
  std::vector<std::size_t> begin(parts + 1, 0);
  for (const auto& one : added) ++begin[(one.list >> 54) + 1];
  for (std::size_t i = 1; i <= parts; ++i) begin[i] += begin[i - 1];
  std::vector<Added> sorted(added.size());
  auto next = begin;
  for (const auto& one : added) sorted[next[one.list >> 54]++] = one;
  for (std::size_t i = 0; i < parts; ++i)
    std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(begin[i]),
              sorted.begin() + static_cast<std::ptrdiff_t>(begin[i + 1]));
  added = std::move(sorted);
}

}  // namespace

std::uint64_t posting_hash(std::string_view name) {
  std::uint64_t hash = 0x9e3779b97f4a7c15u ^ name.size();
  const auto mix = [&](std::uint64_t word) {
    hash = (hash ^ word) * 0xff51afd7ed558ccdu;
    hash ^= hash >> 32;
  };
  while (name.size() >= 8) {
    std::uint64_t word;
    std::memcpy(&word, name.data(), 8);  // little-endian, as all our machines
    mix(word);
    name.remove_prefix(8);
  }
  std::uint64_t word = 0;
  std::memcpy(&word, name.data(), name.size());
  mix(word);
  mix(0);
  return hash;
}

std::string Postings::key_of(std::uint64_t list) const { return list_key(octet_, list); }

template <class Put>
Result<void> Postings::emit(std::size_t from, std::size_t to, Put put) {
  std::vector<std::int64_t> positions;
  for (std::size_t i = from; i < to;) {
    const std::uint64_t list = added_[i].list;
    const auto key = key_of(list);
    positions.clear();
    if (!tables_.fresh())
      if (const auto open = tables_.read(key)) positions = decode(*open);
    for (; i < to && added_[i].list == list; ++i)
      if (positions.empty() || positions.back() < added_[i].position)
        positions.push_back(added_[i].position);
    const std::size_t sealed = (positions.size() - 1) / sealed_entries * sealed_entries;
    // The open row is never empty: its last position is needed to tell a repeated one.
    KINTSUGI_CHECK_OK(put(key, encode(positions.data() + sealed, positions.size() - sealed)));
    for (std::size_t at = 0; at < sealed; at += sealed_entries) {
      auto sealed_key = key;
      append_position(sealed_key, positions[at]);
      KINTSUGI_CHECK_OK(put(sealed_key, encode(positions.data() + at, sealed_entries)));
    }
  }
  return {};
}

Result<void> Postings::collect(std::vector<RowChange>& out) {
  sort_postings(added_);
  return emit(0, added_.size(), [&](const std::string& key, std::string value) -> Result<void> {
    out.push_back({key, std::move(value)});
    return {};
  });
}

void Postings::add_runs(std::vector<DirectoryStore::Run>& out) {
  if (added_.empty()) return;
  sort_postings(added_);
  std::size_t half = added_.size() / 2;
  while (half < added_.size() && half > 0 && added_[half].list == added_[half - 1].list) ++half;
  for (const auto& [from, to] : {std::pair{std::size_t{0}, half}, std::pair{half, added_.size()}})
    if (from < to)
      out.push_back([this, from = from, to = to](BulkWriter& writer) {
        return emit(from, to, [&](const std::string& key, const std::string& value) {
          return writer.put(key, value);
        });
      });
}

Result<void> visit_postings(const RowReader& rows, std::uint8_t octet, std::uint64_t list,
                            Position from, Position to, bool descending,
                            const std::function<bool(Position)>& visit) {
  const auto key = list_key(octet, list);
  KINTSUGI_TRY(const auto open, rows.get(key));
  if (!open) return {};
  bool more = true;
  const auto visit_row = [&](std::string_view value) {
    auto positions = decode(value);
    if (descending) std::reverse(positions.begin(), positions.end());
    for (const auto position : positions)
      if (more && position >= from.value && position < to.value) more = visit(Position{position});
    // Whole rows out of range end the walk.
    if (!positions.empty())
      more = more && (descending ? positions.back() >= from.value : positions.back() < to.value);
  };
  if (descending) visit_row(*open);
  if (more) {
    // The first sealed row of interest is the one that begins at or before `from`.
    auto first = key;
    append_position(first, std::max<std::int64_t>(from.value, 0) + 1);
    std::string begin = first;
    auto lowest = key;
    append_position(lowest, 0);
    const auto before = rows.cursor(lowest, first, true);
    KINTSUGI_CHECK_OK(before->status());
    if (before->valid()) begin = before->key();
    auto end = key;
    append_position(end, to.value);
    const auto visit_sealed = [&](std::string_view, std::string_view value) {
      visit_row(value);
      return more;
    };
    KINTSUGI_CHECK_OK(rows.scan(begin, end, visit_sealed, descending));
  }
  if (!descending && more) visit_row(*open);
  return {};
}

}  // namespace kintsugi::projections
