#include <algorithm>

#include "schema/complaint_dispatch.h"

namespace kintsugi::core {

using schema::Complaint;
using schema::ComplaintStatus;

void evolve(Complaint& state, const schema::ComplaintRegisteredView& event) {
  state.status = ComplaintStatus::registered;
  state.kind = event.kind;
  state.level = event.level;
  state.confidential = event.confidential;
  state.outlet = event.outlet;
  state.order = event.order;
  state.customer = event.customer;
  state.contact = event.contact;
  state.phone = event.phone;
  state.accused_technician = event.accused_technician;
  state.accused_operator = event.accused_operator;
  state.accused_outlet = event.accused_outlet;
  state.text = event.text;
  state.due_at = event.due_at;
  state.registered_by = event.registered_by;
  state.registered_at = event.registered_at;
  state.repeated = event.repeated;
  state.hidden_from = event.hidden_from;
}

void evolve(Complaint& state, const schema::ComplaintAssignedView& event) {
  state.status = ComplaintStatus::assigned;
  state.handler = event.handler;
}

void evolve(Complaint& state, const schema::ComplaintInvestigatedView& event) {
  state.status = ComplaintStatus::investigating;
  state.finding = event.finding;
  state.due_at = 0;
}

void evolve(Complaint& state, const schema::SolutionProposedView& event) {
  state.status = ComplaintStatus::solution_proposed;
  state.solution = event.solution;
  state.compensation = event.compensation;
}

void evolve(Complaint& state, const schema::ComplaintResolvedView& event) {
  state.status = ComplaintStatus::resolved;
  state.outcome = event.outcome;
  state.due_at = event.due_at;
}

void evolve(Complaint& state, const schema::ComplaintConfirmedView& event) {
  state.status = ComplaintStatus::confirmed;
  state.confirmed_by = event.confirmed_by;
  state.due_at = 0;
}

void evolve(Complaint& state, const schema::ComplaintClosureApprovedView& event) {
  state.approvals.push_back({.by = std::string(event.by),
                             .at = event.at,
                             .reason = std::string(event.reason)});
}

void evolve(Complaint& state, const schema::ComplaintClosedView& event) {
  state.status = ComplaintStatus::closed;
  state.closed_at = event.closed_at;
  state.due_at = 0;
}

namespace {

// It waits to be assigned anew; what was approved of the earlier answer counts no more.
void wait_again(Complaint& state, ComplaintStatus status, const auto& event) {
  state.status = status;
  state.reason = event.reason;
  state.due_at = event.due_at;
  state.handler.clear();
  state.approvals.clear();
  state.confirmed_by.clear();
  state.closed_at = 0;
}

}  // namespace

void evolve(Complaint& state, const schema::ComplaintReopenedView& event) {
  wait_again(state, ComplaintStatus::reopened, event);
}

void evolve(Complaint& state, const schema::ComplaintEscalatedView& event) {
  wait_again(state, ComplaintStatus::escalated, event);
  state.level = schema::ComplaintLevel::headquarters;
}

void evolve(Complaint& state, const schema::ComplaintWithdrawnView& event) {
  state.status = ComplaintStatus::withdrawn;
  state.reason = event.reason;
  state.due_at = 0;
}

void evolve(schema::OrderComplaints& state, const schema::OrderComplaintsChangedView& event) {
  // One that was withdrawn and is opened again counts again.
  const bool again = event.open && std::erase(state.withdrawn, event.complaint) > 0;
  if (event.first || again) ++state.registered;
  if (event.taken) {
    state.withdrawn.emplace_back(event.complaint);
    if (state.registered > 0) --state.registered;
  }
  std::erase(state.open, event.complaint);
  if (event.open) state.open.emplace_back(event.complaint);
}

}  // namespace kintsugi::core
