#pragma once
// Checks that a second person is asked to override: each waits in a lane of its own, while the
// order's own row names one. One thread.

#include "projections/queues/order_rows.h"
#include "projections/queues/waiting.h"
#include "schema/work_order_state.h"

namespace kintsugi::projections::queues {

class OfOverrides {
 public:
  OfOverrides(Waiting& waiting, OrderRows& orders) : waiting_(waiting), orders_(orders) {}
  void follow(Folds& folds);
  // An event of an order that goes on: dispatched, or reported done meanwhile, nobody is asked any
  // more.
  void order_moved(const EventContext& context, const schema::EventView& event,
                   const schema::WorkOrder& order);
  void forget(const EventContext& context);

 private:
  Waiting& waiting_;
  OrderRows& orders_;
};

}  // namespace kintsugi::projections::queues
