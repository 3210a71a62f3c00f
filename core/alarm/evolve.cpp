#include <utility>

#include "schema/alarm_dispatch.h"

namespace kintsugi::core {
namespace {

constexpr std::size_t trips_kept = 100;  // the schema's bound

}  // namespace

using schema::Alarm;
using schema::AlarmStatus;

void evolve(Alarm& state, const schema::AlarmArmedView& event) {
  auto trips = std::move(state.trips);  // what passed, passed: a new deadline does not unsay it
  state = Alarm{};
  state.trips = std::move(trips);
  state.status = AlarmStatus::armed;
  state.kind = event.kind;
  state.version = event.version;
  state.due_at = event.due_at;
  state.order = event.order;
  state.technician = event.technician;
  state.outlet = event.outlet;
}

void evolve(Alarm& state, const schema::AlarmConcernedView& event) {
  state.subject = event.subject;
  state.hidden_from = event.hidden_from;
}

void evolve(Alarm& state, const schema::AlarmDisarmedView&) {
  state.status = AlarmStatus::superseded;
}

void evolve(Alarm&, const schema::DeadlinePassedView&) {}

void evolve(Alarm& state, const schema::AlarmTrippedView& event) {
  state.status = AlarmStatus::tripped;
  state.tripped_at = event.at;
  if (!event.outlet.empty()) state.outlet = event.outlet;
  const bool urgent = event.kind == schema::AlarmKind::urgent_report;
  state.call = urgent ? schema::UrgentCall::nobody : schema::UrgentCall::none;
  if (state.trips.size() >= trips_kept) state.trips.erase(state.trips.begin());
  state.trips.push_back(
      {.version = state.version, .due_at = state.due_at, .at = event.at, .met_at = 0});
}

void evolve(Alarm& state, const schema::AlarmFoundMetView& event) {
  for (schema::AlarmTrip& trip : state.trips)
    if (trip.version == event.version) trip.met_at = event.at;
  const bool open =
      state.status == AlarmStatus::tripped || state.status == AlarmStatus::acknowledged;
  if (open && state.version == event.version) state.status = AlarmStatus::superseded;
}

void evolve(Alarm& state, const schema::AlarmAcknowledgedView& event) {
  state.status = AlarmStatus::acknowledged;
  state.acknowledged_by = event.by;
  state.acknowledged_at = event.acknowledged_at;
}

void evolve(Alarm& state, const schema::AlarmClearedView&) { state.status = AlarmStatus::cleared; }

void evolve(Alarm& state, const schema::AlarmReopenedView& event) {
  state.status = AlarmStatus::tripped;
  state.acknowledged_by.clear();
  state.acknowledged_at = 0;
  if (!event.outlet.empty()) state.outlet = event.outlet;
}

void evolve(Alarm& state, const schema::AlarmMovedView& event) { state.outlet = event.outlet; }

void evolve(Alarm& state, const schema::AlarmAddressedView& event) {
  auto told = schema::to_value(event);
  state.contacts = std::move(told.contacts);
  state.contacts_of = std::move(told.outlet);
  state.call = state.contacts.empty() ? schema::UrgentCall::nobody : schema::UrgentCall::named;
}

}  // namespace kintsugi::core
