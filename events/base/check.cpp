#include "events/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace kintsugi {

void check_failed(std::string_view expression, std::string_view what, std::string_view file, int line) {
  std::fprintf(stderr, "kintsugi: %.*s:%d: check failed: %.*s (%.*s)\n", static_cast<int>(file.size()),
               file.data(), line, static_cast<int>(expression.size()), expression.data(),
               static_cast<int>(what.size()), what.data());
  std::abort();
}

}  // namespace kintsugi
