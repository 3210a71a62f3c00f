// Which outlet has the order: given to one, moved to another.

#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/outlet/territory.h"
#include "core/text/search_key.h"
#include "core/work_order/cancel_bookings.h"
#include "core/work_order/move_to_outlet.h"
#include "core/work_order/rules.h"
#include "schema/outlet_refusals.h"
#include "schema/outlet_state.h"
#include "schema/work_order_life_dispatch.h"

namespace kintsugi::core {

using schema::BookingStatus;
using work_order::No;
using work_order::Status;

Result<void> work_order::check_outlet(const std::string& id, const std::string& brand,
                                      const std::string& area, const std::string& override_reason,
                                      Reads& reads) {
  const schema::Outlet* outlet = reads.find<schema::Outlet>(id);
  if (outlet == nullptr) return refuse(No::unknown_outlet, "there is no outlet " + id);
  if (outlet->status == schema::OutletStatus::suspended)
    return refuse(No::outlet_suspended, outlet->suspended_for);
  const auto& brands = outlet->brands;
  const bool serves = std::any_of(brands.begin(), brands.end(), [&](const std::string& one) {
    return same_key(KeyKind::code, one, brand);
  });
  if (!brand.empty() && !serves) {
    return refuse(No::outlet_not_authorised, "outlet " + id + " does not serve " + brand);
  }
  const bool serves_area = territory::match(*outlet, area, day_of(judged_at(reads))) >= 0;
  if (!serves_area && override_reason.empty()) {
    return refuse(No::outside_territory,
                  "area " + area + " is not outlet " + id + "'s; give a reason");
  }
  return {};
}

Result<void> work_order::check_brand_named(const std::string& brand, const std::string& outlet,
                                           const std::string& why, const Reads& reads) {
  if (!brand.empty() || !why.empty() || !is_person(reads)) return {};
  return refuse(No::brand_missing, "correct the order, or say why it goes to outlet " + outlet);
}

Result<Events> decide(const schema::AssignOutlet& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::registered, Status::assigned},
                                    No::already_under_way, reads));
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  if (order->outlet == command.outlet) return refuse(No::same_outlet, "it is the order's already");
  KINTSUGI_TRY_OK(work_order::check_why(command.override_reason, "override_reason"));
  KINTSUGI_TRY_OK(work_order::check_outlet(command.outlet, order->brand, order->area,
                                           command.override_reason, reads));
  KINTSUGI_TRY_OK(work_order::check_brand_named(order->brand, command.outlet,
                                                command.override_reason, reads));
  Events events;
  events.on(command.order, schema::OutletAssigned{.outlet = command.outlet,
                                                  .override_reason = command.override_reason});
  return events;
}

bool work_order::is_visited(const schema::WorkOrder& order) {
  return std::any_of(order.bookings.begin(), order.bookings.end(), [&](const auto& booking) {
    const bool under_way = booking.status == BookingStatus::traveling ||
                           booking.status == BookingStatus::in_progress ||
                           booking.status == BookingStatus::on_break;
    return booking.round == order.round && under_way;
  });
}

Result<Events> work_order::move_to_outlet(const std::string& order_id, const std::string& outlet,
                                          const std::string& reason, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(order_id));
  if (is_visited(*order)) return refuse(schema::OutletRefusal::plan_under_way, order_id);
  KINTSUGI_TRY_OK(check_outlet(outlet, order->brand, order->area, reason, reads));
  Events events;
  cancel_bookings(order_id, *order, reads, events);
  events.on(order_id, schema::OutletAssigned{.outlet = outlet, .override_reason = reason});
  return events;
}

}  // namespace kintsugi::core
