#pragma once
// Pieces that were issued and never handed over: the technician does not carry them, and the
// warehouse answers for them.

#include <cstdint>
#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/part_request_state.h"

namespace kintsugi::core::part_request {

// Who takes the parts over: the technician that carries them, or a store keeper for him; else
// refused "part_request.wrong_technician".
Result<void> check_taker(const schema::PartRequest& request, Reads& reads);

// `quantity` (thousandths, no more than is open) is missing from what the technician carries:
// CustodyMissing, PartMissing. Errors: refused "custody.insufficient".
Result<void> note_missing(const std::string& id, const schema::PartRequest& request,
                          std::int64_t quantity, const std::string& reason, Reads& reads,
                          Events& events);

}  // namespace kintsugi::core::part_request
