#include <map>

#include "projections/lists/rows.h"
#include "projections/queues/queues.h"
#include "schema/description.h"

namespace kintsugi::projections {

using schema::Queue;
using schema::QueueRow;

namespace {

// `sort` empty: what waits longest comes first.
Result<Page<QueueRow>> page_in(const RowReader& rows, Queue queue, std::string_view outlet,
                               std::string_view sort, const Scope& scope,
                               const PageRequest& page) {
  const lists::List& list = *lists::find("queue_items");
  lists::Query query;
  query.sort = sort;
  lists::add_equal(list, "queue", static_cast<std::int64_t>(queue), query);
  lists::add_equal(list, "outlet", outlet, query);
  return lists::page_of<QueueRow>(list, rows, query, scope, page);
}

}  // namespace

Result<Page<QueueRow>> list_queue(const RowReader& rows, Queue queue, std::string_view outlet,
                                  const Scope& scope, const PageRequest& page) {
  const auto& value = schema::find_enum("queue")->values[static_cast<std::size_t>(queue)];
  return page_in(rows, queue, outlet, value.order, scope, page);
}

namespace {

struct Place {
  std::int64_t count = 0;
  Scope scope;  // the part of who asks where something waits
};

// What a region's other outlets have is not looked for. Whoever sees his own beside has no such
// part.
Result<std::map<Queue, Place>> where_they_wait(const RowReader& rows, const Scope& scope) {
  std::map<Queue, Place> out;
  if (scope.all) {
    KINTSUGI_TRY(const auto sums, sum_queues(rows, scope));
    for (const auto& [queue, count] : sums)
      if (count > 0) out[queue] = {count, scope};
    return out;
  }
  KINTSUGI_TRY(const auto counts, count_queues(rows, scope));
  for (const QueueCount& one : counts) {
    const auto [at, fresh] = out.try_emplace(one.queue, Place{0, scope});
    Place& place = at->second;
    place.count += one.count;
    if (!scope.technician.empty()) continue;
    if (fresh) place.scope.outlets.clear();
    place.scope.outlets.insert(one.outlet);
  }
  return out;
}

}  // namespace

Result<std::map<Queue, QueueSum>> queue_sums(const RowReader& rows, const Scope& scope) {
  KINTSUGI_TRY(const auto places, where_they_wait(rows, scope));
  std::map<Queue, QueueSum> out;
  for (const auto& [queue, place] : places) {
    KINTSUGI_TRY(const auto first,
                 page_in(rows, queue, "", "", place.scope, {.limit = 1, .after = {}}));
    out[queue] = {place.count, first.rows.empty() ? 0 : first.rows[0].since};
  }
  return out;
}

}  // namespace kintsugi::projections
