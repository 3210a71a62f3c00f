#pragma once
// What must hold after an import: live tables equal to rebuilt ones, on this log and on a copy of
// it.

#include <filesystem>
#include <map>
#include <string>

#include "tests/api/import/company.h"

namespace kintsugi::tests {

// Projection: digest of its tables.
using Digests = std::map<std::string, std::string>;

// Folds the tenant's projections live, as a serving node does.
Digests live_digests(api::Node& node, const std::filesystem::path& directory);
// Builds them afresh from the log.
Digests rebuilt_digests(api::Node& node, const std::filesystem::path& directory);

// The real log where it lies beside the repository, else a made one; says which on standard output.
std::filesystem::path some_log(const std::filesystem::path& scratch);

}  // namespace kintsugi::tests
