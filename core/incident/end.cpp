// How an incident ends, and how it goes on.

#include <chrono>

#include "core/alarm/deadline.h"
#include "core/four_eyes/four_eyes.h"
#include "core/incident/incident.h"
#include "core/service_policy/service_policy.h"
#include "core/text/text.h"
#include "schema/incident_dispatch.h"

namespace kintsugi::core {

using incident::No;
using incident::Status;
using schema::Incident;

Result<Events> decide(const schema::ResolveIncident& command, Reads& reads) {
  KINTSUGI_TRY(const Incident* found,
               incident::incident_of(command, Status::handling, Status::handling, reads));
  KINTSUGI_TRY_OK(incident::check_told(command.cause, "cause"));
  KINTSUGI_TRY_OK(incident::check_told(command.outcome, "outcome"));
  if (found->asked_severity != schema::Severity::none)
    return refuse(No::lowering_asked, "by " + found->lowerer);
  Events events;
  events.on(command.incident, schema::IncidentResolved{.cause = command.cause,
                                                       .outcome = command.outcome,
                                                       .resolver = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::ReviewIncident& command, Reads& reads) {
  KINTSUGI_TRY(const Incident* found,
               incident::incident_of(command, Status::resolved, Status::resolved, reads));
  if (is_author(found->resolver, reads) || is_author(found->reported_by, reads))
    return refuse(No::reviews_himself, "reported by " + found->reported_by + ", resolved by " +
                                           found->resolver);
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.incident, schema::IncidentReviewed{.passed = command.passed,
                                                       .reviewer = reads.actor().operator_id,
                                                       .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::CloseIncident& command, Reads& reads) {
  KINTSUGI_TRY([[maybe_unused]] const Incident* found,
               incident::incident_of(command, Status::reviewed, Status::reviewed, reads));
  Events events;
  events.on(command.incident, schema::IncidentClosed{});
  return events;
}

Result<Events> decide(const schema::WithdrawIncident& command, Reads& reads) {
  KINTSUGI_TRY(const Incident* found,
               incident::incident_of(command, Status::reported, Status::handling, reads));
  if (is_author(found->reported_by, reads))
    return refuse(No::withdraws_himself, "reported by " + found->reported_by);
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.incident, schema::IncidentWithdrawn{.reason = command.reason,
                                                        .by = reads.actor().operator_id});
  alarm::disarm(incident::action_alarm(command.incident), reads, events);
  return events;
}

Result<Events> decide(const schema::ReopenIncident& command, Reads& reads) {
  KINTSUGI_TRY(const Incident* found,
               incident::incident_of(command, Status::resolved, Status::withdrawn, reads));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  // Nobody acted on it before it was withdrawn: the deadline begins anew.
  std::int64_t due = 0;
  if (found->status == Status::withdrawn && found->actions == 0) {
    const auto& policy = service_policy::in_force(judged_at(reads), reads);
    const std::chrono::hours act(
        service_policy::told(policy, &schema::ServicePolicyVersion::incident_action_hours));
    service_policy::note_use(policy, events);
    due = to_ms(judged_at(reads) + act);
  }
  events.on(command.incident,
            schema::IncidentReopened{.reason = command.reason, .due_at = due});
  if (due != 0)
    incident::arm_action(command.incident, due, found->outlet, found->order, reads, events);
  return events;
}

}  // namespace kintsugi::core
