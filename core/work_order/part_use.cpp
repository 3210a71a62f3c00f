#include "core/work_order/part_use.h"

#include <algorithm>

#include "core/claims/claim.h"
#include "core/money/money.h"
#include "core/part_request/of_order.h"
#include "core/technician/old_parts.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/part_state.h"
#include "schema/work_order_correction_dispatch.h"
#include "schema/work_order_visit_events.h"
#include "schema/work_order_visit_state.h"

namespace kintsugi::core {

namespace work_order {

Result<void> fit_serial(const std::string& order, const std::string& part_id,
                        const std::string& serial, std::int64_t quantity,
                        const schema::UsedPart* from, Reads& reads, Events& events) {
  const auto* part = reads.find<schema::Part>(part_id);
  if (part == nullptr) return refuse(No::unknown_part, "there is no part " + part_id);
  if (serial.empty() && part->serials == schema::PartSerials::demanded)
    return refuse_field(No::part_serial_missing, "serial", part_id);
  if (serial.empty()) return {};
  if (!is_id(serial))
    return refuse_field(No::bad_text, "serial", "a serial is 1 to 64 octets without / and :");
  if (quantity != money::quantity_whole)
    return refuse(No::bad_quantity, "a serial names one piece");
  const auto piece =
      claims::find<schema::PartSerial>(claims::claim_of_part(part_id, serial), reads);
  const bool same = from != nullptr && !from->serial.empty() &&
                    claims::claim_of_part(from->part, from->serial).id == piece.id;
  if (piece.state != nullptr && !(same && piece.state->order == order))
    return refuse(No::serial_fitted, "in order " + piece.state->order);
  events.on(piece.id, schema::PartSerialFitted{.order = order});
  return {};
}

void free_serial(const std::string& order, const schema::UsedPart& used, Reads& reads,
                 Events& events) {
  if (used.serial.empty()) return;
  const auto fitted =
      claims::find<schema::PartSerial>(claims::claim_of_part(used.part, used.serial), reads);
  if (fitted.state != nullptr && fitted.state->order == order)
    events.on(fitted.id, schema::PartSerialFreed{.order = order});
}

Result<const schema::UsedPart*> use_of(const schema::WorkOrder& order, std::uint16_t number,
                                       Reads& reads) {
  if (number < 1 || number > order.parts.size())
    return refuse(No::no_such_part_use, "there is no part " + std::to_string(number));
  const schema::UsedPart& used = order.parts[number - 1u];
  if (used.withdrawn)
    return refuse(No::withdrawn, "part " + std::to_string(number) + " is withdrawn");
  if (is_person(reads) && technician_of_actor(reads) == used.technician)
    return refuse(No::same_author, "technician " + used.technician + " used it");
  return &used;
}

Result<void> check_uncharged(const schema::WorkOrder& order, std::uint16_t number) {
  if (order.status == Status::posted) return {};  // where a correction puts it right
  for (const schema::Charge& charge : order.charges) {
    if (charge.part_use == number && charge.status != schema::ChargeStatus::withdrawn)
      return refuse(No::part_charged,
                    "withdraw charge " + std::to_string(charge.line) + " first");
  }
  return {};
}

schema::PartUseWithdrawn withdrawn(std::uint16_t number, const schema::UsedPart& used,
                                   const std::string& reason, const Reads& reads) {
  return {.number = number,
          .part = used.part,
          .quantity = used.quantity,
          .cost = used.cost,
          .reason = reason,
          .by = reads.actor().operator_id};
}

}  // namespace work_order

namespace {

using work_order::No;
using work_order::Status;

part_request::PartUse carried_by(const schema::UsedPart& used, const std::string& part,
                                 std::int64_t quantity, const std::string& order) {
  return {.technician = used.technician,
          .part = part,
          .quantity = quantity,
          .order = order,
          .request = {}};
}

// Another part is another that he carried; of more or less of it, the difference is. What it cost.
Result<std::int64_t> exchange_carried(const schema::ReplacePartUse& command,
                                      const schema::UsedPart& used, Reads& reads,
                                      Events& events) {
  const bool same_part = command.part == used.part;
  const std::int64_t kept = same_part ? std::min(command.quantity, used.quantity) : 0;
  const std::int64_t back = used.quantity - kept, more = command.quantity - kept;
  KINTSUGI_TRY(const std::int64_t back_cost, money::share_of(used.cost, back, used.quantity));
  if (back > 0) {
    KINTSUGI_TRY_OK(part_request::withdraw_use(
        carried_by(used, used.part, back, command.order), back_cost, reads, events));
  }
  std::int64_t more_cost = 0;
  if (more > 0) {
    KINTSUGI_TRY(more_cost,
                 part_request::use_part(carried_by(used, command.part, more, command.order), reads,
                                        events));
  }
  return used.cost - back_cost + more_cost;
}

// The old parts that he owes are those of what he fitted in truth, at the maker's cost.
void move_old_parts(const schema::ReplacePartUse& command, const schema::UsedPart& used,
                    Reads& reads, Events& events) {
  const bool same_part = command.part == used.part;
  const std::int64_t owed = used.payer == schema::Payer::manufacturer ? used.quantity : 0;
  const std::int64_t owes = command.payer == schema::Payer::manufacturer ? command.quantity : 0;
  const std::int64_t kept = same_part ? std::min(owed, owes) : 0;
  if (owed > kept)
    old_parts::settle({used.technician, command.order, used.part, owed - kept}, reads, events);
  if (owes > kept)
    old_parts::owe({used.technician, command.order, command.part, owes - kept}, reads, events);
}

}  // namespace

// In the period that is open, where the order is posted. Nobody needs to go there again.
Result<Events> decide(const schema::ReplacePartUse& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::before_posting.with(Status::posted),
                                    No::not_registered, reads));
  KINTSUGI_TRY(const schema::UsedPart* used, work_order::use_of(*order, command.number, reads));
  KINTSUGI_TRY_OK(work_order::check_uncharged(*order, command.number));
  if (command.quantity <= 0) return refuse(No::bad_quantity, "more than nothing");
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  const bool same = command.part == used->part && command.quantity == used->quantity &&
                    command.serial == used->serial && command.payer == used->payer;
  if (same) return refuse(No::nothing_changed, "that is the part");
  if (order->parts.size() >= work_order::entries_max) return refuse(No::too_many, "1000 parts");
  Events events;
  events.on(command.order,
            work_order::withdrawn(command.number, *used, command.reason, reads));
  work_order::free_serial(command.order, *used, reads, events);
  KINTSUGI_TRY_OK(work_order::fit_serial(command.order, command.part, command.serial,
                                         command.quantity, used, reads, events));
  KINTSUGI_TRY(const std::int64_t cost, exchange_carried(command, *used, reads, events));
  events.on(command.order, schema::PartUsed{.part = command.part,
                                            .technician = used->technician,
                                            .quantity = command.quantity,
                                            .serial = command.serial,
                                            .payer = command.payer,
                                            .cost = cost});
  move_old_parts(command, *used, reads, events);
  return events;
}

}  // namespace kintsugi::core
