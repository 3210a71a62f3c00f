#pragma once
// Octets that no client library sends, and what comes back.

#include <string>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {

Reply raw_request(int port, const std::string& octets);

}  // namespace kintsugi::tests
