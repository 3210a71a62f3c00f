#pragma once
// Contacts that are neither linked to an order nor closed. One thread.

#include "projections/queues/waiting.h"
#include "schema/interaction_views.h"

namespace kintsugi::projections::queues {

// No state is kept of a contact: what takes it back into the queue says what its row needs.
// `waiting` outlives the folds.
void follow_contacts(Folds& folds, Waiting& waiting);

}  // namespace kintsugi::projections::queues
