#pragma once
// How often a thing had moved by the moment of a reading: its ETag, and what If-Match compares.

#include <cstdint>
#include <string_view>

#include "api/http/routes/context.h"

namespace kintsugi::api {

// Now, a thing that moved many times is not counted through: the node knows its version, and what
// it has folded beyond the reading's tables is taken off. Errors: those of reading the log and
// "audit"; the node's.
Result<std::uint64_t> version_of(const Call& call, const Reading& reading, std::string_view stream);

}  // namespace kintsugi::api
