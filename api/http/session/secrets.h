#pragma once
// What must never be in the log: password hashes, one-time links, API tokens (hashed), the key that
// signs cursors. Of a node by itself one small JSON file, DIR/secrets/secrets.json (0600, replaced
// atomically, fsynced); of nodes that are one service a sealed topic that they share. Any thread.
//
// A change is stored before it counts here: what could not be written did not happen. Who may do
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
  std::string id{};        // of a shared one: nodes may store hashes of one version at once
  bool recorded = false;   // of a shared one: whoever stored it saw that the log has its change
  bool operator==(const PasswordHash&) const = default;
};

class SealedTopic;

class Secrets {
 public:
  // Makes the directory and the file where missing.
  // Errors: unavailable "secrets.cannot_write", corrupt "secrets.unreadable" (says which file, and
  // what mends it).
  static Result<std::unique_ptr<Secrets>> open(const std::filesystem::path& directory);
  // The same without making or changing anything: nothing is wrong where there is no file yet.
  static Result<void> check(const std::filesystem::path& directory);
  // Shared: folds what `topic`, which outlives it, gives from its start() on.
  static std::unique_ptr<Secrets> open(SealedTopic& topic);
  // Null of a node by itself.
  SealedTopic* topic() const { return topic_; }
  // What a node had by itself before it shared: passwords, tokens and links that are not there yet.
  // After the topic's start().
  Result<void> take_over(const Secrets& own, Instant now);


  // Errors of all that changes something: unavailable "secrets.cannot_write"; the standard error
  // says which file and why, the answer does not. Where they are shared: unavailable
  // "secrets.not_shared".

  // Of the newest version that is not beyond the log's. So a hash that was stored before its change
  // was recorded counts with the record, and neither half alone.
  std::optional<std::string> password_hash(const std::string& tenant, const std::string& id,
                                           std::uint32_t version) const;
  // Of any operator of the tenant.
  bool has_passwords(const std::string& tenant) const;
  // Of the version that is recorded next. What is older than the one before it goes. The id of what
  // was stored.
  Result<std::string> store_password(const std::string& tenant, const std::string& id,
                                     PasswordHash password);
  // Its change is on the log: of several of its version it is the one that counts.
  Result<void> keep_password(const std::string& tenant, const std::string& id,
                             std::uint32_t version, const std::string& stored);
  // Where its change was not recorded.
  Result<void> drop_password(const std::string& tenant, const std::string& id,
                             std::uint32_t version, const std::string& stored = {});

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
  explicit Secrets(SealedTopic& topic);
  // Whether there is such a file with a checksum.
  Result<bool> load();
  // As entries of the topic: what each name has.
  static std::map<std::string, std::string> entries_of(const Held& held);
  bool fold(const std::string& name, const std::optional<std::string>& value);
  Result<void> share(const Held& before, const Held& after);
  // Where they are shared and it is not known here: another node may just have stored it.
  void catch_up_unless(const std::function<bool()>& known) const;
  // Writes what `change` makes of a copy, then takes it. A change that says false is none.
  Result<void> change(const std::function<bool(Held&)>& change);
  Result<void> write(const Held& held) const;

  const std::filesystem::path file_;  // empty where they are shared
  SealedTopic* const topic_ = nullptr;
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
