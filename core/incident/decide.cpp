// Incidents reported, classified and acted on.

#include "core/alarm/deadline.h"
#include "core/four_eyes/four_eyes.h"
#include "core/incident/incident.h"
#include "core/number/take_number.h"
#include "core/service_policy/service_policy.h"
#include "core/text/text.h"
#include "schema/alarm_state.h"
#include "schema/incident_dispatch.h"
#include "schema/outlet_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using incident::No;
using incident::Status;
using schema::Incident;

namespace incident {

Result<void> check_stage(const Incident& incident, Status first, Status last) {
  const Status status = incident.status;
  if (status >= first && status <= last) return {};
  const std::string what = "it is " + std::string(schema::name_of(status));
  if (status == Status::withdrawn) return refuse(No::withdrawn, what);
  if (status == Status::closed) return refuse(No::closed, what);
  if (status > last) return refuse(No::resolved, what);
  if (first == Status::reviewed) return refuse(No::not_reviewed, what);
  if (first == Status::resolved) return refuse(No::not_resolved, what);
  if (status == Status::reported) return refuse(No::not_classified, what);
  return refuse(No::not_handled, what);
}

std::string action_alarm(const std::string& incident) { return incident + ":incident_action"; }

void arm_action(const std::string& id, std::int64_t due_at, const std::string& outlet,
                const std::string& order, Reads& reads, Events& events) {
  alarm::arm({.id = action_alarm(id),
              .kind = schema::AlarmKind::incident_action,
              .due_at = due_at,
              .order = order,
              .outlet = outlet,
              .subject = "incident/" + id},
             reads, events);
}

void follow_alarm(const std::string& id, const Incident& before, const std::string& outlet,
                  const std::string& order, Reads& reads, Events& events) {
  const auto* alarm = reads.find<schema::Alarm>(action_alarm(id));
  const bool runs = alarm != nullptr && alarm->status == schema::AlarmStatus::armed;
  if (runs && (outlet != before.outlet || order != before.order))
    return arm_action(id, alarm->due_at, outlet, order, reads, events);
  alarm::give_to(action_alarm(id), outlet, reads, events);
}

Result<void> check_told(std::string_view text, std::string_view field) {
  if (text.empty() || !is_note(text))
    return refuse_field(No::bad_text, field, "1 to 4000 characters");
  return {};
}

}  // namespace incident

namespace {

// What reporting and correcting have in common.
template <class Command>
Result<void> check_facts(const Command& command, const Reads& reads) {
  if (command.kind == schema::IncidentKind::none)
    return refuse_field(No::kind_missing, "kind", "name one");
  KINTSUGI_TRY_OK(incident::check_told(command.text, "text"));
  if (!is_line_or_empty(command.place, 400))
    return refuse_field(No::bad_text, "place", "one line of at most 400 characters");
  if (!is_reason_or_empty(command.late_reason))
    return refuse_field(No::bad_text, "late_reason", "at most 1000 characters");
  if (command.occurred_at <= 0 || command.occurred_at > to_ms(reads.now()))
    return refuse_field(No::bad_time, "occurred_at", "before now");
  return {};
}

// Whose incident it is: the outlet's that is named, else that of the order.
template <class Command>
Result<std::string> outlet_of(const Command& command, Reads& reads) {
  std::string outlet;
  if (!command.order.empty()) {
    const auto* order = reads.find<schema::WorkOrder>(command.order);
    if (order == nullptr) return refuse_field(No::unknown_order, "order", command.order);
    KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
    outlet = order->outlet;
  }
  if (!command.outlet.empty()) {
    if (!reads.exists<schema::Outlet>(command.outlet))
      return refuse_field(No::unknown_outlet, "outlet", command.outlet);
    outlet = command.outlet;
  }
  KINTSUGI_TRY_OK(within_scope(command, outlet, reads));
  return outlet;
}

using Terms = schema::ServicePolicyVersion;

// Whether what happened then was reported later than the policy wants it; of a person with why.
template <class Command>
Result<bool> is_late(const Command& command, Instant reported, const Terms& policy,
                     const Reads& reads) {
  const std::chrono::hours report(service_policy::told(policy, &Terms::incident_report_hours));
  const bool late = instant_from_ms(command.occurred_at) + report < reported;
  if (late && is_person(reads) && command.late_reason.empty())
    return refuse_field(No::reported_late, "late_reason",
                        "within " + std::to_string(report.count()) + " hours");
  return late;
}

}  // namespace

Result<Events> decide(const schema::ReportIncident& command, Reads& reads) {
  if (!command.incident.empty() && !is_id(command.incident))
    return refuse_field(No::bad_id, "incident", "1 to 64 octets without / and :");
  if (command.severity == schema::Severity::none)
    return refuse_field(No::severity_missing, "severity", "name one");
  KINTSUGI_TRY_OK(check_facts(command, reads));
  KINTSUGI_TRY(const std::string outlet, outlet_of(command, reads));
  if (!command.incident.empty() && reads.exists<Incident>(command.incident))
    return refuse(No::exists, "incident " + command.incident + " exists");
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  const std::chrono::hours act(service_policy::told(policy, &Terms::incident_action_hours));
  KINTSUGI_TRY(const bool late, is_late(command, judged_at(reads), policy, reads));
  const std::int64_t due = to_ms(judged_at(reads) + act);
  Events events;
  const std::string id = command.incident.empty()
                             ? take_number<Incident>("incident", "IN", reads, events)
                             : command.incident;
  service_policy::note_use(policy, events);
  events.on(id, schema::IncidentReported{.kind = command.kind,
                                         .severity = command.severity,
                                         .outlet = outlet,
                                         .order = command.order,
                                         .place = command.place,
                                         .text = command.text,
                                         .occurred_at = command.occurred_at,
                                         .reported_at = to_ms(reads.business_time()),
                                         .reported_by = reads.actor().operator_id,
                                         .late = late,
                                         .late_reason = late ? command.late_reason : std::string(),
                                         .due_at = due});
  incident::arm_action(id, due, outlet, command.order, reads, events);
  return events;
}

Result<Events> decide(const schema::CorrectIncident& command, Reads& reads) {
  KINTSUGI_TRY(const Incident* found,
               incident::incident_of(command, Status::reported, Status::handling, reads));
  KINTSUGI_TRY_OK(check_facts(command, reads));
  KINTSUGI_TRY(const std::string outlet, outlet_of(command, reads));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  const Instant reported = instant_from_ms(found->reported_at);
  KINTSUGI_TRY(const bool late, is_late(command, reported,
                                        service_policy::in_force(reported, reads), reads));
  const std::string why = late ? command.late_reason : std::string();
  const bool same = command.kind == found->kind && command.occurred_at == found->occurred_at &&
                    command.text == found->text && command.order == found->order &&
                    outlet == found->outlet && command.place == found->place &&
                    late == found->late && why == found->late_reason;
  if (same) return refuse(No::nothing_changed, "that is what was reported");
  Events events;
  events.on(command.incident, schema::IncidentCorrected{.kind = command.kind,
                                                        .outlet = outlet,
                                                        .order = command.order,
                                                        .place = command.place,
                                                        .text = command.text,
                                                        .occurred_at = command.occurred_at,
                                                        .late = late,
                                                        .late_reason = why,
                                                        .reason = command.reason});
  incident::follow_alarm(command.incident, *found, outlet, command.order, reads, events);
  return events;
}

Result<Events> decide(const schema::ClassifyIncident& command, Reads& reads) {
  KINTSUGI_TRY(const Incident* found,
               incident::incident_of(command, Status::reported, Status::handling, reads));
  if (command.severity == schema::Severity::none)
    return refuse_field(No::severity_missing, "severity", "name one");
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  if (command.severity >= found->severity) {
    if (command.severity == found->severity && found->status != Status::reported)
      return refuse(No::nothing_changed, "that is its severity");
    events.on(command.incident, schema::IncidentClassified{.severity = command.severity,
                                                           .reason = command.reason});
    return events;
  }
  if (found->asked_severity != schema::Severity::none)
    return refuse(No::lowering_asked, "by " + found->lowerer);
  events.on(command.incident, schema::IncidentLoweringAsked{.asked_severity = command.severity,
                                                            .lowerer = reads.actor().operator_id,
                                                            .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::DecideIncidentLowering& command, Reads& reads) {
  KINTSUGI_TRY(const Incident* found,
               incident::incident_of(command, Status::reported, Status::handling, reads));
  if (found->asked_severity == schema::Severity::none)
    return refuse(No::no_lowering, "nobody asked for one");
  if (is_author(found->lowerer, reads)) return refuse(No::same_author, found->lowerer);
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.incident,
            schema::IncidentLoweringDecided{
                .severity = command.granted ? found->asked_severity : found->severity,
                .granted = command.granted,
                .by = reads.actor().operator_id,
                .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::RecordIncidentAction& command, Reads& reads) {
  KINTSUGI_TRY([[maybe_unused]] const Incident* found,
               incident::incident_of(command, Status::classified, Status::handling, reads));
  KINTSUGI_TRY_OK(incident::check_told(command.action, "action"));
  Events events;
  events.on(command.incident, schema::IncidentActionRecorded{.action = command.action,
                                                             .by = reads.actor().operator_id});
  alarm::disarm(incident::action_alarm(command.incident), reads, events);
  return events;
}

}  // namespace kintsugi::core
