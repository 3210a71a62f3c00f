#pragma once
// A registered card comes back with its order, or did not after all.

#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::install_card {

// The card of that number, as printed on it, was issued to a technician who was sent to the order,
// or lies at the order's outlet: it is back. Nothing happens to one that was never registered,
// which the service policy may refuse. Errors: refused "work_order.card_not_registered",
// ".card_not_his", ".card_not_usable".
Result<void> take_in(const std::string& number, const std::string& order_id,
                     const schema::WorkOrder& order, Reads& reads, Events& events);

// The inverse: its holder has it again. refused "work_order.card_not_usable" where it is settled.
Result<void> give_out_again(const std::string& number, const std::string& order_id, Reads& reads,
                            Events& events);

}  // namespace kintsugi::core::install_card
