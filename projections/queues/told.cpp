#include "projections/queues/told.h"

#include "schema/follow_up_views.h"
#include "schema/work_order_appointment_views.h"
#include "schema/work_order_back_views.h"
#include "schema/work_order_board_views.h"
#include "schema/work_order_booking_views.h"
#include "schema/work_order_life_views.h"
#include "schema/work_order_review_views.h"
#include "schema/work_order_visit_views.h"

namespace kintsugi::projections::queues {

using schema::Queue;
using schema::WorkOrder;

std::string_view why_back(const schema::EventView& event) {
  if (const auto* e = event.get_if<schema::BookingDeclinedView>()) return e->reason;
  if (const auto* e = event.get_if<schema::WorkOrderReopenedView>()) return e->reason;
  if (const auto* e = event.get_if<schema::WorkOrderReinstatedView>()) return e->reason;
  if (const auto* e = event.get_if<schema::CompletionWithdrawnView>()) return e->reason;
  const auto* reported = event.get_if<schema::WorkReportedView>();
  return reported != nullptr && reported->partly ? std::string_view(reported->result)
                                                 : std::string_view();
}

bool is_about_a_visit(Queue queue) {
  return queue == Queue::appointments_to_agree || queue == Queue::abnormal_visits;
}

bool tells_of_closing(const schema::EventView& event) {
  return event.is<schema::ClosingAskedView>() || event.is<schema::WorkOrderReviewedView>() ||
         event.is<schema::ReviewRejectedView>() || event.is<schema::TicketClearedView>() ||
         event.is<schema::ClearingWithdrawnView>() || event.is<schema::WorkOrderReopenedView>() ||
         event.is<schema::ReopeningWithdrawnView>() ||
         event.is<schema::CompletionWithdrawnView>();
}

bool tells_of_solving(const schema::EventView& event) {
  return event.is<schema::WorkOrderFollowedUpView>() ||
         event.is<schema::FollowUpResultCorrectedView>() ||
         event.is<schema::FollowUpTakenUpAgainView>() ||
         event.is<schema::WorkOrderReopenedView>() ||
         event.is<schema::ReopeningWithdrawnView>() ||
         event.is<schema::CompletionWithdrawnView>();
}

std::optional<std::int64_t> due_by(const schema::EventView& event) {
  if (const auto* e = event.get_if<schema::BookingScheduledView>()) return e->accept_by;
  if (const auto* e = event.get_if<schema::BookingRescheduledView>()) return e->accept_by;
  if (const auto* e = event.get_if<schema::BookingReassignedView>()) return e->accept_by;
  if (const auto* e = event.get_if<schema::AcceptanceExtendedView>()) return e->accept_by;
  if (const auto* e = event.get_if<schema::WorkOrderCompletedView>()) return e->follow_up_due_at;
  if (const auto* e = event.get_if<schema::FollowUpTakenUpAgainView>()) return e->due_at;
  if (const auto* e = event.get_if<schema::ReopeningWithdrawnView>()) return e->follow_up_due_at;
  return std::nullopt;
}

std::optional<std::int64_t> promised_by(const WorkOrder& order, Queue queue) {
  if (order.promise.policy_version == 0) return std::nullopt;
  const bool comes = queue == Queue::registered || queue == Queue::to_schedule ||
                     queue == Queue::to_visit;
  if (!comes && queue != Queue::in_service && queue != Queue::on_hold) return std::nullopt;
  return comes && order.promise.arrive_by != 0 ? order.promise.arrive_by
                                               : order.promise.complete_by;
}

}  // namespace kintsugi::projections::queues
