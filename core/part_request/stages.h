#pragma once
// Which wish a part request grants in which status: the whole table, in one place.

#include <cstdint>

#include "core/events.h"
#include "events/base/result.h"
#include "schema/part_request_state.h"

namespace kintsugi::core::part_request {

enum class Wish {
  source, choose, approve, reject, issue, sign, give_back, lose, use, cancel,
  // taking back
  unissue, miss, settle_missing, ungive_back, unlose, unuse
};

// Nothing where the status allows the wish, else its refusal.
Result<void> check(Wish wish, schema::PartRequestStatus status);

// Reserved stock is waiting for it.
bool holds_stock(schema::PartRequestStatus status);

// Issued, and neither used, returned, lost nor missing so far: what the technician carries;
// thousandths.
std::int64_t open_quantity(const schema::PartRequest& request);

}  // namespace kintsugi::core::part_request
