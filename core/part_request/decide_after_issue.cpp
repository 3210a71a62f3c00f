// After the issue: sign for, return, lose.

#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/money/money.h"
#include "core/part/part.h"
#include "core/part_request/missing.h"
#include "core/part_request/settle.h"
#include "core/part_request/stages.h"
#include "core/reads.h"
#include "core/stock/stock.h"
#include "core/technician/old_parts.h"
#include "core/text/text.h"
#include "schema/part_request_dispatch.h"
#include "schema/part_state.h"
#include "schema/stock.h"
#include "schema/warehouse_state.h"

namespace kintsugi::core {

using part_request::Wish;
using schema::PartCondition;
using schema::PartRequestRefusal;

namespace {

// Quantities of the request's part, in its unit.
Result<void> check_quantity(const schema::PartRequest& request, std::int64_t quantity,
                            Reads& reads) {
  KINTSUGI_TRY(const schema::Part* part, reads.require<schema::Part>(request.part));
  return part::check_quantity(*part, quantity);
}

tl::unexpected<Error> too_much(std::int64_t quantity, std::int64_t open) {
  return refuse(PartRequestRefusal::too_much, std::to_string(quantity) + " thousandths of " +
                                                  std::to_string(open) + " that are open");
}

schema::PartReturned returned(const schema::ReturnPart& command, const schema::PartRequest& request,
                              const std::string& warehouse, std::int64_t cost, const Reads& reads) {
  return {.quantity = command.quantity,
          .condition = command.condition,
          .warehouse = warehouse,
          .technician = request.technician,
          .part = request.part,
          .number = request.returns_so_far + 1,
          .cost = cost,
          .happened_at = to_ms(reads.business_time()),
          .receiver = reads.actor().operator_id};
}

Result<Events> give_back_old(const schema::ReturnPart& command, const schema::PartRequest& request,
                             const std::string& warehouse, Reads& reads) {
  const std::int64_t open = part_request::old_parts_out(request);
  if (command.quantity > open) return too_much(command.quantity, open);
  const std::string shelf = stock::id_of(warehouse, request.part, PartCondition::old);
  const auto* item = reads.find<schema::StockItem>(shelf);
  KINTSUGI_TRY_OK(stock::check_room(item, command.quantity));
  const old_parts::OldPart old{request.technician, request.order, request.part, command.quantity};
  Events restating;
  KINTSUGI_TRY(const stock::Restated restated,
               stock::restate_counts(item, shelf, reads.business_time(), {command.quantity, 0},
                                     restating));
  Events events;
  schema::PartReturned came = returned(command, request, warehouse, 0, reads);
  came.settled = old_parts::owed_of(old, reads);
  came.restated_count = restated.count;
  came.restated_cost = restated.cost;
  events.on(command.request, std::move(came));
  events.on(shelf, schema::StockReturned{.quantity = command.quantity,
                                         .from = schema::PlaceKind::customer,
                                         .technician = request.technician,
                                         .request = command.request,
                                         .happened_at = to_ms(reads.business_time())});
  events.add(std::move(restating));
  old_parts::settle(old, reads, events);
  return events;
}

Result<Events> give_back_unused(const schema::ReturnPart& command,
                                const schema::PartRequest& request, const std::string& warehouse,
                                Reads& reads) {
  const std::int64_t open = part_request::open_quantity(request);
  if (command.quantity > open) return too_much(command.quantity, open);
  const std::string shelf = stock::id_of(warehouse, request.part, command.condition);
  const std::string custody = stock::id_of(request.technician, request.part, PartCondition::good);
  const auto* item = reads.find<schema::StockItem>(shelf);
  KINTSUGI_TRY_OK(stock::check_room(item, command.quantity));
  const auto* carried = reads.find<schema::Custody>(custody);
  if (carried == nullptr || carried->quantity < command.quantity) {
    return refuse(schema::CustodyRefusal::insufficient, custody);
  }
  KINTSUGI_TRY(const std::int64_t cost,
               stock::cost_of(carried->value, carried->quantity, command.quantity));
  KINTSUGI_TRY_OK(money::add(item == nullptr ? 0 : item->value, cost));
  Events restating;
  KINTSUGI_TRY(const stock::Restated restated,
               stock::restate_counts(item, shelf, reads.business_time(), {command.quantity, cost},
                                     restating));
  schema::PartReturned came = returned(command, request, warehouse, cost, reads);
  came.restated_count = restated.count;
  came.restated_cost = restated.cost;
  Events events;
  events.on(command.request, std::move(came));
  events.on(custody, schema::CustodyReturned{.quantity = command.quantity,
                                             .warehouse = warehouse,
                                             .request = command.request,
                                             .cost = cost});
  events.on(shelf, schema::StockReturned{.quantity = command.quantity,
                                         .from = schema::PlaceKind::technician,
                                         .technician = request.technician,
                                         .request = command.request,
                                         .happened_at = to_ms(reads.business_time()),
                                         .cost = cost});
  events.add(std::move(restating));
  part_request::close_if_settled(command.request, request, command.quantity, reads, events);
  return events;
}

}  // namespace

Result<Events> decide(const schema::SignForParts& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request,
               reads.require<schema::PartRequest>(command.request));
  KINTSUGI_TRY_OK(within_scope(command, request->outlet, reads));
  KINTSUGI_TRY_OK(part_request::check(Wish::sign, request->status));
  KINTSUGI_TRY_OK(part_request::after_issue(*request, reads));
  KINTSUGI_TRY_OK(part_request::check_taker(*request, reads));
  const std::int64_t open = part_request::open_quantity(*request);
  if (command.quantity > open) {
    return refuse(PartRequestRefusal::quantity_differs,
                  std::to_string(open) + " thousandths were issued and are not back, not " +
                      std::to_string(command.quantity));
  }
  Events events;
  if (command.quantity < open) {
    KINTSUGI_TRY(const schema::Part* part, reads.require<schema::Part>(request->part));
    KINTSUGI_TRY_OK(part::check_count(*part, command.quantity));
    KINTSUGI_TRY_OK(part_request::note_missing(command.request, *request, open - command.quantity,
                                               {}, reads, events));
  }
  events.on(command.request, schema::PartsSignedFor{.quantity = command.quantity});
  return events;
}

Result<Events> decide(const schema::ReturnPart& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request,
               reads.require<schema::PartRequest>(command.request));
  Result<void> granted = part_request::check(Wish::give_back, request->status);
  if (granted) granted = part_request::after_issue(*request, reads);
  KINTSUGI_TRY_OK(part_request::as_told_to(command, *request, std::move(granted), reads));
  const std::string warehouse = command.warehouse.empty() ? request->warehouse : command.warehouse;
  KINTSUGI_TRY(const schema::Warehouse* found, reads.require<schema::Warehouse>(warehouse));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  KINTSUGI_TRY_OK(check_quantity(*request, command.quantity, reads));
  switch (command.condition) {
    case PartCondition::none:
      break;
    case PartCondition::good:
    case PartCondition::defective:
      return give_back_unused(command, *request, warehouse, reads);
    case PartCondition::old:
      return give_back_old(command, *request, warehouse, reads);
  }
  return refuse(PartRequestRefusal::condition_missing);
}

Result<Events> decide(const schema::ReportPartLost& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request,
               reads.require<schema::PartRequest>(command.request));
  KINTSUGI_TRY_OK(within_scope(command, request->outlet, reads));
  KINTSUGI_TRY_OK(part_request::check(Wish::lose, request->status));
  KINTSUGI_TRY_OK(part_request::after_issue(*request, reads));
  KINTSUGI_TRY_OK(check_quantity(*request, command.quantity, reads));
  if (!is_reason(command.reason)) return refuse(PartRequestRefusal::bad_text);
  const std::int64_t open = part_request::open_quantity(*request);
  if (command.quantity > open) return too_much(command.quantity, open);
  const std::string custody = stock::id_of(request->technician, request->part, PartCondition::good);
  const auto* carried = reads.find<schema::Custody>(custody);
  if (carried == nullptr || carried->quantity < command.quantity) {
    return refuse(schema::CustodyRefusal::insufficient, custody);
  }
  KINTSUGI_TRY(const std::int64_t cost,
               stock::cost_of(carried->value, carried->quantity, command.quantity));
  Events events;
  events.on(command.request, schema::RequestedPartLost{.quantity = command.quantity,
                                                       .reason = command.reason,
                                                       .cost = cost,
                                                       .reporter = reads.actor().operator_id});
  events.on(custody, schema::CustodyLost{.quantity = command.quantity,
                                         .reason = command.reason,
                                         .request = command.request,
                                         .cost = cost});
  part_request::close_if_settled(command.request, *request, command.quantity, reads, events);
  return events;
}

}  // namespace kintsugi::core
