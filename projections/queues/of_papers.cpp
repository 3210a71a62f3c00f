#include "projections/queues/of_papers.h"

#include "core/work_order/rules.h"
#include "schema/work_order_paper_views.h"
#include "schema/work_order_correction_views.h"

namespace kintsugi::projections::queues {
namespace {

using schema::Queue;
using schema::QueueRow;
using Status = schema::WorkOrderStatus;

constexpr std::string_view card_lane = "card";
constexpr std::string_view slip_lane = "slip";

}  // namespace

void OfPapers::follow(Folds& folds) {
  folds
      .on<schema::InstallCardWithdrawnView>([this](const EventContext& context, const auto& event) {
        withdrawn(context, card_lane, event);
      })
      .on<schema::ServiceSlipWithdrawnView>([this](const EventContext& context, const auto& event) {
        withdrawn(context, slip_lane, event);
      })
      .on<schema::InstallCardHandedBackView>([this](const EventContext& context, const auto&) {
        waiting_.erase(waiting_.key_of("work_order", context.id, card_lane));
      })
      .on<schema::ServiceSlipReturnedView>([this](const EventContext& context, const auto&) {
        waiting_.erase(waiting_.key_of("work_order", context.id, slip_lane));
      });
}

void OfPapers::withdrawn(const EventContext& context, std::string_view lane, const auto& event) {
  const auto say = [&](QueueRow& row) {
    row.note = event.reason;
    row.by = event.by;
  };
  const schema::WorkOrder* order = states_.find(states_.key().text(context.id));
  if (order == nullptr) {  // it is posted: no state of it is kept
    waiting_.stand(context, waiting_.key_of("work_order", context.id, lane), Queue::papers_due,
                   [&](QueueRow& row) {
                     waiting_.tell_all_of_order(context.id, row);
                     row.order = context.id;
                     say(row);
                   });
    return;
  }
  if (order->status == Status::work_reported || order->status == Status::canceled ||
      core::work_order::is_open(*order))
    return;
  const QueueRow own = orders_.own(context);
  orders_.beside(context, own, lane, Queue::papers_due, say);
}

void OfPapers::forget(const EventContext& context) {
  for (std::string_view lane : {card_lane, slip_lane})
    waiting_.erase(waiting_.key_of("work_order", context.id, lane));
}

}  // namespace kintsugi::projections::queues
