#pragma once
// So many at once, then one in a while, by name: for what is right to ask and wrong to ask for all
// of. In memory; any thread.

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

#include "events/base/types.h"

namespace kintsugi::api {

class Brake {
 public:
  struct Options {
    int at_once = 60;
    std::chrono::milliseconds each{500};  // one more after that
    std::size_t names_max = 50'000;       // the oldest are forgotten beyond
  };
  explicit Brake(Options options) : options_(options) {}

  // Zero: go on, and it counts. Else how long to wait, at least a second.
  std::chrono::seconds enter(const std::string& name, Instant now);

 private:
  void forget(Instant now);

  const Options options_;
  std::mutex mutex_;
  // When all that was asked will be forgiven; guarded by mutex_.
  std::unordered_map<std::string, Instant> free_at_;
};

}  // namespace kintsugi::api
