// An armed deadline that passes trips its alarm, once per version; people acknowledge and clear it.
// Arming and disarming belong to the decisions of what is watched (core/work_order/rules.h).

#include <string>

#include "core/alarm/addressees.h"
#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/alarm_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {
namespace {

using No = schema::AlarmRefusal;
using schema::AlarmStatus;

// The alarm of a person's command, as if there were none where it is hidden from him.
template <class Command>
Result<const schema::Alarm*> alarm_for(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Alarm* alarm, reads.require<schema::Alarm>(command.alarm));
  if (is_hidden_from_actor(alarm->hidden_from, reads)) {
    return fail(ErrorKind::not_found, std::string(schema::refusal_code(No::not_found)),
                "no alarm " + command.alarm);
  }
  KINTSUGI_TRY_OK(within_scope(command, alarm->outlet, reads));
  return alarm;
}

// Where it waits: of what it watches of an order, where that is by now.
std::string outlet_of(const schema::Alarm& alarm, Reads& reads) {
  if (alarm.order.empty()) return alarm.outlet;
  const auto* order = reads.find<schema::WorkOrder>(alarm.order);
  const bool has_own_place = !alarm.subject.empty();
  return order == nullptr || has_own_place ? alarm.outlet : order->outlet;
}

}  // namespace

Result<Events> decide(const schema::PassDeadline& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Alarm* alarm, reads.require<schema::Alarm>(command.alarm));
  if (alarm->status != AlarmStatus::armed || alarm->version != command.version) {
    return refuse(No::superseded, "version " + std::to_string(alarm->version) + " is " +
                                      std::string(schema::name_of(alarm->status)));
  }
  if (to_ms(reads.now()) < alarm->due_at) {
    return refuse(No::not_due, "due " + format_instant(instant_from_ms(alarm->due_at)));
  }
  Events events;
  events.on(command.alarm,
            schema::DeadlinePassed{.version = alarm->version, .due_at = alarm->due_at});
  events.on(command.alarm, schema::AlarmTripped{.kind = alarm->kind,
                                                .at = to_ms(reads.now()),
                                                .order = alarm->order,
                                                .technician = alarm->technician,
                                                .outlet = outlet_of(*alarm, reads)});
  alarm::address(command.alarm, *alarm, outlet_of(*alarm, reads), reads, events);
  return events;
}

Result<Events> decide(const schema::AcknowledgeAlarm& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Alarm* alarm, alarm_for(command, reads));
  if (alarm->status == AlarmStatus::acknowledged) {
    return refuse(No::already_acknowledged, "by " + alarm->acknowledged_by);
  }
  if (alarm->status == AlarmStatus::cleared) return refuse(No::already_cleared, "it is over");
  if (alarm->status != AlarmStatus::tripped)
    return refuse(No::not_tripped, "nothing to acknowledge");
  if (!is_note(command.note)) return refuse(No::bad_note, "at most 4000 characters");
  Events events;
  events.on(command.alarm, schema::AlarmAcknowledged{.by = reads.actor().operator_id,
                                                     .note = command.note,
                                                     .acknowledged_at =
                                                         to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::ClearAlarm& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Alarm* alarm, alarm_for(command, reads));
  if (alarm->status == AlarmStatus::cleared) return refuse(No::already_cleared, "it is over");
  if (alarm->status == AlarmStatus::tripped)
    return refuse(No::not_acknowledged, "acknowledge it first");
  if (alarm->status != AlarmStatus::acknowledged)
    return refuse(No::not_tripped, "nothing to clear");
  if (command.handling.empty()) return refuse(No::handling_missing, "say what was done");
  if (!is_note(command.handling)) return refuse(No::bad_note, "at most 4000 characters");
  Events events;
  events.on(command.alarm,
            schema::AlarmCleared{.by = reads.actor().operator_id, .handling = command.handling});
  return events;
}

Result<Events> decide(const schema::ReopenAlarm& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Alarm* alarm, alarm_for(command, reads));
  if (alarm->status != AlarmStatus::acknowledged && alarm->status != AlarmStatus::cleared)
    return refuse(No::not_handled, "it is " + std::string(schema::name_of(alarm->status)));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  Events events;
  events.on(command.alarm, schema::AlarmReopened{.by = reads.actor().operator_id,
                                                 .reason = command.reason,
                                                 .order = alarm->order,
                                                 .technician = alarm->technician,
                                                 .outlet = outlet_of(*alarm, reads)});
  alarm::address_again(command.alarm, *alarm, outlet_of(*alarm, reads), reads, events);
  return events;
}

}  // namespace kintsugi::core
