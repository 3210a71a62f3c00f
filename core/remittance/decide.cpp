#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/money/money.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/remittance_dispatch.h"
#include "schema/technician_state.h"

namespace kintsugi::core {

using schema::Remittance;
using No = schema::RemittanceRefusal;

Result<Events> decide(const schema::WithdrawRemittance& command, Reads& reads) {
  KINTSUGI_TRY(const Remittance* remittance, reads.require<Remittance>(command.remittance));
  KINTSUGI_TRY(const schema::Technician* technician,
               reads.require<schema::Technician>(remittance->technician));
  KINTSUGI_TRY_OK(within_scope(command, remittance->outlet, reads));
  if (remittance->status == schema::RemittanceStatus::withdrawn) return refuse(No::withdrawn);
  if (!is_reason(command.reason)) return refuse(No::bad_text, "say why");
  if (is_author(remittance->received_by, reads)) {
    return refuse(No::same_author, remittance->received_by);
  }
  KINTSUGI_TRY_OK(money::add(technician->cash_held, remittance->amount));
  Events events;
  events.on(command.remittance,
            schema::RemittanceWithdrawn{.reason = command.reason,
                                        .withdrawn_by = reads.actor().operator_id,
                                        .withdrawn_at = to_ms(reads.business_time())});
  events.on(remittance->technician, schema::PaymentRemittedBack{.amount = remittance->amount,
                                                                .remittance = command.remittance});
  return events;
}

}  // namespace kintsugi::core
