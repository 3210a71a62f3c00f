#include "api/node/speculation.h"

#include "projections/streams/stream_fold.h"

namespace kintsugi::api {

const Speculation::Version* Speculation::newest(std::string_view full_name) const {
  const auto found = streams_.find(full_name);
  return found == streams_.end() ? nullptr : &found->second.back();
}

void Speculation::push(const std::string& full_name, Version version) {
  streams_[full_name].push_back(std::move(version));
}

void Speculation::settle(const std::string& full_name, std::uint64_t sequence) {
  const auto found = streams_.find(full_name);
  if (found == streams_.end()) return;
  std::deque<Version>& versions = found->second;
  while (!versions.empty() && versions.front().sequence <= sequence) versions.pop_front();
  if (versions.empty()) streams_.erase(found);
}

void Speculation::discard_from(const std::string& full_name, std::uint64_t sequence) {
  const auto found = streams_.find(full_name);
  if (found == streams_.end()) return;
  std::deque<Version>& versions = found->second;
  while (!versions.empty() && versions.back().sequence >= sequence) versions.pop_back();
  if (versions.empty()) streams_.erase(found);
}

bool Speculation::discard(const std::string& full_name) { return streams_.erase(full_name) > 0; }

bool Speculation::contended(std::string_view full_name, Instant now) {
  const auto found = contended_.find(full_name);
  if (found == contended_.end()) return false;
  if (now < found->second) return true;
  contended_.erase(found);
  return false;
}

Result<core::StreamState> SpeculativeSource::load(std::string_view stream) {
  name_.assign(tenant_).append(1, '\0').append(stream);
  if (const Speculation::Version* own = speculation_.newest(name_)) {
    if (speculation_.contended(name_, now_)) must_wait_ = true;
    return core::StreamState{own->state.get(), own->head, own->version};
  }
  KINTSUGI_TRY(const projections::StreamEntry* entry, fold_.stream(tenant_, stream));
  if (entry->version == 0) return core::StreamState{};
  return core::StreamState{entry->state.get(), entry->head, entry->version};
}

}  // namespace kintsugi::api
