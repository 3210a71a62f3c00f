#pragma once
// Who is to be told of an urgent report: those whom its place has named. Pure.

#include <string>
#include <string_view>

#include "core/events.h"
#include "core/reads.h"
#include "schema/alarm_state.h"

namespace kintsugi::core::alarm {

// Of an urgent report that waits for people at `outlet` from now on (empty: at none yet): says whom
// that outlet has named, else the next above it, else headquarters; only those who may acknowledge
// it there count. Nothing of another alarm, or where the alarm says so already.
void address(std::string_view id, const schema::Alarm& alarm, std::string_view outlet,
             Reads& reads, Events& events);
// The same, said whatever the alarm said before.
void address_again(std::string_view id, const schema::Alarm& alarm, std::string_view outlet,
                   Reads& reads, Events& events);

}  // namespace kintsugi::core::alarm
