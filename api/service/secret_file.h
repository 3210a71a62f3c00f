#pragma once
// A small file with something secret in it.

#include <filesystem>
#include <string>

#include "events/base/result.h"

namespace kintsugi::api {

// Its octets, at most a mebibyte. Errors: not_found "file.none"; invalid "file.exposed" (everybody
// on this machine may read it: chmod o= FILE), "file.too_big".
Result<std::string> read_secret_file(const std::filesystem::path& file);

}  // namespace kintsugi::api
