// How a complaint ends, and how it goes on.

#include <algorithm>

#include "core/complaint/complaint.h"
#include "core/text/text.h"
#include "schema/complaint_dispatch.h"

namespace kintsugi::core {
namespace {

using complaint::No;
using complaint::Stage;
using schema::Complaint;

constexpr std::size_t approvals_needed = 2;

}  // namespace

Result<Events> decide(const schema::ConfirmComplaint& command, Reads& reads) {
  KINTSUGI_TRY(const Complaint* found, complaint::complaint_of(command, reads));
  KINTSUGI_TRY_OK(complaint::check_stage(*found, Stage::resolved, Stage::resolved));
  KINTSUGI_TRY_OK(complaint::check_not_handler(*found, reads));
  if (!is_note(command.note)) return refuse_field(No::bad_text, "note", "at most 4000 characters");
  Events events;
  events.on(command.complaint,
            schema::ComplaintConfirmed{.confirmed_by = reads.actor().operator_id,
                                       .note = command.note});
  complaint::disarm_follow_up(command.complaint, reads, events);
  return events;
}

Result<Events> decide(const schema::ApproveComplaintClosure& command, Reads& reads) {
  KINTSUGI_TRY(const Complaint* found, complaint::complaint_of(command, reads));
  KINTSUGI_TRY_OK(complaint::check_stage(*found, Stage::resolved, Stage::resolved));
  KINTSUGI_TRY_OK(complaint::check_not_handler(*found, reads));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  const auto& approvals = found->approvals;
  const bool his = std::any_of(approvals.begin(), approvals.end(), [&](const auto& one) {
    return one.by == reads.actor().operator_id;
  });
  if (his || approvals.size() >= approvals_needed)
    return refuse(No::already_approved, "another person approves, or it is closed");
  Events events;
  events.on(command.complaint,
            schema::ComplaintClosureApproved{.by = reads.actor().operator_id,
                                             .at = to_ms(reads.business_time()),
                                             .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::CloseComplaint& command, Reads& reads) {
  KINTSUGI_TRY(const Complaint* found, complaint::complaint_of(command, reads));
  KINTSUGI_TRY_OK(complaint::check_stage(*found, Stage::resolved, Stage::confirmed));
  const bool approved = found->approvals.size() >= approvals_needed;
  if (complaint::stage_of(*found) != Stage::confirmed && !approved)
    return refuse(No::not_confirmed, std::to_string(found->approvals.size()) + " approved so far");
  Events events;
  events.on(command.complaint,
            schema::ComplaintClosed{.closed_at = to_ms(reads.business_time())});
  complaint::tell_order(command.complaint, *found, false, events);
  complaint::disarm_follow_up(command.complaint, reads, events);
  return events;
}

Result<Events> decide(const schema::ReopenComplaint& command, Reads& reads) {
  KINTSUGI_TRY(const Complaint* found, complaint::complaint_of(command, reads));
  KINTSUGI_TRY_OK(complaint::check_stage(*found, Stage::resolved, Stage::over));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  const std::int64_t due = complaint::confirmation_due(reads, events);
  events.on(command.complaint,
            schema::ComplaintReopened{.reason = command.reason, .due_at = due});
  if (complaint::stage_of(*found) == Stage::over)
    complaint::tell_order(command.complaint, *found, true, events);
  complaint::disarm_follow_up(command.complaint, reads, events);
  complaint::arm_confirmation(command.complaint, *found, due, reads, events);
  return events;
}

Result<Events> decide(const schema::EscalateComplaint& command, Reads& reads) {
  KINTSUGI_TRY(const Complaint* found, complaint::complaint_of(command, reads));
  KINTSUGI_TRY_OK(complaint::check_stage(*found, Stage::to_assign, Stage::resolved));
  if (found->level == schema::ComplaintLevel::headquarters)
    return refuse(No::at_headquarters, "there is nobody above");
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  const std::int64_t due = complaint::confirmation_due(reads, events);
  events.on(command.complaint,
            schema::ComplaintEscalated{.reason = command.reason, .due_at = due});
  complaint::disarm_follow_up(command.complaint, reads, events);
  complaint::arm_confirmation(command.complaint, *found, due, reads, events);
  return events;
}

Result<Events> decide(const schema::WithdrawComplaint& command, Reads& reads) {
  KINTSUGI_TRY(const Complaint* found, complaint::complaint_of(command, reads));
  KINTSUGI_TRY_OK(complaint::check_stage(*found, Stage::to_assign, Stage::resolved));
  KINTSUGI_TRY_OK(complaint::check_not_handler(*found, reads));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.complaint, schema::ComplaintWithdrawn{.reason = command.reason});
  complaint::take_from_order(command.complaint, *found, reads, events);
  complaint::disarm_confirmation(command.complaint, reads, events);
  complaint::disarm_follow_up(command.complaint, reads, events);
  return events;
}

}  // namespace kintsugi::core
