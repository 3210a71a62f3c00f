// A posted order is history: what was wrong with it is an adjusting line in the period that is
// open.

#include <string>

#include "core/calendar/calendar.h"
#include "core/four_eyes/four_eyes.h"
#include "core/maker_settlement/claim.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/work_order_correction_dispatch.h"

namespace kintsugi::core {

using schema::CorrectionStatus;
using work_order::No;
using work_order::Status;

Result<Events> decide(const schema::CorrectWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::posted}, No::not_posted, reads));
  if (!is_line(command.item, 64)) return refuse(No::bad_text, "name the item");
  if (command.amount == 0) return refuse(No::bad_amount, "more or less than was posted");
  if (command.payer == schema::Payer::none)
    return refuse(No::payer_missing, "customer, manufacturer or outlet");
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  events.on(command.order, schema::WorkOrderCorrected{
                               .number = static_cast<std::uint16_t>(order->corrections.size() + 1),
                               .item = command.item,
                               .amount = command.amount,
                               .payer = command.payer,
                               .reason = command.reason,
                               .by = reads.actor().operator_id,
                               .outlet = order->outlet});
  return events;
}

Result<Events> decide(const schema::DecideCorrection& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::posted}, No::not_posted, reads));
  if (command.number < 1 || command.number > order->corrections.size())
    return refuse(No::no_such_correction,
                  "there is no correction " + std::to_string(command.number));
  const schema::Correction& line = order->corrections[command.number - 1u];
  if (line.status != CorrectionStatus::pending)
    return refuse(No::correction_decided, "by operator " + line.decided_by);
  if (is_author(line.by, reads)) return refuse(No::same_author, "operator " + line.by + " told it");
  if (command.reject) KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  KINTSUGI_TRY_OK(work_order::check_why(command.reason, "reason"));
  Events events;
  events.on(command.order,
            schema::CorrectionDecided{
                .number = command.number,
                .status = command.reject ? CorrectionStatus::rejected : CorrectionStatus::approved,
                .counts_on = command.reject ? 0 : day_of(judged_at(reads)),
                .decided_by = reads.actor().operator_id,
                .reason = command.reason});
  if (!command.reject && line.payer == schema::Payer::manufacturer) {
    maker_settlement::claim(command.order, *order,
                            {{.correction = command.number,
                              .amount = line.amount,
                              .posted_on = day_of(judged_at(reads))}},
                            reads, events);
  }
  return events;
}

}  // namespace kintsugi::core
