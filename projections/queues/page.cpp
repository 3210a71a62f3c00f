#include "projections/lists/rows.h"
#include "projections/queues/queues.h"

namespace kintsugi::projections {

using schema::Queue;
using schema::QueueRow;

Result<Page<QueueRow>> list_queue(const RowReader& rows, Queue queue, std::string_view outlet,
                                  const Scope& scope, const PageRequest& page) {
  const lists::List& list = *lists::find("queue_items");
  lists::Query query;
  lists::add_equal(list, "queue", static_cast<std::int64_t>(queue), query);
  lists::add_equal(list, "outlet", outlet, query);
  return lists::page_of<QueueRow>(list, rows, query, scope, page);
}

}  // namespace kintsugi::projections
