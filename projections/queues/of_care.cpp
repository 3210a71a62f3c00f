#include "projections/queues/of_care.h"

#include "schema/complaint_views.h"
#include "schema/incident_views.h"
#include "schema/liability_views.h"

namespace kintsugi::projections::queues {

using schema::Complaint;
using schema::ComplaintStatus;
using schema::Incident;
using schema::Liability;
using schema::Queue;
using schema::QueueRow;

// What was closed may be opened again: it is kept from its first event on.
void OfCare::follow(Folds& folds) {
  folds
      .on_stream<Complaint>(
          kept_from<schema::ComplaintRegisteredView>(complaints_),
          [this](const EventContext& context, const schema::EventView& event,
                 Complaint& complaint) { complaint_moved(context, event, complaint); })
      .on_stream<Incident>(
          kept_from<schema::IncidentReportedView>(incidents_),
          [this](const EventContext& context, const schema::EventView& event, Incident& incident) {
            incident_moved(context, event, incident);
          })
      .on_stream<Liability>(
          kept_from<schema::FaultAttributedView>(liabilities_),
          [this](const EventContext& context, const schema::EventView&, Liability& liability) {
            liability_moved(context, liability);
          });
}

// Whom it is about stands in no row: what is a technician's own would be shown to him.
void OfCare::complaint_moved(const EventContext& context, const schema::EventView& event,
                             Complaint& complaint) {
  const bool over = complaint.status == ComplaintStatus::closed ||
                    complaint.status == ComplaintStatus::withdrawn;
  const auto key = waiting_.key_of("complaint", context.id);
  waiting_.stand(context, key, over ? Queue::none : Queue::complaints, [&](QueueRow& row) {
    row.order = complaint.order;
    row.outlet = complaint.outlet;
    row.customer = complaint.customer;
    row.contact = complaint.contact;
    row.by = complaint.handler.empty() ? complaint.registered_by : complaint.handler;
    row.hidden_from = complaint.hidden_from;
    if (const auto* registered = event.get_if<schema::ComplaintRegisteredView>())
      row.note = registered->text;
  });
  if (!over) waiting_.row_at(key).due_at = complaint.due_at;
  complaint.text.clear();
  complaint.finding.clear();
  complaint.solution.clear();
  complaint.outcome.clear();
  complaint.phone.clear();
  complaint.reason.clear();
  complaint.approvals.clear();
}

void OfCare::incident_moved(const EventContext& context, const schema::EventView& event,
                            Incident& incident) {
  const bool over = incident.status == schema::IncidentStatus::closed;
  const auto key = waiting_.key_of("incident", context.id);
  waiting_.stand(context, key, over ? Queue::none : Queue::grave_orders, [&](QueueRow& row) {
    row.order = incident.order;
    row.outlet = incident.outlet;
    row.severity = incident.severity;
    row.by = incident.lowerer.empty() ? incident.reported_by : incident.lowerer;
    if (const auto* reported = event.get_if<schema::IncidentReportedView>())
      row.note = reported->text;
  });
  if (!over) waiting_.row_at(key).due_at = incident.due_at;
  incident.text.clear();
  incident.action.clear();
  incident.cause.clear();
  incident.outcome.clear();
  incident.reason.clear();
  incident.late_reason.clear();
}

void OfCare::liability_moved(const EventContext& context, Liability& liability) {
  const bool waits = liability.status == schema::LiabilityStatus::appealed;
  waiting_.stand(context, waiting_.key_of("liability", context.id),
                 waits ? Queue::liability_appeals : Queue::none, [&](QueueRow& row) {
                   row.order = liability.order;
                   row.outlet = liability.outlet;
                   row.amount = liability.amount;
                   row.by = liability.appellant;
                   row.note = liability.new_fact;
                 });
  liability.reason.clear();
  liability.new_fact.clear();
  liability.decision.clear();
}

}  // namespace kintsugi::projections::queues
