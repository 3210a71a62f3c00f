// What the dispatch board adds: a dispatch taken back, and an override that somebody is asked for.

#include "core/work_order/cancel_bookings.h"
#include "core/work_order/dispatch_checks.h"
#include "core/work_order/rules.h"
#include "schema/technician.h"
#include "schema/work_order_board_dispatch.h"

namespace kintsugi::core {

Result<Events> decide(const schema::WithdrawBooking& command, Reads& reads) {
  using work_order::BookingStatus;
  constexpr work_order::StatusSet under_way{
      work_order::Status::scheduled, work_order::Status::accepted, work_order::Status::traveling,
      work_order::Status::in_progress, work_order::Status::on_hold};
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, under_way, work_order::No::not_scheduled, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking,
                                      {BookingStatus::scheduled, BookingStatus::accepted},
                                      work_order::No::not_scheduled, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  work_order::cancel_booking(command.order, *order, *booking, reads, events, true);
  return events;
}

Result<Events> decide(const schema::AskDispatchOverride& command, Reads& reads) {
  using work_order::Status;
  constexpr work_order::StatusSet dispatched_in{Status::assigned,  Status::scheduled,
                                                Status::accepted,  Status::traveling,
                                                Status::in_progress, Status::on_hold};
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, dispatched_in, work_order::No::not_assigned, reads));
  if (!work_order::is_overridable(command.check)) {
    return refuse(work_order::No::check_not_overridable,
                  std::string(schema::name_of(command.check)) + " is hard");
  }
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  const auto* technician = reads.find<schema::Technician>(command.technician);
  if (technician == nullptr) {
    return refuse(work_order::No::unknown_technician,
                  "there is no technician " + command.technician);
  }
  KINTSUGI_TRY_OK(within_scope(command, technician->outlet, reads));
  for (const schema::CheckOverride& known : order->overrides) {
    if (!known.withdrawn && known.check == command.check &&
        known.technician == command.technician && known.by != reads.actor().operator_id)
      return refuse(work_order::No::check_overridden, "it is overridden");
  }
  Events events;
  events.on(command.order, schema::DispatchOverrideAsked{.technician = command.technician,
                                                         .check = command.check,
                                                         .reason = command.reason,
                                                         .by = reads.actor().operator_id});
  return events;
}

// What is asked for waits in a queue; the order itself is as it was.
void evolve(schema::WorkOrder&, const schema::DispatchOverrideAskedView&) {}

}  // namespace kintsugi::core
