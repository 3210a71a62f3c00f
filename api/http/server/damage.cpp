#include "api/http/server/damage.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace kintsugi::api {

void Damage::note(const Error& error) {
  if (error.kind != ErrorKind::corrupt) return;
  {
    const std::lock_guard lock(mutex_);
    const bool known = std::any_of(noted_.begin(), noted_.end(), [&](const Error& one) {
      return one.code == error.code && one.what == error.what;
    });
    if (known || noted_.size() >= kept_max) return;
    noted_.push_back(error);
  }
  spdlog::error("damage was met: {}: {}", error.code, error.what);
}

std::vector<Error> Damage::noted() const {
  const std::lock_guard lock(mutex_);
  return noted_;
}

}  // namespace kintsugi::api
