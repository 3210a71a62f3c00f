#pragma once
// Machines whose dates come near: each date an item of its own, from when it is near until another
// is set. One thread.

#include "projections/queues/waiting.h"

namespace kintsugi::projections::queues {

class OfMachines {
 public:
  explicit OfMachines(Waiting& waiting) : waiting_(waiting) {}
  void follow(Folds& folds);

 private:
  Waiting& waiting_;
};

}  // namespace kintsugi::projections::queues
