#pragma once
// Papers that were taken back after their order was completed, or posted, until right ones are
// there: each waits in a lane of its own. One thread.

#include <string_view>

#include "projections/queues/order_rows.h"
#include "projections/queues/waiting.h"
#include "schema/work_order_state.h"

namespace kintsugi::projections::queues {

class OfPapers {
 public:
  OfPapers(Waiting& waiting, OrderRows& orders, Table<schema::WorkOrder>& states)
      : waiting_(waiting), orders_(orders), states_(states) {}
  void follow(Folds& folds);
  // Of an order that goes on, or is canceled: they wait with it, or nowhere.
  void forget(const EventContext& context);

 private:
  void withdrawn(const EventContext& context, std::string_view lane, const auto& event);

  Waiting& waiting_;
  OrderRows& orders_;
  Table<schema::WorkOrder>& states_;
};

}  // namespace kintsugi::projections::queues
