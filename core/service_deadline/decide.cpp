#include "core/service_deadline/follow.h"
#include "core/work_order/rules.h"
#include "schema/work_order_promise_dispatch.h"

namespace kintsugi::core {

Result<Events> decide(const schema::RenewDeadlines& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses,
                                    work_order::No::not_registered, reads));
  Events events;
  service_deadline::renew(command.order, *order, reads, events);
  if (events.empty())
    return refuse(work_order::No::nothing_changed, "the policy in force promises the same");
  return events;
}

void evolve(schema::WorkOrder& state, const schema::DeadlinesSetView& event) {
  state.promise = schema::to_value(event).promise;
}

}  // namespace kintsugi::core
