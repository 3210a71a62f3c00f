// What a customer was handed over and taught, signed for. The signed paper itself is elsewhere;
// its hash is here.

#include <string>

#include "core/asset/file.h"
#include "core/authority/authority.h"
#include "core/events.h"
#include "core/number/take_number.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/handover_dispatch.h"
#include "schema/work_order.h"

namespace kintsugi::core {
namespace {

using No = schema::HandoverRefusal;
using schema::Handover;
using schema::HandoverKind;

constexpr std::uint16_t people_max = 1000;

Result<void> check_handover(const schema::RecordHandover& command) {
  if (!command.handover.empty() && !is_id(command.handover))
    return refuse_field(No::bad_id, "handover", "an id is 1 to 64 octets without / and :");
  if (command.kind == HandoverKind::none) return refuse(No::kind_missing, "name it");
  if (!is_line(command.document, 200) || !is_line(command.signed_by, 200) ||
      !is_note(command.note)) {
    return refuse(No::bad_text, "document and who signed are single lines");
  }
  if (!asset::is_document_hash(command.document_hash))
    return refuse_field(No::bad_hash, "document_hash", "64 small hexadecimal digits");
  if (command.kind == HandoverKind::training && command.people == 0)
    return refuse_field(No::no_people, "people", "at least one");
  if (command.people > people_max)
    return refuse_field(No::bad_text, "people", "at most 1000");
  return {};
}

// What was posted stays as it was posted.
bool is_sealed(const schema::WorkOrder& order) {
  return order.status == schema::WorkOrderStatus::posted;
}

}  // namespace

Result<Events> decide(const schema::RecordHandover& command, Reads& reads) {
  KINTSUGI_TRY(const auto* order, reads.require<schema::WorkOrder>(command.order));
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  const bool begun = order->status >= schema::WorkOrderStatus::in_progress &&
                     order->status != schema::WorkOrderStatus::canceled;
  if (!begun) return refuse(No::not_begun, "order " + command.order);
  KINTSUGI_TRY_OK(check_handover(command));
  if (!command.handover.empty() && reads.exists<Handover>(command.handover))
    return refuse(No::exists, command.handover);
  Events events;
  const std::string id = command.handover.empty()
                             ? take_number<Handover>("handover", "HO", reads, events)
                             : command.handover;
  events.on(id, schema::HandoverRecorded{.order = command.order,
                                         .outlet = order->outlet,
                                         .customer = order->customer,
                                         .asset = order->asset,
                                         .technician = order->technician,
                                         .kind = command.kind,
                                         .document = command.document,
                                         .document_hash = command.document_hash,
                                         .signed_by = command.signed_by,
                                         .people = command.people,
                                         .note = command.note,
                                         .recorded_at = to_ms(reads.business_time()),
                                         .recorded_by = reads.actor().operator_id});
  if (!is_sealed(*order)) {
    events.on(command.order,
              schema::OrderHandoverRecorded{.handover = id, .kind = command.kind});
  }
  return events;
}

Result<Events> decide(const schema::WithdrawHandover& command, Reads& reads) {
  KINTSUGI_TRY(const Handover* handover, reads.require<Handover>(command.handover));
  KINTSUGI_TRY_OK(within_scope(command, handover->outlet, reads));
  if (handover->status == schema::HandoverStatus::withdrawn)
    return refuse(No::withdrawn, command.handover);
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.handover, schema::HandoverWithdrawn{.reason = command.reason});
  const auto* order = reads.find<schema::WorkOrder>(handover->order);
  if (order != nullptr && !is_sealed(*order))
    events.on(handover->order, schema::OrderHandoverWithdrawn{.handover = command.handover});
  return events;
}

}  // namespace kintsugi::core
