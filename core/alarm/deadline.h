#pragma once
// Deadlines of what is handled step by step: armed with one step, disarmed by another. Pure.

#include <cstdint>
#include <string>
#include <string_view>

#include "core/events.h"
#include "core/reads.h"
#include "schema/alarm_state.h"

namespace kintsugi::core::alarm {

struct Deadline {
  std::string id;  // of its alarm: "<thing>:<kind>"
  schema::AlarmKind kind = schema::AlarmKind::none;
  std::int64_t due_at = 0;  // ms since 1970
  std::string order{};      // empty: of none, or of one whose people must not learn of it
  std::string technician{};  // whose it is; empty: nobody's
  std::string outlet{};     // whose people see it; empty: the whole company's
  std::string subject{};    // what it watches, where that is no order: "complaint/CP-…"
  std::string hidden_from{};  // who must not see it: "technician/T1"; empty: nobody
};

// Its next version. One that is armed already is superseded by it.
void arm(const Deadline& deadline, Reads& reads, Events& events);

// What it watched has happened, at judged_at: one that is armed passes no more, and a trip that was
// told too soon is marked. Nothing where there is no such alarm.
void disarm(std::string_view id, Reads& reads, Events& events);
// The same of what happened at `happened`, in ms since 1970.
void disarm(std::string_view id, std::int64_t happened, Reads& reads, Events& events);

// What is armed, or waits for people, is that outlet's from now on; as `events` leave it. Nothing
// where it is already, where it is over or where there is no such alarm.
void give_to(std::string_view id, const std::string& outlet, Reads& reads, Events& events);

}  // namespace kintsugi::core::alarm
