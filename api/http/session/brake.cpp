#include "api/http/session/brake.h"

#include <algorithm>

namespace kintsugi::api {

std::chrono::seconds Brake::enter(const std::string& name, Instant now) {
  const std::lock_guard lock(mutex_);
  if (free_at_.size() >= options_.names_max) forget(now);
  Instant& free_at = free_at_.try_emplace(name, now).first->second;
  free_at = std::max(free_at, now);
  const auto held = free_at - now;
  const auto room = options_.each * (options_.at_once - 1);
  if (held > room) {
    return std::chrono::duration_cast<std::chrono::seconds>(held - room) + std::chrono::seconds(1);
  }
  free_at += options_.each;
  return std::chrono::seconds(0);
}

// Whoever has waited long enough is as if he had never asked; where all ask at once, all are.
void Brake::forget(Instant now) {
  std::erase_if(free_at_, [&](const auto& one) { return one.second <= now; });
  if (free_at_.size() >= options_.names_max) free_at_.clear();
}

}  // namespace kintsugi::api
