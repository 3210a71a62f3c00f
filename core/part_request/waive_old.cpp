// An old part that cannot come back is owed no more; or is, after all.

#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/part/part.h"
#include "core/part_request/stages.h"
#include "core/reads.h"
#include "core/technician/old_parts.h"
#include "core/text/text.h"
#include "schema/part_request_dispatch.h"
#include "schema/part_state.h"

namespace kintsugi::core {

using part_request::Wish;
using No = schema::PartRequestRefusal;

namespace {

// The request whose old parts the actor may answer for; `wish` says in which status.
template <class Command>
Result<const schema::PartRequest*> answered(const Command& command, Wish wish, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request,
               reads.require<schema::PartRequest>(command.request));
  KINTSUGI_TRY_OK(within_scope(command, request->outlet, reads));
  KINTSUGI_TRY_OK(part_request::check(wish, request->status));
  if (!is_reason(command.reason)) return refuse(No::bad_text);
  return request;
}

}  // namespace

Result<Events> decide(const schema::WaiveRequestedOldPart& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request, answered(command, Wish::give_back, reads));
  KINTSUGI_TRY(const schema::Part* part, reads.require<schema::Part>(request->part));
  KINTSUGI_TRY_OK(part::check_quantity(*part, command.quantity));
  if (is_person(reads) && technician_of_actor(reads) == request->technician)
    return refuse(No::own_old_part, "technician " + request->technician + " owes it");
  const std::int64_t open = part_request::old_parts_out(*request);
  if (command.quantity > open)
    return refuse(No::too_much, std::to_string(open) + " thousandths are out");
  const old_parts::OldPart old{request->technician, request->order, request->part,
                               command.quantity};
  Events events;
  schema::RequestedOldPartWaived waived{
      .number = static_cast<std::uint32_t>(request->waivers.size() + 1),
      .quantity = command.quantity,
      .reason = command.reason,
      .by = reads.actor().operator_id};
  waived.settled = old_parts::owed_of(old, reads);
  events.on(command.request, std::move(waived));
  old_parts::settle(old, reads, events);
  return events;
}

Result<Events> decide(const schema::WithdrawOldPartWaiver& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request, answered(command, Wish::ungive_back, reads));
  const auto found = std::find_if(request->waivers.begin(), request->waivers.end(),
                                  [&](const auto& one) { return one.number == command.number; });
  if (found == request->waivers.end() || found->withdrawn)
    return refuse(No::no_such_waiver, std::to_string(command.number));
  if (is_author(found->by, reads)) return refuse(No::same_author, found->by);
  Events events;
  events.on(command.request,
            schema::OldPartWaiverWithdrawn{.number = command.number,
                                           .reason = command.reason,
                                           .by = reads.actor().operator_id});
  if (!found->settled.empty()) {
    old_parts::owe_again(
        {request->technician, request->order, request->part, found->quantity}, found->settled,
        reads, events);
  }
  return events;
}

}  // namespace kintsugi::core
