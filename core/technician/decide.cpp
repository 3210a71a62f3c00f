// Technicians: registered, skilled, suspended, reinstated; cash that they collected and hand in.
// Slots are reserved and released by the decisions of work orders (core/work_order).

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/events.h"
#include "core/number/take_number.h"
#include "core/reads.h"
#include "core/technician/technician.h"
#include "core/text/text.h"
#include "core/work_order/suspension_plan.h"
#include "schema/outlet_state.h"
#include "schema/remittance_events.h"
#include "schema/remittance_state.h"
#include "schema/technician_dispatch.h"

namespace kintsugi::core {
namespace {

using No = schema::TechnicianRefusal;
using schema::Technician;

// The technician, of an outlet inside the actor's scope.
template <class Command>
Result<const Technician*> own(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const Technician* technician, reads.require<Technician>(command.technician));
  KINTSUGI_TRY_OK(within_scope(command, technician->outlet, reads));
  return technician;
}

// What registering and changing have in common.
template <class Command>
Result<void> check_details(const Command& command, Reads& reads) {
  if (!is_line(command.name, 200))
    return refuse(No::bad_name, "one line of at most 200 characters");
  const bool may_lack = !is_person(reads);  // an older system may know a name and nothing else
  if (!normal_phone(command.phone) && !(may_lack && command.phone.empty())) {
    return refuse_field(No::bad_phone, "phone", "5 to 15 digits");
  }
  for (const std::string& brand : command.brands) {
    if (!is_line(brand, 64)) return refuse(No::bad_brand, "one line of at most 64 characters");
  }
  if (command.daily_minutes_max < 0 || command.daily_minutes_max > 1440 || command.cash_limit < 0) {
    return refuse(No::out_of_bounds, "0 to 1440 minutes a day; no negative limit");
  }
  if (!reads.exists<schema::Outlet>(command.outlet) && !(may_lack && command.outlet.empty())) {
    return refuse(No::unknown_outlet, "there is no outlet " + command.outlet);
  }
  return {};
}

// The technician with whom cash changes hands.
template <class Command>
Result<const Technician*> remitting(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const Technician* technician, own(command, reads));
  if (command.amount <= 0) return refuse(No::out_of_bounds, "an amount is at least one fen");
  if (!is_line_or_empty(command.receipt, 64))
    return refuse(No::bad_text, "a receipt is one line of at most 64 characters");
  return technician;
}

// Cash handed in, or paid back (below zero), with a number.
template <class Command>
Events remitted(const Command& command, const Technician& technician, std::int64_t amount,
                Reads& reads) {
  Events events;
  const std::string id = take_number<schema::Remittance>("remittance", "RM", reads, events);
  events.on(
      command.technician,
      schema::PaymentRemitted{.amount = amount, .receipt = command.receipt, .remittance = id});
  events.on(id, schema::RemittanceRecorded{.technician = command.technician,
                                           .outlet = technician.outlet,
                                           .amount = amount,
                                           .receipt = command.receipt,
                                           .received_by = reads.actor().operator_id,
                                           .received_at = to_ms(reads.business_time())});
  return events;
}

}  // namespace

Result<Events> decide(const schema::RegisterTechnician& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  if (!is_id(command.technician))
    return refuse(No::bad_id, "an id is 1 to 64 octets without / and :");
  KINTSUGI_TRY_OK(check_details(command, reads));
  if (reads.exists<Technician>(command.technician)) {
    return refuse(No::exists, "technician " + command.technician + " exists");
  }
  Events events;
  events.on(command.technician,
            schema::TechnicianRegistered{.name = command.name,
                                         .phone = normal_phone(command.phone).value_or(""),
                                         .outlet = command.outlet,
                                         .brands = command.brands,
                                         .daily_minutes_max = command.daily_minutes_max,
                                         .cash_limit = command.cash_limit});
  return events;
}

Result<Events> decide(const schema::ChangeTechnician& command, Reads& reads) {
  KINTSUGI_TRY(const Technician* technician, own(command, reads));
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  KINTSUGI_TRY_OK(check_details(command, reads));
  schema::TechnicianChanged changed{.name = command.name,
                                    .phone = normal_phone(command.phone).value_or(""),
                                    .outlet = command.outlet,
                                    .brands = command.brands,
                                    .daily_minutes_max = command.daily_minutes_max,
                                    .cash_limit = command.cash_limit};
  const schema::TechnicianChanged before{.name = technician->name,
                                         .phone = technician->phone,
                                         .outlet = technician->outlet,
                                         .brands = technician->brands,
                                         .daily_minutes_max = technician->daily_minutes_max,
                                         .cash_limit = technician->cash_limit};
  if (changed == before) return refuse(No::nothing_changed, command.technician);
  Events events;
  events.on(command.technician, std::move(changed));
  return events;
}

Result<Events> decide(const schema::GrantSkill& command, Reads& reads) {
  KINTSUGI_TRY(const Technician* technician, own(command, reads));
  if (!is_line(command.category, 64))
    return refuse(No::bad_category, "one line of at most 64 characters");
  if (command.service_type == schema::ServiceType::none)
    return refuse(No::service_type_missing, "name one");
  if (!is_line_or_empty(command.certificate, 100))
    return refuse(No::bad_text, "a certificate is one line of at most 100 characters");
  if (command.expires_on != 0 && command.expires_on <= day_of(reads.now())) {
    return refuse(No::skill_expired, "it would expire today or before");
  }
  // What is granted again takes the place of what he has, however that was typed.
  const schema::Skill* known = find_skill(*technician, command.category, command.service_type);
  const std::string& category = known == nullptr ? command.category : known->category;
  const schema::Skill skill{.category = category,
                            .service_type = command.service_type,
                            .expires_on = command.expires_on,
                            .certificate = command.certificate};
  const auto& skills = technician->skills;
  if (std::find(skills.begin(), skills.end(), skill) != skills.end()) {
    return refuse(No::skill_held, "with the same certificate and expiry");
  }
  Events events;
  events.on(command.technician, schema::SkillGranted{.category = category,
                                                     .service_type = command.service_type,
                                                     .expires_on = command.expires_on,
                                                     .certificate = command.certificate});
  return events;
}

Result<Events> decide(const schema::RevokeSkill& command, Reads& reads) {
  KINTSUGI_TRY(const Technician* technician, own(command, reads));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  const schema::Skill* held = find_skill(*technician, command.category, command.service_type);
  if (held == nullptr) return refuse(No::skill_not_held, command.category);
  Events events;
  events.on(command.technician, schema::SkillRevoked{.category = held->category,
                                                     .service_type = command.service_type,
                                                     .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::SuspendTechnician& command, Reads& reads) {
  KINTSUGI_TRY(const Technician* technician, own(command, reads));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  if (technician->status == schema::TechnicianStatus::suspended)
    return refuse(No::suspended, "already");
  Events events;
  if (is_person(reads)) {
    KINTSUGI_TRY(events, work_order::carry_out(command.plan, command.technician, *technician,
                                               command.reason, reads));
  }
  events.on(command.technician, schema::TechnicianSuspended{.reason = command.reason});
  return events;
}

Result<Events> decide(const schema::ReinstateTechnician& command, Reads& reads) {
  KINTSUGI_TRY(const Technician* technician, own(command, reads));
  if (technician->status != schema::TechnicianStatus::suspended)
    return refuse(No::not_suspended, "active");
  Events events;
  events.on(command.technician, schema::TechnicianReinstated{});
  return events;
}

Result<Events> decide(const schema::RemitPayment& command, Reads& reads) {
  KINTSUGI_TRY(const Technician* technician, remitting(command, reads));
  if (command.amount > technician->cash_held) {
    return refuse(No::more_than_held, "he holds " + std::to_string(technician->cash_held) + " fen");
  }
  return remitted(command, *technician, command.amount, reads);
}

Result<Events> decide(const schema::PayBackCash& command, Reads& reads) {
  KINTSUGI_TRY(const Technician* technician, remitting(command, reads));
  const std::int64_t owed = std::max<std::int64_t>(-technician->cash_held, 0);
  if (command.amount > owed)
    return refuse(No::not_owed, "he has " + std::to_string(owed) + " fen to get back");
  return remitted(command, *technician, -command.amount, reads);
}

}  // namespace kintsugi::core
