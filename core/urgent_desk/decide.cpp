// People are named for urgent reports, in order; others later, or nobody.

#include <string>
#include <utility>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "core/urgent_desk/urgent_desk.h"
#include "schema/alarm_commands.h"
#include "schema/identity_state.h"
#include "schema/outlet_state.h"
#include "schema/urgent_desk_dispatch.h"

namespace kintsugi::core {
namespace {

using No = schema::UrgentDeskRefusal;

const schema::Operator* active_operator(std::string_view id, Reads& reads) {
  const auto* found = reads.find<schema::Operator>(id);
  return found != nullptr && found->status == schema::OperatorStatus::active ? found : nullptr;
}

// Where the fault lies, as the form has it.
std::string field_of(std::size_t line, std::string_view name) {
  return "contacts/" + std::to_string(line) + "/" + std::string(name);
}

}  // namespace

namespace urgent_desk {

bool may_be_told(std::string_view person, std::string_view outlet, Reads& reads) {
  const auto* somebody = active_operator(person, reads);
  return somebody != nullptr && may_send_over<schema::AcknowledgeAlarm>(*somebody, outlet, reads);
}

}  // namespace urgent_desk

Result<Events> decide(const schema::NameUrgentContacts& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  if (!command.outlet.empty() && !reads.exists<schema::Outlet>(command.outlet))
    return refuse_field(No::unknown_outlet, "outlet", "there is no outlet " + command.outlet);
  schema::UrgentContactsNamed named{.outlet = command.outlet,
                                    .contacts = command.contacts,
                                    .by = reads.actor().operator_id,
                                    .at = to_ms(reads.business_time())};
  for (std::size_t i = 0; i < named.contacts.size(); ++i) {
    schema::UrgentContact& one = named.contacts[i];
    const std::string person = field_of(i, "operator");
    if (active_operator(one.operator_, reads) == nullptr)
      return refuse_field(No::not_active, person, "no active operator " + one.operator_);
    if (!urgent_desk::may_be_told(one.operator_, command.outlet, reads))
      return refuse_field(No::may_not_acknowledge, person, one.operator_);
    for (std::size_t before = 0; before < i; ++before)
      if (named.contacts[before].operator_ == one.operator_)
        return refuse_field(No::named_twice, person, one.operator_);
    const auto phone = normal_phone(one.phone);
    if (!phone) return refuse_field(No::bad_phone, field_of(i, "phone"), "5 to 15 digits");
    one.phone = *phone;
  }
  const std::string desk(command.outlet.empty() ? urgent_desk::headquarters
                                                : std::string_view(command.outlet));
  const auto* before = reads.find<schema::UrgentDesk>(desk);
  if (named.contacts == (before == nullptr ? schema::UrgentDesk{} : *before).contacts)
    return refuse(No::nothing_changed, desk);
  Events events;
  events.on(desk, std::move(named));
  return events;
}

}  // namespace kintsugi::core
