#pragma once
// Who is it, and does the request come from our own pages? Any thread.

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/session/attempts.h"
#include "api/http/session/believed_time.h"
#include "api/http/server/message.h"
#include "api/http/server/metrics.h"
#include "api/http/session/known_browsers.h"
#include "api/http/session/passwords.h"
#include "api/http/session/principal.h"
#include "api/http/session/secrets.h"
#include "api/http/session/sessions.h"
#include "api/node/clock.h"
#include "api/node/node.h"
#include "events/base/result.h"
#include "schema/credentials_state.h"

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
    std::string known;  // the cookie by which the browser is known from now on; empty: none
  };
  Result<SignedIn> sign_in(const Request& request, const std::string& tenant,
                           const std::string& number, const std::string& password,
                           int& retry_after_s);
  // Is this the own password, asked for once more? The same gate, brakes and records as for a
  // sign-in. Errors: "session.wrong_credentials", "session.too_many_attempts".
  Result<void> check_own(const Request& request, const Principal& own, const std::string& password,
                         int& retry_after_s);
  // Stores the hash and has `record` put the change on the log: neither half stands alone. One
  // change at a time of this node; `record` says whether the log has it, where nobody else (another
  // node) came first: then it is called again. `own`: who changes it himself, by the password that
  // he had then; his session outlives the change. Errors: forbidden "session.wrong_credentials"
  // where it is another one by now.
  using RecordChange = std::function<Result<void>(const ExpectedVersion&)>;
  Result<void> change_password(const std::string& tenant, const std::string& number,
                               const std::string& hash, const RecordChange& record,
                               const Principal* own = nullptr);
  // Without a password: after a one-time link was used.
  // `known`: from where he has signed in before, so that no lock stops him.
  Result<SignedIn> begin_session(const Request& request, const std::string& tenant,
                                 const std::string& number, bool known = false);
  // Without a password, into a company made for trying out (Secrets::opens_without_password), as
  // somebody for whom the door is open. Recorded as every sign-in. Errors: forbidden
  // "session.no_door", "session.too_many_attempts" (429; `retry_after_s` says when). Whether the
  // request may ask for it at all is the caller's to say (asked_on_this_machine).
  Result<SignedIn> enter(const Request& request, const std::string& tenant,
                         const std::string& number, int& retry_after_s);
  // Never for who has had a password, who must use it; never for an administrator, who could make
  // links and passwords that open from elsewhere. Asked with every request of such a session.
  bool door_is_open(const Principal& principal) const;
  // Errors: unavailable "session.ended_here_only" (the other nodes are told later).
  Result<void> sign_out(const Request& request, const Principal& principal);
  // Whoever signs in with a session still open ends it.
  void end_former_session(const Request& request);

  // Writes what failed sign-ins are due to be recorded; called now and then.
  void record_failures();

  // The operator as folded now; not_found where there is none or it is not active. Waits for no
  // decision, but where it is the first time that anybody asks for this one.
  Result<Principal> load(const std::string& tenant, const std::string& number);
  // The API tokens that are on the log for him.
  Result<std::vector<schema::ApiToken>> tokens_of(const std::string& tenant,
                                                  const std::string& number);

  Actor actor_of(const Request& request, const Principal& principal) const;
  Actor system_actor(const Request& request) const;

  Sessions& sessions() { return sessions_; }
  Passwords& passwords() { return passwords_; }
  Secrets& secrets() { return secrets_; }
  const Options& options() const { return options_; }
  // By which sessions, tokens and locks end.
  Instant now() const;

 private:
  Result<Principal> by_cookie(const Request& request, std::string_view token);
  Result<Principal> by_bearer(const Request& request, std::string_view token);
  // Of the owner's duties what the token has too, each as far as both reach.
  Result<std::optional<schema::ApiToken>> open_token(const ApiToken& known);
  Result<void> narrow(Principal& owner, const schema::ApiToken& token);
  Result<bool> is_within(const std::string& tenant, std::string outlet, std::string_view root);
  struct How {
    bool without_password = false;
    bool known = false;
  };
  Result<SignedIn> begin(const Request& request, Principal principal, How how);
  CommandRequest sign_in_record(const Request& request, const Principal& principal,
                                const std::string& session, bool known = false) const;
  // From where somebody tries a password: by that he is braked.
  struct Place {
    std::string account, by;
    bool known = false;  // he has signed in from there before
    std::optional<KnownBrowser> browser{};  // known where the password is still that of then
  };
  Place place_of(const Request& request, const std::string& account) const;
  std::optional<Error> gate(const Place& place, int& retry_after_s);
  void note_failure(const Attempts::Try& one);
  struct PasswordNow {
    std::uint32_t version = 0;
    ExpectedVersion at;
  };
  Result<PasswordNow> password_now(const std::string& tenant, const std::string& number);
  Result<void> change_once(const std::string& tenant, const std::string& number,
                           const std::string& hash, const RecordChange& record,
                           const Principal* own);
  bool is_locked(const Principal& principal) const { return principal.locked_until > now(); }

  const Options options_;
  Node& node_;
  Secrets& secrets_;
  const Clock& clock_;
  mutable BelievedTime time_;
  Metrics& metrics_;
  Sessions sessions_;
  Attempts attempts_;
  Attempts doors_;  // how often somebody comes in without a password
  Passwords passwords_;
  std::mutex changing_password_;
};

// From our own pages? Cookies alone prove nothing: another site can make a browser send them.
Result<void> check_same_origin(const Request& request);
// From this machine itself, by a name of the loopback. What a proxy hands on comes from somebody
// else, whatever address it has here.
bool asked_on_this_machine(const Request& request);
// The same but for the name.
bool from_this_machine(const Request& request);
// The value of a cookie; empty where it is not there.
std::string_view cookie_of(const Request& request, std::string_view name);

// Under TLS, as the proxy in front says, the cookie is one that no other host can have set.
bool over_tls(const Request& request);
std::string_view session_cookie_name(const Request& request);
// Of browsers in which somebody has signed in before (known_browsers.h).
std::string_view known_cookie_name(const Request& request);

}  // namespace kintsugi::api
