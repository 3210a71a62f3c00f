#include "projections/runner/projection.h"

#include <cstdio>

namespace kintsugi::projections {

std::string ProjectionKind::directory_name() const {
  std::string out = std::string(name) + "-v" + std::to_string(version);
  if (declared == 0) return out;
  char hex[16];
  std::snprintf(hex, sizeof hex, "-%08x", static_cast<unsigned>(declared));
  return out + hex;
}

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
