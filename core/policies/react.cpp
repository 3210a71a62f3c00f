#include <string>

#include "core/policies/parts_and_wages.h"
#include "core/policies/reactions.h"
#include "core/calendar/calendar.h"
#include "schema/alarm_commands.h"
#include "schema/alarm_views.h"
#include "schema/asset_commands.h"
#include "schema/asset_views.h"
#include "schema/care_rule_commands.h"
#include "schema/care_rule_views.h"
#include "schema/follow_up_commands.h"
#include "schema/service_policy_commands.h"
#include "schema/service_policy_views.h"
#include "schema/work_order_life_views.h"

namespace kintsugi::core {
namespace {

std::string deadline_key(const std::string& alarm, std::uint32_t version) {
  return alarm + ":" + std::to_string(version);
}

// A completed order is followed up by telephone, where there is somebody to call.
void on(std::string_view stream, const schema::WorkOrderCompletedView& event, Reactions& out) {
  if (event.follow_up_due_at == 0) return;
  out.issue("follow_up",
            schema::ScheduleFollowUp{.order = id_of(stream), .due_at = event.follow_up_due_at});
}

// A deadline passes unless what it watches happens before.
void on(std::string_view stream, const schema::AlarmArmedView& event, Reactions& out) {
  const std::string alarm = id_of(stream);
  // Armed for another time, it no longer passes at the one of before.
  if (event.version > 1) out.disarm(deadline_key(alarm, event.version - 1));
  out.arm(deadline_key(alarm, event.version), instant_from_ms(event.due_at),
          schema::PassDeadline{.alarm = alarm, .version = event.version});
}

void on(std::string_view stream, const schema::AlarmDisarmedView& event, Reactions& out) {
  out.disarm(deadline_key(id_of(stream), event.version));
}

// A machine's date is somebody's work from thirty days before it; a warranty that has ended is
// nobody's.
void arm_date(std::string_view stream, schema::AssetDateKind kind, std::int32_t day,
              const Cause& cause, Reactions& out) {
  constexpr std::int32_t days_before = 30;
  if (day == 0) return;
  if (kind == schema::AssetDateKind::warranty && day < day_of(cause.recorded_at)) return;
  const std::string key = id_of(stream) + ":" + std::string(schema::name_of(kind)) + ":" +
                          std::string(cause.commit_id);
  out.arm(key, start_of(day - days_before),
          schema::PassAssetDate{.asset = id_of(stream), .kind = kind, .on = day});
}

void on(std::string_view stream, const schema::AssetRegisteredView& event, const Cause& cause,
        Reactions& out) {
  arm_date(stream, schema::AssetDateKind::warranty, event.warranty_until, cause, out);
}

void on(std::string_view stream, const schema::AssetDatesSetView& event, const Cause& cause,
        Reactions& out) {
  using enum schema::AssetDateKind;
  for (const schema::AssetDateKind kind : event.changed) {
    const std::int32_t day = kind == warranty      ? event.warranty_until
                             : kind == maintenance ? event.next_maintenance
                                                   : event.next_inspection;
    arm_date(stream, kind, day, cause, out);
  }
}

std::string care_key(std::string_view stream, std::uint32_t round) {
  return id_of(stream) + ":care:" + std::to_string(round);
}

// Planned anew, the time of before passes no more.
void on(std::string_view stream, const schema::CarePlannedView& event, Reactions& out) {
  if (event.round > 1) out.disarm(care_key(stream, event.round - 1));
  out.arm(care_key(stream, event.round), instant_from_ms(event.next_at),
          schema::RaiseCareCall{.rule = std::string(event.rule),
                                .customer = std::string(event.customer),
                                .round = event.round});
}

std::string policy_key(std::uint32_t version) {
  return "service_policy:" + std::to_string(version);
}

// The deadlines that run are those of the version that comes into force.
void on(const schema::ServicePolicyPublishedView& event, Reactions& out) {
  const auto& terms = event.terms;
  if (terms.deadlines.empty()) return;
  out.arm(policy_key(terms.version), start_of(terms.effective_from),
          schema::BeginServicePolicy{.version = terms.version});
}

}  // namespace

std::string order_of_deadline(const schema::Command& pending) {
  const auto* deadline = pending.get_if<schema::PassDeadline>();
  if (deadline == nullptr) return {};
  for (const std::string_view kind : {":arrival", ":completion"}) {
    if (!deadline->alarm.ends_with(kind)) continue;
    return deadline->alarm.substr(0, deadline->alarm.size() - kind.size());
  }
  return {};
}

// What an import brings has happened long ago: its follow-ups were made and its deadlines passed
// there.
void react(std::string_view stream, const schema::EventView& event, const Cause& cause,
           Reactions& out) {
  if (cause.actor_kind == ActorKind::import) return;
  if (const auto* completed = event.get_if<schema::WorkOrderCompletedView>()) {
    on(stream, *completed, out);
  } else if (const auto* armed = event.get_if<schema::AlarmArmedView>()) {
    on(stream, *armed, out);
  } else if (const auto* disarmed = event.get_if<schema::AlarmDisarmedView>()) {
    on(stream, *disarmed, out);
  } else if (const auto* machine = event.get_if<schema::AssetRegisteredView>()) {
    on(stream, *machine, cause, out);
  } else if (const auto* dates = event.get_if<schema::AssetDatesSetView>()) {
    on(stream, *dates, cause, out);
  } else if (const auto* published = event.get_if<schema::ServicePolicyPublishedView>()) {
    on(*published, out);
  } else if (const auto* withdrawn = event.get_if<schema::ServicePolicyWithdrawnView>()) {
    out.disarm(policy_key(withdrawn->version));
    const bool began = withdrawn->effective_from != 0 && withdrawn->on >= withdrawn->effective_from;
    if (began) out.renew_deadlines();
  } else if (event.get_if<schema::ServicePolicyBeganView>() != nullptr) {
    out.renew_deadlines();
  } else if (const auto* next = event.get_if<schema::AssetDateAnsweredView>()) {
    arm_date(stream, next->date_kind, next->next, cause, out);
  }
  if (const auto* planned = event.get_if<schema::CarePlannedView>()) {
    on(stream, *planned, out);
  } else if (const auto* stopped = event.get_if<schema::CarePlanStoppedView>()) {
    out.disarm(care_key(stream, stopped->round));
  }
  react_parts_and_wages(stream, event, out);
}

}  // namespace kintsugi::core
