#include <string>

#include "schema/agent_dispatch.h"

namespace kintsugi::core {

using schema::Agent;
using schema::AgentStatus;

void evolve(Agent& state, const schema::AgentWentOnDutyView& event) {
  state.status = AgentStatus::free;
  state.agent = event.agent;
  state.outlet = event.outlet;
  state.since = event.since;
  state.handled = 0;
}

void evolve(Agent& state, const schema::AgentWentOffDutyView& event) {
  state.status = AgentStatus::off_duty;
  state.since = event.since;
  state.contacts.clear();
}

void evolve(Agent& state, const schema::ContactTakenView& event) {
  if (state.status != AgentStatus::busy) state.since = event.since;
  state.status = AgentStatus::busy;
  state.contacts.emplace_back(event.interaction);
}

void evolve(Agent& state, const schema::ContactDoneView& event) {
  std::erase(state.contacts, std::string(event.interaction));
  ++state.handled;
  if (!state.contacts.empty()) return;
  state.status = AgentStatus::free;
  state.since = event.since;
}

void evolve(schema::ServiceDesk& state, const schema::DeskAgentFreeView& event) {
  state.free.emplace_back(event.agent);
}

void evolve(schema::ServiceDesk& state, const schema::DeskAgentTakenView& event) {
  std::erase(state.free, std::string(event.agent));
}

void evolve(schema::ServiceDesk& state, const schema::DeskContactWaitsView& event) {
  state.waiting.emplace_back(event.interaction);
}

void evolve(schema::ServiceDesk& state, const schema::DeskContactLeftView& event) {
  std::erase(state.waiting, std::string(event.interaction));
}

}  // namespace kintsugi::core
