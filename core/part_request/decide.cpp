// From the wish to the issue: request, source, choose, approve, reject, cancel, issue.

#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/money/money.h"
#include "core/part/part.h"
#include "core/part_request/settle.h"
#include "core/part_request/sourcing.h"
#include "core/part_request/stages.h"
#include "core/reads.h"
#include "core/stock/stock.h"
#include "core/text/text.h"
#include "schema/part_request_dispatch.h"
#include "schema/part_state.h"
#include "schema/stock.h"
#include "schema/technician_state.h"
#include "schema/warehouse.h"
#include "schema/work_order_life_events.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using part_request::Wish;
using schema::PartCondition;
using schema::PartRequestRefusal;

namespace {


// An order in these states takes parts.
bool takes_parts(schema::WorkOrderStatus status) {
  switch (status) {
    case schema::WorkOrderStatus::assigned:
    case schema::WorkOrderStatus::scheduled:
    case schema::WorkOrderStatus::accepted:
    case schema::WorkOrderStatus::traveling:
    case schema::WorkOrderStatus::in_progress:
    case schema::WorkOrderStatus::on_hold:
      return true;
    case schema::WorkOrderStatus::none:
    case schema::WorkOrderStatus::registered:
    case schema::WorkOrderStatus::work_reported:
    case schema::WorkOrderStatus::completed:
    case schema::WorkOrderStatus::followed_up:
    case schema::WorkOrderStatus::posted:
    case schema::WorkOrderStatus::canceled:
      return false;
  }
  return false;
}

// The first of <order>-P1, <order>-P2, … that is free.
std::string next_number(const std::string& order, Reads& reads) {
  for (int n = 1;; ++n) {
    std::string id = order + "-P" + std::to_string(n);
    if (!reads.exists<schema::PartRequest>(id)) return id;
  }
}

// The request, whose order's outlet is within the command's scope, where it grants the wish.
template <class Command>
Result<const schema::PartRequest*> request_for(const Command& command, Wish wish, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request,
               reads.require<schema::PartRequest>(command.request));
  KINTSUGI_TRY_OK(within_scope(command, request->outlet, reads));
  KINTSUGI_TRY_OK(part_request::check(wish, request->status));
  return request;
}

// Reserves what the request wants on that shelf; nothing is checked.
void reserve(const std::string& id, const schema::PartRequest& request, const std::string& shelf,
             Reads& reads, Events& events) {
  if (const auto* part = reads.find<schema::Part>(request.part)) {
    part::note_movement(*part, request.part, events);
  }
  events.on(shelf, schema::StockReserved{.request = id, .hold = {}, .quantity = request.quantity});
}

}  // namespace

Result<Events> decide(const schema::RequestPart& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(command.order));
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  if (!takes_parts(order->status)) {
    return refuse(PartRequestRefusal::order_not_open,
                  command.order + " is " + std::string(schema::name_of(order->status)));
  }
  KINTSUGI_TRY(const schema::Part* part, reads.require<schema::Part>(command.part));
  KINTSUGI_TRY_OK(part::check_quantity(*part, command.quantity));
  if (!is_note(command.note)) return refuse(PartRequestRefusal::bad_text);
  const std::string technician =
      command.technician.empty() ? order->technician : command.technician;
  if (technician.empty()) return refuse(PartRequestRefusal::no_technician, command.order);
  KINTSUGI_TRY(const schema::Technician* carrier, reads.require<schema::Technician>(technician));
  if (technician != order->technician) {
    KINTSUGI_TRY_OK(within_scope(command, carrier->outlet, reads));
  }
  const std::string id =
      command.request.empty() ? next_number(command.order, reads) : command.request;
  if (!is_id(id)) return refuse(PartRequestRefusal::bad_id, id);
  if (reads.exists<schema::PartRequest>(id)) return refuse(PartRequestRefusal::exists, id);
  Events events;
  events.on(id, schema::PartRequested{.order = command.order,
                                      .outlet = order->outlet,
                                      .part = command.part,
                                      .technician = technician,
                                      .requester = reads.actor().operator_id,
                                      .quantity = command.quantity,
                                      .note = command.note});
  events.on(command.order, schema::PartRequestLinked{.request = id});
  return events;
}

Result<Events> decide(const schema::SourcePart& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request, request_for(command, Wish::source, reads));
  std::uint32_t asked = 0;
  std::string best;
  std::int64_t best_available = 0;
  Events events;
  for (const part_request::Candidate& candidate :
       part_request::candidates(request->outlet, reads)) {
    ++asked;
    const std::string shelf = stock::id_of(candidate.warehouse, request->part, PartCondition::good);
    const auto* item = reads.find<schema::StockItem>(shelf);
    const std::int64_t available = item == nullptr ? 0 : stock::available(*item);
    if (available >= request->quantity) {
      events.on(command.request, schema::PartSourced{.warehouse = candidate.warehouse,
                                                     .distance = candidate.distance,
                                                     .asked = asked});
      reserve(command.request, *request, shelf, reads, events);
      return events;
    }
    if (available > best_available) {
      best = candidate.warehouse;
      best_available = available;
    }
  }
  events.on(command.request, schema::SourcingEscalated{
                                 .asked = asked, .best = best, .best_available = best_available});
  return events;
}

Result<Events> decide(const schema::ChooseSource& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request, request_for(command, Wish::choose, reads));
  if (!is_reason(command.reason)) return refuse(PartRequestRefusal::bad_text);
  if (part_request::holds_stock(request->status) && request->warehouse == command.warehouse) {
    return refuse(PartRequestRefusal::same_source, command.warehouse);
  }
  KINTSUGI_TRY(const schema::Warehouse* warehouse,
               reads.require<schema::Warehouse>(command.warehouse));
  if (warehouse->frozen) return refuse(schema::WarehouseRefusal::frozen, command.warehouse);
  const std::string shelf = stock::id_of(command.warehouse, request->part, PartCondition::good);
  const auto* item = reads.find<schema::StockItem>(shelf);
  const std::int64_t available = item == nullptr ? 0 : stock::available(*item);
  if (available < request->quantity) {
    return refuse(schema::StockRefusal::insufficient, shelf + " has " + std::to_string(available) +
                                                          " thousandths available, not " +
                                                          std::to_string(request->quantity));
  }
  Events events;
  const bool instead = part_request::holds_stock(request->status);
  events.on(command.request,
            schema::SourceChosen{.warehouse = command.warehouse,
                                 .instead = instead ? request->warehouse : std::string(),
                                 .reason = command.reason});
  part_request::release(command.request, *request, reads, events);
  reserve(command.request, *request, shelf, reads, events);
  return events;
}

Result<Events> decide(const schema::ApprovePartRequest& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request, request_for(command, Wish::approve, reads));
  if (is_author(request->requester, reads)) {
    return refuse(PartRequestRefusal::same_operator, request->requester);
  }
  Events events;
  events.on(command.request, schema::PartRequestApproved{.approver = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::RejectPartRequest& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request, request_for(command, Wish::reject, reads));
  if (!is_reason(command.reason)) return refuse(PartRequestRefusal::bad_text);
  if (is_author(request->requester, reads)) {
    return refuse(PartRequestRefusal::same_operator, request->requester);
  }
  Events events;
  part_request::release(command.request, *request, reads, events);
  events.on(command.request, schema::PartRequestRejected{.reason = command.reason});
  part_request::settle(command.request, *request, reads, events);
  return events;
}

Result<Events> decide(const schema::CancelPartRequest& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request, request_for(command, Wish::cancel, reads));
  if (!is_reason(command.reason)) return refuse(PartRequestRefusal::bad_text);
  Events events;
  part_request::release(command.request, *request, reads, events);
  events.on(command.request, schema::PartRequestCanceled{.reason = command.reason});
  part_request::settle(command.request, *request, reads, events);
  return events;
}

Result<Events> decide(const schema::IssuePart& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request,
               reads.require<schema::PartRequest>(command.request));
  KINTSUGI_TRY_OK(part_request::as_told_to(
      command, *request, part_request::check(Wish::issue, request->status), reads));
  KINTSUGI_TRY(const schema::Warehouse* warehouse,
               reads.require<schema::Warehouse>(request->warehouse));
  KINTSUGI_TRY_OK(within_scope(command, warehouse->outlet, reads));
  if (warehouse->frozen) return refuse(schema::WarehouseRefusal::frozen, request->warehouse);
  const std::string shelf = stock::id_of(request->warehouse, request->part, PartCondition::good);
  const std::string custody = stock::id_of(request->technician, request->part, PartCondition::good);
  const auto* item = reads.find<schema::StockItem>(shelf);
  const auto* carried = reads.find<schema::Custody>(custody);
  if (item == nullptr || item->on_hand < request->quantity) {
    return refuse(schema::StockRefusal::insufficient, shelf);
  }
  KINTSUGI_TRY(const std::int64_t cost,
               stock::cost_of(item->value, item->on_hand, request->quantity));
  KINTSUGI_TRY_OK(money::add(carried == nullptr ? 0 : carried->value, cost));
  Events restating;
  KINTSUGI_TRY(const stock::Restated restated,
               stock::restate_counts(item, shelf, reads.business_time(),
                                     {-request->quantity, -cost}, restating));
  Events events;
  events.on(command.request, schema::PartIssued{.quantity = request->quantity,
                                                .warehouse = request->warehouse,
                                                .technician = request->technician,
                                                .part = request->part,
                                                .issuer = reads.actor().operator_id,
                                                .issued_at = to_ms(reads.business_time()),
                                                .restated_count = restated.count,
                                                .restated_cost = restated.cost,
                                                .cost = cost,
                                                .valued = true});
  events.on(shelf, schema::StockIssued{.quantity = request->quantity,
                                       .technician = request->technician,
                                       .request = command.request,
                                       .happened_at = to_ms(reads.business_time()),
                                       .cost = cost});
  events.add(std::move(restating));
  events.on(custody, schema::CustodyTaken{.quantity = request->quantity,
                                          .warehouse = request->warehouse,
                                          .request = command.request,
                                          .cost = cost});
  return events;
}

}  // namespace kintsugi::core
