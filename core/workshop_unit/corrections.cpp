// What was told wrongly of a unit: its dates, or that it came or went at all.

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

// Of an order that may still be corrected.
template <class Command>
Result<const WorkshopUnit*> unit_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const WorkshopUnit* unit, reads.require<WorkshopUnit>(command.unit));
  KINTSUGI_TRY_OK(within_scope(command, unit->outlet, reads));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  return unit;
}

schema::UnitMovementWithdrawn withdrawn_movement(const WorkshopUnit& unit,
                                                 WorkshopUnitStatus status,
                                                 const std::string& reason) {
  return {.status = status,
          .reason = reason,
          .order = unit.order,
          .outlet = unit.outlet,
          .technician = unit.technician,
          .due_at = unit.due_at,
          .note = unit.note};
}

Result<void> check_dates(const schema::CorrectUnitDates& command, const WorkshopUnit& unit,
                         const schema::WorkOrder* order, const Reads& reads) {
  const bool back = unit.status == WorkshopUnitStatus::returned;
  const std::int64_t registered = order == nullptr ? 0 : order->registered_at;
  if (command.picked_up_at < registered)
    return refuse(No::before_registration,
                  "registered " + format_instant(instant_from_ms(registered)));
  if (!back && command.returned_at != 0)
    return refuse(No::not_returned, "tell first that it is back");
  const std::int64_t last = back ? command.returned_at : command.picked_up_at;
  if (last > to_ms(reads.now()))
    return refuse(No::in_the_future, format_instant(instant_from_ms(last)));
  if (back && command.returned_at < command.picked_up_at)
    return refuse(No::returned_before_pick_up, "it is back before it left");
  if (command.picked_up_at == unit.picked_up_at && command.returned_at == unit.returned_at)
    return refuse(No::nothing_changed, "those are its dates");
  return {};
}

}  // namespace

Result<Events> decide(const schema::CorrectUnitDates& command, Reads& reads) {
  KINTSUGI_TRY(const WorkshopUnit* unit, unit_of(command, reads));
  const bool back = unit->status == WorkshopUnitStatus::returned;
  if (!back && unit->status != WorkshopUnitStatus::in_workshop)
    return refuse(No::not_in_workshop, std::string(schema::name_of(unit->status)));
  KINTSUGI_TRY_OK(
      check_dates(command, *unit, reads.find<schema::WorkOrder>(unit->order), reads));
  Events events;
  const auto due = workshop_unit::return_due(command.picked_up_at, reads, events);
  events.on(command.unit, schema::UnitDatesCorrected{.picked_up_at = command.picked_up_at,
                                                     .returned_at = command.returned_at,
                                                     .due_on = due.on,
                                                     .due_at = due.at,
                                                     .reason = command.reason});
  if (back) {
    workshop_unit::disarm_return(unit->order, command.returned_at, reads, events);
  } else if (due.at != unit->due_at) {
    workshop_unit::disarm_return(unit->order, to_ms(reads.now()), reads, events);
    workshop_unit::arm_return(*unit, due.at, reads, events);
  }
  return events;
}

Result<Events> decide(const schema::WithdrawUnitPickUp& command, Reads& reads) {
  KINTSUGI_TRY(const WorkshopUnit* unit, unit_of(command, reads));
  if (unit->status != WorkshopUnitStatus::in_workshop)
    return refuse(No::not_in_workshop, std::string(schema::name_of(unit->status)));
  reads.find<schema::WorkOrder>(unit->order);
  Events events;
  // What was fetched and brought back before was.
  const auto status =
      unit->before.empty() ? WorkshopUnitStatus::withdrawn : WorkshopUnitStatus::returned;
  events.on(command.unit, withdrawn_movement(*unit, status, command.reason));
  events.on(unit->order, schema::UnitReturned{.at = unit->picked_up_at, .reason = command.reason});
  workshop_unit::disarm_return(unit->order, unit->picked_up_at, reads, events);
  return events;
}

Result<Events> decide(const schema::WithdrawUnitReturn& command, Reads& reads) {
  KINTSUGI_TRY(const WorkshopUnit* unit, unit_of(command, reads));
  if (unit->status != WorkshopUnitStatus::returned)
    return refuse(No::not_returned, std::string(schema::name_of(unit->status)));
  KINTSUGI_TRY_OK(work_order::detail::in_status(unit->order, work_order::open_statuses,
                                                work_order::No::already_reported, reads));
  Events events;
  events.on(command.unit, withdrawn_movement(
                              *unit, WorkshopUnitStatus::in_workshop, command.reason));
  events.on(unit->order, schema::UnitPickedUp{.at = unit->picked_up_at,
                                              .due_on = unit->due_on,
                                              .note = command.reason});
  workshop_unit::arm_return(*unit, unit->due_at, reads, events);
  return events;
}

}  // namespace kintsugi::core
