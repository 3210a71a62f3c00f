// A complaint on its way: registered, assigned, investigated, answered, resolved.

#include <string>

#include "core/complaint/complaint.h"
#include "core/interaction/link.h"
#include "core/number/take_number.h"
#include "core/service_policy/service_policy.h"
#include "core/text/text.h"
#include "schema/complaint_dispatch.h"
#include "schema/customer_state.h"
#include "schema/outlet_state.h"
#include "schema/technician_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {
namespace {

using complaint::No;
using complaint::Stage;
using schema::Complaint;

constexpr std::int64_t compensation_max = 100'000'000;  // fen

bool is_told(std::string_view text) { return !text.empty() && is_note(text); }

// What the complaint is about, as far as who registers it did not say.
struct About {
  std::string place;  // whose people have to do with it
  std::string accused_outlet;
  std::string customer, contact, phone;
};

Result<void> about_order(const schema::RegisterComplaint& command, About& about, Reads& reads) {
  if (command.order.empty()) return {};
  const auto* order = reads.find<schema::WorkOrder>(command.order);
  if (order == nullptr) return refuse_field(No::unknown_order, "order", command.order);
  about.place = about.accused_outlet = order->outlet;
  about.customer = order->customer;
  about.contact = order->contact;
  about.phone = order->phone;
  return within_scope(command, order->outlet, reads);
}

// Of whom is complained. An outlet that is named goes before that of who is.
Result<void> about_accused(const schema::RegisterComplaint& command, About& about, Reads& reads) {
  if (!command.accused_technician.empty()) {
    const auto* accused = reads.find<schema::Technician>(command.accused_technician);
    if (accused == nullptr)
      return refuse_field(No::unknown_accused, "accused_technician", command.accused_technician);
    about.accused_outlet = accused->outlet;
  }
  if (!command.accused_operator.empty() &&
      !reads.exists<schema::Operator>(command.accused_operator))
    return refuse_field(No::unknown_accused, "accused_operator", command.accused_operator);
  if (!command.accused_outlet.empty()) {
    if (!reads.exists<schema::Outlet>(command.accused_outlet))
      return refuse_field(No::unknown_accused, "accused_outlet", command.accused_outlet);
    about.accused_outlet = command.accused_outlet;
  }
  if (command.order.empty()) about.place = about.accused_outlet;
  return {};
}

Result<void> about_customer(const schema::RegisterComplaint& command, About& about, Reads& reads) {
  if (!command.customer.empty()) {
    const auto* customer = reads.find<schema::Customer>(command.customer);
    // Headquarters' own complaint tells his name and phone as well: to who sends it.
    const bool served = customer != nullptr && (customer->outlet.empty() ||
                                                within_scope(command, customer->outlet, reads));
    if (!served) return refuse_field(No::unknown_customer, "customer", command.customer);
    about.customer = command.customer;
    about.contact = customer->name;
    about.phone = customer->phone;
  }
  if (!is_line_or_empty(command.contact, 200))
    return refuse_field(No::bad_text, "contact", "one line of at most 200 characters");
  if (!command.contact.empty()) about.contact = command.contact;
  if (command.phone.empty()) return {};
  const auto phone = normal_phone(command.phone);
  if (!phone) return refuse_field(No::bad_phone, "phone", "5 to 15 digits");
  about.phone = *phone;
  return {};
}

Result<void> check_complaint(const schema::RegisterComplaint& command) {
  if (command.kind == schema::ComplaintKind::none)
    return refuse_field(No::kind_missing, "kind", "name one");
  if (!is_told(command.text))
    return refuse_field(No::bad_text, "text", "1 to 4000 characters");
  if (!command.complaint.empty() && !is_id(command.complaint))
    return refuse_field(No::bad_id, "complaint", "1 to 64 octets without / and :");
  if (!command.accused_technician.empty() && !command.accused_operator.empty())
    return refuse(No::two_accused, "register one for each");
  const bool about = !command.order.empty() || !command.accused_technician.empty() ||
                     !command.accused_operator.empty() || !command.accused_outlet.empty();
  if (!about) return refuse(No::about_nothing, "name one of them");
  return {};
}

// The contact by which he complained; null where none is named.
Result<const schema::Interaction*> contact_of(const schema::RegisterComplaint& command,
                                              Reads& reads) {
  if (command.interaction.empty()) return nullptr;
  const auto* contact = reads.find<schema::Interaction>(command.interaction);
  if (contact == nullptr)
    return refuse_field(No::unknown_interaction, "interaction", command.interaction);
  KINTSUGI_TRY_OK(within_scope(command, contact->outlet, reads));
  if (contact->status == schema::InteractionStatus::linked) return contact;
  KINTSUGI_TRY_OK(interaction::check_unlinked(*contact));
  return contact;
}

std::string hidden_from(const schema::RegisterComplaint& command) {
  if (!command.confidential) return {};
  if (!command.accused_technician.empty()) return "technician/" + command.accused_technician;
  if (!command.accused_operator.empty()) return "operator/" + command.accused_operator;
  return {};
}

// He has a duty somewhere within the sender's scope, or is the company's: else it is not told that
// there is such an operator.
bool works_near(const schema::AssignComplaint& command, const schema::Operator& handler,
                Reads& reads) {
  return std::any_of(handler.grants.begin(), handler.grants.end(), [&](const auto& grant) {
    return grant.outlet.empty() || within_scope(command, grant.outlet, reads).has_value();
  });
}

}  // namespace

Result<Events> decide(const schema::RegisterComplaint& command, Reads& reads) {
  KINTSUGI_TRY_OK(check_complaint(command));
  About about;
  KINTSUGI_TRY_OK(about_order(command, about, reads));
  KINTSUGI_TRY_OK(about_accused(command, about, reads));
  KINTSUGI_TRY(const schema::Interaction* contact, contact_of(command, reads));
  if (contact != nullptr && about.customer.empty()) about.customer = contact->customer;
  if (contact != nullptr && about.phone.empty()) about.phone = contact->phone;
  KINTSUGI_TRY_OK(about_customer(command, about, reads));
  // Straight to headquarters one may complain of anybody.
  if (!command.confidential) KINTSUGI_TRY_OK(within_scope(command, about.place, reads));
  const auto* before = command.order.empty() || command.confidential
                           ? nullptr
                           : reads.find<schema::OrderComplaints>(command.order);
  const bool repeated = before != nullptr && before->registered > 0;
  if (!command.complaint.empty() && reads.exists<Complaint>(command.complaint))
    return refuse(No::exists, "complaint " + command.complaint + " exists");
  Events events;
  const std::string id = command.complaint.empty()
                             ? take_number<Complaint>("complaint", "CP", reads, events)
                             : command.complaint;
  Complaint made{.status = schema::ComplaintStatus::registered,
                 .level = command.confidential ? schema::ComplaintLevel::headquarters
                                               : schema::ComplaintLevel::outlet,
                 .confidential = command.confidential,
                 .outlet = command.confidential ? std::string() : about.place,
                 .order = command.order,
                 .hidden_from = hidden_from(command)};
  const std::int64_t due = complaint::confirmation_due(reads, events);
  events.on(id, schema::ComplaintRegistered{.kind = command.kind,
                                            .level = made.level,
                                            .confidential = made.confidential,
                                            .outlet = made.outlet,
                                            .order = command.order,
                                            .customer = about.customer,
                                            .contact = about.contact,
                                            .phone = about.phone,
                                            .accused_technician = command.accused_technician,
                                            .accused_operator = command.accused_operator,
                                            .accused_outlet = about.accused_outlet,
                                            .text = command.text,
                                            .due_at = due,
                                            .registered_by = reads.actor().operator_id,
                                            .registered_at = to_ms(reads.business_time()),
                                            .repeated = repeated,
                                            .hidden_from = made.hidden_from});
  if (!command.order.empty() && !command.confidential) {
    events.on(command.order,
              schema::OrderComplaintsChanged{.complaint = id, .open = true, .first = true});
  }
  if (repeated) {
    events.on(id, schema::ComplaintEscalated{.reason = "another complaint on the same order",
                                             .due_at = due});
  }
  if (contact != nullptr) {
    interaction::done_by_complaint(command.interaction, *contact,
                                   command.confidential ? std::string() : id, reads, events);
  }
  complaint::arm_confirmation(id, made, due, reads, events);
  return events;
}

Result<Events> decide(const schema::AssignComplaint& command, Reads& reads) {
  KINTSUGI_TRY(const Complaint* found, complaint::complaint_of(command, reads));
  KINTSUGI_TRY_OK(complaint::check_stage(*found, Stage::to_assign, Stage::proposed));
  const auto* handler = reads.find<schema::Operator>(command.handler);
  if (handler == nullptr || handler->status != schema::OperatorStatus::active ||
      !works_near(command, *handler, reads))
    return refuse_field(No::unknown_handler, "handler", command.handler);
  if (complaint::is_accused(command.handler, handler->technician, *found, reads))
    return refuse_field(No::accused_handles, "handler", "it is about " + command.handler);
  if (!may_send_over<schema::InvestigateComplaint>(*handler, complaint::place_of(*found), reads))
    return refuse_field(No::handler_out_of_scope, "handler", command.handler);
  Events events;
  events.on(command.complaint, schema::ComplaintAssigned{.handler = command.handler});
  return events;
}

Result<Events> decide(const schema::InvestigateComplaint& command, Reads& reads) {
  KINTSUGI_TRY(const Complaint* found, complaint::complaint_of(command, reads));
  KINTSUGI_TRY_OK(complaint::check_stage(*found, Stage::assigned, Stage::proposed));
  KINTSUGI_TRY_OK(complaint::check_handler(*found, reads));
  if (!is_told(command.finding))
    return refuse_field(No::bad_text, "finding", "1 to 4000 characters");
  Events events;
  events.on(command.complaint, schema::ComplaintInvestigated{.finding = command.finding});
  complaint::disarm_confirmation(command.complaint, reads, events);
  return events;
}

Result<Events> decide(const schema::ProposeSolution& command, Reads& reads) {
  KINTSUGI_TRY(const Complaint* found, complaint::complaint_of(command, reads));
  KINTSUGI_TRY_OK(complaint::check_stage(*found, Stage::investigating, Stage::proposed));
  KINTSUGI_TRY_OK(complaint::check_handler(*found, reads));
  if (!is_told(command.solution))
    return refuse_field(No::bad_text, "solution", "1 to 4000 characters");
  if (command.compensation < 0 || command.compensation > compensation_max)
    return refuse_field(No::bad_amount, "compensation", "0 to 1,000,000 yuan");
  Events events;
  events.on(command.complaint, schema::SolutionProposed{.solution = command.solution,
                                                        .compensation = command.compensation});
  return events;
}

Result<Events> decide(const schema::ResolveComplaint& command, Reads& reads) {
  KINTSUGI_TRY(const Complaint* found, complaint::complaint_of(command, reads));
  KINTSUGI_TRY_OK(complaint::check_stage(*found, Stage::proposed, Stage::proposed));
  KINTSUGI_TRY_OK(complaint::check_handler(*found, reads));
  if (!is_told(command.outcome))
    return refuse_field(No::bad_text, "outcome", "1 to 4000 characters");
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  const auto days =
      service_policy::told(policy, &schema::ServicePolicyVersion::complaint_follow_up_days);
  const std::int64_t due = to_ms(judged_at(reads) + std::chrono::hours(24 * days));
  Events events;
  service_policy::note_use(policy, events);
  events.on(command.complaint,
            schema::ComplaintResolved{.outcome = command.outcome, .due_at = due});
  complaint::arm_follow_up(command.complaint, *found, due, reads, events);
  return events;
}

}  // namespace kintsugi::core
