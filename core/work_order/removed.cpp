// What came out of a machine when a part was changed: one piece each, by its serial where one can
// be read. By its serial it leaves the machine into which it was fitted.

#include <algorithm>
#include <string>

#include "core/claims/claim.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/part_state.h"
#include "schema/work_order_correction_events.h"
#include "schema/work_order_removed_dispatch.h"
#include "schema/work_order_visit_events.h"
#include "schema/work_order_visit_state.h"

namespace kintsugi::core {
namespace {

using work_order::No;
using work_order::Status;
using work_order::StatusSet;

constexpr StatusSet opened_up{Status::in_progress, Status::on_hold, Status::work_reported,
                              Status::completed, Status::followed_up};

Result<void> check_removed(const schema::RecordRemovedPart& command,
                           const schema::WorkOrder& order, Reads& reads) {
  if (!reads.exists<schema::Part>(command.part))
    return refuse_field(No::unknown_part, "part", "there is no part " + command.part);
  if (command.serial.empty() != command.unreadable)
    return refuse_field(No::removed_serial_missing, "serial", "its serial, or that it has none");
  if (!command.serial.empty() && !is_id(command.serial))
    return refuse_field(No::bad_text, "serial", "a serial is 1 to 64 octets without / and :");
  if (command.fate == schema::PartFate::none) return refuse(No::fate_missing);
  KINTSUGI_TRY_OK(work_order::check_note(command.note, "note"));
  if (command.part_use == 0) return {};
  if (command.part_use > order.parts.size() || order.parts[command.part_use - 1u].withdrawn)
    return refuse_field(No::no_such_part_use, "part_use", std::to_string(command.part_use));
  if (order.parts[command.part_use - 1u].payer == schema::Payer::manufacturer &&
      command.fate != schema::PartFate::returned)
    return refuse_field(No::old_part_due, "fate", "part " + std::to_string(command.part_use));
  return {};
}

// The order in which the piece was fitted, by the books; empty where they have none. It is in this
// order's machine, or the books are wrong.
Result<std::string> take_out(const schema::RecordRemovedPart& command,
                             const schema::WorkOrder& order, Reads& reads, Events& events) {
  if (command.serial.empty()) return std::string();
  const auto fitted =
      claims::find<schema::PartSerial>(claims::claim_of_part(command.part, command.serial), reads);
  if (fitted.state == nullptr) return std::string();
  const std::string from = fitted.state->order;
  if (from != command.order) {
    const auto* before = reads.find<schema::WorkOrder>(from);
    if (before == nullptr || before->asset.empty() || before->asset != order.asset)
      return refuse_field(No::serial_elsewhere, "serial", "in order " + from);
  }
  events.on(fitted.id, schema::PartSerialFreed{.order = command.order});
  return from;
}

// Into another order's machine, by the books; into this one's, where its use stands.
bool is_fitted(const std::string& id, const schema::WorkOrder& order,
               const schema::RemovedPart& out) {
  if (out.from != id) return true;
  const std::string piece = claims::claim_of_part(out.part, out.serial).id;
  return std::any_of(order.parts.begin(), order.parts.end(), [&](const schema::UsedPart& used) {
    return !used.withdrawn && !used.serial.empty() &&
           claims::claim_of_part(used.part, used.serial).id == piece;
  });
}

}  // namespace

Result<Events> decide(const schema::RecordRemovedPart& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, opened_up, No::not_in_progress, reads));
  KINTSUGI_TRY_OK(check_removed(command, *order, reads));
  Events freed;
  KINTSUGI_TRY(std::string from, take_out(command, *order, reads, freed));
  const std::string_view self = technician_of_actor(reads);
  Events events;
  events.on(command.order,
            schema::PartRemoved{.number = static_cast<std::uint16_t>(order->removed.size() + 1),
                                .part = command.part,
                                .serial = command.serial,
                                .fate = command.fate,
                                .part_use = command.part_use,
                                .technician = self.empty() ? order->technician : std::string(self),
                                .from = std::move(from),
                                .note = command.note,
                                .at = to_ms(reads.business_time()),
                                .by = reads.actor().operator_id});
  events.add(std::move(freed));
  return events;
}

// The piece is in the machine again, where the books had it there.
Result<Events> decide(const schema::WithdrawRemovedPart& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::before_posting, No::not_registered, reads));
  if (command.number < 1 || command.number > order->removed.size())
    return refuse(No::no_such_removal, "there is no " + std::to_string(command.number));
  const schema::RemovedPart& out = order->removed[command.number - 1u];
  if (out.withdrawn)
    return refuse(No::withdrawn, "part " + std::to_string(command.number) + " is withdrawn");
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  events.on(command.order, schema::PartRemovalWithdrawn{.number = command.number,
                                                        .part = out.part,
                                                        .reason = command.reason,
                                                        .by = reads.actor().operator_id});
  if (out.from.empty() || !is_fitted(command.order, *order, out)) return events;
  const auto piece =
      claims::find<schema::PartSerial>(claims::claim_of_part(out.part, out.serial), reads);
  if (piece.state != nullptr) return refuse(No::serial_fitted, "in order " + piece.state->order);
  events.on(piece.id, schema::PartSerialFitted{.order = out.from});
  return events;
}

void evolve(schema::WorkOrder& state, const schema::PartRemovedView& event) {
  state.removed.push_back({.part = std::string(event.part),
                           .serial = std::string(event.serial),
                           .fate = event.fate,
                           .part_use = event.part_use,
                           .technician = std::string(event.technician),
                           .from = std::string(event.from),
                           .note = std::string(event.note),
                           .number = event.number,
                           .at = event.at});
}

void evolve(schema::WorkOrder& state, const schema::PartRemovalWithdrawnView& event) {
  if (event.number >= 1 && event.number <= state.removed.size())
    state.removed[event.number - 1u].withdrawn = true;
}

}  // namespace kintsugi::core
