// Leave: asked for by a technician or for him, decided by another person, taken back.

#include <string>

#include "core/authority/authority.h"
#include "core/calendar/plan.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/number/take_number.h"
#include "core/reads.h"
#include "core/roster/duty.h"
#include "core/text/text.h"
#include "schema/identity_state.h"
#include "schema/roster_dispatch.h"
#include "schema/technician_state.h"

namespace kintsugi::core {
namespace {

using LeaveNo = schema::LeaveRefusal;
using schema::Leave;
using schema::LeaveStatus;

constexpr std::int64_t day_ms = 24 * 60 * 60'000;
constexpr std::int64_t leave_ms_max = 366 * day_ms;
constexpr std::int64_t told_late_ms_max = 31 * day_ms;

// Himself, or somebody who dispatches or administers his outlet.
Result<void> check_for_whom(const std::string& technician, const std::string& outlet,
                            Reads& reads) {
  if (!is_person(reads) || technician_of_actor(reads) == technician) return {};
  if (holds_role_over(schema::Role::dispatcher, outlet, reads)) return {};
  if (holds_role_over(schema::Role::administrator, outlet, reads)) return {};
  return refuse(LeaveNo::not_yours, "technician " + technician);
}

Result<void> check_times(std::int64_t starts_at, std::int64_t ends_at, const Reads& reads) {
  const std::int64_t length = ends_at - starts_at;
  if (starts_at <= 0 || length <= 0 || length > leave_ms_max)
    return refuse(LeaveNo::bad_times, "start before end, and at most 366 days");
  if (is_beyond_plans(starts_at, reads))
    return refuse(LeaveNo::bad_times, "more than a year ahead: which year is meant?");
  if (is_person(reads) && starts_at < to_ms(reads.now()) - told_late_ms_max)
    return refuse(LeaveNo::too_late, format_instant(instant_from_ms(starts_at)));
  return {};
}

// What an answer needs: it waits, and who answers neither takes nor asked for it.
template <class Command>
Result<const Leave*> to_answer(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const Leave* leave, reads.require<Leave>(command.leave));
  KINTSUGI_TRY_OK(within_scope(command, leave->outlet, reads));
  if (leave->status != LeaveStatus::requested)
    return refuse(LeaveNo::not_requested, "it is " + std::string(schema::name_of(leave->status)));
  const bool his = is_person(reads) && technician_of_actor(reads) == leave->technician;
  if (his || is_author(leave->requested_by, reads))
    return refuse(LeaveNo::same_author, command.leave);
  return leave;
}

// The first visit that he would miss; null: none.
const schema::Slot* booked_in(const Leave& leave, Reads& reads) {
  const auto* technician = reads.find<schema::Technician>(leave.technician);
  if (technician == nullptr) return nullptr;
  for (const schema::Slot& slot : technician->slots)
    if (slot.starts_at < leave.ends_at && leave.starts_at < slot.ends_at) return &slot;
  return nullptr;
}

}  // namespace

Result<Events> decide(const schema::RequestLeave& command, Reads& reads) {
  KINTSUGI_TRY(const auto* technician, reads.require<schema::Technician>(command.technician));
  KINTSUGI_TRY_OK(within_scope(command, technician->outlet, reads));
  KINTSUGI_TRY_OK(check_for_whom(command.technician, technician->outlet, reads));
  if (command.kind == schema::LeaveKind::none) return refuse(LeaveNo::kind_missing, "name one");
  KINTSUGI_TRY_OK(check_times(command.starts_at, command.ends_at, reads));
  if (!is_reason_or_empty(command.reason))
    return refuse_field(LeaveNo::bad_text, "reason", "at most 1000 characters");
  const auto* other =
      roster::find_absence(command.technician, command.starts_at, command.ends_at, reads);
  if (other != nullptr) return refuse(LeaveNo::overlap, other->leave);
  Events events;
  const std::string id = take_number<Leave>("leave", "LV", reads, events);
  events.on(id, schema::LeaveRequested{.technician = command.technician,
                                       .outlet = technician->outlet,
                                       .kind = command.kind,
                                       .starts_at = command.starts_at,
                                       .ends_at = command.ends_at,
                                       .reason = command.reason,
                                       .requested_by = reads.actor().operator_id,
                                       .requested_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::ApproveLeave& command, Reads& reads) {
  KINTSUGI_TRY(const Leave* leave, to_answer(command, reads));
  if (!is_note(command.answer))
    return refuse_field(LeaveNo::bad_text, "answer", "at most 4000 characters");
  if (!is_reason_or_empty(command.booked_reason))
    return refuse_field(LeaveNo::bad_text, "booked_reason", "at most 1000 characters");
  const auto* other =
      roster::find_absence(leave->technician, leave->starts_at, leave->ends_at, reads);
  if (other != nullptr) return refuse(LeaveNo::overlap, other->leave);
  const schema::Slot* booked = booked_in(*leave, reads);
  if (booked != nullptr && command.booked_reason.empty())
    return refuse(LeaveNo::booked, "order " + booked->order);
  Events events;
  events.on(command.leave, schema::LeaveApproved{.answer = command.answer,
                                                 .booked_reason = command.booked_reason,
                                                 .decided_by = reads.actor().operator_id,
                                                 .decided_at = to_ms(reads.business_time())});
  events.on(leave->technician, schema::AbsenceEntered{.leave = command.leave,
                                                      .starts_at = leave->starts_at,
                                                      .ends_at = leave->ends_at,
                                                      .at = to_ms(reads.now())});
  return events;
}

Result<Events> decide(const schema::RejectLeave& command, Reads& reads) {
  KINTSUGI_TRY([[maybe_unused]] const Leave* leave, to_answer(command, reads));
  if (command.answer.empty() || !is_note(command.answer))
    return refuse(LeaveNo::reason_missing, "say why");
  Events events;
  events.on(command.leave, schema::LeaveRejected{.answer = command.answer,
                                                 .decided_by = reads.actor().operator_id,
                                                 .decided_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::WithdrawLeave& command, Reads& reads) {
  KINTSUGI_TRY(const Leave* leave, reads.require<Leave>(command.leave));
  KINTSUGI_TRY_OK(within_scope(command, leave->outlet, reads));
  KINTSUGI_TRY_OK(check_for_whom(leave->technician, leave->outlet, reads));
  const bool approved = leave->status == LeaveStatus::approved;
  if (!approved && leave->status != LeaveStatus::requested)
    return refuse(LeaveNo::over, "it is " + std::string(schema::name_of(leave->status)));
  if (!is_reason(command.reason)) return refuse(LeaveNo::reason_missing, "say why");
  Events events;
  events.on(command.leave,
            schema::LeaveWithdrawn{.reason = command.reason, .by = reads.actor().operator_id});
  if (approved) {
    reads.find<schema::Absences>(leave->technician);
    events.on(leave->technician, schema::AbsenceRemoved{.leave = command.leave});
  }
  return events;
}

}  // namespace kintsugi::core
