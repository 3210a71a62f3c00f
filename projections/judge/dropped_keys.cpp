#include "projections/judge/dropped_keys.h"

#include <bloom.h>

#include <algorithm>

#include "events/base/check.h"

namespace kintsugi::projections {

namespace {
constexpr int first_keys = 1 << 16;
// Then further ones of that size: a filter has fewer than 2^31 bits.
constexpr std::size_t steps_max = 3;
constexpr double error_rate = 0.005;  // of one filter

int capacity(std::size_t filter) { return first_keys << (3 * std::min(filter, steps_max)); }
}  // namespace

void DroppedKeys::Free::operator()(bloom* filter) const {
  bloom_free(filter);
  delete filter;
}

void DroppedKeys::add(Hash128 key) {
  if (may_contain(key)) return;  // dropped before, and read again since
  if (filters_.empty() || in_last_ == static_cast<std::size_t>(capacity(filters_.size() - 1))) {
    std::unique_ptr<bloom, Free> next(new bloom{});
    KINTSUGI_CHECK(bloom_init(next.get(), capacity(filters_.size()), error_rate) == 0,
                   "memory for a filter of keys");
    filters_.push_back(std::move(next));
    in_last_ = 0;
  }
  bloom_add(filters_.back().get(), &key, sizeof key);
  ++in_last_;
}

bool DroppedKeys::may_contain(Hash128 key) const {
  return std::any_of(filters_.begin(), filters_.end(), [&](const auto& filter) {
    return bloom_check(filter.get(), &key, sizeof key) == 1;
  });
}

}  // namespace kintsugi::projections
