#pragma once
// Which wish a part request grants in which status: the whole table, in one place.

#include <cstdint>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/part_request_state.h"
#include "schema/warehouse_state.h"

namespace kintsugi::core::part_request {

enum class Wish {
  source, choose, approve, reject, issue, sign, give_back, lose, use, cancel,
  // taking back
  unissue, miss, settle_missing, ungive_back, unlose, unuse
};

// Nothing where the status allows the wish, else its refusal.
Result<void> check(Wish wish, schema::PartRequestStatus status);

// `answer`, of a request of a command: who works neither where its order is nor where its goods are
// is told by a refusal that it is outside his scope, and not how it stands.
template <class Command>
Result<void> as_told_to(const Command& command, const schema::PartRequest& request,
                        Result<void> answer, Reads& reads) {
  if (answer || within_scope(command, request.outlet, reads)) return answer;
  const auto* warehouse = reads.find<schema::Warehouse>(request.warehouse);
  KINTSUGI_TRY_OK(within_scope(command, warehouse == nullptr ? std::string_view(request.outlet)
                                                             : warehouse->outlet, reads));
  return answer;
}

// Nothing where the time that a person claims is not before the issue, from which all that becomes
// of the goods follows; else part_request.before_issue.
Result<void> after_issue(const schema::PartRequest& request, const Reads& reads);

// Reserved stock is waiting for it.
bool holds_stock(schema::PartRequestStatus status);

// Used, and what was taken out for it neither back nor waived; thousandths.
std::int64_t old_parts_out(const schema::PartRequest& request);

// Issued, and neither used, returned, lost nor missing so far: what the technician carries;
// thousandths.
std::int64_t open_quantity(const schema::PartRequest& request);

}  // namespace kintsugi::core::part_request
