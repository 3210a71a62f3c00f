// What opens the door for an operator beside his password: one-time links, by which somebody who
// leads him lets him set one, and API tokens. The edge makes the secrets; here stands who may, and
// what became of them.

#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/operator/administration.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/credentials_dispatch.h"
#include "schema/identity_commands.h"
#include "schema/identity_events.h"
#include "schema/identity_refusals.h"

namespace kintsugi::core {
namespace {

using Refused = schema::CredentialsRefusal;
using schema::ApiToken;
using schema::Credentials;

constexpr std::chrono::hours longest{24 * 3660};

bool is_public_id(const std::string& text) { return is_id(text) && text.size() <= 64; }

Result<const schema::Operator*> active(const std::string& number, Reads& reads) {
  KINTSUGI_TRY(const schema::Operator* person, reads.require<schema::Operator>(number));
  if (person->status != schema::OperatorStatus::active) {
    return refuse(schema::OperatorRefusal::not_active, "operator " + number + " is disabled");
  }
  return person;
}

Result<void> check_end(std::int64_t ends_at, Reads& reads) {
  const auto now = to_ms(reads.now());
  const auto last = to_ms(reads.now() + longest);
  if (ends_at > now && ends_at <= last) return {};
  return refuse(Refused::bad_end, "between now and ten years from now");
}

const ApiToken* token_in(const Credentials* held, const std::string& id) {
  if (held == nullptr) return nullptr;
  const auto found = std::find_if(held->tokens.begin(), held->tokens.end(),
                                  [&](const ApiToken& one) { return one.token == id; });
  return found == held->tokens.end() ? nullptr : &*found;
}

// Each lies inside one of the owner's own.
Result<void> check_duties(const std::vector<schema::RoleGrant>& duties, Reads& reads) {
  for (const schema::RoleGrant& duty : duties) {
    if (duty.role == schema::Role::none) return refuse(Refused::role_missing, "of a token's duty");
    if (holds_role_over(duty.role, duty.outlet, reads)) continue;
    return refuse(Refused::not_yours, std::string(schema::name_of(duty.role)) + " of " +
                                     (duty.outlet.empty() ? "the company" : duty.outlet));
  }
  return {};
}

bool is_administrator(const schema::Operator* person) {
  return person != nullptr && std::any_of(person->grants.begin(), person->grants.end(),
                                          [](const schema::RoleGrant& grant) {
                                            return grant.role == schema::Role::administrator;
                                          });
}

}  // namespace

void withdraw_credentials(const std::string& number, Reads& reads, Events& events) {
  const auto* held = reads.find<Credentials>(number);
  if (held == nullptr || (held->tokens.empty() && held->link.empty())) return;
  events.on(number, schema::CredentialsWithdrawn{});
}

Result<Events> decide(const schema::InviteOperator& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Operator* person, active(command.operator_, reads));
  KINTSUGI_TRY_OK(leads(*person, reads));
  if (!is_public_id(command.link))
    return refuse(Refused::bad_name, "a link's public name is an id");
  KINTSUGI_TRY_OK(check_end(command.ends_at, reads));
  Events events;
  events.on(command.operator_,
            schema::OperatorInvited{.operator_ = command.operator_,
                                    .link = command.link,
                                    .ends_at = command.ends_at,
                                    .by = is_person(reads) ? reads.actor().operator_id : ""});
  return events;
}

Result<Events> decide(const schema::AcceptInvitation& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Operator* person, active(command.operator_, reads));
  const auto* held = reads.find<Credentials>(command.operator_);
  const bool open = held != nullptr && !held->link.empty() && held->link == command.link &&
                    held->link_ends_at > to_ms(reads.now());
  if (!open) return refuse(Refused::link_unknown, "link " + command.link);
  // Else who led him once would enter as what he has become since.
  if (!held->invited_by.empty() && !is_led_by(held->invited_by, *person, reads))
    return refuse(Refused::link_unknown, "who made it does not lead operator " +
                                             command.operator_ + " any more");
  Events events;
  events.on(command.operator_,
            schema::InvitationAccepted{.link = command.link, .by = held->invited_by});
  events.on(command.operator_, schema::PasswordChanged{.version = person->password_version + 1});
  if (!held->tokens.empty()) events.on(command.operator_, schema::CredentialsWithdrawn{});
  return events;
}

Result<Events> decide(const schema::MakeToken& command, Reads& reads) {
  if (!is_person(reads) || reads.actor().operator_id != command.operator_)
    return refuse(schema::OperatorRefusal::not_yourself, "everybody makes his own tokens");
  KINTSUGI_TRY(const schema::Operator* person, active(command.operator_, reads));
  if (!is_public_id(command.token))
    return refuse(Refused::bad_name, "a token's public name is an id");
  if (!is_line(command.name, 100))
    return refuse(Refused::bad_name, "one line of at most 100 characters");
  KINTSUGI_TRY_OK(check_end(command.expires_at, reads));
  KINTSUGI_TRY_OK(check_duties(command.duties, reads));
  if (token_in(reads.find<Credentials>(command.operator_), command.token) != nullptr)
    return refuse(Refused::token_exists, "token " + command.token);
  Events events;
  events.on(command.operator_,
            schema::TokenMade{.operator_ = command.operator_,
                              .token = command.token,
                              .name = command.name,
                              .reads_only = command.reads_only,
                              .duties = command.duties.empty() ? person->grants : command.duties,
                              .made_at = to_ms(reads.now()),
                              .expires_at = command.expires_at});
  return events;
}

Result<Events> decide(const schema::EndToken& command, Reads& reads) {
  const std::string& actor = reads.actor().operator_id;
  const bool of_another = is_person(reads) && actor != command.operator_;
  // Said first: whether there is such an operator is not for everybody to know.
  if (of_another && !is_administrator(reads.find<schema::Operator>(actor)))
    return refuse(schema::OperatorRefusal::not_yourself, "administrators end others' tokens");
  KINTSUGI_TRY(const schema::Operator* person,
               reads.require<schema::Operator>(command.operator_));
  if (of_another) KINTSUGI_TRY_OK(leads(*person, reads));
  KINTSUGI_TRY(const Credentials* held, reads.require<Credentials>(command.operator_));
  if (token_in(held, command.token) == nullptr)
    return refuse(Refused::token_unknown, "token " + command.token);
  Events events;
  events.on(command.operator_, schema::TokenEnded{.token = command.token});
  return events;
}

void evolve(Credentials& state, const schema::OperatorInvitedView& event) {
  state.operator_ = event.operator_;
  state.link = event.link;
  state.link_ends_at = event.ends_at;
  state.invited_by = event.by;
}

void evolve(Credentials& state, const schema::InvitationAcceptedView&) {
  state.link.clear();
  state.link_ends_at = 0;
  state.invited_by.clear();
}

void evolve(Credentials& state, const schema::InvitationWithdrawnView&) {
  state.link.clear();
  state.link_ends_at = 0;
  state.invited_by.clear();
}

void evolve(Credentials& state, const schema::TokenMadeView& event) {
  state.operator_ = event.operator_;
  ApiToken token{.number = ++state.tokens_made,
                 .token = std::string(event.token),
                 .name = std::string(event.name),
                 .reads_only = event.reads_only,
                 .made_at = event.made_at,
                 .expires_at = event.expires_at};
  for (const auto& duty : event.duties)
    token.duties.push_back({.role = duty.role, .outlet = std::string(duty.outlet)});
  state.tokens.push_back(std::move(token));
}

void evolve(Credentials& state, const schema::TokenEndedView& event) {
  std::erase_if(state.tokens, [&](const ApiToken& one) { return one.token == event.token; });
}

void evolve(Credentials& state, const schema::CredentialsWithdrawnView&) {
  state.tokens.clear();
  state.link.clear();
  state.link_ends_at = 0;
  state.invited_by.clear();
}

}  // namespace kintsugi::core
