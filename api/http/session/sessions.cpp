#include "api/http/session/sessions.h"

#include <algorithm>

#include "api/http/session/secrets.h"

namespace kintsugi::api {

bool Sessions::over(const Session& session, Instant now) const {
  return now - session.last_seen >= options_.idle || now - session.begun >= options_.absolute;
}

std::string Sessions::begin(std::string tenant, std::string operator_id, Instant now,
                            bool without_password) {
  std::string token = random_token(32);
  std::lock_guard lock(mutex_);
  if (by_hash_.size() >= options_.max) {
    std::erase_if(by_hash_, [&](const auto& entry) { return over(entry.second, now); });
  }
  if (by_hash_.size() >= options_.max) {
    by_hash_.erase(std::min_element(
        by_hash_.begin(), by_hash_.end(),
        [](const auto& a, const auto& b) { return a.second.last_seen < b.second.last_seen; }));
  }
  by_hash_[sha256_hex(token)] =
      Session{random_token(12), std::move(tenant), std::move(operator_id), now, now,
              without_password};
  return token;
}

std::optional<Session> Sessions::find(std::string_view token, Instant now) {
  std::string hash = sha256_hex(token);
  std::lock_guard lock(mutex_);
  auto it = by_hash_.find(hash);
  if (it == by_hash_.end()) return std::nullopt;
  if (over(it->second, now)) {
    by_hash_.erase(it);
    return std::nullopt;
  }
  it->second.last_seen = std::max(it->second.last_seen, now);
  return it->second;
}

std::optional<Session> Sessions::end(std::string_view token) {
  std::lock_guard lock(mutex_);
  auto it = by_hash_.find(sha256_hex(token));
  if (it == by_hash_.end()) return std::nullopt;
  Session session = it->second;
  by_hash_.erase(it);
  return session;
}

std::string Sessions::rotate(std::string_view token) {
  std::string fresh = random_token(32);
  std::lock_guard lock(mutex_);
  auto held = by_hash_.extract(sha256_hex(token));
  if (held.empty()) return {};
  held.key() = sha256_hex(fresh);
  by_hash_.insert(std::move(held));
  return fresh;
}

std::size_t Sessions::end_all(std::string_view tenant, std::string_view operator_id,
                              std::string_view kept_token) {
  std::string kept = kept_token.empty() ? std::string() : sha256_hex(kept_token);
  std::lock_guard lock(mutex_);
  return std::erase_if(by_hash_, [&](const auto& entry) {
    return entry.first != kept && entry.second.tenant == tenant &&
           entry.second.operator_id == operator_id;
  });
}

bool Sessions::alive(std::string_view session_id, Instant now) const {
  std::lock_guard lock(mutex_);
  return std::any_of(by_hash_.begin(), by_hash_.end(), [&](const auto& entry) {
    return entry.second.id == session_id && !over(entry.second, now);
  });
}

std::size_t Sessions::size() const {
  std::lock_guard lock(mutex_);
  return by_hash_.size();
}

}  // namespace kintsugi::api
