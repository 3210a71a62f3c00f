#include "core/agent/desk.h"

#include <algorithm>

#include "schema/agent_events.h"

namespace kintsugi::core::desk {

std::string id_of(std::string_view outlet) { return std::string("desk:").append(outlet); }

std::string longest_free(std::string_view outlet, Reads& reads) {
  const auto* found = reads.find<schema::ServiceDesk>(id_of(outlet));
  return found == nullptr || found->free.empty() ? std::string() : found->free.front();
}

void take(const std::string& agent, const std::string& interaction, Reads& reads, Events& events) {
  const auto* who = reads.find<schema::Agent>(agent);
  if (!is_on_duty(who)) return;
  events.on(agent, schema::ContactTaken{.interaction = interaction, .since = to_ms(reads.now())});
  if (who->status == schema::AgentStatus::free)
    events.on(id_of(who->outlet), schema::DeskAgentTaken{.agent = agent});
}

void done(const std::string& agent, const std::string& interaction, Reads& reads, Events& events) {
  const auto* who = agent.empty() ? nullptr : reads.find<schema::Agent>(agent);
  if (who == nullptr) return;
  const auto& has = who->contacts;
  if (std::find(has.begin(), has.end(), interaction) == has.end()) return;
  events.on(agent, schema::ContactDone{.interaction = interaction, .since = to_ms(reads.now())});
  if (has.size() == 1) events.on(id_of(who->outlet), schema::DeskAgentFree{.agent = agent});
}

}  // namespace kintsugi::core::desk
