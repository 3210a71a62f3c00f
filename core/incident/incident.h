#pragma once
// What the decisions of an incident have in common. Pure.

#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "schema/incident_refusals.h"
#include "schema/incident_state.h"

namespace kintsugi::core::incident {

using No = schema::IncidentRefusal;
using Status = schema::IncidentStatus;

// The incident is at one of the stages from `first` to `last`; else what it lacks, or that it is
// past them.
Result<void> check_stage(const schema::Incident& incident, Status first, Status last);

// The incident of a command: in the actor's scope, and at one of those stages.
template <class Command>
Result<const schema::Incident*> incident_of(const Command& command, Status first, Status last,
                                            Reads& reads) {
  KINTSUGI_TRY(const schema::Incident* found, reads.require<schema::Incident>(command.incident));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  KINTSUGI_TRY_OK(check_stage(*found, first, last));
  return found;
}

// The alarm of its first action.
std::string action_alarm(const std::string& incident);

// It is armed for the first action, due at `due_at` in ms since 1970.
void arm_action(const std::string& id, std::int64_t due_at, const std::string& outlet,
                const std::string& order, Reads& reads, Events& events);
// It goes to where the incident is from now on; one that tripped keeps its order.
void follow_alarm(const std::string& id, const schema::Incident& before,
                  const std::string& outlet, const std::string& order, Reads& reads,
                  Events& events);

// A text that says something, of at most 4000 characters; `field` as in JSON.
Result<void> check_told(std::string_view text, std::string_view field);

}  // namespace kintsugi::core::incident
