#include <algorithm>

#include "schema/advance_part_dispatch.h"
#include "schema/stock_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using schema::AdvancePart;
using schema::AdvancePartStatus;

void evolve(AdvancePart& state, const schema::AdvancePartSentView& event) {
  state.status = AdvancePartStatus::shipped;
  state.order = event.order;
  state.outlet = event.outlet;
  state.part = event.part;
  state.quantity = event.quantity;
  state.warehouse = event.warehouse;
  state.serial = event.serial;
  state.carrier = event.carrier;
  state.tracking = event.tracking;
  state.shipped_at = event.shipped_at;
  state.shipped_by = event.shipped_by;
  state.cost = event.cost;
  state.old_due_on = event.old_due_on;
  state.old_due_at = event.old_due_at;
  state.restated_count = event.restated_count;
  state.restated_cost = event.restated_cost;
}

void evolve(AdvancePart& state, const schema::OldPartReceivedView& event) {
  state.status = AdvancePartStatus::returned;
  state.returned_to = event.returned_to;
  state.returned_at = event.returned_at;
  state.old_restated_count = event.old_restated_count;
  state.old_restated_cost = event.old_restated_cost;
}

void evolve(AdvancePart& state, const schema::AdvancePartUnsentView& event) {
  state.status = AdvancePartStatus::withdrawn;
  state.reason = event.reason;
}

void evolve(AdvancePart& state, const schema::OldPartWaivedView& event) {
  state.status = AdvancePartStatus::waived;
  state.reason = event.reason;
}

void evolve(AdvancePart& state, const schema::OldPartOwedAgainView& event) {
  state.status = AdvancePartStatus::shipped;
  state.returned_to.clear();
  state.returned_at = 0;
  state.old_restated_count = 0;
  state.old_restated_cost = 0;
  state.reason = event.reason;
}

// The order keeps nothing of it: its timeline tells.
void evolve(schema::WorkOrder&, const schema::AdvancePartShippedView&) {}
void evolve(schema::WorkOrder&, const schema::AdvancePartReturnedView&) {}

// As any movement: what was counted after it has seen it.
void evolve(schema::StockItem& item, const schema::StockShippedView& event) {
  item.on_hand -= event.quantity;
  item.value -= event.cost;
  item.last_moved_at = std::max(item.last_moved_at, event.happened_at);
  for (schema::StockCount& count : item.proposals)
    if (event.happened_at < count.counted_at) count.book -= event.quantity;
}

}  // namespace kintsugi::core
