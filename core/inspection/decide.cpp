#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/number/take_number.h"
#include "core/place/datum.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/inspection_dispatch.h"
#include "schema/outlet_state.h"
#include "schema/technician_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {
namespace {

using No = schema::InspectionRefusal;
using schema::Inspection;

// Whose people are inspected.
struct Inspected {
  std::string outlet, technician;
};

Result<Inspected> inspected_by(const schema::OpenInspection& command, Reads& reads) {
  Inspected out;
  if (!command.order.empty()) {
    const auto* order = reads.find<schema::WorkOrder>(command.order);
    if (order == nullptr) return refuse_field(No::unknown_order, "order", command.order);
    KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
    out = {order->outlet, order->technician};
  }
  if (!command.technician.empty()) {
    const auto* technician = reads.find<schema::Technician>(command.technician);
    if (technician == nullptr)
      return refuse_field(No::unknown_technician, "technician", command.technician);
    // Asked here: an outlet that is named goes before his own, and makes nobody ours.
    KINTSUGI_TRY_OK(within_scope(command, technician->outlet, reads));
    out = {technician->outlet, command.technician};
  }
  if (!command.outlet.empty()) {
    if (!reads.exists<schema::Outlet>(command.outlet))
      return refuse_field(No::unknown_outlet, "outlet", command.outlet);
    out.outlet = command.outlet;
  }
  return out;
}

Result<void> check_not_himself(std::string_view technician, Reads& reads) {
  const auto he = technician_of_actor(reads);
  if (!he.empty() && he == technician) return refuse(No::inspects_himself, std::string(he));
  return {};
}

bool has_findings(const Inspection& inspection) {
  return std::any_of(inspection.findings.begin(), inspection.findings.end(),
                     [](const auto& one) { return !one.withdrawn; });
}

template <class Command>
Result<const Inspection*> any_inspection(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const Inspection* found, reads.require<Inspection>(command.inspection));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  KINTSUGI_TRY_OK(check_not_himself(found->technician, reads));
  return found;
}

template <class Command>
Result<const Inspection*> inspection_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const Inspection* found, any_inspection(command, reads));
  if (found->status != schema::InspectionStatus::open) return refuse(No::closed, "open another");
  return found;
}

}  // namespace

Result<Events> decide(const schema::OpenInspection& command, Reads& reads) {
  if (!command.inspection.empty() && !is_id(command.inspection))
    return refuse_field(No::bad_id, "inspection", "1 to 64 octets without / and :");
  if (command.subject == schema::InspectionSubject::none)
    return refuse_field(No::subject_missing, "subject", "name one");
  if (command.outlet.empty() && command.technician.empty() && command.order.empty())
    return refuse(No::of_nobody, "name one of them");
  if (!is_note(command.note)) return refuse_field(No::bad_text, "note", "at most 4000 characters");
  KINTSUGI_TRY(const Inspected inspected, inspected_by(command, reads));
  KINTSUGI_TRY_OK(within_scope(command, inspected.outlet, reads));
  KINTSUGI_TRY_OK(check_not_himself(inspected.technician, reads));
  if (!command.inspection.empty() && reads.exists<Inspection>(command.inspection))
    return refuse(No::exists, "inspection " + command.inspection + " exists");
  Events events;
  const std::string id = command.inspection.empty()
                             ? take_number<Inspection>("inspection", "JC", reads, events)
                             : command.inspection;
  events.on(id, schema::InspectionOpened{.subject = command.subject,
                                         .outlet = inspected.outlet,
                                         .technician = inspected.technician,
                                         .order = command.order,
                                         .note = command.note,
                                         .inspector = reads.actor().operator_id,
                                         .opened_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::RecordInspectionFinding& command, Reads& reads) {
  KINTSUGI_TRY(const Inspection* found, inspection_of(command, reads));
  if (command.text.empty() || !is_note(command.text))
    return refuse_field(No::bad_text, "text", "1 to 4000 characters");
  if (command.photo_hash.empty() || (command.latitude == 0 && command.longitude == 0))
    return refuse(No::evidence_missing, "a photo and where it was taken");
  if (!is_sha256(command.photo_hash))
    return refuse_field(No::bad_photo, "photo_hash", "64 hexadecimal digits in lower case");
  if (!place::is_on_earth(command.latitude, command.longitude))
    return refuse(No::bad_position, "within 90 and 180 degrees, in millionths");
  const auto here = place::to_wgs84({command.latitude, command.longitude}, command.datum);
  Events events;
  events.on(command.inspection,
            schema::InspectionFindingRecorded{
                .number = static_cast<std::uint16_t>(found->findings.size() + 1),
                .in_order = command.in_order,
                .text = command.text,
                .photo_hash = command.photo_hash,
                .latitude = here.latitude,
                .longitude = here.longitude,
                .at = to_ms(reads.business_time()),
                .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawInspectionFinding& command, Reads& reads) {
  KINTSUGI_TRY(const Inspection* found, inspection_of(command, reads));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  const bool there = std::any_of(
      found->findings.begin(), found->findings.end(),
      [&](const auto& one) { return one.number == command.number && !one.withdrawn; });
  if (!there) return refuse(No::no_such_finding, std::to_string(command.number));
  Events events;
  events.on(command.inspection, schema::InspectionFindingWithdrawn{.number = command.number,
                                                                   .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::CloseInspection& command, Reads& reads) {
  KINTSUGI_TRY(const Inspection* found, inspection_of(command, reads));
  if (command.conclusion.empty() || !is_note(command.conclusion))
    return refuse_field(No::bad_text, "conclusion", "1 to 4000 characters");
  if (!has_findings(*found))
    return refuse(No::no_findings, "record what was found, also where it is in order");
  Events events;
  events.on(command.inspection,
            schema::InspectionClosed{.conclusion = command.conclusion,
                                     .closed_at = to_ms(reads.business_time()),
                                     .closed_by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::ReopenInspection& command, Reads& reads) {
  KINTSUGI_TRY(const Inspection* found, any_inspection(command, reads));
  if (found->status != schema::InspectionStatus::closed)
    return refuse(No::not_closed, std::string(schema::name_of(found->status)));
  const bool found_it = std::any_of(
      found->findings.begin(), found->findings.end(),
      [&](const auto& one) { return !one.withdrawn && is_author(one.by, reads); });
  if (found_it || is_author(found->inspector, reads) || is_author(found->closed_by, reads))
    return refuse(No::same_author, "inspected by " + found->inspector);
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.inspection,
            schema::InspectionReopened{.reason = command.reason,
                                       .reopened_by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawInspection& command, Reads& reads) {
  KINTSUGI_TRY(const Inspection* found, inspection_of(command, reads));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  if (has_findings(*found)) return refuse(No::findings_stand, command.inspection);
  Events events;
  events.on(command.inspection, schema::InspectionWithdrawn{.reason = command.reason,
                                                            .by = reads.actor().operator_id});
  return events;
}

}  // namespace kintsugi::core
