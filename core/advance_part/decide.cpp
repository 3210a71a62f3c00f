// A part goes from a shelf straight to the customer; the old one is owed.

#include <string>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/part/part.h"
#include "core/service_policy/service_policy.h"
#include "core/stock/stock.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/advance_part_dispatch.h"
#include "schema/stock.h"
#include "schema/warehouse.h"

namespace kintsugi::core {
namespace {

using schema::AdvancePart;
using schema::AdvancePartStatus;
using schema::PartCondition;
using No = schema::AdvancePartRefusal;

constexpr std::int64_t one_piece = 1000;  // thousandths

// "<order>-A1", "-A2", …: the first that is free.
std::string next_shipment(const std::string& order, Reads& reads) {
  for (int n = 1;; ++n) {
    std::string id = order + "-A" + std::to_string(n);
    if (!reads.exists<AdvancePart>(id)) return id;
  }
}

Result<void> check_warehouse(const auto& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Warehouse* found,
               reads.require<schema::Warehouse>(command.warehouse));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  if (found->frozen) return refuse(schema::WarehouseRefusal::frozen, command.warehouse);
  return {};
}

// The day until which the old part is owed: as told, else as the policy has it.
Result<std::int32_t> old_due_on(const schema::ShipAdvancePart& command, Reads& reads,
                                Events& events) {
  const std::int32_t today = day_of(judged_at(reads));
  if (command.old_due_on != 0) {
    if (command.old_due_on < today)
      return refuse(No::due_in_the_past, calendar::format_date(command.old_due_on));
    return command.old_due_on;
  }
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  service_policy::note_use(policy, events);
  return today + (policy.advance_days != 0 ? policy.advance_days
                                           : service_policy::defaults.advance_days);
}

Result<void> check_shipment_texts(const schema::ShipAdvancePart& command) {
  for (const std::string* text : {&command.serial, &command.carrier, &command.tracking})
    if (!is_line_or_empty(*text, 64)) return refuse(No::bad_text, *text);
  return {};
}

// What leaves the shelf: refused where it is not available.
Result<std::int64_t> cost_of_shipment(const schema::StockItem* item, const std::string& shelf,
                                      std::int64_t quantity) {
  const std::int64_t available = item == nullptr ? 0 : stock::available(*item);
  if (available < quantity) {
    return refuse(schema::StockRefusal::insufficient,
                  shelf + " has " + std::to_string(available) + " thousandths available");
  }
  return stock::cost_of(item->value, item->on_hand, quantity);
}

}  // namespace

Result<Events> decide(const schema::ShipAdvancePart& command, Reads& reads) {
  KINTSUGI_TRY_OK(work_order::order_of(command, work_order::open_statuses,
                                       work_order::No::not_registered, reads));
  KINTSUGI_TRY_OK(check_warehouse(command, reads));
  KINTSUGI_TRY(const schema::Part* part, reads.require<schema::Part>(command.part));
  const std::int64_t quantity = command.quantity == 0 ? one_piece : command.quantity;
  KINTSUGI_TRY_OK(part::check_quantity(*part, quantity));
  KINTSUGI_TRY_OK(check_shipment_texts(command));
  const std::string shelf = stock::id_of(command.warehouse, command.part, PartCondition::good);
  const auto* item = reads.find<schema::StockItem>(shelf);
  KINTSUGI_TRY(const std::int64_t cost, cost_of_shipment(item, shelf, quantity));
  Events events;
  KINTSUGI_TRY(const std::int32_t due, old_due_on(command, reads, events));
  const std::string id = next_shipment(command.order, reads);
  const std::int64_t now = to_ms(reads.business_time());
  part::note_movement(*part, command.part, events);
  events.on(shelf, schema::StockShipped{.quantity = quantity,
                                        .order = command.order,
                                        .advance = id,
                                        .cost = cost,
                                        .happened_at = now});
  KINTSUGI_TRY(const stock::Restated restated,
               stock::restate_counts(item, shelf, reads.business_time(), {-quantity, -cost},
                                     events));
  const auto* order = reads.find<schema::WorkOrder>(command.order);
  events.on(id, schema::AdvancePartSent{.order = command.order,
                                        .outlet = order->outlet,
                                        .part = command.part,
                                        .quantity = quantity,
                                        .warehouse = command.warehouse,
                                        .serial = command.serial,
                                        .carrier = command.carrier,
                                        .tracking = command.tracking,
                                        .shipped_at = now,
                                        .shipped_by = reads.actor().operator_id,
                                        .cost = cost,
                                        .old_due_on = due,
                                        .old_due_at = to_ms(start_of(due + 1)),
                                        .restated_count = restated.count,
                                        .restated_cost = restated.cost});
  events.on(command.order, schema::AdvancePartShipped{.advance = id,
                                                      .part = command.part,
                                                      .quantity = quantity,
                                                      .old_due_on = due});
  return events;
}

Result<Events> decide(const schema::ReturnAdvancePart& command, Reads& reads) {
  KINTSUGI_TRY(const AdvancePart* sent, reads.require<AdvancePart>(command.advance));
  KINTSUGI_TRY_OK(within_scope(command, sent->outlet, reads));
  if (sent->status != AdvancePartStatus::shipped)
    return refuse(No::settled, std::string(schema::name_of(sent->status)));
  KINTSUGI_TRY_OK(check_warehouse(command, reads));
  const std::string shelf = stock::id_of(command.warehouse, sent->part, PartCondition::old);
  const auto* item = reads.find<schema::StockItem>(shelf);
  KINTSUGI_TRY_OK(stock::check_room(item, sent->quantity));
  reads.find<schema::WorkOrder>(sent->order);
  const std::int64_t now = to_ms(reads.business_time());
  Events events;
  events.on(shelf, schema::StockReturned{.quantity = sent->quantity,
                                         .from = schema::PlaceKind::customer,
                                         .happened_at = now});
  KINTSUGI_TRY(const stock::Restated restated,
               stock::restate_counts(item, shelf, reads.business_time(), {sent->quantity, 0},
                                     events));
  events.on(command.advance, schema::OldPartReceived{.returned_to = command.warehouse,
                                                     .returned_at = now,
                                                     .old_restated_count = restated.count,
                                                     .old_restated_cost = restated.cost});
  events.on(sent->order, schema::AdvancePartReturned{.advance = command.advance});
  return events;
}

}  // namespace kintsugi::core
