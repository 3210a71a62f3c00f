#pragma once
// What waits for somebody: orders, manual charges, part requests, alarms, cash, counts, drafts and
// wage runs, each in one queue, per outlet, with counts.

#include <cstdint>
#include <map>
#include <string>

#include "projections/runner/projection.h"
#include "projections/runner/scope.h"
#include "schema/rows_queues_state.h"

namespace kintsugi::projections {

const ProjectionKind& queues_projection();

// What waits longest comes first, or what is due soonest, as the queue declares. `outlet` empty:
// all of the scope.
Result<Page<schema::QueueRow>> list_queue(const RowReader& rows, schema::Queue queue,
                                          std::string_view outlet, const Scope& scope,
                                          const PageRequest& page);

struct QueueCount {
  schema::Queue queue = schema::Queue::none;
  std::string outlet;
  std::int64_t count = 0;
};
// How many orders each outlet completed on that day in Shanghai.
Result<std::map<std::string, std::int64_t>> finished_on(const RowReader& rows, std::int32_t day,
                                                        const Scope& scope);
// None that is zero: by queue, then outlet; then the own of who asks that is in no outlet of his.
Result<std::vector<QueueCount>> count_queues(const RowReader& rows, const Scope& scope);
// The same over all of the scope's outlets.
Result<std::map<schema::Queue, std::int64_t>> sum_queues(const RowReader& rows,
                                                         const Scope& scope);

struct QueueSum {
  std::int64_t count = 0;
  std::int64_t since = 0;  // milliseconds: what waits longest there waits since then
};
// Of each queue where something waits, over all of the scope's outlets.
Result<std::map<schema::Queue, QueueSum>> queue_sums(const RowReader& rows, const Scope& scope);

}  // namespace kintsugi::projections
