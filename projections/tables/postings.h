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

  // Positions of one list are added in growing order; adding the last one again does nothing.
  void add(std::uint64_t list, Position position) { added_.push_back({list, position.value}); }

  void derive(Derived&) override {}
  Result<void> collect(std::vector<RowChange>& out) override;
  void add_runs(std::vector<DirectoryStore::Run>& out) override;
  void settle(std::size_t) override { added_ = {}; }
  std::size_t bytes() const override { return added_.size() * sizeof(Added); }

 private:
  struct Added {
    std::uint64_t list;
    std::int64_t position;
    auto operator<=>(const Added&) const = default;
  };
  struct Open {
    std::vector<std::int64_t> positions;
    std::int64_t sealed_until = -1;  // the last position that is sealed
  };
  template <class Put>
  Result<void> emit(std::size_t from, std::size_t to, Put put);
  std::string key_of(std::uint64_t list) const;

  Tables& tables_;
  const std::uint8_t octet_;
  std::vector<Added> added_;
};

// The positions of a list in [from, to), newest first when `descending`, until `visit` says false.
Result<void> visit_postings(const RowReader& rows, std::uint8_t octet, std::uint64_t list,
                            Position from, Position to, bool descending,
                            const std::function<bool(Position)>& visit);

}  // namespace kintsugi::projections
