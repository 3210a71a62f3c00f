#include "core/service_deadline/follow.h"

#include <algorithm>
#include <chrono>
#include <vector>

#include "core/alarm/deadline.h"
#include "core/authority/authority.h"
#include "core/dispatch.h"
#include "core/service_deadline/clock.h"
#include "core/service_policy/service_policy.h"
#include "core/work_order/rules.h"
#include "core/workshop_unit/due.h"
#include "schema/alarm_events.h"
#include "schema/service_policy_state.h"
#include "schema/work_order_intake_events.h"
#include "schema/work_order_life_events.h"
#include "schema/work_order_promise_events.h"

namespace kintsugi::core::service_deadline {
namespace {

using schema::AlarmKind;
using schema::ServicePromise;
using schema::WorkOrder;

constexpr std::string_view order_prefix = "work_order/";
constexpr std::int64_t minute_ms = 60'000;

// What the deadlines of an order go by.
struct OrderClock {
  schema::Severity severity{};
  std::string outlet;
  std::vector<schema::OrderHold> holds;
  bool arrived = false;
  bool done = false;  // or nothing more comes of it
  std::uint16_t round = 0;
  bool operator==(const OrderClock&) const = default;
};

OrderClock clock_of(const WorkOrder& order) {
  const bool arrived = std::any_of(
      order.bookings.begin(), order.bookings.end(), [&](const schema::Booking& booking) {
        return booking.round == order.round &&
               (booking.checked_in_at != 0 || booking.started_at != 0);
      });
  return {.severity = order.severity,
          .outlet = order.outlet,
          .holds = order.warranty.holds,
          .arrived = arrived,
          .done = !work_order::is_open(order),
          .round = order.round};
}

const schema::ServiceDeadline* line_of(const schema::ServicePolicyVersion& policy,
                                       schema::Severity severity) {
  const schema::ServiceDeadline* other = nullptr;
  for (const schema::ServiceDeadline& line : policy.deadlines) {
    if (line.severity == severity) return &line;
    if (line.severity == schema::Severity::none) other = &line;
  }
  return other;
}

std::int64_t arrive_by(const schema::ServiceDeadline& line, std::int64_t since,
                       const OrderClock& clock) {
  if (line.arrive_minutes == 0) return 0;
  return due(since, line.arrive_minutes * minute_ms, clock.holds).value_or(0);
}

std::int64_t complete_by(const schema::ServiceDeadline& line, std::int64_t since,
                         const OrderClock& clock, Reads& reads) {
  if (line.complete_days != 0) {
    return due_in_working_days(since, line.complete_days, clock.holds, reads).value_or(0);
  }
  if (line.complete_minutes == 0) return 0;
  return due(since, line.complete_minutes * minute_ms, clock.holds).value_or(0);
}

std::string arrival_alarm(const std::string& order) { return order + ":arrival"; }
std::string completion_alarm(const std::string& order) { return order + ":completion"; }
std::string urgent_alarm(const std::string& order) { return order + ":urgent_report"; }

// Armed where something is promised that is not met; an alarm that tripped over the same time is
// not armed for it again.
void follow_alarm(const alarm::Deadline& deadline, Reads& reads, Events& events) {
  using enum schema::AlarmStatus;
  if (deadline.due_at == 0)
    return alarm::disarm(deadline.id, to_ms(judged_at(reads)), reads, events);
  const auto* now = reads.find<schema::Alarm>(deadline.id);
  if (now != nullptr && now->status != superseded && now->due_at == deadline.due_at) {
    if (now->status != armed || now->outlet == deadline.outlet) return;
  }
  alarm::arm(deadline, reads, events);
}

void set(const std::string& id, const WorkOrder& order, std::int64_t since, Reads& reads,
         Events& events) {
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  const schema::ServiceDeadline* line = line_of(policy, order.severity);
  const ServicePromise& before = order.promise;
  if (line == nullptr && before.policy_version == 0) return;
  static constexpr schema::ServiceDeadline nothing;
  if (line == nullptr) line = &nothing;
  const OrderClock clock = clock_of(order);
  ServicePromise promise{.since = since,
                         .arrive_by = before.arrive_by,
                         .complete_by = before.complete_by,
                         .policy_version = policy.version};
  const bool coming = !clock.arrived && !clock.done;
  if (coming) promise.arrive_by = arrive_by(*line, since, clock);
  if (!clock.done) promise.complete_by = complete_by(*line, since, clock, reads);
  if (!(promise == before)) {
    const auto& used = events.rules();  // the decision itself may have used it
    const bool noted = std::any_of(used.begin(), used.end(), [](const RuleUse& use) {
      return use.rule.starts_with("service_policy/");
    });
    if (!noted) service_policy::note_use(policy, events);
    events.on(id, schema::DeadlinesSet{.promise = promise});
  }
  follow_alarm({.id = arrival_alarm(id),
                .kind = AlarmKind::order_arrival,
                .due_at = coming ? promise.arrive_by : 0,
                .order = id,
                .outlet = order.outlet},
               reads, events);
  follow_alarm({.id = completion_alarm(id),
                .kind = AlarmKind::order_completion,
                .due_at = clock.done ? 0 : promise.complete_by,
                .order = id,
                .outlet = order.outlet},
               reads, events);
}

std::int64_t since_of(const WorkOrder& order, const Reads& reads) {
  if (order.promise.since != 0) return order.promise.since;
  return order.round <= 1 ? order.registered_at : to_ms(reads.business_time());
}

void move_promised(const std::string& id, const WorkOrder& order, Reads& reads, Events& events) {
  if (order.promise.policy_version == 0) return;
  alarm::give_to(arrival_alarm(id), order.outlet, reads, events);
  alarm::give_to(completion_alarm(id), order.outlet, reads, events);
}

// Of a severity whose deadlines say that somebody is told at once.
bool is_grave(const WorkOrder& order, Reads& reads) {
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  const schema::ServiceDeadline* line = line_of(policy, order.severity);
  return line != nullptr && line->tell_at_once;
}

// Whoever is responsible where the order is has it in front of him until he acknowledges it.
void tell_at_once(const std::string& id, const WorkOrder& order, Reads& reads, Events& events) {
  alarm::arm({.id = urgent_alarm(id),
              .kind = AlarmKind::urgent_report,
              .due_at = to_ms(reads.now()),
              .order = id,
              .outlet = order.outlet},
             reads, events);
}

// Nobody need be told any more, or have told: it was dealt with, or it was not urgent.
void end_telling(const std::string& id, Reads& reads, Events& events) {
  using enum schema::AlarmStatus;
  const auto* alarm = reads.find<schema::Alarm>(urgent_alarm(id));
  if (alarm == nullptr) return;
  if (alarm->status == armed || alarm->status == tripped || alarm->status == acknowledged)
    events.on(urgent_alarm(id), schema::AlarmDisarmed{.version = alarm->version});
}

// It was escalated, or is of another severity, a grave one; until it is settled or done.
void follow_urgency(const std::string& id, const WorkOrder* before, const WorkOrder& order,
                    bool begins, Reads& reads, Events& events) {
  const bool was_urgent = before != nullptr && before->escalated_at != 0;
  const bool is_urgent = order.escalated_at != 0;
  const bool classified = begins && work_order::is_open(order) &&
                      (before == nullptr || before->severity != order.severity);
  if ((is_urgent && !was_urgent) || (!is_urgent && classified && is_grave(order, reads)))
    return tell_at_once(id, order, reads, events);
  const bool promised = before != nullptr && before->promise.policy_version != 0;
  const bool ended = promised && work_order::is_open(*before) && !work_order::is_open(order);
  if ((was_urgent && !is_urgent) || ended) end_telling(id, reads, events);
}

// What waits of it, waits where the order is: what tripped before there was an outlet, too.
void move_alarms(const std::string& id, const WorkOrder& order, Reads& reads, Events& events) {
  move_promised(id, order, reads, events);
  for (const schema::Booking& booking : order.bookings) {
    if (booking.accept_by != 0)
      alarm::give_to(work_order::acceptance_alarm(id, booking.number), order.outlet, reads,
                     events);
  }
  if (order.escalated_at != 0 || order.promise.policy_version != 0)
    alarm::give_to(urgent_alarm(id), order.outlet, reads, events);
  if (!order.bookings.empty())
    alarm::give_to(workshop_unit::return_alarm(id), order.outlet, reads, events);
}

// The order as it will be; `begins`: its clock may begin with these events.
void follow_order(const std::string& stream, Reads& reads, Events& events) {
  const std::string id = stream.substr(order_prefix.size());
  const auto* before = reads.find<WorkOrder>(id);
  bool begins = false, given = false, escalated = false;
  for (const StreamEvent& event : events.list()) {
    if (event.stream != stream) continue;
    begins = begins || event.event.get_if<schema::WorkOrderRegistered>() != nullptr ||
             event.event.get_if<schema::SeverityClassified>() != nullptr ||
             event.event.get_if<schema::WorkOrderReopened>() != nullptr;
    given = given || event.event.get_if<schema::OutletAssigned>() != nullptr;
    escalated = escalated || event.event.get_if<schema::WorkOrderEscalated>() != nullptr;
  }
  const bool promised = before != nullptr && before->promise.policy_version != 0;
  const bool urgent = before != nullptr && before->escalated_at != 0;
  if (!begins && !promised && !given && !urgent && !escalated) return;
  schema::State folded = before == nullptr ? schema::State() : schema::State(*before);
  for (const StreamEvent& event : events.list())
    if (event.stream == stream) evolve_any(folded, schema::as_view(event.event));
  const auto* order = folded.get_if<WorkOrder>();
  if (order == nullptr) return;
  if (begins || (promised && !(clock_of(*order) == clock_of(*before)))) {
    const bool again = before != nullptr && order->round > before->round;
    set(id, *order, again ? to_ms(reads.business_time()) : since_of(*order, reads), reads, events);
  }
  follow_urgency(id, before, *order, begins, reads, events);
  if (given && before != nullptr) move_alarms(id, *order, reads, events);
}

}  // namespace

void follow(Reads& reads, Events& events) {
  if (reads.actor().kind == ActorKind::import) return;
  std::vector<std::string> orders;
  for (const StreamEvent& event : events.list()) {
    const bool seen = std::find(orders.begin(), orders.end(), event.stream) != orders.end();
    if (!seen && event.stream.starts_with(order_prefix)) orders.push_back(event.stream);
  }
  for (const std::string& order : orders) follow_order(order, reads, events);
}

void renew(const std::string& id, const WorkOrder& order, Reads& reads, Events& events) {
  set(id, order, since_of(order, reads), reads, events);
  move_promised(id, order, reads, events);
}

}  // namespace kintsugi::core::service_deadline
