#pragma once
// What a projection is: a name, a version, its tables, and a fold from judged commits to their
// rows.

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "projections/judge/judged.h"
#include "projections/tables/tables.h"

namespace kintsugi::projections {

struct TableInfo {
  std::uint8_t octet = 0;  // first octet of its keys, from 2; persistent within a version
  std::string_view name;
};

class Folds;      // folding.h
class TableCore;  // tables/table_core.h

// A fold over the commits of one tenant. It reads and changes its tables and nothing else: no
// clock, no I/O. What it cannot fold it tells its Tables (Tables::stop), which then write nothing
// more. One thread.
class Projection {
 public:
  virtual ~Projection() = default;
  // Every well-formed commit of the tenant in order, void ones too (commit.counts tells);
  // `commit.commit` is never null here.
  virtual void apply(const JudgedCommit& commit) = 0;
  // The table whose row of a stream, by its id, an event of that code changes; null: none, or more
  // than that. For whoever folds many commits at once and fetches their rows ahead.
  virtual const TableCore* row_of_stream(std::uint16_t) const { return nullptr; }
  // What it folds; null of a model that looks at commits and not at their events.
  virtual const Folds* folds() const { return nullptr; }
};

struct ProjectionKind {
  std::string_view name;
  int version =
      1;  // of the rows; a change of what is stored is a new version, built beside the old one
  std::span<const TableInfo> tables;
  std::function<std::unique_ptr<Projection>(Tables&)> make{};  // the Tables outlive it
  // Of what is declared over its rows (lists::fingerprint): another one is built anew. 0: nothing.
  std::uint32_t declared = 0;

  std::string directory_name() const;  // "orders-v3", "orders-v3-5f3a9c01"
};

// A kind's `make`: of a projection that needs its tables alone.
template <class T>
std::unique_ptr<Projection> make_projection(Tables& of) {
  return std::make_unique<T>(of);
}

struct TableDigest {
  std::string table;
  std::int64_t rows = 0;
  std::string digest;
};
struct ProjectionDigest {
  std::int64_t rows = 0;
  std::string digest;  // of the tables' names and digests, in order
  std::vector<TableDigest> tables;
};
Result<ProjectionDigest> digest_of(const ProjectionKind& kind, const RowReader& rows);

}  // namespace kintsugi::projections
