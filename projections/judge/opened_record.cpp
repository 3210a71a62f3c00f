#include "projections/judge/opened_record.h"

#include "events/commit/rule.h"
#include "projections/judge/stream_keys.h"

namespace kintsugi::projections {

void OpenedRecord::open(Position at, ByteView bytes, const std::optional<Head>& known_head) {
  position = at;
  error.reset();
  events_error.reset();
  head = {};
  stream_keys.clear();
  if (Result<void> opened = view.open(bytes); !opened) {
    error = std::move(opened.error());
    return;
  }
  if (Result<void> events = view.open_events(); !events) events_error = std::move(events.error());
  head = known_head ? *known_head : head_given_by(bytes);
  command_key = key_of_name(full_name(view.tenant(), view.id()));
  for (std::size_t i = 0; i < view.expectation_count(); ++i) {
    stream_keys.push_back(key_of_name(full_name(view.tenant(), view.streams()[i])));
  }
}

}  // namespace kintsugi::projections
