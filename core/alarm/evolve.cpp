#include "schema/alarm_dispatch.h"

namespace kintsugi::core {

using schema::Alarm;
using schema::AlarmStatus;

void evolve(Alarm& state, const schema::AlarmArmedView& event) {
  state = Alarm{};
  state.status = AlarmStatus::armed;
  state.kind = event.kind;
  state.version = event.version;
  state.due_at = event.due_at;
  state.order = event.order;
  state.technician = event.technician;
  state.outlet = event.outlet;
}

void evolve(Alarm& state, const schema::AlarmDisarmedView&) {
  state.status = AlarmStatus::superseded;
}

void evolve(Alarm&, const schema::DeadlinePassedView&) {}

void evolve(Alarm& state, const schema::AlarmTrippedView& event) {
  state.status = AlarmStatus::tripped;
  state.tripped_at = event.at;
}

void evolve(Alarm& state, const schema::AlarmAcknowledgedView& event) {
  state.status = AlarmStatus::acknowledged;
  state.acknowledged_by = event.by;
}

void evolve(Alarm& state, const schema::AlarmClearedView&) { state.status = AlarmStatus::cleared; }

}  // namespace kintsugi::core
