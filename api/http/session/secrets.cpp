#include "api/http/session/secrets.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <sstream>

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

std::string base64(const unsigned char* octets, std::size_t size) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(size, variant), '\0');
  sodium_bin2base64(text.data(), text.size(), octets, size, variant);
  text.resize(std::strlen(text.c_str()));
  return text;
}

std::string hex(ByteView octets) {
  std::string text(octets.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(octets.data()),
                 octets.size());
  text.pop_back();
  return text;
}

constexpr std::size_t key_octets = 32;

// Nothing where it is not just as many hex digits.
std::optional<std::string> key_of(const std::string& text) {
  std::string octets(key_octets, '\0');
  std::size_t size = 0;
  const int failed =
      sodium_hex2bin(reinterpret_cast<unsigned char*>(octets.data()), octets.size(), text.data(),
                     text.size(), nullptr, &size, nullptr);
  if (failed != 0 || text.size() != 2 * key_octets || size != key_octets) return std::nullopt;
  return octets;
}

std::string dumped(const Json& json) {
  return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

// Of all that is in the file beside it: one octet that flips makes another key or hash, and nobody
// would know why links and passwords are wrong.
std::string checksum_of(const Json& json) { return sha256_hex(dumped(json)); }

// Where it lies is for whoever runs the node, not for who asked.
tl::unexpected<Error> cannot(const char* what, const std::filesystem::path& file) {
  spdlog::error("secrets: {} {}: {}", what, file.string(), std::strerror(errno));
  return fail(ErrorKind::unavailable, "secrets.cannot_write", "the secrets could not be written");
}

// Written whole beside the old one, synced, renamed over it: after a crash it is the one or the
// other.
Result<void> replace_file(const std::filesystem::path& file, const std::string& text) {
  auto temporary = file;
  temporary += ".new";
  int fd = ::open(temporary.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0) return cannot("cannot write", temporary);
  std::size_t done = 0;
  while (done < text.size()) {
    ssize_t n = ::write(fd, text.data() + done, text.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      ::close(fd);
      return cannot("cannot write", temporary);
    }
    done += static_cast<std::size_t>(n);
  }
  bool synced = ::fsync(fd) == 0;
  ::close(fd);
  if (!synced) return cannot("cannot sync", temporary);
  if (::rename(temporary.c_str(), file.c_str()) != 0) return cannot("cannot replace", file);
  int dir = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (dir >= 0) {
    ::fsync(dir);
    ::close(dir);
  }
  return {};
}

}  // namespace

std::string random_token(std::size_t octets) {
  std::string random(octets, '\0');
  randombytes_buf(random.data(), random.size());
  return base64(reinterpret_cast<const unsigned char*>(random.data()), random.size());
}

std::string public_id() {
  std::string id = random_token(12);
  for (char& c : id)
    if (c == '_' || c == '-') c = 'x';  // a token's id ends at the next underscore
  return id;
}

Secrets::Secrets(std::filesystem::path file) : file_(std::move(file)) {}

Result<std::unique_ptr<Secrets>> Secrets::open(const std::filesystem::path& directory) {
  if (sodium_init() < 0) return fail(ErrorKind::unavailable, "server.no_random", "libsodium");
  std::error_code ignored;
  std::filesystem::create_directories(directory, ignored);
  ::chmod(directory.c_str(), 0700);
  std::unique_ptr<Secrets> secrets(new Secrets(directory / "secrets.json"));
  KINTSUGI_TRY(const bool summed, secrets->load());
  if (secrets->cursor_key_.empty()) {
    secrets->cursor_key_.resize(key_octets);
    randombytes_buf(secrets->cursor_key_.data(), key_octets);
  }
  if (!summed) KINTSUGI_TRY_OK(secrets->change([](Held&) { return true; }));
  return secrets;
}

Result<void> Secrets::check(const std::filesystem::path& directory) {
  if (sodium_init() < 0) return fail(ErrorKind::unavailable, "server.no_random", "libsodium");
  Secrets there(directory / "secrets.json");
  KINTSUGI_TRY_OK(there.load());
  return {};
}

Result<bool> Secrets::load() {
  const auto unreadable = [&](const std::string& why) {
    return fail(ErrorKind::corrupt, "secrets.unreadable",
                file_.string() + " is damaged (" + why +
                    "): restore it from a backup; without one move it away: passwords are then "
                    "set anew, from the link that serve prints on");
  };
  std::error_code error;
  std::ifstream in(file_, std::ios::binary);
  if (!in && !std::filesystem::exists(file_, error) && !error) return false;
  if (!in) return unreadable(std::string("it cannot be opened: ") + std::strerror(errno));
  std::stringstream text;
  text << in.rdbuf();
  auto json = Json::parse(text.str(), nullptr, false);
  bool summed = false;
  try {
    summed = json.contains("checksum");  // not in files of before there was one
    const std::string sum = summed ? json.at("checksum").get<std::string>() : std::string();
    json.erase("checksum");
    if (summed && sum != checksum_of(json)) return unreadable("its checksum is another");
    const auto key = key_of(json.at("cursor_key").get<std::string>());
    if (!key) return unreadable("the key is not 64 hex digits");
    cursor_key_ = *key;
    for (const auto& [name, of] : json.at("passwords").items()) {
      auto& hashes = held_.passwords[name];
      if (of.is_string()) {  // from before they were kept by version
        hashes.push_back({0, of.get<std::string>()});
        continue;
      }
      for (const auto& one : of) hashes.push_back({one.at("version"), one.at("hash")});
    }
    for (const auto& [hash, link] : json.at("links").items()) {
      held_.links[hash] = OneTimeLink{link.at("tenant"), link.at("operator"),
                                      instant_from_ms(link.at("expires_at")),
                                      link.value("id", std::string())};
    }
    for (const auto& [id, token] : json.at("tokens").items()) {
      held_.tokens[id] = ApiToken{id, token.at("tenant"), token.at("operator"), token.at("hash")};
    }
    if (json.contains("without_password"))  // not in files of before there were such companies
      held_.without_password = json.at("without_password").get<std::set<std::string>>();
  } catch (const nlohmann::json::exception& e) {
    return unreadable(e.what());
  }
  return summed;
}

Result<void> Secrets::change(const std::function<bool(Held&)>& change) {
  std::lock_guard one_at_a_time(writing_);
  Held next;
  {
    std::lock_guard lock(mutex_);
    next = held_;
  }
  const Held before = topic_ != nullptr ? next : Held();
  if (!change(next)) return {};
  if (topic_ != nullptr) return share(before, next);
  KINTSUGI_TRY_OK(write(next));
  std::lock_guard lock(mutex_);
  held_ = std::move(next);
  return {};
}

Result<void> Secrets::write(const Held& held) const {
  Json json;
  json["cursor_key"] = hex(cursor_key_);
  json["passwords"] = Json::object();
  for (const auto& [name, hashes] : held.passwords) {
    Json of = Json::array();
    for (const PasswordHash& one : hashes)
      of.push_back({{"version", one.version}, {"hash", one.hash}});
    json["passwords"][name] = std::move(of);
  }
  json["links"] = Json::object();
  for (const auto& [hash, link] : held.links) {
    json["links"][hash] = {{"tenant", link.tenant},
                           {"operator", link.operator_id},
                           {"expires_at", to_ms(link.expires_at)},
                           {"id", link.id}};
  }
  json["tokens"] = Json::object();
  for (const auto& [id, token] : held.tokens) {
    json["tokens"][id] = {
        {"tenant", token.tenant}, {"operator", token.operator_id}, {"hash", token.hash}};
  }
  if (!held.without_password.empty()) json["without_password"] = held.without_password;
  json["checksum"] = checksum_of(json);
  return replace_file(file_, dumped(json));
}

std::optional<std::string> Secrets::password_hash(const std::string& tenant, const std::string& id,
                                                  std::uint32_t version) const {
  std::lock_guard lock(mutex_);
  auto it = held_.passwords.find(tenant + "/" + id);
  if (it == held_.passwords.end()) return std::nullopt;
  const PasswordHash* counts = nullptr;
  for (const PasswordHash& one : it->second) {
    if (one.version > version) continue;
    const bool newer = counts == nullptr || one.version > counts->version;
    const bool surer = counts != nullptr && one.version == counts->version && one.recorded &&
                       !counts->recorded;
    if (newer || surer) counts = &one;
  }
  return counts == nullptr ? std::nullopt : std::optional(counts->hash);
}

bool Secrets::has_passwords(const std::string& tenant) const {
  std::lock_guard lock(mutex_);
  const auto it = held_.passwords.lower_bound(tenant + "/");
  return it != held_.passwords.end() && it->first.starts_with(tenant + "/");
}

Result<void> Secrets::open_without_password(const std::string& tenant) {
  return change([&](Held& held) { return held.without_password.insert(tenant).second; });
}

bool Secrets::opens_without_password(const std::string& tenant) const {
  std::lock_guard lock(mutex_);
  return held_.without_password.contains(tenant);
}

Result<std::string> Secrets::store_password(const std::string& tenant, const std::string& id,
                                            PasswordHash password) {
  if (topic_ != nullptr) password.id = public_id();
  const std::string stored = password.id;
  KINTSUGI_TRY_OK(change([&](Held& held) {
    auto& hashes = held.passwords[tenant + "/" + id];
    // Another node may know of a newer version than this one does.
    if (topic_ == nullptr)
      std::erase_if(hashes, [&](const auto& one) { return one.version >= password.version; });
    std::uint32_t before = 0;
    for (const auto& one : hashes)
      if (one.version < password.version) before = std::max(before, one.version);
    std::erase_if(hashes, [&](const auto& one) { return one.version < before; });
    hashes.push_back(std::move(password));
    return true;
  }));
  return stored;
}

Result<void> Secrets::keep_password(const std::string& tenant, const std::string& id,
                                    std::uint32_t version, const std::string& stored) {
  if (topic_ == nullptr) return {};
  return change([&](Held& held) {
    auto& hashes = held.passwords[tenant + "/" + id];
    std::erase_if(hashes, [&](const auto& one) {
      return one.version == version && one.id != stored && !one.recorded;
    });
    for (PasswordHash& one : hashes)
      if (one.version == version && one.id == stored) one.recorded = true;
    return true;
  });
}

Result<void> Secrets::drop_password(const std::string& tenant, const std::string& id,
                                    std::uint32_t version, const std::string& stored) {
  return change([&](Held& held) {
    const auto it = held.passwords.find(tenant + "/" + id);
    if (it == held.passwords.end()) return false;
    const auto gone = std::erase_if(it->second, [&](const auto& one) {
      return one.version == version && one.id == stored;
    });
    if (it->second.empty()) held.passwords.erase(it);
    return gone > 0;
  });
}

Result<std::string> Secrets::make_link(OneTimeLink link) {
  std::string token = random_token(32);
  KINTSUGI_TRY_OK(change([&](Held& held) {
    // Nodes that start on an empty log each tell their link for the first administrator.
    const bool one_of_several = topic_ != nullptr && link.operator_id.empty();
    std::erase_if(held.links, [&](const auto& entry) {
      return !one_of_several && entry.second.tenant == link.tenant &&
             entry.second.operator_id == link.operator_id;
    });
    held.links[sha256_hex(token)] = link;
    return true;
  }));
  return token;
}

std::optional<OneTimeLink> Secrets::find_link(std::string_view token, Instant now) const {
  const std::string hash = sha256_hex(token);
  catch_up_unless([&] { return held_.links.contains(hash); });
  std::lock_guard lock(mutex_);
  auto it = held_.links.find(hash);
  if (it == held_.links.end() || it->second.expires_at <= now) return std::nullopt;
  return it->second;
}

Result<std::optional<OneTimeLink>> Secrets::take_link(std::string_view token, Instant now) {
  std::optional<OneTimeLink> taken;
  KINTSUGI_TRY_OK(change([&](Held& held) {
    const auto it = held.links.find(sha256_hex(token));
    if (it == held.links.end() || it->second.expires_at <= now) return false;
    taken = std::move(it->second);
    held.links.erase(it);
    return true;
  }));
  return taken;
}

Result<void> Secrets::put_back(std::string_view token, OneTimeLink link) {
  return change([&](Held& held) {
    // One that was made meanwhile is the newer.
    const bool replaced = std::any_of(held.links.begin(), held.links.end(), [&](const auto& entry) {
      return entry.second.tenant == link.tenant && entry.second.operator_id == link.operator_id;
    });
    if (!replaced) held.links[sha256_hex(token)] = std::move(link);
    return !replaced;
  });
}

Result<std::string> Secrets::make_token(ApiToken token) {
  const std::string secret = random_token(32);
  const std::string shown = "kt_" + token.id + "_" + secret;
  token.hash = sha256_hex(secret);
  KINTSUGI_TRY_OK(change([&](Held& held) {
    held.tokens[token.id] = std::move(token);
    return true;
  }));
  return shown;
}

std::optional<ApiToken> Secrets::find_token(std::string_view shown) const {
  if (shown.substr(0, 3) != "kt_") return std::nullopt;
  shown.remove_prefix(3);
  auto end = shown.find('_');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string id(shown.substr(0, end)), hash = sha256_hex(shown.substr(end + 1));
  catch_up_unless([&] { return held_.tokens.contains(id); });
  std::lock_guard lock(mutex_);
  auto it = held_.tokens.find(id);
  if (it == held_.tokens.end()) return std::nullopt;
  const std::string& kept = it->second.hash;
  if (kept.size() != hash.size() || sodium_memcmp(kept.data(), hash.data(), hash.size()) != 0) {
    return std::nullopt;
  }
  return it->second;
}

Result<void> Secrets::forget_token(const std::string& id) {
  return change([&](Held& held) { return held.tokens.erase(id) > 0; });
}

}  // namespace kintsugi::api
