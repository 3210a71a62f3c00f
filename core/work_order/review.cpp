// Reviewed by somebody who neither did nor registered it; a clearing that was none.

#include <algorithm>
#include <string>

#include "core/four_eyes/four_eyes.h"
#include "core/work_order/rules.h"
#include "schema/work_order_review_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::ClearingStatus;
using schema::ReviewStatus;
using work_order::No;
using work_order::Status;

constexpr work_order::StatusSet reviewable{Status::work_reported, Status::completed,
                                           Status::followed_up};

Result<void> check_reviewer(const schema::WorkOrder& order, Reads& reads) {
  if (is_author(order.registered_by, reads))
    return refuse(No::reviewer_did_it, "operator " + order.registered_by + " registered it");
  const std::string_view technician = technician_of_actor(reads);
  const auto worked = [&](const schema::Booking& booking) {
    return booking.technician == technician;
  };
  if (is_person(reads) && !technician.empty() &&
      std::any_of(order.bookings.begin(), order.bookings.end(), worked))
    return refuse(No::reviewer_did_it, "technician " + std::string(technician) + " was sent to it");
  return {};
}

template <class Command>
Result<const schema::WorkOrder*> order_to_review(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, reviewable, No::not_reported, reads));
  KINTSUGI_TRY_OK(check_reviewer(*order, reads));
  return order;
}

}  // namespace

Result<Events> decide(const schema::ReviewWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, order_to_review(command, reads));
  if (order->review == ReviewStatus::approved)
    return refuse(No::already_reviewed, "it was approved");
  KINTSUGI_TRY_OK(work_order::check_note(command.note, "note"));
  Events events;
  events.on(command.order, schema::WorkOrderReviewed{.by = reads.actor().operator_id,
                                                     .note = command.note});
  return events;
}

Result<Events> decide(const schema::RejectReview& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, order_to_review(command, reads));
  if (order->review == ReviewStatus::rejected)
    return refuse(No::already_reviewed, "it was rejected");
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  events.on(command.order, schema::ReviewRejected{.by = reads.actor().operator_id,
                                                  .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::WithdrawClearing& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, reviewable, No::not_reported, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (order->clearing != ClearingStatus::cleared) return refuse(No::not_cleared, "it is not");
  Events events;
  events.on(command.order, schema::ClearingWithdrawn{.reason = command.reason,
                                                     .by = reads.actor().operator_id});
  return events;
}

void evolve(schema::WorkOrder& state, const schema::ClosingAskedView& event) {
  // What was done before it was asked for stands.
  if (state.review == ReviewStatus::none) state.review = event.review;
  if (state.clearing == ClearingStatus::none) state.clearing = event.clearing;
}

void evolve(schema::WorkOrder& state, const schema::WorkOrderReviewedView&) {
  state.review = ReviewStatus::approved;
}

void evolve(schema::WorkOrder& state, const schema::ReviewRejectedView&) {
  state.review = ReviewStatus::rejected;
}

void evolve(schema::WorkOrder& state, const schema::TicketClearedView&) {
  state.clearing = ClearingStatus::cleared;
}

void evolve(schema::WorkOrder& state, const schema::ClearingWithdrawnView&) {
  state.clearing = ClearingStatus::asked;
}

}  // namespace kintsugi::core
