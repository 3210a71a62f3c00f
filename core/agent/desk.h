#pragma once
// Who is free at a desk, and what an agent has in hand. Events of an agent and of his desk always
// come together, so that the desk knows its free agents in the order in which they became free.

#include <string>
#include <string_view>

#include "core/events.h"
#include "core/reads.h"
#include "schema/agent_state.h"

namespace kintsugi::core::desk {

// The stream's id: "desk:<outlet>"; the company's is "desk:".
std::string id_of(std::string_view outlet);

inline bool is_on_duty(const schema::Agent* agent) {
  return agent != nullptr &&
         (agent->status == schema::AgentStatus::free || agent->status == schema::AgentStatus::busy);
}

// Who has been free longest at the outlet's desk; empty: nobody is.
std::string longest_free(std::string_view outlet, Reads& reads);

// `agent`, who is on duty, has one contact more, or one less where he has it.
void take(const std::string& agent, const std::string& interaction, Reads& reads, Events& events);
void done(const std::string& agent, const std::string& interaction, Reads& reads, Events& events);

}  // namespace kintsugi::core::desk
