#pragma once
// What a work order does with its part requests. Each adds the events of all streams concerned,
// those of the order itself (PartRequestSettled) included.

#include <cstdint>
#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::part_request {

// Something issued for the order is neither used, returned nor lost: the guard of reporting work
// done.
bool parts_are_out(const schema::WorkOrder& order, Reads& reads);

// Ends every request of the order that is not issued yet and releases what is reserved for it. For
// the commands that complete or cancel the order.
void release_requests_of(const std::string& order_id, const schema::WorkOrder& order,
                         const std::string& reason, Reads& reads, Events& events);

struct PartUse {
  std::string technician;
  std::string part;
  std::int64_t quantity = 0;  // thousandths
  std::string order;
  std::string
      request;  // empty: from the order's requests of that part and technician, oldest first
};

// Takes the part out of the technician's custody: CustodyUsed, RequestedPartUsed, and what closes
// by it. Gives what it cost, in fen: its share of the value that he carries. Errors: refused
// custody.insufficient, part_request.…, stock_item.bad_quantity, stock_item.not_whole; not_found.
// On an error `events` may hold some of it and must be thrown away.
Result<std::int64_t> use_part(const PartUse& use, Reads& reads, Events& events);

// The inverse: gives what was used back to the technician's custody, with `cost`, in fen, which
// use_part gave for it: CustodyUseWithdrawn, RequestedPartUseWithdrawn, and what reopens by it (the
// order waits for it again: PartRequestLinked). Without `use.request`: from the order's requests
// that used it, settled last first, whatever they are called. The order may be in any state: it is
// the caller who says in which. Errors: refused part_request.not_used, .old_returned, .old_waived,
// .wrong_technician and what the request's status says; money.overflow. On an error `events` may
// hold some of it and must be thrown away.
Result<void> withdraw_use(const PartUse& use, std::int64_t cost, Reads& reads, Events& events);

}  // namespace kintsugi::core::part_request
