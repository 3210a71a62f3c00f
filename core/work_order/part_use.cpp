#include "core/work_order/part_use.h"

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

// Another part, or another number of pieces, is another that he carried; what it cost.
Result<std::int64_t> exchange_carried(const schema::ReplacePartUse& command,
                                      const schema::UsedPart& used, Reads& reads,
                                      Events& events) {
  if (command.part == used.part && command.quantity == used.quantity) return used.cost;
  if (command.part == used.part)
    return refuse_field(No::bad_quantity, "quantity", "withdraw it, and use as many as it was");
  KINTSUGI_TRY_OK(part_request::withdraw_use({.technician = used.technician,
                                              .part = used.part,
                                              .quantity = used.quantity,
                                              .order = command.order,
                                              .request = {}},
                                             used.cost, reads, events));
  return part_request::use_part({.technician = used.technician,
                                 .part = command.part,
                                 .quantity = command.quantity,
                                 .order = command.order,
                                 .request = {}},
                                reads, events);
}

}  // namespace

// In the period that is open, where the order is posted. Nobody needs to go there again.
Result<Events> decide(const schema::ReplacePartUse& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::before_posting.with(Status::posted),
                                    No::not_registered, reads));
  KINTSUGI_TRY(const schema::UsedPart* used, work_order::use_of(*order, command.number, reads));
  // What was charged for it on a posted order, a correction puts right.
  if (order->status != Status::posted)
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
  const bool owed = used->payer == schema::Payer::manufacturer;
  const bool owes = command.payer == schema::Payer::manufacturer;
  const bool other = command.part != used->part;
  if (owed && (!owes || other))
    old_parts::settle({used->technician, command.order, used->part, used->quantity}, reads,
                      events);
  if (owes && (!owed || other))
    old_parts::owe({used->technician, command.order, command.part, command.quantity}, reads,
                   events);
  return events;
}

}  // namespace kintsugi::core
