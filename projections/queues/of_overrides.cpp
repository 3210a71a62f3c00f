#include "projections/queues/of_overrides.h"

#include <string>

#include "core/work_order/rules.h"
#include "schema/work_order_board_views.h"
#include "schema/work_order_booking_views.h"

namespace kintsugi::projections::queues {

using schema::DispatchCheck;
using schema::QueueRow;

namespace {

std::string lane_of(DispatchCheck check) {
  return "override_" + std::string(schema::name_of(check));
}

bool is_dispatched_by(const schema::EventView& event) {
  return event.is<schema::BookingScheduledView>() || event.is<schema::BookingReassignedView>() ||
         event.is<schema::BookingRescheduledView>();
}

}  // namespace

void OfOverrides::follow(Folds& folds) {
  folds
      .on<schema::DispatchOverrideAskedView>([this](const EventContext& context,
                                                    const auto& event) {
        QueueRow& own = orders_.own(context);
        own.check = event.check;
        const QueueRow about = own;
        orders_.beside(context, about, lane_of(event.check), schema::Queue::overrides_asked,
                       [&](QueueRow& row) {
                         row.technician = event.technician;
                         row.check = event.check;
                         row.by = event.by;
                         row.note = event.reason;
                       });
      })
      .on<schema::DispatchCheckOverriddenView>([this](const EventContext& context,
                                                      const auto& event) {
        const Key key = waiting_.key_of("work_order", context.id, lane_of(event.check));
        // Whoever asked dispatches: his own leave is worth nothing to him.
        const QueueRow* asked = waiting_.known(key);
        if (asked != nullptr && asked->by != event.by) waiting_.erase(key);
      });
}

void OfOverrides::order_moved(const EventContext& context, const schema::EventView& event,
                              const schema::WorkOrder& order) {
  if (!is_dispatched_by(event) && core::work_order::is_open(order)) return;
  if (orders_.own(context).check == DispatchCheck::none) return;
  orders_.own(context).check = DispatchCheck::none;
  forget(context);
}

void OfOverrides::forget(const EventContext& context) {
  for (auto check = DispatchCheck::second_order; check <= DispatchCheck::debt;
       check = static_cast<DispatchCheck>(static_cast<unsigned>(check) + 1))
    waiting_.erase(waiting_.key_of("work_order", context.id, lane_of(check)));
}

}  // namespace kintsugi::projections::queues
