#pragma once
// A contact becomes an order's: by LinkInteraction, or with the order's registration.

#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "schema/interaction_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::interaction {

// Refused interaction.linked, .closed: it is somewhere already.
Result<void> check_unlinked(const schema::Interaction& contact);

// What happens to the contact, its agent and the order. `order` is null while it is being
// registered.
void link(const std::string& id, const schema::Interaction& contact, const std::string& order_id,
          const schema::WorkOrder* order, Reads& reads, Events& events);

// One that nobody has logged, with the order that is being registered.
struct Unlogged {
  schema::Channel channel = {};
  std::string phone;  // normalised
  std::string customer, summary, outlet;
};
Result<void> log_and_link(const Unlogged& contact, const std::string& order_id, Reads& reads,
                          Events& events);

// A complaint came of it, and so it is done with, unless it is an order's already. `complaint` is
// empty where it is kept from somebody.
void done_by_complaint(const std::string& id, const schema::Interaction& contact,
                       const std::string& complaint, Reads& reads, Events& events);

}  // namespace kintsugi::core::interaction
