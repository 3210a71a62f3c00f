#include "core/work_order/lacks.h"

#include <algorithm>

#include "core/work_order/rules.h"

namespace kintsugi::core::work_order {
namespace {

using schema::CompletionGate;
using schema::ServiceType;

No without(CompletionGate gate) {
  switch (gate) {
    case CompletionGate::install_card:
      return No::card_missing;
    case CompletionGate::service_slip:
      return No::slip_missing;
    default:
      return No::payment_missing;
  }
}

bool handed_over(const schema::WorkOrder& order, schema::HandoverKind kind) {
  return std::any_of(order.handovers.begin(), order.handovers.end(),
                     [&](const schema::OrderHandover& one) { return one.kind == kind; });
}

// Lines that were charged before somebody saw that the warranty excludes the fault.
bool has_full_charges(const schema::WorkOrder& order) {
  return std::any_of(order.charges.begin(), order.charges.end(),
                     [&](const schema::Charge& one) { return is_charged_in_full(order, one); });
}

std::int64_t open_of(const schema::WorkOrder& order) { return due_of(order) - paid_of(order); }

}  // namespace

std::vector<No> lacks_of_handover(const schema::WorkOrder& order) {
  if (order.incomplete || order.resolved_remotely) return {};
  if (order.service_type == ServiceType::train &&
      !handed_over(order, schema::HandoverKind::training))
    return {No::training_missing};
  if (order.service_type == ServiceType::commission &&
      !handed_over(order, schema::HandoverKind::acceptance))
    return {No::acceptance_missing};
  return {};
}

std::vector<CompletionGate> missing_gates(const schema::WorkOrder& order) {
  std::vector<CompletionGate> missing;
  const bool install = order.service_type == ServiceType::install;
  const bool visited = !order.resolved_remotely;
  if (visited && install && order.install_card.empty())
    missing.push_back(CompletionGate::install_card);
  if (visited && !install && order.service_slip.empty())
    missing.push_back(CompletionGate::service_slip);
  if (open_of(order) > 0 && !order.credit) missing.push_back(CompletionGate::payment);
  return missing;
}

std::vector<No> lacks_to_clear(const schema::WorkOrder& order) {
  std::vector<No> lacks;
  const bool pending = std::any_of(
      order.charges.begin(), order.charges.end(),
      [](const schema::Charge& one) { return one.status == schema::ChargeStatus::pending; });
  if (pending) lacks.push_back(No::charges_pending);
  if (order.incomplete) return lacks;
  if (has_full_charges(order)) lacks.push_back(No::basis_missing);
  if (open_of(order) < 0) lacks.push_back(No::paid_too_much);
  for (const CompletionGate gate : missing_gates(order)) lacks.push_back(without(gate));
  return lacks;
}

std::vector<No> lacks_to_complete(const schema::WorkOrder& order) {
  std::vector<No> lacks;
  if (order.unit_in_workshop) lacks.push_back(No::unit_in_workshop);
  const std::vector<No> proof = lacks_of_handover(order);
  lacks.insert(lacks.end(), proof.begin(), proof.end());
  const auto papers = lacks_to_clear(order);
  lacks.insert(lacks.end(), papers.begin(), papers.end());
  return lacks;
}

std::vector<No> lacks_to_post(const schema::WorkOrder& order) {
  std::vector<No> lacks;
  if (order.status == Status::completed && order.follow_up != schema::FollowUpStatus::none)
    lacks.push_back(No::not_followed_up);
  if (order.clearing == schema::ClearingStatus::asked) lacks.push_back(No::not_cleared);
  if (order.review != schema::ReviewStatus::none && order.review != schema::ReviewStatus::approved)
    lacks.push_back(No::not_reviewed);
  const std::vector<No> proof = lacks_of_handover(order);
  lacks.insert(lacks.end(), proof.begin(), proof.end());
  const auto papers = lacks_to_clear(order);
  lacks.insert(lacks.end(), papers.begin(), papers.end());
  const auto also = [&](No one) {
    if (std::find(lacks.begin(), lacks.end(), one) == lacks.end()) lacks.push_back(one);
  };
  if (open_of(order) > 0) also(No::payment_missing);
  if (open_of(order) < 0) also(No::paid_too_much);
  return lacks;
}

std::vector<No> lacks_to_cancel(const schema::WorkOrder& order) {
  std::vector<No> lacks;
  if (order.round > 1) lacks.push_back(No::completed_before);
  if (paid_of(order) > 0) lacks.push_back(No::paid_too_much);
  if (order.unit_in_workshop) lacks.push_back(No::unit_in_workshop);
  return lacks;
}

bool is_overdue(const schema::Booking& booking, Instant at) {
  return booking.accept_by != 0 && to_ms(at) > booking.accept_by;
}

std::vector<No> lacks_to_accept(const schema::WorkOrder& order, Instant at) {
  bool waits = false;
  for (const schema::Booking& booking : order.bookings) {
    if (booking.round != order.round || booking.status != schema::BookingStatus::scheduled)
      continue;
    if (!is_overdue(booking, at)) return {};
    waits = true;
  }
  return waits ? std::vector<No>{No::acceptance_overdue} : std::vector<No>{};
}

}  // namespace kintsugi::core::work_order
