#pragma once
// When something was recorded, as a log has it: what a node compares its own clock with.

#include <optional>

#include "events/log/event_log.h"

namespace kintsugi::api {

// By whoever wrote it. None of what is no commit, and of histories, which have their own times and
// say nothing of the clocks of those who work with them. Any thread.
std::optional<Instant> recorded_at_work(ByteView record);
// The same of the log's last record; none where it is empty or away. Any thread.
std::optional<Instant> last_at_work(log::EventLog& log);
// Of a record that has just come: by the log's clock, or where it has none by that of whoever wrote
// it. Any thread.
std::optional<Instant> recorded_just_now(const log::EventLog& log, const log::Record& record);

}  // namespace kintsugi::api
