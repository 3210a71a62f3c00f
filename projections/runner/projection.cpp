#include "projections/runner/projection.h"

namespace kintsugi::projections {

Result<ProjectionDigest> digest_of(const ProjectionKind& kind, const RowReader& rows) {
  ProjectionDigest digest;
  std::string all;
  for (const auto& table : kind.tables) {
    KINTSUGI_TRY(auto one, digest_of(rows, std::string(1, static_cast<char>(table.octet))));
    all.append(table.name).append(1, ' ').append(one.hex).append(1, '\n');
    digest.rows += one.rows;
    digest.tables.push_back({std::string(table.name), one.rows, std::move(one.hex)});
  }
  digest.digest = sha256_hex(all);
  return digest;
}

}  // namespace kintsugi::projections
