#include "api/http/session/sessions.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "api/http/session/sealed_topic.h"
#include "api/http/session/secrets.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

// On the topic. A session that has ended does not come back; uses come after sessions.
constexpr std::string_view session_prefix = "once/session/";
constexpr std::string_view use_prefix = "use/";

// A record says when it was written; the broker says when it came. Who repeats one later, so that a
// session that has ended begins anew, is not believed. Clocks of nodes and brokers differ by less.
constexpr std::chrono::minutes late_max{10};

constexpr std::chrono::hours sweep_every{1};

Instant written_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::string session_name(const std::string& hash) { return std::string(session_prefix) + hash; }
std::string use_name(const std::string& hash) { return std::string(use_prefix) + hash; }

std::string text_of(const Session& session) {
  const Json json = {{"id", session.id},
                     {"tenant", session.tenant},
                     {"operator", session.operator_id},
                     {"begun", to_ms(session.begun)},
                     {"seen", to_ms(session.last_seen)},
                     {"password_version", session.password_version},
                     {"since", session.since.value},
                     {"without_password", session.without_password},
                     {"disablements", session.disablements},
                     {"written", to_ms(written_now())}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Sessions::Sessions(Options options, SealedTopic* topic) : options_(options), topic_(topic) {
  if (topic_ == nullptr) return;
  topic_->subscribe(std::string(session_prefix),
                    [this](const SealedTopic::Entry& entry, Instant appended_at) {
                      return fold_session(entry.name.substr(session_prefix.size()), entry.value,
                                          appended_at);
                    });
  topic_->subscribe(std::string(use_prefix), [this](const SealedTopic::Entry& entry, Instant) {
    return fold_use(entry.name.substr(use_prefix.size()), entry.value);
  });
}

bool Sessions::over(const Session& session, Instant now) const {
  return now - session.last_seen >= options_.idle || now - session.begun >= options_.absolute;
}

bool Sessions::fold_session(const std::string& hash, const std::optional<std::string>& value,
                            Instant appended_at) {
  const Json json = value ? Json::parse(*value, nullptr, false) : Json();
  std::lock_guard lock(mutex_);
  if (!value) return by_hash_.erase(hash), true;
  try {
    const Instant written = instant_from_ms(json.at("written"));
    if (appended_at - written > late_max || written - appended_at > late_max) return false;
    const Session session{json.at("id"),
                          json.at("tenant"),
                          json.at("operator"),
                          instant_from_ms(json.at("begun")),
                          instant_from_ms(json.at("seen")),
                          json.at("password_version"),
                          Position{json.at("since").get<std::int64_t>()},
                          json.value("without_password", false),
                          json.value("disablements", std::uint32_t{0})};
    const auto [it, fresh] = by_hash_.try_emplace(hash, Held{session, session.last_seen});
    if (fresh) return true;
    const Instant seen = std::max(it->second.session.last_seen, session.last_seen);
    it->second.session = session;
    it->second.session.last_seen = seen;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
  return true;
}

bool Sessions::fold_use(const std::string& hash, const std::optional<std::string>& value) {
  if (!value) return true;
  const Json json = Json::parse(*value, nullptr, false);
  if (!json.is_number_integer()) return false;
  const Instant used = instant_from_ms(json.get<std::int64_t>());
  std::lock_guard lock(mutex_);
  const auto it = by_hash_.find(hash);
  if (it == by_hash_.end()) return true;
  it->second.told = std::max(it->second.told, used);
  it->second.session.last_seen = std::max(it->second.session.last_seen, used);
  return true;
}

Result<void> Sessions::store(const std::string& hash, const Session& session) {
  if (topic_ != nullptr) return topic_->put({{session_name(hash), text_of(session)}});
  std::lock_guard lock(mutex_);
  by_hash_[hash] = {session, session.last_seen};
  return {};
}

void Sessions::tell_ended(const std::string& hash) {
  if (topic_ == nullptr) return;
  topic_->put_soon({session_name(hash), std::nullopt});
  topic_->put_soon({use_name(hash), std::nullopt});
}

// The others are told of what is over, so that the topic does not keep it.
void Sessions::sweep(Instant now) {
  std::vector<std::string> gone;
  {
    std::lock_guard lock(mutex_);
    if (now - swept_ < sweep_every && by_hash_.size() < options_.max) return;
    swept_ = now;
    // What another node saw of it may be on its way.
    const Instant before = topic_ == nullptr ? now : now - 2 * options_.use_told_every;
    for (const auto& [hash, held] : by_hash_)
      if (over(held.session, before)) gone.push_back(hash);
    const auto unseen = [](const auto& a, const auto& b) {
      return a.second.session.last_seen < b.second.session.last_seen;
    };
    if (gone.empty() && by_hash_.size() >= options_.max)
      gone.push_back(std::min_element(by_hash_.begin(), by_hash_.end(), unseen)->first);
    for (const std::string& hash : gone) by_hash_.erase(hash);
  }
  for (const std::string& hash : gone) tell_ended(hash);
}

Result<std::string> Sessions::begin(std::string tenant, std::string operator_id,
                                    std::uint32_t password_version, Position since, Instant now,
                                    bool without_password, std::uint32_t disablements) {
  sweep(now);
  std::string token = random_token(32);
  KINTSUGI_TRY_OK(store(sha256_hex(token),
                        Session{random_token(12), std::move(tenant), std::move(operator_id), now,
                                now, password_version, since, without_password, disablements}));
  return token;
}

bool Sessions::has(const std::string& hash) const {
  std::lock_guard lock(mutex_);
  return by_hash_.contains(hash);
}

std::optional<Session> Sessions::find(std::string_view token, Instant now) {
  const std::string hash = sha256_hex(token);
  if (topic_ != nullptr && !has(hash)) topic_->catch_up();
  std::optional<Session> found;
  bool tell = false;
  {
    std::lock_guard lock(mutex_);
    auto it = by_hash_.find(hash);
    if (it == by_hash_.end()) return std::nullopt;
    Held& held = it->second;
    if (over(held.session, now)) {
      // A shared one may have been used elsewhere, which comes to be known here.
      if (topic_ == nullptr) by_hash_.erase(it);
      return std::nullopt;
    }
    held.session.last_seen = std::max(held.session.last_seen, now);
    tell = topic_ != nullptr && now - held.told >= options_.use_told_every;
    if (tell) held.told = now;
    found = held.session;
  }
  if (tell) topic_->put_soon({use_name(hash), std::to_string(to_ms(now))});
  return found;
}

std::optional<Sessions::Ended> Sessions::end(std::string_view token) {
  const std::string hash = sha256_hex(token);
  std::optional<Ended> ended;
  {
    std::lock_guard lock(mutex_);
    auto it = by_hash_.find(hash);
    if (it == by_hash_.end()) return std::nullopt;
    ended = Ended{std::move(it->second.session), {}};
    by_hash_.erase(it);
  }
  if (topic_ == nullptr) return ended;
  ended->everywhere =
      topic_->put({{session_name(hash), std::nullopt}, {use_name(hash), std::nullopt}});
  if (!ended->everywhere) tell_ended(hash);
  return ended;
}

Result<void> Sessions::follow_password(std::string_view token, std::uint32_t password_version) {
  const std::string hash = sha256_hex(token);
  Session session;
  {
    std::lock_guard lock(mutex_);
    const auto it = by_hash_.find(hash);
    if (it == by_hash_.end()) return {};
    if (topic_ == nullptr) {  // stored once more it would come back, should it end meanwhile
      it->second.session.password_version = password_version;
      return {};
    }
    session = it->second.session;
  }
  session.password_version = password_version;
  return store(hash, session);
}

Result<std::string> Sessions::rotate(std::string_view token) {
  const std::string hash = sha256_hex(token);
  std::string fresh = random_token(32);
  Session session;
  {
    std::lock_guard lock(mutex_);
    const auto it = by_hash_.find(hash);
    if (it == by_hash_.end()) return std::string();
    session = it->second.session;
  }
  KINTSUGI_TRY_OK(store(sha256_hex(fresh), session));
  if (end(token)) return fresh;
  (void)end(fresh);  // who signed out meanwhile is out
  return std::string();
}

std::size_t Sessions::end_all(std::string_view tenant, std::string_view operator_id,
                              std::string_view kept_token) {
  const std::string kept = kept_token.empty() ? std::string() : sha256_hex(kept_token);
  std::vector<std::string> gone;
  {
    std::lock_guard lock(mutex_);
    for (const auto& [hash, held] : by_hash_)
      if (hash != kept && held.session.tenant == tenant && held.session.operator_id == operator_id)
        gone.push_back(hash);
    for (const std::string& hash : gone) by_hash_.erase(hash);
  }
  for (const std::string& hash : gone) tell_ended(hash);
  return gone.size();
}

std::optional<Session> Sessions::alive(std::string_view session_id, Instant now) const {
  std::lock_guard lock(mutex_);
  for (const auto& [hash, held] : by_hash_)
    if (held.session.id == session_id && !over(held.session, now)) return held.session;
  return std::nullopt;
}

std::size_t Sessions::size() const {
  std::lock_guard lock(mutex_);
  return by_hash_.size();
}

}  // namespace kintsugi::api
