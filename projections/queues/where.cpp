#include "projections/queues/where.h"

namespace kintsugi::projections {

using schema::PartRequest;
using schema::PartRequestStatus;
using schema::Queue;
using schema::WorkOrder;
using schema::WorkOrderStatus;

namespace {

// An order that nobody is booked for may wait for something else than a dispatch.
Queue queue_of_unscheduled(const WorkOrder& order, Queue otherwise) {
  switch (order.waits_for) {
    case schema::OrderWait::appointment:
      return Queue::appointments_to_agree;
    case schema::OrderWait::decision:
      return Queue::abnormal_visits;
    case schema::OrderWait::subcontractor:
      return Queue::subcontracted;
    case schema::OrderWait::none:
      break;
  }
  return otherwise;
}

}  // namespace

Queue queue_of(const WorkOrder& order) {
  switch (order.status) {
    case WorkOrderStatus::registered:
      return queue_of_unscheduled(order, Queue::registered);
    case WorkOrderStatus::assigned:
      return queue_of_unscheduled(order, Queue::to_schedule);
    case WorkOrderStatus::scheduled:
      return Queue::to_accept;
    case WorkOrderStatus::accepted:
    case WorkOrderStatus::traveling:
      return Queue::to_visit;
    case WorkOrderStatus::in_progress:
      return Queue::in_service;
    case WorkOrderStatus::on_hold:
      return Queue::on_hold;
    case WorkOrderStatus::work_reported:
      return Queue::papers_due;
    case WorkOrderStatus::completed:
      return order.follow_up == schema::FollowUpStatus::none ? Queue::to_post : Queue::to_follow_up;
    case WorkOrderStatus::followed_up:
      return Queue::to_post;
    case WorkOrderStatus::none:
    case WorkOrderStatus::posted:
    case WorkOrderStatus::canceled:
      break;
  }
  return Queue::none;
}

Queue queue_of(const PartRequest& request) {
  if (request.status == PartRequestStatus::sourced) return Queue::parts_to_approve;
  if (request.status == PartRequestStatus::escalated) return Queue::sourcing_escalated;
  if (request.status == PartRequestStatus::approved) return Queue::parts_to_issue;
  if (request.status == PartRequestStatus::issued) return Queue::parts_to_sign;
  return Queue::none;
}

}  // namespace kintsugi::projections
