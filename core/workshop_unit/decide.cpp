// A unit leaves the customer's with a receipt, and comes back.

#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "core/workshop_unit/due.h"
#include "schema/workshop_unit_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::WorkshopUnit;
using schema::WorkshopUnitStatus;
using No = schema::WorkshopUnitRefusal;

Result<std::string> fetched_by(const schema::PickUpUnit& command, const schema::WorkOrder& order,
                               Reads& reads) {
  std::string technician = command.technician;
  if (technician.empty()) technician = technician_of_actor(reads);
  if (technician.empty()) technician = order.technician;
  if (technician.empty()) return refuse(No::no_technician, "nobody is sent to the order yet");
  if (!work_order::is_known_technician(command, technician, order, reads))
    return refuse(No::unknown_technician, technician);
  if (!work_order::acts_for(technician, order.outlet, reads))
    return refuse(No::not_yours, "technician " + technician + " fetched it");
  return technician;
}

// What somebody claims happened, else when he tells it; not later than now.
Result<std::int64_t> time_of(std::int64_t claimed, const Reads& reads) {
  if (claimed == 0) return to_ms(reads.business_time());
  if (claimed > to_ms(reads.now()))
    return refuse(No::in_the_future, format_instant(instant_from_ms(claimed)));
  return claimed;
}

}  // namespace

Result<Events> decide(const schema::PickUpUnit& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses,
                                    work_order::No::not_registered, reads));
  if (order->unit_in_workshop) return refuse(No::in_workshop, "order " + command.order);
  KINTSUGI_TRY(const std::string technician, fetched_by(command, *order, reads));
  KINTSUGI_TRY(const std::int64_t at, time_of(command.picked_up_at, reads));
  if (at < order->registered_at) {
    return refuse(No::before_registration,
                  "registered " + format_instant(instant_from_ms(order->registered_at)));
  }
  if (!is_line_or_empty(command.receipt, 64) || !is_note(command.note))
    return refuse(No::bad_text, "receipt or note");
  reads.find<WorkshopUnit>(command.order);
  Events events;
  const auto due = workshop_unit::return_due(at, reads, events);
  events.on(command.order,
            schema::UnitPickedUp{.at = at, .due_on = due.on, .note = command.note});
  events.on(command.order, schema::UnitTakenIn{.order = command.order,
                                               .outlet = order->outlet,
                                               .technician = technician,
                                               .asset = order->asset,
                                               .receipt = command.receipt,
                                               .picked_up_at = at,
                                               .due_on = due.on,
                                               .due_at = due.at,
                                               .note = command.note});
  WorkshopUnit unit;
  unit.order = command.order;
  unit.technician = technician;
  unit.outlet = order->outlet;
  workshop_unit::arm_return(unit, due.at, reads, events);
  return events;
}

Result<Events> decide(const schema::ReturnUnit& command, Reads& reads) {
  KINTSUGI_TRY(const WorkshopUnit* unit, reads.require<WorkshopUnit>(command.unit));
  KINTSUGI_TRY_OK(within_scope(command, unit->outlet, reads));
  if (unit->status != WorkshopUnitStatus::in_workshop)
    return refuse(No::not_in_workshop, std::string(schema::name_of(unit->status)));
  KINTSUGI_TRY(const std::int64_t at, time_of(command.returned_at, reads));
  if (at < unit->picked_up_at) {
    return refuse(No::returned_before_pick_up,
                  "picked up " + format_instant(instant_from_ms(unit->picked_up_at)));
  }
  if (!is_line_or_empty(command.received_by, 200)) return refuse(No::bad_text, "who received it");
  reads.find<schema::WorkOrder>(unit->order);
  Events events;
  events.on(command.unit,
            schema::UnitHandedOver{.returned_at = at, .received_by = command.received_by});
  events.on(unit->order, schema::UnitReturned{.at = at});
  workshop_unit::disarm_return(unit->order, at, reads, events);
  return events;
}

}  // namespace kintsugi::core
