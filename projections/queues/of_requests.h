#pragma once
// What somebody asked for and another person decides: leave, subcontracts. One thread.

#include "projections/queues/waiting.h"
#include "schema/roster_state.h"
#include "schema/subcontract_state.h"

namespace kintsugi::projections::queues {

class OfRequests {
 public:
  // Both outlive it.
  OfRequests(Tables& of, Waiting& waiting)
      : waiting_(waiting), leaves_(of, leaves), subcontracts_(of, subcontracts) {}

  void follow(Folds& folds);

 private:
  Waiting& waiting_;
  Table<schema::Leave> leaves_;
  Table<schema::Subcontract> subcontracts_;
};

}  // namespace kintsugi::projections::queues
