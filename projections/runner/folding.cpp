#include "projections/runner/folding.h"

#include <set>

#include "events/schema/runtime/registry.h"

namespace kintsugi::projections {

Folds::Entry& Folds::entry_of(std::uint16_t code) {
  if (code >= by_code_.size()) by_code_.resize(code + 1u);
  return by_code_[code];
}

// A name wins over what is said of its whole stream, whichever comes first.
void Folds::put(const schema::TypeOps& event, Entry entry) {
  Entry& place = entry_of(event.code);
  KINTSUGI_CHECK(!place.fold && !place.ignored, "an event that is named once");
  place = std::move(entry);  // also in place of what was said of its whole stream
}

void Folds::add_stream(std::string_view stream_type, StreamFold fold) {
  const auto shared = std::make_shared<const StreamFold>(std::move(fold));
  for (const schema::TypeOps* event : schema::all_events()) {
    if (event->stream != stream_type) continue;
    Entry& place = entry_of(event->code);
    KINTSUGI_CHECK(!place.stream, "a stream type that is folded once");
    if (!place.empty()) continue;
    place.stream = shared;
    place.evolver = core::find_evolver(event->code);
  }
}

void Folds::apply(const JudgedCommit& judged) const {
  if (!judged.counts) return;
  const auto streams = judged.commit->streams();
  std::size_t index = 0;
  for (const EventInCommit& happened : judged.commit->events()) {
    const std::size_t place = index++;
    const std::uint16_t code = happened.event.code();
    if (code >= by_code_.size()) continue;
    const Entry& entry = by_code_[code];
    if (!entry.fold && !entry.stream) continue;
    const EventContext context{judged, id_of(streams[happened.stream]), place};
    if (entry.fold) {
      entry.fold(context, happened.event);
    } else {
      (*entry.stream)(context, happened.event, *entry.evolver);
    }
  }
}

std::vector<std::string> Folds::forgotten() const {
  const auto named = [&](const schema::TypeOps& event) {
    return event.code < by_code_.size() && !by_code_[event.code].empty();
  };
  std::set<std::string_view> followed;
  for (const schema::TypeOps* event : schema::all_events()) {
    if (named(*event)) followed.insert(event->stream);
  }
  std::vector<std::string> out;
  for (const schema::TypeOps* event : schema::all_events()) {
    if (named(*event) || !followed.contains(event->stream)) continue;
    out.push_back(std::string(event->stream) + "/" + std::string(event->name));
  }
  return out;
}

std::vector<std::string_view> Folds::streams() const {
  std::set<std::string_view> out;
  for (const schema::TypeOps* event : schema::all_events()) {
    if (event->code >= by_code_.size()) continue;
    const Entry& entry = by_code_[event->code];
    if (entry.fold || entry.stream) out.insert(event->stream);
  }
  return {out.begin(), out.end()};
}

}  // namespace kintsugi::projections
