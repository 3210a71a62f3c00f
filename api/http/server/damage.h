#pragma once
// Damage that an answer or a feed came across: kept for as long as the process lives, so that
// whoever asks how the node is hears of it too, and not only whoever ran into it. Any thread.

#include <cstddef>
#include <mutex>
#include <vector>

#include "events/base/result.h"

namespace kintsugi::api {

class Damage {
 public:
  // Keeps and logs it, where it is damage (ErrorKind::corrupt) and was not noted before.
  void note(const Error& error);
  std::vector<Error> noted() const;  // in the order in which it was met

 private:
  static constexpr std::size_t kept_max = 100;
  mutable std::mutex mutex_;
  std::vector<Error> noted_;  // guarded by mutex_; each once
};

}  // namespace kintsugi::api
