#pragma once
// Lists of positions by a name: which commits touched a stream, which were an operator's. A name is
// kept as 64 bits of hash only: two names may share a list, so a reader looks into the commit
// itself.

#include <cstdint>
#include <vector>

#include "projections/tables/tables.h"

namespace kintsugi::projections {

// Persistent: part of stored keys. Never change it.
std::uint64_t posting_hash(std::string_view name);

// Stored per list: sealed rows (octet, hash, first position) with exactly `sealed_entries`
// positions each, and one open row (octet, hash) with the rest; positions as varints of the
// differences. So the rows do not depend on how commits were grouped. One thread.
class Postings final : public TableBase {
 public:
  static constexpr std::size_t sealed_entries = 128;

  Postings(Tables& tables, std::uint8_t octet) : tables_(tables), octet_(octet) {
    tables.add(*this);
  }

  // Positions of one list are added in growing order; adding the last one again does nothing. Lists
  // of a number below `numbered_max` (no name's, such as "all") may be long and cost less.
  void add(std::uint64_t list, Position position) {
    if (list < numbered_max) return numbered(list).push_back(position.value);
    if (added_.empty() || added_.back().size() == block_entries) begin_block();
    added_.back().push_back({list, position.value});
  }

  void derive(Derived&) override {}
  Result<void> collect(std::vector<RowChange>& out) override;
  void add_runs(std::vector<TableRun>& out) override;
  void settle(std::size_t) override {
    added_ = {};
    numbered_.clear();
  }
  std::size_t bytes() const override;

  struct Added {
    std::uint64_t list;
    std::int64_t position;
  };
  using Blocks = std::vector<std::vector<Added>>;

 private:
  static constexpr std::size_t block_entries = 32'768;
  static constexpr std::uint64_t numbered_max = 65'536;

  std::vector<std::int64_t>& numbered(std::uint64_t list) {
    if (list >= numbered_.size()) numbered_.resize(list + 1);
    return numbered_[list];
  }
  // The first block grows as it is filled: most groups of commits are small.
  void begin_block() {
    const bool first = added_.empty();
    added_.emplace_back();
    if (!first) added_.back().reserve(block_entries);
  }
  // The rows of the lists of a share, ascending.
  template <class Put>
  Result<void> emit(std::size_t share, std::size_t shares, Put put);
  std::string key_of(std::uint64_t list) const;

  Tables& tables_;
  const std::uint8_t octet_;
  std::vector<std::vector<std::int64_t>> numbered_;  // positions by list number
  Blocks added_;  // all but the last one full: a long list is never moved
};

// The positions of a list in [from, to), newest first when `descending`, until `visit` says false.
Result<void> visit_postings(const RowReader& rows, std::uint8_t octet, std::uint64_t list,
                            Position from, Position to, bool descending,
                            const std::function<bool(Position)>& visit);

}  // namespace kintsugi::projections
