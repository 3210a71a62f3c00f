#include "schema/part_request_dispatch.h"

namespace kintsugi::core {

using schema::PartRequestStatus;

void evolve(schema::PartRequest& request, const schema::PartRequestedView& event) {
  request.status = PartRequestStatus::requested;
  request.order = event.order;
  request.outlet = event.outlet;
  request.part = event.part;
  request.technician = event.technician;
  request.requester = event.requester;
  request.quantity = event.quantity;
}

void evolve(schema::PartRequest& request, const schema::PartSourcedView& event) {
  request.status = PartRequestStatus::sourced;
  request.warehouse = event.warehouse;
}

void evolve(schema::PartRequest& request, const schema::SourcingEscalatedView&) {
  request.status = PartRequestStatus::escalated;
}

void evolve(schema::PartRequest& request, const schema::SourceChosenView& event) {
  request.status = PartRequestStatus::sourced;
  request.warehouse = event.warehouse;
}

void evolve(schema::PartRequest& request, const schema::PartRequestApprovedView&) {
  request.status = PartRequestStatus::approved;
}

void evolve(schema::PartRequest& request, const schema::PartRequestRejectedView&) {
  request.status = PartRequestStatus::rejected;
}

void evolve(schema::PartRequest& request, const schema::PartIssuedView& event) {
  request.status = PartRequestStatus::issued;
  request.issued += event.quantity;
}

void evolve(schema::PartRequest& request, const schema::PartsSignedForView&) {
  request.status = PartRequestStatus::signed_for;
}

void evolve(schema::PartRequest& request, const schema::PartReturnedView& event) {
  if (event.condition == schema::PartCondition::old) {
    request.old_returned += event.quantity;
  } else {
    request.returned += event.quantity;
  }
}

void evolve(schema::PartRequest& request, const schema::RequestedPartUsedView& event) {
  request.used += event.quantity;
}

void evolve(schema::PartRequest& request, const schema::RequestedPartLostView& event) {
  request.lost += event.quantity;
}

void evolve(schema::PartRequest& request, const schema::PartRequestCanceledView&) {
  request.status = PartRequestStatus::canceled;
}

void evolve(schema::PartRequest& request, const schema::PartRequestClosedView&) {
  request.status = PartRequestStatus::closed;
}

}  // namespace kintsugi::core
