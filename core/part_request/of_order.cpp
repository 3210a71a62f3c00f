#include "core/part_request/of_order.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "core/authority/authority.h"
#include "core/money/money.h"
#include "core/part/part.h"
#include "core/part_request/settle.h"
#include "core/part_request/stages.h"
#include "core/stock/stock.h"
#include "schema/part_request.h"
#include "schema/part_state.h"
#include "schema/stock.h"
#include "schema/work_order_life_events.h"

namespace kintsugi::core::part_request {

using schema::PartCondition;

void release(const std::string& id, const schema::PartRequest& request, Reads& reads,
             Events& events) {
  if (!holds_stock(request.status)) return;
  const std::string shelf = stock::id_of(request.warehouse, request.part, PartCondition::good);
  reads.find<schema::StockItem>(shelf);
  events.on(shelf, schema::StockReleased{.request = id, .hold = {}, .quantity = request.quantity});
}

void settle(const std::string& id, const schema::PartRequest& request, Reads& reads,
            Events& events) {
  reads.find<schema::WorkOrder>(request.order);
  events.on(request.order, schema::PartRequestSettled{.request = id});
}

void close_if_settled(const std::string& id, const schema::PartRequest& request,
                      std::int64_t quantity, Reads& reads, Events& events) {
  if (open_quantity(request) + request.missing != quantity) return;
  events.on(id, schema::PartRequestClosed{});
  settle(id, request, reads, events);
}

void reopen_if_closed(const std::string& id, const schema::PartRequest& request, Reads& reads,
                      Events& events) {
  if (request.status != schema::PartRequestStatus::closed) return;
  events.on(id, schema::PartRequestReopened{});
  reads.find<schema::WorkOrder>(request.order);
  events.on(request.order, schema::PartRequestLinked{.request = id});
}

bool parts_are_out(const schema::WorkOrder& order, Reads& reads) {
  return std::any_of(order.part_requests.begin(), order.part_requests.end(),
                     [&](const std::string& id) {
                       const auto* request = reads.find<schema::PartRequest>(id);
                       return request != nullptr && open_quantity(*request) > 0;
                     });
}

void release_requests_of(const std::string& order_id, const schema::WorkOrder& order,
                         const std::string& reason, Reads& reads, Events& events) {
  for (const std::string& id : order.part_requests) {
    const auto* request = reads.find<schema::PartRequest>(id);
    if (request == nullptr || !check(Wish::cancel, request->status)) continue;
    release(id, *request, reads, events);
    events.on(id, schema::PartRequestCanceled{.reason = reason});
    events.on(order_id, schema::PartRequestSettled{.request = id});
  }
}

namespace {

Result<const schema::PartRequest*> request_granting(Wish wish, const std::string& id,
                                                    const PartUse& use, Reads& reads) {
  KINTSUGI_TRY(const schema::PartRequest* request, reads.require<schema::PartRequest>(id));
  if (request->part != use.part || request->technician != use.technician) {
    return refuse(schema::PartRequestRefusal::wrong_technician,
                  id + " is " + request->part + " carried by " + request->technician);
  }
  KINTSUGI_TRY_OK(check(wish, request->status));
  return request;
}

// The request that is named, else the order's own that can serve, oldest first.
std::vector<std::string> requests_for(const PartUse& use, Reads& reads) {
  if (!use.request.empty()) return {use.request};
  std::vector<std::string> found;
  const auto* order = reads.find<schema::WorkOrder>(use.order);
  if (order == nullptr) return found;
  for (const std::string& id : order->part_requests) {
    const auto* request = reads.find<schema::PartRequest>(id);
    if (request != nullptr && request->part == use.part && request->technician == use.technician &&
        check(Wish::use, request->status)) {
      found.push_back(id);
    }
  }
  return found;
}

bool used_it(const std::string& id, const PartUse& use, Reads& reads) {
  const auto* request = reads.find<schema::PartRequest>(id);
  return request != nullptr && request->part == use.part && request->order == use.order &&
         request->technician == use.technician && request->used > 0;
}

// The request that is named, else those of the order that used the part, the open ones first, then
// as they were settled, the last first.
std::vector<std::string> requests_that_used(const PartUse& use, Reads& reads) {
  if (!use.request.empty()) return {use.request};
  std::vector<std::string> found;
  const auto* order = reads.find<schema::WorkOrder>(use.order);
  if (order == nullptr) return found;
  for (const auto* some : {&order->settled_requests, &order->part_requests})
    std::copy_if(some->begin(), some->end(), std::back_inserter(found),
                 [&](const std::string& id) { return used_it(id, use, reads); });
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace

Result<std::int64_t> use_part(const PartUse& use, Reads& reads, Events& events) {
  KINTSUGI_TRY(const schema::Part* part, reads.require<schema::Part>(use.part));
  KINTSUGI_TRY_OK(part::check_quantity(*part, use.quantity));
  const std::string custody_id = stock::id_of(use.technician, use.part, PartCondition::good);
  const auto* custody = reads.find<schema::Custody>(custody_id);
  schema::Custody hand = custody == nullptr ? schema::Custody{} : *custody;
  std::int64_t left = use.quantity;
  for (const std::string& id : requests_for(use, reads)) {
    KINTSUGI_TRY(const schema::PartRequest* request, request_granting(Wish::use, id, use, reads));
    const std::int64_t taken = std::min(left, open_quantity(*request));
    if (taken == 0) continue;
    KINTSUGI_TRY(const std::int64_t cost, stock::cost_of(hand.value, hand.quantity, taken));
    hand.quantity -= taken;
    hand.value -= cost;
    events.on(custody_id, schema::CustodyUsed{
                              .quantity = taken, .order = use.order, .request = id, .cost = cost});
    events.on(id, schema::RequestedPartUsed{.quantity = taken,
                                            .order = use.order,
                                            .used_at = to_ms(judged_at(reads))});
    close_if_settled(id, *request, taken, reads, events);
    left -= taken;
  }
  if (left > 0 || custody == nullptr || custody->quantity < use.quantity) {
    return refuse(schema::CustodyRefusal::insufficient,
                  use.technician + " carries " + std::to_string(use.quantity - left) +
                      " thousandths of " + use.part + " for this, not " +
                      std::to_string(use.quantity));
  }
  return custody->value - hand.value;
}

Result<void> withdraw_use(const PartUse& use, std::int64_t cost, Reads& reads, Events& events) {
  const std::string custody_id = stock::id_of(use.technician, use.part, PartCondition::good);
  const auto* custody = reads.find<schema::Custody>(custody_id);
  KINTSUGI_TRY_OK(money::add(custody == nullptr ? 0 : custody->value, cost));
  std::int64_t left = use.quantity, left_cost = cost;
  bool old_returned = false, old_waived = false;
  for (const std::string& id : requests_that_used(use, reads)) {
    KINTSUGI_TRY(const schema::PartRequest* request, request_granting(Wish::unuse, id, use, reads));
    old_returned |= request->old_returned > 0;
    old_waived |= request->old_waived > 0;
    const std::int64_t back = std::min(left, old_parts_out(*request));
    if (back <= 0) continue;
    KINTSUGI_TRY(const std::int64_t share, money::share_of(left_cost, back, left));
    events.on(custody_id, schema::CustodyUseWithdrawn{
                              .quantity = back, .order = use.order, .request = id, .cost = share});
    events.on(id, schema::RequestedPartUseWithdrawn{.quantity = back, .order = use.order});
    reopen_if_closed(id, *request, reads, events);
    left -= back;
    left_cost -= share;
    if (left == 0) return {};
  }
  return refuse(old_returned  ? schema::PartRequestRefusal::old_returned
                : old_waived ? schema::PartRequestRefusal::old_waived
                             : schema::PartRequestRefusal::not_used,
                std::to_string(use.quantity - left) + " thousandths of " + use.part +
                    " can be given back, not " + std::to_string(use.quantity));
}

}  // namespace kintsugi::core::part_request
