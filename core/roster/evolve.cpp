#include <algorithm>
#include <string>

#include "schema/roster_dispatch.h"

namespace kintsugi::core {

using schema::Absences;
using schema::Leave;
using schema::LeaveStatus;
using schema::Roster;
using schema::RosterStatus;

void evolve(Roster& state, const schema::RosterPublishedView& event) {
  state.status = RosterStatus::published;
  state.outlet = event.outlet;
  state.day = event.day;
  state.version = event.version;
  state.shifts.clear();
  for (const schema::ShiftView& shift : event.shifts) {
    state.shifts.push_back({.technician = std::string(shift.technician),
                            .starts_at = shift.starts_at,
                            .ends_at = shift.ends_at});
  }
  state.published_by = event.published_by;
  state.published_at = event.published_at;
  state.reason.clear();
}

void evolve(Roster& state, const schema::RosterWithdrawnView& event) {
  state.status = RosterStatus::withdrawn;
  state.shifts.clear();
  state.reason = event.reason;
}

void evolve(Leave& state, const schema::LeaveRequestedView& event) {
  state.status = LeaveStatus::requested;
  state.technician = event.technician;
  state.outlet = event.outlet;
  state.kind = event.kind;
  state.starts_at = event.starts_at;
  state.ends_at = event.ends_at;
  state.reason = event.reason;
  state.requested_by = event.requested_by;
  state.requested_at = event.requested_at;
}

void evolve(Leave& state, const schema::LeaveApprovedView& event) {
  state.status = LeaveStatus::approved;
  state.answer = event.answer;
  state.decided_by = event.decided_by;
  state.decided_at = event.decided_at;
}

void evolve(Leave& state, const schema::LeaveRejectedView& event) {
  state.status = LeaveStatus::rejected;
  state.answer = event.answer;
  state.decided_by = event.decided_by;
  state.decided_at = event.decided_at;
}

void evolve(Leave& state, const schema::LeaveWithdrawnView& event) {
  state.status = LeaveStatus::withdrawn;
  state.answer = event.reason;
}

// What is over by now nobody asks for any more.
void evolve(Absences& state, const schema::AbsenceEnteredView& event) {
  std::erase_if(state.periods, [&](const auto& one) { return one.ends_at <= event.at; });
  state.periods.push_back(
      {.leave = std::string(event.leave), .starts_at = event.starts_at, .ends_at = event.ends_at});
}

void evolve(Absences& state, const schema::AbsenceRemovedView& event) {
  std::erase_if(state.periods, [&](const auto& one) { return one.leave == event.leave; });
}

}  // namespace kintsugi::core
