// The call after completion: due, attempted, reached or given up. Its answer about money is
// compared with the charges; what follows from that, core/charge_finding adds. Each outcome marks
// the order in the same commit.

#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/care/care.h"
#include "core/charge_finding/mismatch.h"
#include "core/events.h"
#include "core/questionnaire/questionnaire.h"
#include "core/reads.h"
#include "core/service_policy/service_policy.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/follow_up_dispatch.h"
#include "schema/work_order_life_events.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {
namespace {

using No = schema::FollowUpRefusal;
using schema::ChargedAnswer;
using schema::FollowUpStatus;

bool is_open(FollowUpStatus status) {
  return status == FollowUpStatus::due || status == FollowUpStatus::attempted;
}

struct Call {
  const schema::FollowUp* call;
  const schema::WorkOrder* order;
};

// Who did the work does not ask about it.
Result<void> check_caller(const schema::WorkOrder& order, Reads& reads) {
  const std::string_view technician = technician_of_actor(reads);
  const auto worked = [&](const schema::Booking& booking) {
    return booking.technician == technician;
  };
  if (!technician.empty() && std::any_of(order.bookings.begin(), order.bookings.end(), worked)) {
    return refuse(No::caller_is_technician,
                  "technician " + std::string(technician) + " was sent to it");
  }
  return {};
}

// What recording and correcting have in common.
template <class Command>
Result<void> check_answer(const Command& command) {
  if (command.satisfaction < 1 || command.satisfaction > 5)
    return refuse(No::bad_satisfaction, "1 to 5");
  if (command.answer == ChargedAnswer::none)
    return refuse(No::answer_missing, "ask whether money was taken");
  if (command.amount_said < 0 ||
      (command.amount_said != 0 && command.answer != ChargedAnswer::charged)) {
    return refuse(No::bad_amount, "an amount belongs to the answer 'charged'");
  }
  if (command.quality > 5 || command.attitude > 5) return refuse(No::bad_satisfaction, "1 to 5");
  if (!is_note(command.note)) return refuse(No::bad_note, "at most 4000 characters");
  return {};
}

// The version to which he answered; 0: nothing was asked.
template <class Command>
Result<std::uint32_t> check_questions(const Command& command, Reads& reads) {
  if (command.questionnaire.empty()) {
    if (command.answers.empty()) return 0u;
    return refuse_field(No::bad_note, "questionnaire", "answers belong to a questionnaire");
  }
  KINTSUGI_TRY(const auto* asked, questionnaire::in_force(command.questionnaire, reads));
  KINTSUGI_TRY_OK(questionnaire::check(command.answers, *asked));
  return asked->version;
}

// What an older system does not tell is not asked of anybody.
template <class Command>
bool is_unsolved(const Command& command, const Reads& reads) {
  return is_person(reads) && !command.solved;
}

// Nobody is called at a quiet hour without a reason.
template <class Command>
Result<void> check_hour(const Command& command, Reads& reads) {
  if (!is_reason_or_empty(command.quiet_reason))
    return refuse_field(No::bad_note, "quiet_reason", "at most 1000 characters");
  if (command.quiet_reason.empty() && care::is_quiet_hour(reads)) return refuse(No::quiet_hours);
  return {};
}

// Whether a correction says no more than what is noted.
bool is_said(const schema::CorrectFollowUp& command, const schema::FollowUp& call) {
  const auto kept = [](std::uint16_t told, std::uint16_t noted) {
    return told == 0 || told == noted;
  };
  return call.status == FollowUpStatus::reached && call.answer == command.answer &&
         call.satisfaction == command.satisfaction && call.amount_said == command.amount_said &&
         call.solved == command.solved && kept(command.quality, call.quality) &&
         kept(command.attitude, call.attitude) &&
         (command.note.empty() || command.note == call.note) &&
         (command.questionnaire.empty() || command.answers == call.answers);
}

// The open call of a completed order inside the actor's scope, made by somebody who did not do the
// work.
template <class Command>
Result<Call> open_call(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(command.order));
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  const schema::FollowUp* call = reads.find<schema::FollowUp>(command.order);
  if (call == nullptr) {
    return fail(ErrorKind::not_found, std::string(schema::refusal_code(No::not_found)),
                "no follow-up is due for order " + command.order);
  }
  if (!is_open(call->status))
    return refuse(No::closed, "it is " + std::string(schema::name_of(call->status)));
  if (order->status != schema::WorkOrderStatus::completed)
    return refuse(No::not_completed, "not now");
  if (order->clearing == schema::ClearingStatus::asked)
    return refuse(schema::WorkOrderRefusal::not_cleared, "clear its ticket first");
  KINTSUGI_TRY_OK(check_caller(*order, reads));
  return Call{call, order};
}

}  // namespace

Result<Events> decide(const schema::ScheduleFollowUp& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(command.order));
  if (order->status != schema::WorkOrderStatus::completed) {
    return refuse(No::not_completed,
                  "order " + command.order + " is " + std::string(schema::name_of(order->status)));
  }
  const schema::FollowUp* call = reads.find<schema::FollowUp>(command.order);
  // One that was made, or called off with the completion, was of the completion before.
  const bool waits = call != nullptr && (call->status == FollowUpStatus::due ||
                                         call->status == FollowUpStatus::attempted);
  if (waits && call->round == order->round)
    return refuse(No::already_scheduled, "for this round");
  Events events;
  events.on(command.order, schema::FollowUpScheduled{.order = command.order,
                                                     .round = order->round,
                                                     .due_at = command.due_at,
                                                     .outlet = order->outlet,
                                                     .technician = order->technician,
                                                     .customer = order->customer});
  // Who wants no calls gets none, and his order goes on.
  if (care::wants_no_calls(order->customer, reads)) {
    events.on(command.order, schema::FollowUpGivenUp{.reason = "no_calls"});
    events.on(command.order, schema::WorkOrderFollowedUp{.result = FollowUpStatus::unreachable});
  }
  return events;
}

Result<Events> decide(const schema::AttemptFollowUp& command, Reads& reads) {
  KINTSUGI_TRY(Call found, open_call(command, reads));
  if (command.outcome == schema::CallOutcome::none)
    return refuse(No::outcome_missing, "say what happened");
  if (!is_note(command.note)) return refuse(No::bad_note, "at most 4000 characters");
  if (care::wants_no_calls(found.order->customer, reads)) return refuse(No::opted_out);
  KINTSUGI_TRY_OK(check_hour(command, reads));
  const auto attempt = static_cast<std::uint16_t>(found.call->attempts + 1);
  Events events;
  events.on(command.order, schema::FollowUpAttempted{.attempt = attempt,
                                                     .outcome = command.outcome,
                                                     .note = command.note,
                                                     .by = reads.actor().operator_id,
                                                     .quiet_reason = command.quiet_reason});
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  if (attempt >= policy.follow_up_attempts) {  // the customer counts as unreachable
    service_policy::note_use(policy, events);
    events.on(command.order, schema::FollowUpGivenUp{.attempts = attempt});
    events.on(command.order, schema::WorkOrderFollowedUp{.result = FollowUpStatus::unreachable});
  }
  return events;
}

Result<Events> decide(const schema::RecordFollowUp& command, Reads& reads) {
  KINTSUGI_TRY(Call found, open_call(command, reads));
  KINTSUGI_TRY_OK(check_answer(command));
  KINTSUGI_TRY_OK(check_hour(command, reads));
  KINTSUGI_TRY(const std::uint32_t version, check_questions(command, reads));
  const std::int64_t recorded = work_order::due_of(*found.order);
  const bool mismatch = charge_finding::contradicts(command.answer, command.amount_said, recorded);
  Events events;
  events.on(command.order, schema::FollowUpRecorded{.satisfaction = command.satisfaction,
                                                    .answer = command.answer,
                                                    .amount_said = command.amount_said,
                                                    .amount_recorded = recorded,
                                                    .mismatch = mismatch,
                                                    .solved = command.solved,
                                                    .note = command.note,
                                                    .by = reads.actor().operator_id,
                                                    .quality = command.quality,
                                                    .attitude = command.attitude,
                                                    .questionnaire = command.questionnaire,
                                                    .questionnaire_version = version,
                                                    .answers = command.answers,
                                                    .quiet_reason = command.quiet_reason,
                                                    .answered_at = to_ms(reads.business_time())});
  events.on(command.order,
            schema::WorkOrderFollowedUp{.result = FollowUpStatus::reached,
                                        .mismatch = mismatch,
                                        .unsolved = is_unsolved(command, reads)});
  return events;
}

Result<Events> decide(const schema::CloseFollowUp& command, Reads& reads) {
  KINTSUGI_TRY(Call found, open_call(command, reads));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  Events events;
  events.on(command.order, schema::FollowUpGivenUp{.attempts = found.call->attempts,
                                                   .reason = command.reason});
  events.on(command.order, schema::WorkOrderFollowedUp{.result = FollowUpStatus::unreachable});
  return events;
}

Result<Events> decide(const schema::WithdrawFollowUpAttempt& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(command.order));
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  KINTSUGI_TRY(const schema::FollowUp* call, reads.require<schema::FollowUp>(command.order));
  const bool given_up = call->status == FollowUpStatus::unreachable;
  // Of an order that went on meanwhile, posted or reopened, the calls are over.
  const bool stands = given_up ? order->status == schema::WorkOrderStatus::followed_up &&
                                     order->follow_up == call->status
                               : order->status == schema::WorkOrderStatus::completed;
  if ((call->status != FollowUpStatus::attempted && !given_up) || call->round != order->round ||
      call->attempts == 0 || !stands)
    return refuse(No::not_attempted, "it is " + std::string(schema::name_of(call->status)));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  Events events;
  events.on(command.order, schema::FollowUpAttemptWithdrawn{.attempt = call->attempts,
                                                            .by = reads.actor().operator_id,
                                                            .reason = command.reason});
  if (given_up)
    events.on(command.order, schema::FollowUpTakenUpAgain{.due_at = call->due_at});
  return events;
}

Result<Events> decide(const schema::WithdrawFollowUp& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(command.order));
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  KINTSUGI_TRY(const schema::FollowUp* call, reads.require<schema::FollowUp>(command.order));
  const bool posted = order->status == schema::WorkOrderStatus::posted;
  const bool reached = call->status == FollowUpStatus::reached;
  const bool over = posted ? reached
                           : order->status == schema::WorkOrderStatus::followed_up &&
                                 (reached || call->status == FollowUpStatus::unreachable);
  if (!over || call->round != order->round || order->follow_up != call->status)
    return refuse(No::not_withdrawable, "it is " + std::string(schema::name_of(call->status)));
  KINTSUGI_TRY_OK(check_caller(*order, reads));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  Events events;
  events.on(command.order, schema::FollowUpWithdrawn{.was = call->status,
                                                     .called_again = !posted,
                                                     .by = reads.actor().operator_id,
                                                     .reason = command.reason});
  if (posted) {
    events.on(command.order,
              schema::FollowUpResultCorrected{.result = FollowUpStatus::unreachable});
  } else {
    events.on(command.order, schema::FollowUpTakenUpAgain{.due_at = call->due_at});
  }
  return events;
}

Result<Events> decide(const schema::CorrectFollowUp& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(command.order));
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  const schema::FollowUp* call = reads.find<schema::FollowUp>(command.order);
  if (call == nullptr) {
    return fail(ErrorKind::not_found, std::string(schema::refusal_code(No::not_found)),
                "no follow-up was due for order " + command.order);
  }
  // Of an order that was reopened since, the call was about a round that is over.
  const bool answered = call->status == FollowUpStatus::reached ||
                        call->status == FollowUpStatus::unreachable;
  if (!answered || call->round != order->round || order->follow_up != call->status) {
    return refuse(No::not_answered, "it is " + std::string(schema::name_of(call->status)));
  }
  KINTSUGI_TRY_OK(check_caller(*order, reads));
  KINTSUGI_TRY_OK(check_answer(command));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  KINTSUGI_TRY(const std::uint32_t version, check_questions(command, reads));
  if (is_said(command, *call)) return refuse(No::nothing_changed, "that is the answer");
  const std::int64_t recorded = work_order::due_of(*order);
  const bool mismatch = charge_finding::contradicts(command.answer, command.amount_said, recorded);
  const bool reached = call->status == FollowUpStatus::reached;
  const std::int64_t at = reached ? call->answered_at : to_ms(reads.business_time());
  Events events;
  events.on(command.order, schema::FollowUpCorrected{.satisfaction = command.satisfaction,
                                                     .answer = command.answer,
                                                     .amount_said = command.amount_said,
                                                     .amount_recorded = recorded,
                                                     .mismatch = mismatch,
                                                     .solved = command.solved,
                                                     .note = command.note,
                                                     .by = reads.actor().operator_id,
                                                     .reason = command.reason,
                                                     .quality = command.quality,
                                                     .attitude = command.attitude,
                                                     .questionnaire = command.questionnaire,
                                                     .questionnaire_version = version,
                                                     .answers = command.answers,
                                                     .answered_at = at});
  const bool unsolved = is_unsolved(command, reads);
  events.on(command.order, schema::FollowUpResultCorrected{.result = FollowUpStatus::reached,
                                                           .mismatch = mismatch,
                                                           .unsolved = unsolved});
  return events;
}

}  // namespace kintsugi::core
