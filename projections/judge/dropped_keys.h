#pragma once
// Which keys a cache has dropped since the time when it held all there were: what is neither in it
// nor here has no row, and the store need not be asked.

#include <cstddef>
#include <memory>
#include <vector>

#include "events/base/types.h"

struct bloom;  // libbloom's

namespace kintsugi::projections {

// A chain of Bloom filters, each eight times as large as the one before; 11 bits a key where it is
// full. One thread.
class DroppedKeys {
 public:
  void add(Hash128 key);
  // False: it was never added. True for few others, about one in a hundred.
  bool may_contain(Hash128 key) const;

 private:
  struct Free {
    void operator()(bloom* filter) const;
  };
  std::vector<std::unique_ptr<bloom, Free>> filters_;
  std::size_t in_last_ = 0;  // keys in the last of them
};

}  // namespace kintsugi::projections
