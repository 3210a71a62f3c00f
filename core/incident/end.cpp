// How an incident ends, and how it goes on.

#include "core/four_eyes/four_eyes.h"
#include "core/incident/incident.h"
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

Result<Events> decide(const schema::ReopenIncident& command, Reads& reads) {
  KINTSUGI_TRY([[maybe_unused]] const Incident* found,
               incident::incident_of(command, Status::resolved, Status::closed, reads));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.incident, schema::IncidentReopened{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
