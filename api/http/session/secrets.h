#pragma once
// What must never be in the log: password hashes, one-time links, API tokens (hashed), the key that
// signs cursors. One small JSON file, DIR/secrets/secrets.json (0600, replaced atomically,
// fsynced). Any thread.
//
// A change is on disk before it counts here: what could not be written did not happen. Who may do
// what with a link or a token, and whether it is still open, is on the log
// (credentials/<operator>); here is only by which secret it is known.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
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
  std::string id{};  // its public name, as the log has it; empty of a first administrator's
  bool operator==(const OneTimeLink&) const = default;
};

struct ApiToken {
  std::string id{};  // its public name
  std::string tenant{};
  std::string operator_id{};
  std::string hash{};  // SHA-256 of the secret, hex
  bool operator==(const ApiToken&) const = default;
};

// A password's hash, and the version of the password on the log with which it begins to count.
struct PasswordHash {
  std::uint32_t version = 0;
  std::string hash;
  bool operator==(const PasswordHash&) const = default;
};

class Secrets {
 public:
  // Makes the directory and the file where missing.
  // Errors: unavailable "secrets.cannot_write", corrupt "secrets.unreadable" (says which file).
  static Result<std::unique_ptr<Secrets>> open(const std::filesystem::path& directory);

  // Errors of all that changes something: unavailable "secrets.cannot_write"; the standard error
  // says which file and why, the answer does not.

  // Of the newest version that is not beyond the log's. So a hash that was stored before its change
  // was recorded counts with the record, and neither half alone.
  std::optional<std::string> password_hash(const std::string& tenant, const std::string& id,
                                           std::uint32_t version) const;
  // Of any operator of the tenant.
  bool has_passwords(const std::string& tenant) const;
  // Of the version that is recorded next. What is older than the one before it goes.
  Result<void> store_password(const std::string& tenant, const std::string& id,
                              PasswordHash password);
  // Where its change was not recorded.
  Result<void> drop_password(const std::string& tenant, const std::string& id,
                             std::uint32_t version);

  // The token is shown once; only its hash is kept. A link for the same tenant and operator
  // replaces the former one.
  Result<std::string> make_link(OneTimeLink link);
  std::optional<OneTimeLink> find_link(std::string_view token, Instant now) const;
  // Takes it out, for one caller only; nothing where there is none.
  Result<std::optional<OneTimeLink>> take_link(std::string_view token, Instant now);
  // Where the work that it was taken for failed.
  Result<void> put_back(std::string_view token, OneTimeLink link);

  // A token's secret, shown once: "kt_<id>_<secret>". The id is a `public_id()`.
  Result<std::string> make_token(ApiToken token);
  std::optional<ApiToken> find_token(std::string_view shown) const;
  Result<void> forget_token(const std::string& id);

  // Companies made for trying out, into which one comes without a password (Guard::enter). Noted
  // where the company is made, and nowhere else.
  Result<void> open_without_password(const std::string& tenant);
  bool opens_without_password(const std::string& tenant) const;

  const std::string& cursor_key() const { return cursor_key_; }

 private:
  struct Held {
    std::map<std::string, std::vector<PasswordHash>> passwords;  // of "tenant/operator", by version
    std::map<std::string, OneTimeLink> links;                    // by SHA-256 of the token
    std::map<std::string, ApiToken> tokens;                      // by id
    std::set<std::string> without_password;                      // tenants
  };
  explicit Secrets(std::filesystem::path file);
  Result<void> load();
  // Writes what `change` makes of a copy, then takes it. A change that says false is none.
  Result<void> change(const std::function<bool(Held&)>& change);
  Result<void> write(const Held& held) const;

  const std::filesystem::path file_;
  std::string cursor_key_;  // 32 octets; constant after open

  std::mutex writing_;         // one change at a time; before mutex_
  mutable std::mutex mutex_;   // guards held_
  Held held_;
};

// `octets` of randomness as URL-safe base64 without padding.
std::string random_token(std::size_t octets);
// A name for a link or a token that everybody may see: letters and digits.
std::string public_id();

}  // namespace kintsugi::api
