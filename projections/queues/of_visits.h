#pragma once
// What waits around visits: cards that were reported lost, units in the workshop, old parts that
// are owed for advance parts. What is said with each event is all that is known of them.

#include "projections/queues/waiting.h"

namespace kintsugi::projections::queues {

// `waiting` outlives the folds.
void follow_visits(Folds& folds, Waiting& waiting);

}  // namespace kintsugi::projections::queues
