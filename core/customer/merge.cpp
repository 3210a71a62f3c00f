// One customer who was registered twice; and the two taken apart again. Orders and machines keep
// the customer that they were registered for: what reads them looks at all who were merged.

#include <string>

#include "core/authority/authority.h"
#include "core/customer/standing.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/customer_dispatch.h"

namespace kintsugi::core {
namespace {

using MergeNo = schema::CustomerRefusal;

}  // namespace

Result<Events> decide(const schema::MergeCustomers& command, Reads& reads) {
  KINTSUGI_TRY(const auto* from, reads.require<schema::Customer>(command.customer));
  KINTSUGI_TRY_OK(within_scope(command, from->outlet, reads));
  if (command.customer == command.into)
    return refuse_field(MergeNo::same_customer, "into", command.into);
  KINTSUGI_TRY_OK(customer::check_active(command.customer, *from, reads));
  KINTSUGI_TRY(const auto* into, reads.require<schema::Customer>(command.into));
  KINTSUGI_TRY_OK(within_scope(command, into->outlet, reads));
  if (customer::standing_for(command.into, reads) == command.customer)
    return refuse_field(MergeNo::cycle, "into", command.into + " was merged into it");
  KINTSUGI_TRY_OK(customer::check_active(command.into, *into, reads));
  if (customer::is_above(command.customer, command.into, reads))
    return refuse_field(MergeNo::cycle, "into", command.into + " stands below it");
  if (!is_reason(command.reason)) return refuse_field(MergeNo::bad_text, "reason", "say why");
  Events events;
  events.on(command.customer,
            schema::CustomerMerged{.merged_into = command.into, .reason = command.reason});
  events.on(command.into, schema::CustomerAbsorbed{.from = command.customer});
  return events;
}

Result<Events> decide(const schema::SplitCustomers& command, Reads& reads) {
  KINTSUGI_TRY(const auto* one, reads.require<schema::Customer>(command.customer));
  KINTSUGI_TRY_OK(within_scope(command, one->outlet, reads));
  if (one->status != schema::CustomerStatus::merged)
    return refuse(MergeNo::not_merged, command.customer);
  KINTSUGI_TRY(const auto* other, reads.require<schema::Customer>(one->merged_into));
  KINTSUGI_TRY_OK(within_scope(command, other->outlet, reads));
  if (!is_reason(command.reason)) return refuse_field(MergeNo::bad_text, "reason", "say why");
  Events events;
  events.on(command.customer, schema::CustomerSplit{.reason = command.reason});
  events.on(one->merged_into, schema::CustomerReleased{.from = command.customer});
  return events;
}

}  // namespace kintsugi::core
