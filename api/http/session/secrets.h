#pragma once
// What must never be in the log: password hashes, one-time links, API tokens (hashed), the key that
// signs cursors. One small JSON file, DIR/secrets/secrets.json (0600, replaced atomically,
// fsynced). Any thread; every change is on disk before the call returns.

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::api {

struct OneTimeLink {
  std::string tenant{};
  std::string operator_id{};  // empty: makes the tenant's first administrator
  Instant expires_at{};
  bool operator==(const OneTimeLink&) const = default;
};

struct ApiToken {
  std::string id{};
  std::string name{};
  std::string tenant{};
  std::string operator_id{};
  std::string hash{};  // SHA-256 of the secret, hex
  Instant created_at{};
  Instant expires_at{};
  bool operator==(const ApiToken&) const = default;
};

class Secrets {
 public:
  // Makes the directory and the file where missing.
  // Errors: unavailable (cannot write), corrupt "secrets.unreadable" (says which file).
  static Result<std::unique_ptr<Secrets>> open(const std::filesystem::path& directory);

  std::optional<std::string> password_hash(const std::string& tenant, const std::string& id) const;
  // Of any operator of the tenant.
  bool has_passwords(const std::string& tenant) const;
  Result<void> set_password_hash(const std::string& tenant, const std::string& id,
                                 std::string hash);

  // The token is shown once; only its hash is kept. A link for the same tenant and operator
  // replaces the former one.
  Result<std::string> make_link(OneTimeLink link);
  std::optional<OneTimeLink> find_link(std::string_view token, Instant now) const;
  Result<void> use_link(std::string_view token);

  // "kt_<id>_<secret>", shown once.
  Result<std::string> make_token(ApiToken token);
  std::optional<ApiToken> find_token(std::string_view shown, Instant now) const;
  std::vector<ApiToken> tokens_of(const std::string& tenant, const std::string& id) const;
  Result<bool> remove_token(const std::string& tenant, const std::string& operator_id,
                            const std::string& id);

  const std::string& cursor_key() const { return cursor_key_; }

 private:
  explicit Secrets(std::filesystem::path file);
  Result<void> load();
  Result<void> save() const;  // with mutex_ held

  const std::filesystem::path file_;
  std::string cursor_key_;  // 32 octets; constant after open

  // Guarded by mutex_.
  mutable std::mutex mutex_;
  std::map<std::string, std::string> passwords_;  // "tenant/operator" → argon2id string
  std::map<std::string, OneTimeLink> links_;      // by SHA-256 of the token
  std::map<std::string, ApiToken> tokens_;        // by id
};

// `octets` of randomness as URL-safe base64 without padding.
std::string random_token(std::size_t octets);

}  // namespace kintsugi::api
