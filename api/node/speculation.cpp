#include "api/node/speculation.h"

#include <algorithm>
#include <iterator>

#include "projections/judge/stream_fold.h"
#include "projections/judge/stream_keys.h"

namespace kintsugi::api {

namespace {
constexpr std::size_t settled_max = 256;  // versions kept for nothing, so that few are moved
constexpr std::size_t contended_min = 64;  // before a sweep is worth it
}

const Speculation::Version* Speculation::newest(Hash128 stream, std::string_view full_name) const {
  const auto found = streams_.find(stream);
  if (found == streams_.end() || found->second.full_name != full_name) return nullptr;
  return &found->second.versions.back();
}

void Speculation::push(Hash128 stream, std::string_view full_name, Version version) {
  Stream& own = streams_[stream];
  if (own.versions.empty()) own.full_name = full_name;
  own.versions.push_back(std::move(version));
}

void Speculation::settle(Hash128 stream, std::uint64_t sequence) {
  const auto found = streams_.find(stream);
  if (found == streams_.end()) return;
  Stream& own = found.value();
  while (own.settled < own.versions.size() && own.versions[own.settled].sequence <= sequence) {
    own.versions[own.settled++].state.reset();
  }
  if (own.settled == own.versions.size()) {
    streams_.erase(found);
  } else if (own.settled >= settled_max) {
    own.versions.erase(own.versions.begin(),
                       own.versions.begin() + static_cast<std::ptrdiff_t>(own.settled));
    own.settled = 0;
  }
}

void Speculation::discard_from(Hash128 stream, std::uint64_t sequence) {
  const auto found = streams_.find(stream);
  if (found == streams_.end()) return;
  Stream& own = found.value();
  while (own.versions.size() > own.settled && own.versions.back().sequence >= sequence)
    own.versions.pop_back();
  if (own.versions.size() == own.settled) streams_.erase(found);
}

std::size_t Speculation::versions_kept(Hash128 stream) const {
  const auto found = streams_.find(stream);
  return found == streams_.end() ? 0 : found->second.versions.size();
}

void Speculation::contend(Hash128 stream, Instant now, Instant until) {
  if (contended_.size() >= std::max(contended_sweep_at_, contended_min)) {
    for (auto it = contended_.begin(); it != contended_.end();) {
      it = it->second <= now ? contended_.erase(it) : std::next(it);
    }
    contended_sweep_at_ = 2 * contended_.size();
  }
  contended_[stream] = until;
}

bool Speculation::contended(Hash128 stream, Instant now) {
  const auto found = contended_.find(stream);
  if (found == contended_.end()) return false;
  if (now < found->second) return true;
  contended_.erase(found);
  return false;
}

Result<core::StreamState> SpeculativeSource::load(std::string_view stream) {
  return load(projections::key_of_name(projections::full_name(tenant_, stream)), stream);
}

Result<core::StreamState> SpeculativeSource::load(Hash128 key, std::string_view stream) {
  const std::string_view name = projections::full_name(tenant_, stream);
  if (const Speculation::Version* own = speculation_.newest(key, name)) {
    if (speculation_.contended(key, now_)) must_wait_ = true;
    return core::StreamState{own->state.get(), own->head, own->version};
  }
  KINTSUGI_TRY(const projections::StreamEntry* entry, fold_.stream(key, tenant_, stream));
  if (entry->version == 0) return core::StreamState{};
  return core::StreamState{entry->state.get(), entry->head, entry->version};
}

}  // namespace kintsugi::api
