#pragma once
// A part that is fitted in an order, and taken back: what it does to the piece's serial, to what
// the technician carries and to the old part that he owes. Pure.

#include <cstdint>
#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/work_order_correction_events.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// A piece with a serial is one piece, and it is fitted once. Of some parts each must have its own.
// `from`: the use that is taken back in the same commit, whose serial is free; may be null.
Result<void> fit_serial(const std::string& order, const std::string& part,
                        const std::string& serial, std::int64_t quantity,
                        const schema::UsedPart* from, Reads& reads, Events& events);

// The serial of the use is free again, where the order has it.
void free_serial(const std::string& order, const schema::UsedPart& used, Reads& reads,
                 Events& events);

// The use that a command names: it stands, and is not the actor's own. Errors: refused
// work_order.no_such_part_use, .withdrawn, .same_author.
Result<const schema::UsedPart*> use_of(const schema::WorkOrder& order, std::uint16_t number,
                                       Reads& reads);

// Nobody asks for what it cost, or the order is posted. Errors: refused work_order.part_charged.
Result<void> check_uncharged(const schema::WorkOrder& order, std::uint16_t number);

schema::PartUseWithdrawn withdrawn(std::uint16_t number, const schema::UsedPart& used,
                                   const std::string& reason, const Reads& reads);

}  // namespace kintsugi::core::work_order
