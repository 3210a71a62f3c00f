// Care calls: due, attempted, reached or given up; who wants no calls is not called, and nobody is
// at a quiet hour without a reason.

#include "core/authority/authority.h"
#include "core/care/care.h"
#include "core/events.h"
#include "core/number/take_number.h"
#include "core/questionnaire/questionnaire.h"
#include "core/service_policy/service_policy.h"
#include "core/text/text.h"
#include "schema/care_dispatch.h"
#include "schema/customer_state.h"

namespace kintsugi::core {
namespace {

using CallNo = schema::CareCallRefusal;
using schema::CareCall;
using schema::CareCallStatus;

template <class Command>
Result<const CareCall*> care_call_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const CareCall* call, reads.require<CareCall>(command.call));
  KINTSUGI_TRY_OK(within_scope(command, call->outlet, reads));
  return call;
}

// One that may be made now.
template <class Command>
Result<const CareCall*> call_to_make(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const CareCall* call, care_call_of(command, reads));
  if (care::is_over(*call))
    return refuse(CallNo::not_open, "it is " + std::string(schema::name_of(call->status)));
  if (care::wants_no_calls(call->customer, reads)) return refuse(CallNo::opted_out);
  if (!is_note(command.note)) return refuse(CallNo::bad_text, "at most 4000 characters");
  if (!is_reason_or_empty(command.quiet_reason))
    return refuse_field(CallNo::bad_text, "quiet_reason", "at most 1000 characters");
  if (command.quiet_reason.empty() && care::is_quiet_hour(reads))
    return refuse(CallNo::quiet_hours);
  return call;
}

}  // namespace

bool care::is_over(const CareCall& call) {
  return call.status != CareCallStatus::due && call.status != CareCallStatus::attempted;
}

Result<Events> decide(const schema::ScheduleCareCall& command, Reads& reads) {
  if (!command.call.empty() && !is_id(command.call))
    return refuse_field(CallNo::bad_id, "call", "an id is 1 to 64 octets without / and :");
  if (!command.call.empty() && reads.exists<CareCall>(command.call))
    return refuse(CallNo::exists, "call " + command.call + " exists");
  const auto* customer = reads.find<schema::Customer>(command.customer);
  if (customer == nullptr)
    return refuse(CallNo::unknown_customer, "there is no customer " + command.customer);
  KINTSUGI_TRY_OK(within_scope(command, customer->outlet, reads));
  if (care::wants_no_calls(command.customer, reads)) return refuse(CallNo::opted_out);
  if (!is_line(command.topic, 200)) return refuse_field(CallNo::bad_text, "topic", "one line");
  if (command.due_at < to_ms(judged_at(reads)))
    return refuse_field(CallNo::in_the_past, "due_at", "");
  Events events;
  const std::string id =
      command.call.empty() ? take_number<CareCall>("care_call", "CC", reads, events) : command.call;
  events.on(id, schema::CareCallScheduled{.customer = command.customer,
                                          .outlet = customer->outlet,
                                          .due_at = command.due_at,
                                          .topic = command.topic,
                                          .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::AttemptCareCall& command, Reads& reads) {
  KINTSUGI_TRY(const CareCall* call, call_to_make(command, reads));
  if (command.outcome == schema::CallOutcome::none) return refuse(CallNo::outcome_missing);
  const auto attempt = static_cast<std::uint16_t>(call->attempts + 1);
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  Events events;
  service_policy::note_use(policy, events);
  events.on(command.call,
            schema::CareCallAttempted{.attempt = attempt,
                                      .outcome = command.outcome,
                                      .last = attempt >= policy.follow_up_attempts ||
                                              command.outcome == schema::CallOutcome::declined,
                                      .note = command.note,
                                      .by = reads.actor().operator_id,
                                      .quiet_reason = command.quiet_reason});
  return events;
}

Result<Events> decide(const schema::RecordCareCall& command, Reads& reads) {
  KINTSUGI_TRY_OK(call_to_make(command, reads));
  if (command.note.empty()) return refuse_field(CallNo::bad_text, "note", "what was said");
  std::uint32_t version = 0;
  if (!command.questionnaire.empty()) {
    KINTSUGI_TRY(const auto* asked, questionnaire::in_force(command.questionnaire, reads));
    KINTSUGI_TRY_OK(questionnaire::check(command.answers, *asked));
    version = asked->version;
  } else if (!command.answers.empty()) {
    return refuse_field(CallNo::bad_text, "questionnaire", "answers belong to a questionnaire");
  }
  Events events;
  events.on(command.call, schema::CareCallRecorded{.note = command.note,
                                                   .questionnaire = command.questionnaire,
                                                   .version = version,
                                                   .answers = command.answers,
                                                   .by = reads.actor().operator_id,
                                                   .quiet_reason = command.quiet_reason});
  return events;
}

Result<Events> decide(const schema::CancelCareCall& command, Reads& reads) {
  KINTSUGI_TRY(const CareCall* call, care_call_of(command, reads));
  if (care::is_over(*call))
    return refuse(CallNo::not_open, "it is " + std::string(schema::name_of(call->status)));
  if (!is_reason(command.reason)) return refuse(CallNo::bad_text, "say why");
  Events events;
  events.on(command.call, schema::CareCallCanceled{.reason = command.reason});
  return events;
}

Result<Events> decide(const schema::ReopenCareCall& command, Reads& reads) {
  KINTSUGI_TRY(const CareCall* call, care_call_of(command, reads));
  if (call->status == CareCallStatus::due) return refuse(CallNo::not_over);
  if (!is_reason(command.reason)) return refuse(CallNo::bad_text, "say why");
  Events events;
  events.on(command.call, schema::CareCallReopened{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
