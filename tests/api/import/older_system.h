#pragma once
// What the mappings of small imports have in common, as TOML: the outlet and the people of an older
// system, and an order that is sent out at once.

#include <string>

namespace kintsugi::tests {

inline const std::string outlet_of_old = R"(
[commands.outlet]
command = "register_outlet"
outlet = "OLD"
name = "The old system"
kind = "general_outlet"
)";

// One technician, T, who does everything.
inline const std::string one_technician = outlet_of_old + R"(
[commands.technician]
command = "register_technician"
technician = "T"
name = "T"
phone = "000000"
outlet = "OLD"
[[prepare]]
do = ["outlet", "technician"]
)";

// Whoever stands beside an entry is a technician.
inline const std::string each_operator_works = outlet_of_old + R"(
[operator]
id = "{operator|slug|lower}"
[commands.technician]
command = "register_technician"
technician = "{operator_id}"
name = "{operator}"
phone = "000000"
outlet = "OLD"
[[prepare]]
do = ["outlet"]
[[prepare]]
for_each = "{operator}"
do = ["technician"]
)";

// "new" registers an order, by the mapping's own [commands.register], and sends the technician.
inline std::string sent_out_to(const std::string& technician) {
  return R"(
[commands.schedule]
command = "schedule_booking"
order = "{order}"
technician = ")" +
         technician + R"("
[commands.accept]
command = "accept_booking"
order = "{order}"
[commands.start]
command = "start_work"
order = "{order}"
[[activity]]
name = "new"
try = [{ do = ["register", "schedule", "accept", "start"] }]
)";
}

// "note" is what is said of an order, in the column `text`.
inline const std::string notes = R"(
[commands.progress]
command = "record_progress"
order = "{order}"
note = "{text}"
[[activity]]
name = "note"
try = [{ do = ["progress"] }]
)";

}  // namespace kintsugi::tests
