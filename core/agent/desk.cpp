#include "core/agent/desk.h"

#include <algorithm>

#include "core/service_policy/service_policy.h"
#include "schema/agent_events.h"
#include "schema/interaction_events.h"

namespace kintsugi::core::desk {

namespace {

constexpr std::size_t waiting_max = 500;  // as the state keeps; more wait to be routed by hand
constexpr std::size_t looked_at_max = 50;  // of those that wait, in one decision

// Once, however many contacts the decision routes.
void note_policy(Reads& reads, Events& events) {
  const auto& rules = events.rules();
  const bool noted = std::any_of(rules.begin(), rules.end(), [](const RuleUse& one) {
    return one.rule.starts_with("service_policy/");
  });
  if (!noted) service_policy::note_use(service_policy::in_force(reads.now(), reads), events);
}

bool holds(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

void route(const std::string& interaction, const std::string& agent, Reads& reads,
           Events& events) {
  events.on(interaction,
            schema::InteractionRouted{.agent = agent, .routed_at = to_ms(reads.now())});
}

// The first that still waits is his; those before it found their way otherwise.
bool has_next(const std::string& agent, const std::string& outlet, Reads& reads, Events& events) {
  const std::string desk = id_of(outlet);
  const auto* found = reads.find<schema::ServiceDesk>(desk);
  if (found == nullptr || found->waiting.empty() || !distributes(reads)) return false;
  note_policy(reads, events);
  const std::size_t end = std::min(found->waiting.size(), looked_at_max);
  for (std::size_t i = 0; i < end; ++i) {
    const std::string& next = found->waiting[i];
    events.on(desk, schema::DeskContactLeft{.interaction = next});
    const auto* contact = reads.find<schema::Interaction>(next);
    if (contact == nullptr || contact->status != schema::InteractionStatus::open) continue;
    route(next, agent, reads, events);
    events.on(agent, schema::ContactTaken{.interaction = next, .since = to_ms(reads.now())});
    return true;
  }
  return false;
}

}  // namespace

bool distributes(Reads& reads) {
  return service_policy::in_force(reads.now(), reads).contacts_distributed ==
         schema::PolicyAnswer::yes;
}

std::string id_of(std::string_view outlet) { return std::string("desk:").append(outlet); }

std::string longest_free(std::string_view outlet, Reads& reads, const Events& events) {
  const auto* found = reads.find<schema::ServiceDesk>(id_of(outlet));
  if (found == nullptr) return {};
  const auto is_taken = [&](const std::string& agent) {
    return std::any_of(events.list().begin(), events.list().end(), [&](const StreamEvent& one) {
      const auto* taken = one.event.get_if<schema::DeskAgentTaken>();
      return taken != nullptr && taken->agent == agent;
    });
  };
  for (const std::string& agent : found->free)
    if (!is_taken(agent)) return agent;
  return {};
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
  if (who == nullptr || !holds(who->contacts, interaction)) return;
  events.on(agent, schema::ContactDone{.interaction = interaction, .since = to_ms(reads.now())});
  if (who->contacts.size() == 1) become_free(agent, who->outlet, reads, events);
}

void become_free(const std::string& agent, const std::string& outlet, Reads& reads,
                 Events& events) {
  if (has_next(agent, outlet, reads, events)) return;
  events.on(id_of(outlet), schema::DeskAgentFree{.agent = agent});
}

void leave(const std::string& interaction, std::string_view outlet, Reads& reads, Events& events) {
  const std::string desk = id_of(outlet);
  const auto* found = reads.find<schema::ServiceDesk>(desk);
  if (found != nullptr && holds(found->waiting, interaction))
    events.on(desk, schema::DeskContactLeft{.interaction = interaction});
}

void come(const std::string& interaction, std::string_view outlet, schema::Direction direction,
          Reads& reads, Events& events) {
  const bool from_customer = direction != schema::Direction::outbound;
  if (!from_customer || reads.actor().kind == ActorKind::import) return;
  if (!distributes(reads)) return;
  note_policy(reads, events);
  const std::string desk = id_of(outlet);
  const auto* found = reads.find<schema::ServiceDesk>(desk);
  const bool waits = found != nullptr && holds(found->waiting, interaction);
  const std::string agent = longest_free(outlet, reads, events);
  if (!agent.empty()) {
    if (waits) events.on(desk, schema::DeskContactLeft{.interaction = interaction});
    route(interaction, agent, reads, events);
    take(agent, interaction, reads, events);
  } else if (!waits && (found == nullptr || found->waiting.size() < waiting_max)) {
    events.on(desk, schema::DeskContactWaits{.interaction = interaction});
  }
}

}  // namespace kintsugi::core::desk
