#pragma once
// Who is free at a desk, and what an agent has in hand. Events of an agent and of his desk always
// come together, so that the desk knows its free agents in the order in which they became free.
//
// Where the service policy in force says so, contacts are routed by themselves: one that comes to
// who has been free longest, who becomes free to what has waited longest.

#include <string>
#include <string_view>

#include "core/events.h"
#include "core/reads.h"
#include "schema/agent_state.h"
#include "schema/interaction_state.h"

namespace kintsugi::core::desk {

// The stream's id: "desk:<outlet>"; the company's is "desk:".
std::string id_of(std::string_view outlet);

inline bool is_on_duty(const schema::Agent* agent) {
  return agent != nullptr &&
         (agent->status == schema::AgentStatus::free || agent->status == schema::AgentStatus::busy);
}

// Whether contacts are routed by themselves now.
bool distributes(Reads& reads);

// Who has been free longest at the outlet's desk, and has got nothing by `events`, which the
// decision has given so far; empty: nobody is.
std::string longest_free(std::string_view outlet, Reads& reads, const Events& events);

// `agent`, who is on duty, has one contact more, or one less where he has it. Who has none left is
// free, or has the next.
void take(const std::string& agent, const std::string& interaction, Reads& reads, Events& events);
void done(const std::string& agent, const std::string& interaction, Reads& reads, Events& events);
// `agent` is free at the outlet's desk, or has what has waited longest there.
void become_free(const std::string& agent, const std::string& outlet, Reads& reads, Events& events);

// It waits no more at the outlet's desk, where it did.
void leave(const std::string& interaction, std::string_view outlet, Reads& reads, Events& events);

// A contact of the customer's is open, by `events`: somebody has it, or it waits its turn. Nothing
// where the policy does not ask for it, of what the company itself began, and of an import, whose
// contacts are of long ago.
void come(const std::string& interaction, std::string_view outlet, schema::Direction direction,
          Reads& reads, Events& events);

}  // namespace kintsugi::core::desk
