#include "projections/queues/of_parts.h"

#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/work_order/rules.h"
#include "projections/inventory/fold.h"
#include "projections/queues/where.h"
#include "schema/part_request_dispatch.h"
#include "schema/part_request_views.h"
#include "schema/stock_receipt_views.h"
#include "schema/stock_views.h"
#include "schema/warehouse_views.h"

namespace kintsugi::projections::queues {

using schema::PartCondition;
using schema::PartRequest;
using schema::PartRequestStatus;
using schema::Queue;
using schema::QueueRow;
using schema::StockItem;
using schema::WorkOrder;

namespace {

constexpr std::string_view missing_lane = "missing";
constexpr std::string_view carried_lane = "carried";
constexpr std::string_view old_lane = "old";
constexpr std::string_view minimum_lane = "minimum";
constexpr std::int32_t old_part_months = 2;  // within which what was taken out has to be back

void tell(QueueRow& row, const PartRequest& request) {
  row.order = request.order;
  row.outlet = request.outlet;
  row.technician = request.technician;
  row.part = request.part;
  row.quantity = request.quantity;
  row.warehouse = request.warehouse;
  row.by = request.requester;
}

}  // namespace

void OfParts::follow(Folds& folds) {
  follow_requests(folds);
  follow_stock(folds);
  folds.rows_in<PartRequest>(requests_.core());
}

// --- part requests: one that was issued is kept, since an old part may come back after all else
void OfParts::follow_requests(Folds& folds) {
  folds
      .on_stream<PartRequest>(
          kept_from<schema::PartRequestedView>(requests_),
          [this](const EventContext& context, const schema::EventView&,
                 const PartRequest& request) { request_moved(context, request); })
      .on<schema::PartMissingView>([this](const EventContext& context, const auto& event) {
        if (PartRequest* request = requests_.edit(requests_.key().text(context.id))) {
          core::evolve(*request, event);
          request_moved(context, *request);
        }
        waiting_.stand(context, waiting_.key_of("part_request", context.id, missing_lane),
                       Queue::parts_missing, [&](QueueRow& row) {
                         row.order = event.order;
                         row.outlet = event.outlet;
                         row.technician = event.technician;
                         row.part = event.part;
                         row.quantity = event.missing;
                         row.warehouse = event.warehouse;
                         row.by = event.claimant;
                         row.note = event.reason;
                       });
      })
      .on<schema::MissingPartSettledView>([this](const EventContext& context, const auto& event) {
        if (PartRequest* request = requests_.edit(requests_.key().text(context.id))) {
          core::evolve(*request, event);
          request_moved(context, *request);
        }
        const Queue queue = event.missing > 0 ? Queue::parts_missing : Queue::none;
        waiting_.stand(context, waiting_.key_of("part_request", context.id, missing_lane), queue,
                       [&](QueueRow& row) { row.quantity = event.missing; });
      });
}

void OfParts::request_moved(const EventContext& context, const PartRequest& request) {
  const Queue queue = queue_of(request);
  waiting_.stand(context, waiting_.key_of("part_request", context.id), queue,
                 [&](QueueRow& row) { tell(row, request); });
  if (request.status == PartRequestStatus::signed_for ||
      request.status == PartRequestStatus::closed) {
    carried(context, context.id, request, orders_.find(orders_.key().text(request.order)));
    old_parts(context, request);
  }
  const bool over = request.status == PartRequestStatus::rejected ||
                    request.status == PartRequestStatus::canceled;
  if (over) forget(requests_, context);
}

void OfParts::order_moved(const EventContext& context, const WorkOrder& order) {
  for (const std::string& id : order.part_requests) {
    const PartRequest* request = requests_.find(requests_.key().text(id));
    if (request != nullptr) carried(context, id, *request, &order);
  }
}

void OfParts::carried(const EventContext& context, std::string_view id, const PartRequest& request,
                      const WorkOrder* order) {
  const std::int64_t open = request.issued - request.used - request.returned - request.lost -
                            request.missing;
  // Nobody works on it any more; of one that is posted nothing is kept.
  const bool over = order == nullptr || !core::work_order::is_open(*order);
  const bool back = over && request.status == PartRequestStatus::signed_for && open > 0;
  waiting_.stand(context, waiting_.key_of("part_request", id, carried_lane),
                 back ? Queue::parts_to_take_back : Queue::none, [&](QueueRow& row) {
                   tell(row, request);
                   row.by.clear();
                   row.quantity = open;
                   row.condition = PartCondition::good;
                 });
}

void OfParts::old_parts(const EventContext& context, const PartRequest& request) {
  const std::int64_t due = request.used - request.old_returned - request.old_waived;
  const auto key = waiting_.key_of("part_request", context.id, old_lane);
  waiting_.stand(context, key, due > 0 ? Queue::old_parts_due : Queue::none, [&](QueueRow& row) {
    tell(row, request);
    row.by.clear();
    row.quantity = due;
    row.condition = PartCondition::old;
  });
  if (due <= 0) return;
  QueueRow& row = waiting_.row_at(key);
  if (row.due_at != 0) return;
  const Instant since = request.old_parts_since != 0 ? instant_from_ms(request.old_parts_since)
                                                     : context.judged.recorded_at;
  const auto day = core::calendar::add_months(core::day_of(since), old_part_months);
  row.due_at = to_ms(core::start_of(day + 1));
}

// --- stock items with proposed adjustments or a minimum, which alone are kept
void OfParts::follow_stock(Folds& folds) {
  folds
      .on<schema::WarehouseRegisteredView, schema::WarehouseChangedView>(
          [this](const EventContext& context, const auto& event) {
            warehouses_.at(warehouses_.key().text(context.id)) = std::string(event.outlet);
          })
      .on_stream<StockItem>(
          kept_from<schema::StockAdjustmentProposedView, schema::StockMinimumSetView>(stock_),
          [this](const EventContext& context, const schema::EventView& event, StockItem& item) {
            if (const auto* set = event.get_if<schema::StockMinimumSetView>()) {
              item.on_hand = set->on_hand;
              item.reserved = set->reserved;
            }
            item.approved_counts.clear();
            item.reservations.clear();
            stock_moved(context, item);
          })
      .ignore<schema::WarehouseFrozenView, schema::WarehouseUnfrozenView>();
}

void OfParts::tell_shelf(const EventContext& context, QueueRow& row) {
  const inventory::ItemName name = inventory::parse_item(context.id);
  const auto* outlet = warehouses_.find(warehouses_.key().text(name.place));
  row.outlet = outlet != nullptr ? *outlet : std::string();
  row.warehouse = name.place;
  row.part = name.part;
  row.condition =
      schema::parse_enum<PartCondition>(name.condition).value_or(PartCondition::none);
}

void OfParts::stock_moved(const EventContext& context, const StockItem& item) {
  const bool counted = !item.proposals.empty();
  waiting_.stand(context, waiting_.key_of("stock_item", context.id),
                 counted ? Queue::counts_to_approve : Queue::none, [&](QueueRow& row) {
                   tell_shelf(context, row);
                   const schema::StockCount& count = item.proposals.front();
                   row.number = count.number;
                   row.counted = count.counted;
                   row.book = count.book;
                   row.by = count.counter;
                   row.note = count.reason;
                 });
  const std::int64_t available = item.on_hand - item.reserved;
  const bool low = item.minimum > 0 && available < item.minimum;
  waiting_.stand(context, waiting_.key_of("stock_item", context.id, minimum_lane),
                 low ? Queue::below_minimum : Queue::none, [&](QueueRow& row) {
                   tell_shelf(context, row);
                   row.minimum = item.minimum;
                   row.book = available;
                   row.quantity = item.minimum - available;
                 });
  if (!counted && item.minimum == 0) forget(stock_, context);
}

}  // namespace kintsugi::projections::queues
