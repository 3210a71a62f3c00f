#pragma once
// Who is it, and does the request come from our own pages? Any thread.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/session/attempts.h"
#include "api/http/server/message.h"
#include "api/http/server/metrics.h"
#include "api/http/session/passwords.h"
#include "api/http/session/principal.h"
#include "api/http/session/secrets.h"
#include "api/http/session/sessions.h"
#include "api/node/clock.h"
#include "api/node/node.h"
#include "events/base/result.h"

namespace kintsugi::api {

class Guard {
 public:
  struct Options {
    Sessions::Options sessions;
    Attempts::Options attempts;
    Passwords::Options passwords;
    std::string default_tenant = "main";
    std::string local_token;  // of the owner of the data directory; empty: none
  };
  Guard(Options options, Node& node, Secrets& secrets, const Clock& clock, Metrics& metrics);

  // Errors: forbidden "session.missing", "session.expired" (401); forbidden
  // "session.foreign_origin", "authority.inactive" (403).
  Result<Principal> identify(const Request& request);

  // Whoever was identified, as duties stand now; nothing once the session or token is over. Does
  // not count as use of the session.
  std::optional<Principal> again(const Principal& principal);

  // Checks the password and begins a session. Errors: forbidden "session.wrong_credentials"
  // (whatever was wrong), "session.no_passwords_here" (this node knows none of the whole tenant),
  // "session.too_many_attempts" (429; `retry_after_s` says when).
  struct SignedIn {
    std::string token;
    Principal principal;
  };
  Result<SignedIn> sign_in(const Request& request, const std::string& tenant,
                           const std::string& number, const std::string& password,
                           int& retry_after_s);
  // Without a password: after a one-time link was used.
  Result<SignedIn> begin_session(const Request& request, const std::string& tenant,
                                 const std::string& number);
  void sign_out(const Request& request, const Principal& principal);

  // Writes what failed sign-ins are due to be recorded; called now and then.
  void record_failures();

  // The operator as folded now; not_found where there is none or it is not active. Waits for no
  // decision, but where it is the first time that anybody asks for this one.
  Result<Principal> load(const std::string& tenant, const std::string& number);

  Actor actor_of(const Request& request, const Principal& principal) const;
  Actor system_actor(const Request& request) const;

  Sessions& sessions() { return sessions_; }
  Passwords& passwords() { return passwords_; }
  Secrets& secrets() { return secrets_; }
  const Options& options() const { return options_; }
  Instant now() const { return clock_.now(); }

 private:
  Result<Principal> by_cookie(const Request& request, std::string_view token);
  Result<Principal> by_bearer(const Request& request, std::string_view token);
  void reject(const Request& request, const std::string& tenant, const std::string& number,
              bool known);

  const Options options_;
  Node& node_;
  Secrets& secrets_;
  const Clock& clock_;
  Metrics& metrics_;
  Sessions sessions_;
  Attempts attempts_;
  Passwords passwords_;
};

// From our own pages? Cookies alone prove nothing: another site can make a browser send them.
Result<void> check_same_origin(const Request& request);
// The value of a cookie; empty where it is not there.
std::string_view cookie_of(const Request& request, std::string_view name);

inline constexpr std::string_view session_cookie = "kintsugi_session";

}  // namespace kintsugi::api
