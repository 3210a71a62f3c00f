#include "api/http/session/secrets.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
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

std::string unhex(const std::string& text) {
  std::string octets(text.size() / 2, '\0');
  std::size_t size = 0;
  sodium_hex2bin(reinterpret_cast<unsigned char*>(octets.data()), octets.size(), text.data(),
                 text.size(), nullptr, &size, nullptr);
  octets.resize(size);
  return octets;
}

tl::unexpected<Error> cannot(const char* what, const std::filesystem::path& file) {
  return fail(ErrorKind::unavailable, "secrets.cannot_write",
              std::string(what) + " " + file.string() + ": " + std::strerror(errno));
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

Secrets::Secrets(std::filesystem::path file) : file_(std::move(file)) {}

Result<std::unique_ptr<Secrets>> Secrets::open(const std::filesystem::path& directory) {
  if (sodium_init() < 0) return fail(ErrorKind::unavailable, "server.no_random", "libsodium");
  std::error_code ignored;
  std::filesystem::create_directories(directory, ignored);
  ::chmod(directory.c_str(), 0700);
  std::unique_ptr<Secrets> secrets(new Secrets(directory / "secrets.json"));
  KINTSUGI_TRY_OK(secrets->load());
  if (secrets->cursor_key_.empty()) {
    secrets->cursor_key_.resize(32);
    randombytes_buf(secrets->cursor_key_.data(), 32);
    std::lock_guard lock(secrets->mutex_);
    KINTSUGI_TRY_OK(secrets->save());
  }
  return secrets;
}

Result<void> Secrets::load() {
  std::ifstream in(file_, std::ios::binary);
  if (!in) return {};
  std::stringstream text;
  text << in.rdbuf();
  auto json = Json::parse(text.str(), nullptr, false);
  try {
    cursor_key_ = unhex(json.at("cursor_key").get<std::string>());
    for (const auto& [name, hash] : json.at("passwords").items()) passwords_[name] = hash;
    for (const auto& [hash, link] : json.at("links").items()) {
      links_[hash] = OneTimeLink{link.at("tenant"), link.at("operator"),
                                 instant_from_ms(link.at("expires_at"))};
    }
    for (const auto& [id, t] : json.at("tokens").items()) {
      tokens_[id] = ApiToken{id,
                             t.at("name"),
                             t.at("tenant"),
                             t.at("operator"),
                             t.at("hash"),
                             instant_from_ms(t.at("created_at")),
                             instant_from_ms(t.at("expires_at"))};
    }
  } catch (const nlohmann::json::exception& e) {
    return fail(ErrorKind::corrupt, "secrets.unreadable",
                file_.string() + " is damaged (" + e.what() +
                    "); restore it, or remove it: passwords must then be set anew");
  }
  return {};
}

Result<void> Secrets::save() const {
  Json json;
  json["cursor_key"] = hex(cursor_key_);
  json["passwords"] = Json::object();
  for (const auto& [name, hash] : passwords_) json["passwords"][name] = hash;
  json["links"] = Json::object();
  for (const auto& [hash, link] : links_) {
    json["links"][hash] = {{"tenant", link.tenant},
                           {"operator", link.operator_id},
                           {"expires_at", to_ms(link.expires_at)}};
  }
  json["tokens"] = Json::object();
  for (const auto& [id, token] : tokens_) {
    json["tokens"][id] = {{"name", token.name},
                          {"tenant", token.tenant},
                          {"operator", token.operator_id},
                          {"hash", token.hash},
                          {"created_at", to_ms(token.created_at)},
                          {"expires_at", to_ms(token.expires_at)}};
  }
  return replace_file(file_, json.dump(1, ' ', false, Json::error_handler_t::replace));
}

std::optional<std::string> Secrets::password_hash(const std::string& tenant,
                                                  const std::string& id) const {
  std::lock_guard lock(mutex_);
  auto it = passwords_.find(tenant + "/" + id);
  if (it == passwords_.end()) return std::nullopt;
  return it->second;
}

bool Secrets::has_passwords(const std::string& tenant) const {
  std::lock_guard lock(mutex_);
  const auto it = passwords_.lower_bound(tenant + "/");
  return it != passwords_.end() && it->first.starts_with(tenant + "/");
}

Result<void> Secrets::set_password_hash(const std::string& tenant, const std::string& id,
                                        std::string hash) {
  std::lock_guard lock(mutex_);
  passwords_[tenant + "/" + id] = std::move(hash);
  return save();
}

Result<std::string> Secrets::make_link(OneTimeLink link) {
  std::string token = random_token(32);
  std::lock_guard lock(mutex_);
  std::erase_if(links_, [&](const auto& entry) {
    return entry.second.tenant == link.tenant && entry.second.operator_id == link.operator_id;
  });
  links_[sha256_hex(token)] = std::move(link);
  KINTSUGI_TRY_OK(save());
  return token;
}

std::optional<OneTimeLink> Secrets::find_link(std::string_view token, Instant now) const {
  std::lock_guard lock(mutex_);
  auto it = links_.find(sha256_hex(token));
  if (it == links_.end() || it->second.expires_at <= now) return std::nullopt;
  return it->second;
}

Result<void> Secrets::use_link(std::string_view token) {
  std::lock_guard lock(mutex_);
  links_.erase(sha256_hex(token));
  return save();
}

Result<std::string> Secrets::make_token(ApiToken token) {
  std::string secret = random_token(32);
  std::lock_guard lock(mutex_);
  token.id = random_token(9);
  for (char& c : token.id) {
    if (c == '_' || c == '-') c = 'x';  // the id ends at the next underscore
  }
  token.hash = sha256_hex(secret);
  std::string shown = "kt_" + token.id + "_" + secret;
  tokens_[token.id] = std::move(token);
  KINTSUGI_TRY_OK(save());
  return shown;
}

std::optional<ApiToken> Secrets::find_token(std::string_view shown, Instant now) const {
  if (shown.substr(0, 3) != "kt_") return std::nullopt;
  shown.remove_prefix(3);
  auto end = shown.find('_');
  if (end == std::string_view::npos) return std::nullopt;
  std::string hash = sha256_hex(shown.substr(end + 1));
  std::lock_guard lock(mutex_);
  auto it = tokens_.find(std::string(shown.substr(0, end)));
  if (it == tokens_.end() || it->second.expires_at <= now) return std::nullopt;
  const std::string& kept = it->second.hash;
  if (kept.size() != hash.size() || sodium_memcmp(kept.data(), hash.data(), hash.size()) != 0) {
    return std::nullopt;
  }
  return it->second;
}

std::vector<ApiToken> Secrets::tokens_of(const std::string& tenant, const std::string& id) const {
  std::lock_guard lock(mutex_);
  std::vector<ApiToken> found;
  for (const auto& [key, token] : tokens_) {
    if (token.tenant == tenant && token.operator_id == id) found.push_back(token);
  }
  return found;
}

Result<bool> Secrets::remove_token(const std::string& tenant, const std::string& operator_id,
                                   const std::string& id) {
  std::lock_guard lock(mutex_);
  auto it = tokens_.find(id);
  if (it == tokens_.end() || it->second.tenant != tenant || it->second.operator_id != operator_id) {
    return false;
  }
  tokens_.erase(it);
  KINTSUGI_TRY_OK(save());
  return true;
}

}  // namespace kintsugi::api
