#include "projections/judge/opened_record.h"

#include "events/commit/rule.h"
#include "projections/judge/stream_keys.h"

namespace kintsugi::projections {

void OpenedRecord::open(Position at, ByteView bytes, ByteView its_seal, const LogKeys* keys) {
  position = at;
  const bool checked = keys != nullptr && !its_seal.empty();
  if (checked) digest = sha256_octets(bytes);
  seal = {keys == nullptr ? SealState::unread : SealState::absent, {}};
  if (checked) seal = keys->check(digest, its_seal);
  error.reset();
  events_error.reset();
  head = {};
  stream_keys.clear();
  if (Result<void> opened = view.open(bytes); !opened) {
    error = std::move(opened.error());
    return;
  }
  if (Result<void> events = view.open_events(); !events) events_error = std::move(events.error());
  if (!checked) digest = sha256_octets(bytes);
  head = head_given_by(digest);
  command_key = key_of_name(full_name(view.tenant(), view.id()));
  for (std::size_t i = 0; i < view.expectation_count(); ++i) {
    stream_keys.push_back(key_of_name(full_name(view.tenant(), view.streams()[i])));
  }
}

}  // namespace kintsugi::projections
