#pragma once
// What a machine remembers of its repairs, in the rows of the orders that they were: so each has
// its order's outlet. Owned by the read model `orders`; one thread.

#include "projections/runner/folding.h"
#include "projections/tables/table.h"
#include "schema/asset_state.h"
#include "schema/rows_orders_state.h"

namespace kintsugi::projections {

class Repairs {
 public:
  // The octet of a table of the read model: of machines that were repaired, their repairs alone.
  // `rows`: of the orders; they outlive it.
  Repairs(Tables& of, std::uint8_t machines, Table<schema::OrderRow>& rows);

  void follow(Folds& folds);

 private:
  // The order's row says what the machine remembers of it.
  void tell(std::string_view asset, const schema::Asset& state, std::string_view order);

  Table<schema::Asset> machines_;
  Table<schema::OrderRow>& rows_;
};

}  // namespace kintsugi::projections
