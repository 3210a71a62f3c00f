#pragma once
// Which wish a part request grants in which status: the whole table, in one place.

#include <cstdint>

#include "core/events.h"
#include "core/reads.h"
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

// Nothing where the time that a person claims is not before the issue, from which all that becomes
// of the goods follows; else part_request.before_issue.
Result<void> after_issue(const schema::PartRequest& request, const Reads& reads);

// Reserved stock is waiting for it.
bool holds_stock(schema::PartRequestStatus status);

// Issued, and neither used, returned, lost nor missing so far: what the technician carries;
// thousandths.
std::int64_t open_quantity(const schema::PartRequest& request);

}  // namespace kintsugi::core::part_request
