#pragma once
// What a maker pays of an order, and the settlement into which it comes. Pure; any thread.

#include <cstdint>
#include <string>
#include <vector>

#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/reads.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::maker_settlement {

// A part of an order that its maker pays: what was posted, or one correction of that.
struct Part {
  std::uint16_t correction = 0;  // 0: what was posted
  std::int64_t amount = 0;       // fen; of a correction also below 0
  calendar::Date posted_on = 0;
  std::string evidence = {};     // where the maker has struck it before: why it is asked for again
  std::string earlier = {};      // the line of which he did
};

// "OUT-1:haier:3:17": the stream of a line.
std::string line_id(const std::string& settlement, std::uint32_t line);

// What the maker pays of the order as it was posted, in fen: its agreed charges that name him.
std::int64_t posted_amount(const schema::WorkOrder& order);

// Lines for the parts, in the settlement that the order's outlet fills with its brand; a new one is
// begun where there is none. Nothing of a part of no amount, and nothing where the order has no
// outlet or no brand: who posts an order is not held up by it.
void claim(const std::string& id, const schema::WorkOrder& order, const std::vector<Part>& parts,
           Reads& reads, Events& events);

}  // namespace kintsugi::core::maker_settlement
