#pragma once
// What an event tells of an order that waits. Pure.

#include <cstdint>
#include <optional>
#include <string_view>

#include "events/schema/runtime/erased.h"
#include "schema/rows_queues.h"
#include "schema/work_order_state.h"

namespace kintsugi::projections::queues {

// Why it waits to be dispatched once more; empty: it does not. Lives as long as the event.
std::string_view why_back(const schema::EventView& event);
// What was said of the visit that came to nothing stands there.
bool is_about_a_visit(schema::Queue queue);
// Review and clearing are asked for, done or over.
bool tells_of_closing(const schema::EventView& event);
// Whether it is solved is said, or asked anew.
bool tells_of_solving(const schema::EventView& event);
// Until when somebody has to answer what has just happened.
std::optional<std::int64_t> due_by(const schema::EventView& event);
// By when its next step is promised, while that is what it waits for.
std::optional<std::int64_t> promised_by(const schema::WorkOrder& order, schema::Queue queue);

}  // namespace kintsugi::projections::queues
