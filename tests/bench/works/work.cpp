#include "tests/bench/works/work.h"

#include <algorithm>
#include <cmath>

#include "events/base/check.h"

namespace kintsugi::bench {

Result<std::filesystem::path> scratch(const BenchOptions& options, std::string_view name) {
  const auto dir = std::filesystem::path(options.directory) / name;
  std::error_code error;
  std::filesystem::remove_all(dir, error);
  std::filesystem::create_directories(dir, error);
  if (error)
    return fail(ErrorKind::unavailable, "bench.disk",
                "cannot make " + dir.string() + ": " + error.message());
  return dir;
}

double percentile(const std::vector<double>& ascending, double percent) {
  KINTSUGI_CHECK(!ascending.empty(), "something was measured");
  const auto rank =
      static_cast<std::size_t>(std::ceil(static_cast<double>(ascending.size()) * percent / 100));
  return ascending[std::clamp<std::size_t>(rank, 1, ascending.size()) - 1];
}

}  // namespace kintsugi::bench
