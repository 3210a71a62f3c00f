#include "projections/tables/postings.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

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

// Gathers the positions of each list, in the order in which they were added. First by the list's
// leading bits, into parts that fit a core's cache; then each part by list.
class Gathering {
 public:
  using Added = Postings::Added;

  // Lists of the `share`th of `shares` (a power of two) equal ranges of list numbers.
  Gathering(const Postings::Blocks& added, std::size_t share, std::size_t shares)
      : parts_(added.size() > 1 ? parts_of_many : shares) {
    const std::size_t own = parts_ / shares, first = share * own;
    begin_.assign(own + 1, 0);
    const auto each = [&](auto visit) {
      for (const auto& block : added)
        for (const auto& one : block)
          if (const auto part = leading(one.list) - first; part < own) visit(one, part);
    };
    each([&](const Added&, std::size_t part) { ++begin_[part + 1]; });
    for (std::size_t i = 1; i <= own; ++i) begin_[i] += begin_[i - 1];
    items_.resize(begin_[own]);
    auto next = begin_;
    each([&](const Added& one, std::size_t part) { items_[next[part]++] = one; });
  }

  // Calls visit(list, positions), lists ascending.
  template <class Visit>
  Result<void> each_list(Visit visit) {
    for (std::size_t i = 0; i + 1 < begin_.size(); ++i) {
      gather({items_.data() + begin_[i], items_.data() + begin_[i + 1]});
      for (const Group& group : groups_)
        KINTSUGI_TRY_OK(visit(
            group.list,
            std::span<const std::int64_t>(positions_.data() + group.end - group.size, group.size)));
    }
    return {};
  }

 private:
  static constexpr std::size_t parts_of_many = 1024;

  struct Group {
    std::uint64_t list = 0;
    std::size_t size = 0;
    std::size_t end = 0;  // of its positions, as far as they are placed
    std::uint32_t id = 0;
  };

  std::size_t leading(std::uint64_t list) const {
    return parts_ == 1 ? 0 : list >> (64 - std::countr_zero(parts_));
  }

  void gather(std::span<const Added> items) {
    groups_.clear();
    slots_.assign(std::bit_ceil(2 * items.size() + 2), 0);
    ids_.resize(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) ids_[i] = id_of(items[i].list);
    for (const auto id : ids_) ++groups_[id].size;
    std::sort(groups_.begin(), groups_.end(),
              [](const Group& a, const Group& b) { return a.list < b.list; });
    places_.resize(groups_.size());
    std::size_t end = 0;
    for (std::size_t place = 0; place < groups_.size(); ++place) {
      groups_[place].end = end;
      end += groups_[place].size;
      places_[groups_[place].id] = static_cast<std::uint32_t>(place);
    }
    positions_.resize(items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
      positions_[groups_[places_[ids_[i]]].end++] = items[i].position;
  }

  std::uint32_t id_of(std::uint64_t list) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (list * 0x9e3779b97f4a7c15u >> 32) & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask)
      if (groups_[slots_[at] - 1].list == list) return slots_[at] - 1;
    const auto id = static_cast<std::uint32_t>(groups_.size());
    groups_.push_back({list, 0, 0, id});
    slots_[at] = id + 1;
    return id;
  }

  const std::size_t parts_;  // of all lists, a power of two
  std::vector<std::size_t> begin_;
  std::vector<Added> items_;  // by part
  // Of one part:
  std::vector<Group> groups_;
  std::vector<std::uint32_t> slots_, ids_, places_;
  std::vector<std::int64_t> positions_;
};

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
Result<void> Postings::emit(std::size_t share, std::size_t shares, Put put) {
  std::vector<std::int64_t> positions;
  const auto emit_list = [&](std::uint64_t list,
                             std::span<const std::int64_t> added) -> Result<void> {
    const auto key = key_of(list);
    positions.clear();
    if (!tables_.fresh())
      if (const auto open = tables_.read(key)) positions = decode(*open);
    for (const auto position : added)
      if (positions.empty() || positions.back() < position) positions.push_back(position);
    const std::size_t sealed = (positions.size() - 1) / sealed_entries * sealed_entries;
    // The open row is never empty: its last position is needed to tell a repeated one.
    KINTSUGI_TRY_OK(put(key, encode(positions.data() + sealed, positions.size() - sealed)));
    for (std::size_t at = 0; at < sealed; at += sealed_entries) {
      auto sealed_key = key;
      append_position(sealed_key, positions[at]);
      KINTSUGI_TRY_OK(put(sealed_key, encode(positions.data() + at, sealed_entries)));
    }
    return {};
  };
  if (share == 0)
    for (std::size_t list = 0; list < numbered_.size(); ++list)
      if (!numbered_[list].empty()) KINTSUGI_TRY_OK(emit_list(list, numbered_[list]));
  return Gathering(added_, share, shares).each_list(emit_list);
}

std::size_t Postings::bytes() const {
  std::size_t bytes = added_.size() * block_entries * sizeof(Added);
  for (const auto& positions : numbered_) bytes += positions.capacity() * sizeof(std::int64_t);
  return bytes;
}

Result<void> Postings::collect(std::vector<RowChange>& out) {
  return emit(0, 1, [&](const std::string& key, std::string value) -> Result<void> {
    out.push_back({key, std::move(value)});
    return {};
  });
}

void Postings::add_runs(std::vector<TableRun>& out) {
  if (added_.empty() && numbered_.empty()) return;
  constexpr std::size_t shares = 2;
  for (std::size_t share = 0; share < shares; ++share)
    out.push_back(
        {octet_, (added_.size() + numbered_.size()) / shares, [this, share](BulkWriter& writer) {
           return emit(share, shares, [&](const std::string& key, const std::string& value) {
             return writer.put(key, value);
           });
         }});
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
    KINTSUGI_TRY_OK(before->status());
    if (before->valid()) begin = before->key();
    auto end = key;
    append_position(end, to.value);
    const auto visit_sealed = [&](std::string_view, std::string_view value) {
      visit_row(value);
      return more;
    };
    KINTSUGI_TRY_OK(rows.scan(begin, end, visit_sealed, descending));
  }
  if (!descending && more) visit_row(*open);
  return {};
}

}  // namespace kintsugi::projections
