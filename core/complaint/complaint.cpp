#include "core/complaint/complaint.h"

#include "core/alarm/deadline.h"
#include "core/service_policy/service_policy.h"
#include "schema/complaint_events.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::complaint {
namespace {

alarm::Deadline deadline_of(const std::string& id, const schema::Complaint& complaint,
                            schema::AlarmKind kind, std::int64_t due_at) {
  return {.id = id + ":" + std::string(schema::name_of(kind)),
          .kind = kind,
          .due_at = due_at,
          .order = complaint.confidential ? std::string() : complaint.order,
          .outlet = complaint.outlet,
          .subject = "complaint/" + id,
          .hidden_from = complaint.hidden_from};
}

std::string alarm_of(const std::string& id, schema::AlarmKind kind) {
  return id + ":" + std::string(schema::name_of(kind));
}

}  // namespace

Stage stage_of(const schema::Complaint& complaint) {
  using enum schema::ComplaintStatus;
  switch (complaint.status) {
    case none:
    case registered:
    case reopened:
    case escalated:
      return Stage::to_assign;
    case assigned:
      return Stage::assigned;
    case investigating:
      return Stage::investigating;
    case solution_proposed:
      return Stage::proposed;
    case resolved:
      return Stage::resolved;
    case confirmed:
      return Stage::confirmed;
    case closed:
    case withdrawn:
      return Stage::over;
  }
  return Stage::over;
}

Result<void> check_stage(const schema::Complaint& complaint, Stage first, Stage last) {
  const Stage stage = stage_of(complaint);
  if (stage >= first && stage <= last) return {};
  const std::string what = "it is " + std::string(schema::name_of(complaint.status));
  if (stage == Stage::over) return refuse(No::over, what);
  if (stage > last) return refuse(No::resolved, what);
  if (first >= Stage::resolved) return refuse(No::not_resolved, what);
  if (stage == Stage::to_assign) return refuse(No::not_assigned, what);
  if (stage == Stage::assigned) return refuse(No::not_investigated, what);
  return refuse(No::no_solution, what);
}

std::string_view place_of(const schema::Complaint& complaint) {
  return complaint.level == schema::ComplaintLevel::headquarters ? std::string_view()
                                                                 : complaint.outlet;
}

bool is_accused(std::string_view operator_id, std::string_view technician,
                const schema::Complaint& complaint, Reads& reads) {
  if (!complaint.accused_operator.empty() && operator_id == complaint.accused_operator) return true;
  if (technician.empty()) return false;
  if (technician == complaint.accused_technician) return true;
  if (complaint.order.empty()) return false;
  const auto* order = reads.find<schema::WorkOrder>(complaint.order);
  return order != nullptr && technician == order->technician;
}

tl::unexpected<Error> no_such(std::string_view id) {
  return fail(ErrorKind::not_found, std::string(refusal_code(No::not_found)),
              "no complaint " + std::string(id));
}

Result<void> check_actor(const std::string& id, const schema::Complaint& complaint,
                         Result<void> within, Reads& reads) {
  if (is_hidden_from_actor(complaint.hidden_from, reads)) return no_such(id);
  if (!within) return complaint.confidential ? Result<void>(no_such(id)) : std::move(within);
  if (!is_person(reads)) return {};
  if (is_accused(reads.actor().operator_id, technician_of_actor(reads), complaint, reads))
    return refuse(No::accused_handles, "it is about " + reads.actor().operator_id);
  return {};
}

Result<void> check_handler(const schema::Complaint& complaint, const Reads& reads) {
  if (!is_person(reads) || reads.actor().operator_id == complaint.handler) return {};
  return refuse(No::not_handler, "it is with " + complaint.handler);
}

Result<void> check_not_handler(const schema::Complaint& complaint, const Reads& reads) {
  if (!is_person(reads) || reads.actor().operator_id != complaint.handler) return {};
  return refuse(No::handler_may_not, "another person than " + complaint.handler);
}

void arm_confirmation(const std::string& id, const schema::Complaint& complaint,
                      std::int64_t due_at, Reads& reads, Events& events) {
  alarm::arm(deadline_of(id, complaint, schema::AlarmKind::complaint_confirmation, due_at), reads,
             events);
}

void arm_follow_up(const std::string& id, const schema::Complaint& complaint, std::int64_t due_at,
                   Reads& reads, Events& events) {
  alarm::arm(deadline_of(id, complaint, schema::AlarmKind::complaint_follow_up, due_at), reads,
             events);
}

void disarm_confirmation(const std::string& id, Reads& reads, Events& events) {
  alarm::disarm(alarm_of(id, schema::AlarmKind::complaint_confirmation), reads, events);
}

void disarm_follow_up(const std::string& id, Reads& reads, Events& events) {
  alarm::disarm(alarm_of(id, schema::AlarmKind::complaint_follow_up), reads, events);
}

std::int64_t confirmation_due(Reads& reads, Events& events) {
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  service_policy::note_use(policy, events);
  const auto hours =
      service_policy::told(policy, &schema::ServicePolicyVersion::complaint_confirm_hours);
  return to_ms(judged_at(reads) + std::chrono::hours(hours));
}

void tell_order(const std::string& id, const schema::Complaint& complaint, bool open,
                Events& events) {
  if (complaint.order.empty() || complaint.confidential) return;
  events.on(complaint.order, schema::OrderComplaintsChanged{.complaint = id, .open = open});
}

void take_from_order(const std::string& id, const schema::Complaint& complaint, Reads& reads,
                     Events& events) {
  if (complaint.order.empty() || complaint.confidential) return;
  const auto* all = reads.find<schema::OrderComplaints>(complaint.order);
  events.on(complaint.order,
            schema::OrderComplaintsChanged{.complaint = id,
                                           .taken = true,
                                           .none_left = all == nullptr || all->registered <= 1});
}

}  // namespace kintsugi::core::complaint
