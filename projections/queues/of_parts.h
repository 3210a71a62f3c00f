#pragma once
// What waits in a store: part requests on their way, pieces that are missing or have to come back,
// counts to approve, shelves below their minimum. One thread.

#include "projections/queues/waiting.h"
#include "schema/part_request_state.h"
#include "schema/stock_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::projections::queues {

class OfParts {
 public:
  // `orders`: those that are open, as their own queues keep them. All outlive it.
  OfParts(Tables& of, Waiting& waiting, Table<schema::WorkOrder>& orders)
      : waiting_(waiting),
        orders_(orders),
        requests_(of, requests),
        warehouses_(of, warehouses),
        stock_(of, stock) {}

  void follow(Folds& folds);

  // Once the work is reported, what the technician still carries for the order has to come back.
  void order_moved(const EventContext& context, const schema::WorkOrder& order);

 private:
  void follow_requests(Folds& folds);
  void follow_stock(Folds& folds);
  void request_moved(const EventContext& context, const schema::PartRequest& request);
  void carried(const EventContext& context, std::string_view id,
               const schema::PartRequest& request, const schema::WorkOrder* order);
  void old_parts(const EventContext& context, const schema::PartRequest& request);
  void stock_moved(const EventContext& context, const schema::StockItem& item);
  void tell_shelf(const EventContext& context, schema::QueueRow& row);

  Waiting& waiting_;
  Table<schema::WorkOrder>& orders_;
  Table<schema::PartRequest> requests_;
  Table<std::string> warehouses_;  // → outlet
  Table<schema::StockItem> stock_;
};

}  // namespace kintsugi::projections::queues
