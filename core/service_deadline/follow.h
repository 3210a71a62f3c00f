#pragma once
// What the service policy promises of an order, and the alarms "<order>:arrival" and
// "<order>:completion" of it; and "<order>:urgent_report", by which those who are responsible are
// told at once of what was escalated, or is so grave that the policy says so.

#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::service_deadline {

// After a decision, whatever the command was: of each order that its events register, classify,
// pause, resume, give to another outlet, finish, cancel or open again, by the policy in force now:
// sets the deadlines, arms and disarms. An import's orders have none: they happened long ago. What
// is met keeps the time that was promised. Of an order that becomes another outlet's, every alarm
// goes with it that runs or waits, whatever it watches.
void follow(Reads& reads, Events& events);

// The same of one order as it stands, with the policy of now; its alarms of these deadlines wait
// where it is. Adds nothing where nothing changes.
void renew(const std::string& id, const schema::WorkOrder& order, Reads& reads, Events& events);

}  // namespace kintsugi::core::service_deadline
