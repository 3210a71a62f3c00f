#include "api/http/session/attempts.h"

#include <algorithm>

namespace kintsugi::api {

std::chrono::seconds Attempts::enter(const std::string& account, const std::string& address,
                                     Instant now) {
  std::lock_guard lock(mutex_);
  Instant until = now;
  if (auto it = by_account_.find(account); it != by_account_.end()) {
    until = std::max(until, it->second.blocked_until);
  }
  if (auto it = by_address_.find(address); it != by_address_.end()) {
    until = std::max(until, it->second.blocked_until);
  }
  if (until > now) return std::chrono::ceil<std::chrono::seconds>(until - now);
  note(by_account_, account, options_.free_tries, now);
  note(by_address_, address, options_.free_tries_of_address, now);
  forget(now);
  return std::chrono::seconds(0);
}

void Attempts::succeeded(const std::string& account, const std::string& address) {
  std::lock_guard lock(mutex_);
  by_account_.erase(account);
  lower(by_address_, address, options_.free_tries_of_address);
}

void Attempts::undone(const std::string& account, const std::string& address) {
  std::lock_guard lock(mutex_);
  lower(by_account_, account, options_.free_tries);
  lower(by_address_, address, options_.free_tries_of_address);
}

void Attempts::lower(std::unordered_map<std::string, Tries>& map, const std::string& key,
                     int free) {
  const auto it = map.find(key);
  if (it == map.end()) return;
  if (--it->second.failures <= 0) return void(map.erase(it));
  if (it->second.failures < free) it->second.blocked_until = {};
}

void Attempts::note(std::unordered_map<std::string, Tries>& map, const std::string& key, int free,
                    Instant now) {
  Tries& tries = map[key];
  if (now - tries.last > options_.forgotten_after) tries = {};
  tries.last = now;
  ++tries.failures;
  if (tries.failures < free) return;
  int doublings = std::min(tries.failures - free, 20);
  auto wait = std::min(options_.first_delay * (1 << doublings), options_.longest_delay);
  tries.blocked_until = now + wait;
}

void Attempts::forget(Instant now) {
  auto old = [&](const auto& entry) { return now - entry.second.last > options_.forgotten_after; };
  if (by_account_.size() > options_.max_entries) std::erase_if(by_account_, old);
  if (by_address_.size() > options_.max_entries) std::erase_if(by_address_, old);
  // A flood of made-up numbers must not fill the memory: beyond the bound all is forgotten but
  // addresses.
  if (by_account_.size() > options_.max_entries) by_account_.clear();
  if (by_address_.size() > options_.max_entries) by_address_.clear();
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
