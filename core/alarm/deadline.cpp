#include "core/alarm/deadline.h"

#include "core/alarm/addressees.h"
#include "core/authority/authority.h"
#include "core/dispatch.h"
#include "schema/alarm_events.h"

namespace kintsugi::core::alarm {

void arm(const Deadline& deadline, Reads& reads, Events& events) {
  const schema::Alarm* before = reads.find<schema::Alarm>(deadline.id);
  events.on(deadline.id, schema::AlarmArmed{.kind = deadline.kind,
                                            .version = before == nullptr ? 1 : before->version + 1,
                                            .due_at = deadline.due_at,
                                            .order = deadline.order,
                                            .technician = deadline.technician,
                                            .outlet = deadline.outlet});
  if (deadline.subject.empty() && deadline.hidden_from.empty()) return;
  events.on(deadline.id, schema::AlarmConcerned{.subject = deadline.subject,
                                                .hidden_from = deadline.hidden_from});
}

void disarm(std::string_view id, Reads& reads, Events& events) {
  disarm(id, to_ms(judged_at(reads)), reads, events);
}

void disarm(std::string_view id, std::int64_t happened, Reads& reads, Events& events) {
  const schema::Alarm* alarm = reads.find<schema::Alarm>(id);
  if (alarm == nullptr) return;
  for (const schema::AlarmTrip& trip : alarm->trips) {
    if (trip.met_at == 0 && happened <= trip.due_at)
      events.on(id, schema::AlarmFoundMet{.version = trip.version, .at = happened});
  }
  if (alarm->status == schema::AlarmStatus::armed)
    events.on(id, schema::AlarmDisarmed{.version = alarm->version});
}

void give_to(std::string_view id, const std::string& outlet, Reads& reads, Events& events) {
  using enum schema::AlarmStatus;
  const schema::Alarm* before = reads.find<schema::Alarm>(id);
  if (before == nullptr) return;
  const std::string stream = "alarm/" + std::string(id);
  schema::State folded(*before);
  for (const StreamEvent& event : events.list())
    if (event.stream == stream) evolve_any(folded, schema::as_view(event.event));
  const auto* alarm = folded.get_if<schema::Alarm>();
  if (alarm == nullptr || alarm->outlet == outlet) return;
  if (alarm->status != armed && alarm->status != tripped && alarm->status != acknowledged) return;
  events.on(id, schema::AlarmMoved{.outlet = outlet});
  if (alarm->status != armed) address(id, *alarm, outlet, reads, events);
}

}  // namespace kintsugi::core::alarm
