#pragma once
// What a projection is: a name, a version, its tables, and a fold from judged commits to their
// rows.

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

// A fold over the commits of one tenant. It reads and changes its tables and nothing else: no
// clock, no I/O. What it cannot fold it tells its Tables (Tables::stop), which then write nothing
// more. One thread.
class Projection {
 public:
  virtual ~Projection() = default;
  // Every well-formed commit of the tenant in order, void ones too (commit.counts tells);
  // `commit.commit` is never null here.
  virtual void apply(const JudgedCommit& commit) = 0;
};

struct ProjectionKind {
  std::string_view name;
  int version =
      1;  // of the rows; a change of what is stored is a new version, built beside the old one
  std::span<const TableInfo> tables;
  std::unique_ptr<Projection> (*make)(Tables&) = nullptr;  // the Tables outlive it

  std::string directory_name() const { return std::string(name) + "-v" + std::to_string(version); }
};

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
