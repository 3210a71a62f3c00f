// Secrets that nodes share: each password, link and token is an entry of the topic.
//
//   password/<tenant>/<operator>/<id>   {"version", "hash", "recorded"}
//   link/<SHA-256 of the token>         {"tenant", "operator", "expires_at", "id"}
//   token/<id>                          {"tenant", "operator", "hash"}
//   without_password/<tenant>           true: a company made for trying out
//
// A record of before that somebody repeats opens nothing: passwords count by the log's version,
// links and tokens are open as the log says.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/http/session/sealed_topic.h"
#include "api/http/session/secrets.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view password_prefix = "password/";
constexpr std::string_view link_prefix = "link/";
constexpr std::string_view token_prefix = "token/";
constexpr std::string_view door_prefix = "without_password/";

std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Secrets::Secrets(SealedTopic& topic) : topic_(&topic) {}

std::unique_ptr<Secrets> Secrets::open(SealedTopic& topic) {
  std::unique_ptr<Secrets> secrets(new Secrets(topic));
  secrets->cursor_key_ = topic.keys().derived("cursors");
  for (const std::string_view prefix : {password_prefix, link_prefix, token_prefix, door_prefix}) {
    topic.subscribe(std::string(prefix),
                    [raw = secrets.get()](const SealedTopic::Entry& entry, Instant) {
                      return raw->fold(entry.name, entry.value);
                    });
  }
  return secrets;
}

std::map<std::string, std::string> Secrets::entries_of(const Held& held) {
  std::map<std::string, std::string> entries;
  for (const auto& [name, hashes] : held.passwords)
    for (const PasswordHash& one : hashes)
      entries[std::string(password_prefix) + name + "/" + one.id] = text_of(
          {{"version", one.version}, {"hash", one.hash}, {"recorded", one.recorded}});
  for (const auto& [hash, link] : held.links)
    entries[std::string(link_prefix) + hash] =
        text_of({{"tenant", link.tenant},
                 {"operator", link.operator_id},
                 {"expires_at", to_ms(link.expires_at)},
                 {"id", link.id}});
  for (const auto& [id, token] : held.tokens)
    entries[std::string(token_prefix) + id] = text_of(
        {{"tenant", token.tenant}, {"operator", token.operator_id}, {"hash", token.hash}});
  for (const std::string& tenant : held.without_password)
    entries[std::string(door_prefix) + tenant] = "true";
  return entries;
}

Result<void> Secrets::share(const Held& before, const Held& after) {
  const auto old = entries_of(before), now = entries_of(after);
  std::vector<SealedTopic::Entry> changes;
  for (const auto& [name, value] : now) {
    const auto it = old.find(name);
    if (it == old.end() || it->second != value) changes.push_back({name, value});
  }
  for (const auto& [name, value] : old)
    if (!now.contains(name)) changes.push_back({name, std::nullopt});
  return topic_->put(std::move(changes));
}

bool Secrets::fold(const std::string& name, const std::optional<std::string>& value) {
  const Json json = value ? Json::parse(*value, nullptr, false) : Json();
  std::lock_guard lock(mutex_);
  try {
    if (name.starts_with(link_prefix)) {
      const std::string hash = name.substr(link_prefix.size());
      if (!value) return held_.links.erase(hash), true;
      held_.links[hash] = {json.at("tenant"), json.at("operator"),
                           instant_from_ms(json.at("expires_at")), json.at("id")};
    } else if (name.starts_with(token_prefix)) {
      const std::string id = name.substr(token_prefix.size());
      if (!value) return held_.tokens.erase(id), true;
      held_.tokens[id] = {id, json.at("tenant"), json.at("operator"), json.at("hash")};
    } else if (name.starts_with(door_prefix)) {
      const std::string tenant = name.substr(door_prefix.size());
      if (value)
        held_.without_password.insert(tenant);
      else
        held_.without_password.erase(tenant);
    } else {
      const auto slash = name.rfind('/');
      const std::string whose = name.substr(password_prefix.size(), slash - password_prefix.size());
      const std::string id = name.substr(slash + 1);
      auto& hashes = held_.passwords[whose];
      const auto known = std::find_if(hashes.begin(), hashes.end(),
                                      [&](const PasswordHash& one) { return one.id == id; });
      if (value) {
        const PasswordHash one{json.at("version"), json.at("hash"), id, json.at("recorded")};
        known != hashes.end() ? *known = one : hashes.emplace_back(one);
      } else if (known != hashes.end()) {
        hashes.erase(known);
      }
      if (hashes.empty()) held_.passwords.erase(whose);
    }
  } catch (const nlohmann::json::exception&) {
    return false;  // of an engine that writes it otherwise
  }
  return true;
}

void Secrets::catch_up_unless(const std::function<bool()>& known) const {
  if (topic_ == nullptr) return;
  {
    std::lock_guard lock(mutex_);
    if (known()) return;
  }
  topic_->catch_up();
}

Result<void> Secrets::take_over(const Secrets& own, Instant now) {
  Held theirs;
  {
    std::lock_guard lock(own.mutex_);
    theirs = own.held_;
  }
  return change([&](Held& held) {
    for (const auto& [name, hashes] : theirs.passwords) {
      auto& shared = held.passwords[name];
      for (PasswordHash one : hashes) {
        const bool known = std::any_of(shared.begin(), shared.end(), [&](const PasswordHash& had) {
          return had.version >= one.version;
        });
        one.id = public_id();
        if (!known) shared.push_back(std::move(one));
      }
    }
    for (const auto& [hash, link] : theirs.links)
      if (link.expires_at > now) held.links.emplace(hash, link);
    for (const auto& [id, token] : theirs.tokens) held.tokens.emplace(id, token);
    held.without_password.insert(theirs.without_password.begin(), theirs.without_password.end());
    return true;
  });
}

}  // namespace kintsugi::api
