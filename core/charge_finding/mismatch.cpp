#include "core/charge_finding/mismatch.h"

#include "schema/charge_finding_events.h"
#include "schema/charge_finding_state.h"

namespace kintsugi::core::charge_finding {

void note_mismatch(const std::string& order_id, const schema::WorkOrder& order, bool mismatch,
                   std::int64_t said, std::int64_t recorded, Reads& reads, Events& events) {
  using Stage = schema::ChargeFindingStatus;
  const auto* found = reads.find<schema::ChargeFinding>(order_id);
  const bool open =
      found != nullptr && found->status != Stage::none && found->status != Stage::closed;
  if (mismatch && !open) {
    events.on(order_id, schema::ChargeFindingOpened{.order = order_id,
                                                    .outlet = order.outlet,
                                                    .technician = order.technician,
                                                    .amount_said = said,
                                                    .amount_recorded = recorded,
                                                    .opened_at = to_ms(reads.business_time())});
  } else if (!mismatch && open) {
    events.on(order_id, schema::ChargeFindingClosed{
                            .outcome = schema::ChargeFindingOutcome::corrected,
                            .by = reads.actor().operator_id});
  }
}

bool contradicts(schema::ChargedAnswer answer, std::int64_t said, std::int64_t recorded) {
  using enum schema::ChargedAnswer;
  switch (answer) {
    case not_charged:
      return recorded != 0;
    case charged:
      return recorded == 0 || (said != 0 && said != recorded);
    case none:
    case unsure:
      return false;
  }
  return false;
}

}  // namespace kintsugi::core::charge_finding
