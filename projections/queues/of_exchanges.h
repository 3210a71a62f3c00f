#pragma once
// Exchanges that machines are entitled to: each waits beside its order's own way until a case is
// opened, the entitlement ends or the customer declines; of an order that is over, too. One thread.

#include <string_view>

#include "projections/queues/waiting.h"
#include "schema/exchange_case_state.h"
#include "schema/exchange_case_views.h"
#include "schema/warranty_state.h"

namespace kintsugi::projections::queues {

class OfExchanges {
 public:
  OfExchanges(Tables& of, Waiting& waiting)
      : waiting_(waiting), due_(of, exchanges_due), cases_(of, exchange_cases) {}
  void follow(Folds& folds);
  // An event of an order: that a case of its machine is begun, or over.
  void order_moved(const EventContext& context, const schema::EventView& event);
  // What the order is about, how grave or whose, is told anew.
  void order_told(std::string_view order);

 private:
  // What is due of the machine stands in the queue, but not while a case of it is under way.
  void settle(const EventContext& context, std::string_view machine);

  Waiting& waiting_;
  Table<schema::Warranty> due_;        // by machine: what is due of it
  Table<schema::ExchangeCase> cases_;  // by machine: whose case is under way
};

}  // namespace kintsugi::projections::queues
