// Agents go on and off duty. What is with one who goes waits again.

#include "core/agent/desk.h"
#include "core/authority/authority.h"
#include "schema/agent_dispatch.h"
#include "schema/agent_refusals.h"
#include "schema/identity_state.h"
#include "schema/interaction_events.h"
#include "schema/outlet_state.h"

namespace kintsugi::core {
namespace {

using No = schema::AgentRefusal;
using schema::Agent;

// Everybody for himself; a dispatcher of the desk's outlet for all who sit there.
Result<void> check_for_whom(const std::string& agent, const std::string& outlet, Reads& reads) {
  if (!is_person(reads) || reads.actor().operator_id == agent) return {};
  if (holds_role_over(schema::Role::dispatcher, outlet, reads)) return {};
  return refuse(No::not_yourself, "operator " + agent + " is somebody else");
}

}  // namespace

Result<Events> decide(const schema::GoOnDuty& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  KINTSUGI_TRY_OK(check_for_whom(command.agent, command.outlet, reads));
  if (!command.outlet.empty() && !reads.exists<schema::Outlet>(command.outlet))
    return refuse(No::unknown_outlet, "there is no outlet " + command.outlet);
  const auto* person = reads.find<schema::Operator>(command.agent);
  if (person == nullptr || person->status != schema::OperatorStatus::active)
    return refuse(No::unknown_operator, "operator " + command.agent);
  if (desk::is_on_duty(reads.find<Agent>(command.agent)))
    return refuse(No::on_duty, "go off duty first");
  Events events;
  events.on(command.agent,
            schema::AgentWentOnDuty{
                .agent = command.agent, .outlet = command.outlet, .since = to_ms(reads.now())});
  desk::become_free(command.agent, command.outlet, reads, events);
  return events;
}

Result<Events> decide(const schema::GoOffDuty& command, Reads& reads) {
  KINTSUGI_TRY(const Agent* agent, reads.require<Agent>(command.agent));
  KINTSUGI_TRY_OK(within_scope(command, agent->outlet, reads));
  KINTSUGI_TRY_OK(check_for_whom(command.agent, agent->outlet, reads));
  if (!desk::is_on_duty(agent)) return refuse(No::off_duty, "since some time");
  Events events;
  for (const std::string& contact : agent->contacts)
    events.on(contact, schema::InteractionReturned{.before = command.agent});
  events.on(command.agent, schema::AgentWentOffDuty{.since = to_ms(reads.now())});
  if (agent->status == schema::AgentStatus::free)
    events.on(desk::id_of(agent->outlet), schema::DeskAgentTaken{.agent = command.agent});
  if (agent->contacts.empty() || !desk::distributes(reads)) return events;
  for (const std::string& id : agent->contacts) {
    if (const auto* contact = reads.find<schema::Interaction>(id))
      desk::come(id, contact->outlet, contact->direction, reads, events);
  }
  return events;
}

}  // namespace kintsugi::core
