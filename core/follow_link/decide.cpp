// The link by which a customer follows his own order. The edge makes the secret; here stands who
// gave it, and whether it is open.

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/text/text.h"
#include "schema/follow_link_dispatch.h"
#include "schema/follow_link_refusals.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using Denied = schema::FollowLinkRefusal;
using schema::FollowLink;

Result<Events> decide(const schema::MakeFollowLink& command, Reads& reads) {
  const auto* order = reads.find<schema::WorkOrder>(command.order);
  if (order == nullptr || order->status == schema::WorkOrderStatus::none)
    return refuse(Denied::not_registered, "there is no order " + command.order);
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  if (!is_id(command.link)) return refuse(Denied::bad_link, "1 to 64 octets without / and :");
  if (order->status == schema::WorkOrderStatus::posted ||
      order->status == schema::WorkOrderStatus::canceled) {
    return refuse(Denied::over, "it is " + std::string(schema::name_of(order->status)));
  }
  reads.find<FollowLink>(command.order);
  Events events;
  events.on(command.order, schema::FollowLinkMade{.order = command.order,
                                                  .outlet = order->outlet,
                                                  .link = command.link,
                                                  .made_at = to_ms(reads.now()),
                                                  .made_by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::EndFollowLink& command, Reads& reads) {
  KINTSUGI_TRY(const FollowLink* found, reads.require<FollowLink>(command.order));
  const auto* order = reads.find<schema::WorkOrder>(command.order);
  KINTSUGI_TRY_OK(within_scope(command, order != nullptr ? order->outlet : found->outlet, reads));
  if (found->status != schema::FollowLinkStatus::open) return refuse(Denied::ended, "before");
  Events events;
  events.on(command.order, schema::FollowLinkEnded{});
  return events;
}

}  // namespace kintsugi::core
