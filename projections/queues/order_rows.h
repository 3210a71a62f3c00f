#pragma once
// The rows of an order: its own, and those in which it waits beside its own way. One thread.

#include <string_view>
#include <utility>

#include "projections/queues/waiting.h"

namespace kintsugi::projections::queues {

class OrderRows {
 public:
  explicit OrderRows(Waiting& waiting) : waiting_(waiting) {}

  // Of the event's order; made where it waits nowhere.
  schema::QueueRow& own(const EventContext& context) {
    schema::QueueRow& row = waiting_.row_at(waiting_.key_of("work_order", context.id));
    if (row.order.empty()) row.order = context.id;
    return row;
  }

  // It stands in the queue in that lane, or in none; all that its own row tells stands there too,
  // fill(row) says what else.
  template <class Fill>
  void beside(const EventContext& context, const schema::QueueRow& own, std::string_view lane,
              schema::Queue queue, Fill fill) {
    waiting_.stand(context, waiting_.key_of("work_order", context.id, lane), queue,
                   [&](schema::QueueRow& row) {
                     schema::QueueRow about = own;
                     about.id = row.id;
                     about.queue = row.queue;
                     about.since = row.since;
                     about.position = row.position;
                     about.due_at = 0;
                     fill(about);
                     row = std::move(about);
                   });
  }

 private:
  Waiting& waiting_;
};

}  // namespace kintsugi::projections::queues
