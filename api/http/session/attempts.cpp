#include "api/http/session/attempts.h"

#include <algorithm>
#include <cmath>

namespace kintsugi::api {

namespace {

std::string pair_of(const std::string& account, const std::string& address) {
  return account + "@" + address;
}

}  // namespace

Attempts::Brake Attempts::of_pair() const {
  return {static_cast<double>(options_.free_tries), options_.longest_delay,
          options_.forgiven_every};
}
Attempts::Brake Attempts::of_address() const {
  return {static_cast<double>(options_.free_tries_of_address), options_.longest_delay_of_address,
          options_.forgiven_every_of_address};
}

void Attempts::forgive(Tries& tries, const Brake& brake, Instant now) {
  if (now > tries.last) {
    const std::chrono::duration<double> since = now - tries.last;
    tries.failures = std::max(0.0, tries.failures - since / brake.forgiven_every);
  }
  tries.last = now;
}

void Attempts::note(ByName& map, const std::string& key, const Brake& brake, Instant now) {
  Tries& tries = map[key];
  forgive(tries, brake, now);
  tries.failures += 1;
  if (tries.failures + 0.5 < brake.free) return;
  // Rounded: what the last second forgave makes no wait shorter.
  const int doublings = static_cast<int>(std::lround(std::min(tries.failures - brake.free, 20.0)));
  tries.blocked_until = now + std::min(options_.first_delay * (1 << doublings), brake.longest);
}

std::chrono::seconds Attempts::enter(const std::string& account, const std::string& address,
                                     Instant now) {
  const std::string pair = pair_of(account, address);
  const std::lock_guard lock(mutex_);
  Instant until = now;
  if (const auto it = by_pair_.find(pair); it != by_pair_.end())
    until = std::max(until, it->second.blocked_until);
  const bool braked = !address.empty() && !known_.contains(pair);
  if (const auto it = by_address_.find(address); braked && it != by_address_.end())
    until = std::max(until, it->second.blocked_until);
  if (until > now) return std::chrono::ceil<std::chrono::seconds>(until - now);
  note(by_pair_, pair, of_pair(), now);
  if (!address.empty()) note(by_address_, address, of_address(), now);
  forget(by_pair_, of_pair(), now);
  forget(by_address_, of_address(), now);
  return {};
}

void Attempts::succeeded(const std::string& account, const std::string& address, Instant now) {
  const std::string pair = pair_of(account, address);
  const std::lock_guard lock(mutex_);
  by_pair_.erase(pair);
  if (address.empty()) return;
  if (const auto it = by_address_.find(address); it != by_address_.end()) {
    Tries& tries = it->second;
    forgive(tries, of_address(), now);
    tries.failures = std::max(0.0, tries.failures - 2);  // this one, and one more
    if (tries.failures < of_address().free) tries.blocked_until = now;
  }
  if (known_.size() > options_.max_entries)
    std::erase_if(known_, [&](const auto& e) { return now - e.second > options_.known_for; });
  if (known_.size() > options_.max_entries) known_.clear();
  known_[pair] = now;
}

bool Attempts::is_known(const std::string& account, const std::string& address) const {
  const std::lock_guard lock(mutex_);
  return !address.empty() && known_.contains(pair_of(account, address));
}

void Attempts::undone(const std::string& account, const std::string& address) {
  const std::lock_guard lock(mutex_);
  lower(by_pair_, pair_of(account, address), of_pair());
  lower(by_address_, address, of_address());
}

void Attempts::lower(ByName& map, const std::string& key, const Brake& brake) {
  const auto it = map.find(key);
  if (it == map.end()) return;
  it->second.failures = std::max(0.0, it->second.failures - 1);
  if (it->second.failures + 0.5 < brake.free) it->second.blocked_until = {};
}

// A flood of made-up numbers must not fill the memory: beyond the bound all is forgotten.
void Attempts::forget(ByName& map, const Brake& brake, Instant now) const {
  if (map.size() <= options_.max_entries) return;
  std::erase_if(map, [&](const auto& entry) {
    Tries left = entry.second;
    forgive(left, brake, now);
    return left.failures == 0 && left.blocked_until <= now;
  });
  if (map.size() > options_.max_entries) map.clear();
}

void Attempts::failed(const Try& one) {
  std::lock_guard lock(mutex_);
  Series& series = series_[one.account + "\n" + one.session];
  series.last = one;
  ++series.unrecorded;
}

std::vector<Attempts::Flood> Attempts::take_due(Instant now) {
  std::lock_guard lock(mutex_);
  std::vector<Flood> due;
  for (auto it = series_.begin(); it != series_.end();) {
    Series& series = it->second;
    bool over = now - series.recorded_at >= options_.flood_window;
    if (series.unrecorded > 0 && over) {
      due.push_back({series.last, series.unrecorded});
      series.unrecorded = 0;
      series.recorded_at = now;
    } else if (series.unrecorded == 0 && over) {
      it = series_.erase(it);
      continue;
    }
    ++it;
  }
  std::sort(due.begin(), due.end(),
            [](const auto& a, const auto& b) { return a.last.account < b.last.account; });
  return due;
}

}  // namespace kintsugi::api
