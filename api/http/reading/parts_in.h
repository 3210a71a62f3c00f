#pragma once
// Which parts are in a machine now, by what its orders say: fitted and not taken out since. What it
// left the factory with is in no order. Pure, any thread.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "schema/rows_orders_state.h"

namespace kintsugi::api {

struct PartIn {
  std::string part;
  std::string serial;        // empty: none was told
  std::string technician;    // who fitted it
  std::string order;         // in which
  std::int64_t quantity = 0;  // thousandths
};

// Of all orders of one machine, oldest first. A piece that came out is that of its serial; where
// none was told or known, one of the same part that an earlier order fitted.
std::vector<PartIn> parts_in(std::span<const schema::OrderRow> orders);

}  // namespace kintsugi::api
