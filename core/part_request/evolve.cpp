#include "schema/part_request_dispatch.h"

namespace kintsugi::core {

using schema::PartRequestStatus;

namespace {
constexpr std::size_t returns_kept = 50;  // that can be withdrawn yet; the rest is in the log

bool none_out(const schema::PartRequest& request) {
  return request.used == request.old_returned + request.old_waived;
}
}

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
  request.issuer = event.issuer;
  request.issued_at = event.issued_at;
  request.restated_count = event.restated_count;
  request.restated_cost = event.restated_cost;
  request.cost = event.cost;
  request.valued = event.valued;
}

void evolve(schema::PartRequest& request, const schema::PartIssueWithdrawnView& event) {
  request.status = PartRequestStatus::approved;
  request.issued -= event.quantity;
  request.issuer.clear();
  request.issued_at = 0;
  request.restated_count = 0;
  request.restated_cost = 0;
  request.cost = 0;
  request.valued = false;
}

void evolve(schema::PartRequest& request, const schema::PartsSignedForView&) {
  request.status = PartRequestStatus::signed_for;
  request.was_signed_for = true;
}

void evolve(schema::PartRequest& request, const schema::PartReturnedView& event) {
  const std::int64_t since = request.old_parts_since;
  if (event.condition == schema::PartCondition::old) {
    request.old_returned += event.quantity;
    if (none_out(request)) request.old_parts_since = 0;
  } else {
    request.returned += event.quantity;
  }
  if (event.number == 0) return;
  request.returns_so_far = event.number;
  if (request.returns.size() >= returns_kept) request.returns.erase(request.returns.begin());
  schema::PartReturn came{.number = event.number,
                          .quantity = event.quantity,
                          .condition = event.condition,
                          .warehouse = std::string(event.warehouse),
                          .cost = event.cost,
                          .happened_at = event.happened_at,
                          .receiver = std::string(event.receiver),
                          .restated_count = event.restated_count,
                          .restated_cost = event.restated_cost};
  came.settled = schema::to_value(event).settled;
  came.old_parts_since = since;
  request.returns.push_back(std::move(came));
}

void evolve(schema::PartRequest& request, const schema::PartReturnWithdrawnView& event) {
  for (schema::PartReturn& one : request.returns) {
    if (one.number != event.number || one.withdrawn) continue;
    one.withdrawn = true;
    const bool old = one.condition == schema::PartCondition::old;
    (old ? request.old_returned : request.returned) -= one.quantity;
    if (old && one.old_parts_since != 0) request.old_parts_since = one.old_parts_since;
  }
}

void evolve(schema::PartRequest& request, const schema::RequestedOldPartWaivedView& event) {
  schema::OldPartWaiver waiver{.number = event.number,
                               .quantity = event.quantity,
                               .reason = std::string(event.reason),
                               .by = std::string(event.by),
                               .old_parts_since = request.old_parts_since};
  waiver.settled = schema::to_value(event).settled;
  request.waivers.push_back(std::move(waiver));
  request.old_waived += event.quantity;
  if (none_out(request)) request.old_parts_since = 0;
}

void evolve(schema::PartRequest& request, const schema::OldPartWaiverWithdrawnView& event) {
  for (schema::OldPartWaiver& one : request.waivers) {
    if (one.number != event.number || one.withdrawn) continue;
    one.withdrawn = true;
    request.old_waived -= one.quantity;
    if (one.old_parts_since != 0) request.old_parts_since = one.old_parts_since;
  }
}

void evolve(schema::PartRequest& request, const schema::RequestedPartUsedView& event) {
  if (none_out(request)) request.old_parts_since = event.used_at;
  request.used += event.quantity;
}

void evolve(schema::PartRequest& request, const schema::RequestedPartUseWithdrawnView& event) {
  request.used -= event.quantity;
  if (none_out(request)) request.old_parts_since = 0;
}

void evolve(schema::PartRequest& request, const schema::RequestedPartLostView& event) {
  request.lost += event.quantity;
  request.lost_value += event.cost;
  request.reporter = event.reporter;
}

void evolve(schema::PartRequest& request, const schema::PartLossWithdrawnView& event) {
  request.lost -= event.quantity;
  request.lost_value -= event.cost;
  if (request.lost == 0) request.reporter.clear();
}

void evolve(schema::PartRequest& request, const schema::PartMissingView& event) {
  request.missing = event.missing;
  request.missing_value += event.cost;
  request.claimant = event.claimant;
}

void evolve(schema::PartRequest& request, const schema::MissingPartSettledView& event) {
  request.missing = event.missing;
  request.missing_value -= event.cost;
  if (event.outcome == schema::MissingOutcome::on_shelf) request.returned += event.quantity;
  if (event.outcome == schema::MissingOutcome::lost) {
    request.lost += event.quantity;
    request.lost_value += event.cost;
  }
}

void evolve(schema::PartRequest& request, const schema::PartRequestCanceledView&) {
  request.status = PartRequestStatus::canceled;
}

void evolve(schema::PartRequest& request, const schema::PartRequestClosedView&) {
  request.status = PartRequestStatus::closed;
}

// He has what comes back to him: there is nothing to sign for.
void evolve(schema::PartRequest& request, const schema::PartRequestReopenedView&) {
  request.status =
      request.was_signed_for ? PartRequestStatus::signed_for : PartRequestStatus::issued;
}

}  // namespace kintsugi::core
