#include "projections/queues/of_requests.h"

#include "schema/roster_views.h"
#include "schema/subcontract_views.h"

namespace kintsugi::projections::queues {

using schema::Queue;
using schema::QueueRow;

void OfRequests::follow(Folds& folds) {
  folds
      .on_stream<schema::Leave>(
          kept_from<schema::LeaveRequestedView>(leaves_),
          [this](const EventContext& context, const schema::EventView&, schema::Leave& leave) {
            const bool waits = leave.status == schema::LeaveStatus::requested;
            const Key key = waiting_.key_of("leave", context.id);
            waiting_.stand(context, key, waits ? Queue::leaves_to_decide : Queue::none,
                           [&](QueueRow& row) {
                             row.outlet = leave.outlet;
                             row.technician = leave.technician;
                             row.by = leave.requested_by;
                             row.note = leave.reason;
                           });
            if (!waits) return forget(leaves_, context);
            waiting_.row_at(key).due_at = leave.starts_at;  // decided before it begins
          })
      .on_stream<schema::Subcontract>(
          kept_from<schema::SubcontractRequestedView>(subcontracts_),
          [this](const EventContext& context, const schema::EventView&,
                 schema::Subcontract& subcontract) {
            const bool waits = subcontract.status == schema::SubcontractStatus::requested;
            waiting_.stand(context, waiting_.key_of("subcontract", context.id),
                           waits ? Queue::subcontracts_to_approve : Queue::none,
                           [&](QueueRow& row) {
                             row.order = subcontract.order;
                             row.outlet = subcontract.outlet;
                             row.amount = subcontract.cost_expected;
                             row.by = subcontract.requested_by;
                             row.note = subcontract.reason;
                           });
            if (!waits) forget(subcontracts_, context);
          });
}

}  // namespace kintsugi::projections::queues
