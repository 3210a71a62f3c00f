// What was typed wrongly about a request is taken back: the issue before it is signed for, a
// return, a loss. The use of a part is its order's (of_order.h).

#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/money/money.h"
#include "core/part/part.h"
#include "core/part_request/settle.h"
#include "core/part_request/stages.h"
#include "core/reads.h"
#include "core/stock/stock.h"
#include "core/technician/old_parts.h"
#include "core/text/text.h"
#include "schema/part_request_dispatch.h"
#include "schema/part_state.h"
#include "schema/stock.h"
#include "schema/warehouse.h"

namespace kintsugi::core {

using part_request::Wish;
using schema::PartCondition;
using schema::PartRequestRefusal;

namespace {

std::string custody_of(const schema::PartRequest& request) {
  return stock::id_of(request.technician, request.part, PartCondition::good);
}

// What goes back with all that was issued: what it came with, but no more than he carries, and all
// of that where it is the last; of an issue of before its cost was kept, its share.
Result<std::int64_t> cost_of_issue(const schema::PartRequest& request,
                                   const schema::Custody& carried) {
  const bool last = carried.quantity == request.issued;
  if (!request.valued || last)
    return stock::cost_of(carried.value, carried.quantity, request.issued);
  return std::min(request.cost, carried.value);
}

// The warehouse that the goods are booked at, within the command's scope and not frozen: what is
// counted there must not change meanwhile.
template <class Command>
Result<void> check_place(const Command& command, const std::string& warehouse, Reads& reads) {
  KINTSUGI_TRY(const schema::Warehouse* found, reads.require<schema::Warehouse>(warehouse));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  if (found->frozen) return refuse(schema::WarehouseRefusal::frozen, warehouse);
  return {};
}

}  // namespace

Result<Events> decide(const schema::WithdrawPartIssue& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request,
               reads.require<schema::PartRequest>(command.request));
  KINTSUGI_TRY_OK(part_request::as_told_to(
      command, *request, part_request::check(Wish::unissue, request->status), reads));
  KINTSUGI_TRY_OK(check_place(command, request->warehouse, reads));
  if (!is_reason(command.reason)) return refuse(PartRequestRefusal::bad_text);
  if (is_author(request->issuer, reads)) {
    return refuse(PartRequestRefusal::same_author, request->issuer);
  }
  const std::int64_t quantity = request->issued;
  if (part_request::open_quantity(*request) != quantity) return refuse(PartRequestRefusal::moved);
  const std::string shelf = stock::id_of(request->warehouse, request->part, PartCondition::good);
  const auto* item = reads.find<schema::StockItem>(shelf);
  const auto* carried = reads.find<schema::Custody>(custody_of(*request));
  if (carried == nullptr || carried->quantity < quantity) {
    return refuse(schema::CustodyRefusal::insufficient, custody_of(*request));
  }
  KINTSUGI_TRY(const std::int64_t cost, cost_of_issue(*request, *carried));
  KINTSUGI_TRY_OK(stock::check_room(item, quantity));
  KINTSUGI_TRY_OK(money::add(item == nullptr ? 0 : item->value, cost));
  const Instant issued =
      request->issued_at == 0 ? reads.business_time() : instant_from_ms(request->issued_at);
  Events events;
  events.on(command.request,
            schema::PartIssueWithdrawn{.quantity = quantity, .reason = command.reason});
  events.on(shelf, schema::StockIssueWithdrawn{.quantity = quantity,
                                               .technician = request->technician,
                                               .request = command.request,
                                               .happened_at = to_ms(issued),
                                               .cost = cost});
  KINTSUGI_TRY_OK(stock::restate_counts(item, shelf, issued, {quantity, cost}, events));
  events.on(custody_of(*request), schema::CustodyIssueWithdrawn{.quantity = quantity,
                                                                .warehouse = request->warehouse,
                                                                .request = command.request,
                                                                .cost = cost});
  return events;
}

Result<Events> decide(const schema::WithdrawPartReturn& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request,
               reads.require<schema::PartRequest>(command.request));
  KINTSUGI_TRY_OK(part_request::as_told_to(
      command, *request, part_request::check(Wish::ungive_back, request->status), reads));
  const auto found = std::find_if(request->returns.begin(), request->returns.end(),
                                  [&](const auto& one) { return one.number == command.number; });
  if (found == request->returns.end() || found->withdrawn) {
    KINTSUGI_TRY_OK(within_scope(command, request->outlet, reads));
    return refuse(PartRequestRefusal::no_such_return, std::to_string(command.number));
  }
  const schema::PartReturn& came = *found;
  KINTSUGI_TRY_OK(check_place(command, came.warehouse, reads));
  if (!is_reason(command.reason)) return refuse(PartRequestRefusal::bad_text);
  if (is_author(came.receiver, reads)) {
    return refuse(PartRequestRefusal::same_author, came.receiver);
  }
  const bool unused = came.condition != PartCondition::old;
  const std::string shelf = stock::id_of(came.warehouse, request->part, came.condition);
  const auto* item = reads.find<schema::StockItem>(shelf);
  const Instant happened = instant_from_ms(came.happened_at);
  const Result<stock::Change> change =
      stock::without(item, shelf, happened, {came.quantity, came.cost});
  if (!change) return refuse(PartRequestRefusal::gone, change.error().what);
  Events events;
  events.on(command.request,
            schema::PartReturnWithdrawn{.number = came.number, .reason = command.reason});
  const auto from = unused ? schema::PlaceKind::technician : schema::PlaceKind::customer;
  events.on(shelf, schema::StockReturnWithdrawn{.quantity = came.quantity,
                                                .from = from,
                                                .technician = request->technician,
                                                .request = command.request,
                                                .happened_at = came.happened_at,
                                                .cost = -change->cost});
  KINTSUGI_TRY_OK(stock::restate_counts(item, shelf, happened, *change, events));
  if (!unused) {
    old_parts::owe_again({request->technician, request->order, request->part, came.quantity},
                         came.settled, reads, events);
    return events;
  }
  const auto* carried = reads.find<schema::Custody>(custody_of(*request));
  KINTSUGI_TRY_OK(money::add(carried == nullptr ? 0 : carried->value, -change->cost));
  events.on(custody_of(*request), schema::CustodyReturnWithdrawn{.quantity = came.quantity,
                                                                 .warehouse = came.warehouse,
                                                                 .request = command.request,
                                                                 .cost = -change->cost});
  part_request::reopen_if_closed(command.request, *request, reads, events);
  return events;
}

Result<Events> decide(const schema::WithdrawPartLoss& command, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request,
               reads.require<schema::PartRequest>(command.request));
  KINTSUGI_TRY_OK(within_scope(command, request->outlet, reads));
  KINTSUGI_TRY_OK(part_request::check(Wish::unlose, request->status));
  KINTSUGI_TRY(const schema::Part* part, reads.require<schema::Part>(request->part));
  KINTSUGI_TRY_OK(part::check_quantity(*part, command.quantity));
  if (!is_reason(command.reason)) return refuse(PartRequestRefusal::bad_text);
  if (command.quantity > request->lost) {
    return refuse(PartRequestRefusal::not_lost,
                  std::to_string(request->lost) + " thousandths were reported lost");
  }
  if (is_author(request->reporter, reads)) {
    return refuse(PartRequestRefusal::same_author, request->reporter);
  }
  KINTSUGI_TRY(const std::int64_t cost,
               stock::cost_of(request->lost_value, request->lost, command.quantity));
  const auto* carried = reads.find<schema::Custody>(custody_of(*request));
  KINTSUGI_TRY_OK(money::add(carried == nullptr ? 0 : carried->value, cost));
  Events events;
  events.on(command.request,
            schema::PartLossWithdrawn{
                .quantity = command.quantity, .cost = cost, .reason = command.reason});
  events.on(custody_of(*request), schema::CustodyLossWithdrawn{.quantity = command.quantity,
                                                               .reason = command.reason,
                                                               .request = command.request,
                                                               .cost = cost});
  part_request::reopen_if_closed(command.request, *request, reads, events);
  return events;
}

}  // namespace kintsugi::core
