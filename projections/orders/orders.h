#pragma once
// Work orders as the order page shows them, and their lists by time, outlet, status and technician.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "projections/lists/read.h"
#include "projections/runner/projection.h"
#include "projections/runner/scope.h"
#include "schema/rows_orders_state.h"

namespace kintsugi::projections {

const ProjectionKind& orders_projection();

struct OrderFilter {
  std::optional<schema::WorkOrderStatus> status = {};
  std::string outlet = {};
  std::string technician = {};
  std::string customer = {};
  std::string search = {};  // as people type: a phone, serial, maker's number, contact
  std::optional<Instant> registered_from = {};   // inclusive
  std::optional<Instant> registered_until = {};  // exclusive
};

// Newest registration first. `customer` alone is looked up by its own index; for a viewer, who
// knows all rows of the moment, with those merged into him.
Result<Page<schema::OrderRow>> list_orders(const RowReader& rows, const OrderFilter& filter,
                                           const lists::Viewer& viewer, const PageRequest& page);
Result<Page<schema::OrderRow>> list_orders(const RowReader& rows, const OrderFilter& filter,
                                           const Scope& scope, const PageRequest& page);
// What all orders of an area come to, by area; from sums, so at any moment as fast.
struct AreaOrders {
  std::string area;
  std::int64_t orders = 0;
  std::int64_t sales = 0;  // of them, those that a sale made
};
Result<std::vector<AreaOrders>> count_areas(const RowReader& rows, const Scope& scope);

// Errors: not_found "work_order.not_found", also where it lies outside the scope.
Result<schema::OrderRow> order_card(const RowReader& rows, std::string_view id, const Scope& scope);

// Orders whose number begins so, by number; at most `limit`, among the first 2,000 of them.
Result<std::vector<schema::OrderRow>> orders_beginning(const RowReader& rows, std::string_view id,
                                                       const Scope& scope, std::size_t limit);

}  // namespace kintsugi::projections
