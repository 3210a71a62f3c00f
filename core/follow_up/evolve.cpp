#include <utility>

#include "schema/follow_up_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using schema::FollowUp;
using schema::FollowUpStatus;

namespace {

// What he said in his own words, and to the questions; what a correction does not tell stays.
void tell(FollowUp& state, const auto& event) {
  if (!event.note.empty()) state.note = event.note;
  if (event.questionnaire.empty()) return;
  state.questionnaire = event.questionnaire;
  state.questionnaire_version = event.questionnaire_version;
  state.answers = schema::to_value(event).answers;
}

// Where a call that is not answered stands.
FollowUpStatus open_status(const FollowUp& state) {
  return state.attempts == 0 ? FollowUpStatus::due : FollowUpStatus::attempted;
}

}  // namespace

// A new round begins afresh: the call after a reopened order is another call.
void evolve(FollowUp& state, const schema::FollowUpScheduledView& event) {
  state = FollowUp{};
  state.status = FollowUpStatus::due;
  state.round = event.round;
  state.due_at = event.due_at;
  state.outlet = event.outlet;
  state.technician = event.technician;
  state.customer = event.customer;
}

void evolve(FollowUp& state, const schema::FollowUpAttemptedView& event) {
  state.status = FollowUpStatus::attempted;
  state.attempts = event.attempt;
  state.by = event.by;
}

void evolve(FollowUp& state, const schema::FollowUpAttemptWithdrawnView& event) {
  state.attempts = static_cast<std::uint16_t>(event.attempt - 1);
  state.status = open_status(state);
}

void evolve(schema::WorkOrder& state, const schema::FollowUpTakenUpAgainView&) {
  state.status = schema::WorkOrderStatus::completed;
  state.follow_up = FollowUpStatus::due;
  state.unsolved = false;
}

void evolve(FollowUp& state, const schema::FollowUpRecordedView& event) {
  state.status = FollowUpStatus::reached;
  state.satisfaction = event.satisfaction;
  state.answer = event.answer;
  state.amount_said = event.amount_said;
  state.amount_recorded = event.amount_recorded;
  state.mismatch = event.mismatch;
  state.solved = event.solved;
  state.by = event.by;
  state.quality = event.quality;
  state.attitude = event.attitude;
  state.answered_at = event.answered_at;
  tell(state, event);
}

void evolve(FollowUp& state, const schema::FollowUpCorrectedView& event) {
  state.status = FollowUpStatus::reached;
  state.satisfaction = event.satisfaction;
  state.answer = event.answer;
  state.amount_said = event.amount_said;
  state.amount_recorded = event.amount_recorded;
  state.mismatch = event.mismatch;
  state.solved = event.solved;
  state.by = event.by;
  if (event.quality != 0) state.quality = event.quality;  // else as it was noted
  if (event.attitude != 0) state.attitude = event.attitude;
  if (event.answered_at != 0) state.answered_at = event.answered_at;
  tell(state, event);
  ++state.corrections;
}

void evolve(FollowUp& state, const schema::FollowUpComparedAnewView& event) {
  state.amount_recorded = event.amount_recorded;
  state.mismatch = event.mismatch;
}

void evolve(schema::WorkOrder& state, const schema::FollowUpResultCorrectedView& event) {
  state.follow_up = event.result;
  state.unsolved = event.unsolved;
}

void evolve(FollowUp& state, const schema::FollowUpGivenUpView& event) {
  state.attempts = event.attempts;
  state.status = FollowUpStatus::unreachable;
}

// As if nobody had been asked.
void evolve(FollowUp& state, const schema::FollowUpWithdrawnView& event) {
  FollowUp asked;
  asked.round = state.round;
  asked.due_at = state.due_at;
  asked.outlet = std::move(state.outlet);
  asked.technician = std::move(state.technician);
  asked.customer = std::move(state.customer);
  asked.attempts = state.attempts;
  state = std::move(asked);
  state.status = event.called_again ? open_status(state) : FollowUpStatus::unreachable;
}

void evolve(FollowUp& state, const schema::FollowUpStandsAgainView&) {
  state.status = open_status(state);
}

void evolve(FollowUp& state, const schema::FollowUpCanceledView&) {
  state.status = FollowUpStatus::canceled;
}

}  // namespace kintsugi::core
