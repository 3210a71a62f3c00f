#pragma once
// May this actor send this command, and about this outlet? Reads the operator's stream as of the
// decision, so that a revoked role stops a command that was decided on the older state.

#include <cstdint>
#include <span>
#include <string_view>

#include "core/reads.h"
#include "events/base/result.h"
#include "events/schema/runtime/erased.h"
#include "schema/description.h"

namespace kintsugi::schema {
struct Operator;                       // schema/identity_state.h
enum class Role : std::uint16_t;  // schema/identity.h
}

namespace kintsugi::core {

// forbidden "authority.…" unless the actor is an active operator who holds one of the command's
// roles, and where he acts by an API token, unless that has it too. System and import actors pass.
// Nobody may claim a time more than five minutes ahead of the clock; no person one further back
// than the service policy lets his duty tell late: forbidden "authority.too_late_told".
Result<void> authorise(const schema::Command& command, Reads& reads);

// forbidden "authority.out_of_scope" unless one of the operator's scope outlets is `outlet` or
// above it in the tree of outlets. An empty scope outlet is the whole company; an empty `outlet` is
// a thing that belongs to no outlet yet, and only the whole company's operators reach it. System
// and import actors pass.
Result<void> within_scope(std::string_view outlet, Reads& reads);

// The same, and only those scopes count whose role may send `command`: an accountant of outlet A
// who is a dispatcher of outlet B dispatches for B only.
template <class Command>
Result<void> within_scope(const Command& command, std::string_view outlet, Reads& reads);

// What deadlines, prices and rule versions are judged by: of a person the time at which he tells
// it, whatever time he claims, unless his device proves the claim (core/device); of the system and
// an import the time that they tell.
Instant judged_at(const Reads& reads);

// A person claims a time before this step, in ms after 1970, though what he tells follows from it.
// The clocks of two who work on one thing are some minutes apart.
bool is_claimed_before(std::int64_t step, const Reads& reads);

// The actor is a person, to whom scope, own bookings and four eyes apply; false for system and
// import.
bool is_person(const Reads& reads);

// forbidden "authority.out_of_scope" unless the actor holds `role` over `outlet` (empty: over the
// whole company). System and import actors pass.
Result<void> holds_role_over(schema::Role role, std::string_view outlet, Reads& reads);

// The technician that the actor is; empty where he is none.
std::string_view technician_of_actor(Reads& reads);

// What is hidden from somebody, "technician/T1" or "operator/boss", is hidden from the actor.
bool is_hidden_from_actor(std::string_view hidden_from, Reads& reads);

// Somebody has one of the duties that may send `Command` over `outlet` (empty: over the whole
// company), as the actor would need it.
template <class Command>
bool may_send_over(const schema::Operator& somebody, std::string_view outlet, Reads& reads);

namespace authority {
// What the sessions of API tokens are called: "token:<id>".
inline constexpr std::string_view token_session = "token:";
// The token that acts; empty where it is a person himself.
std::string_view token_of(const Actor& actor);

Result<void> within_scope_of(std::span<const std::string_view> roles, std::string_view outlet,
                             Reads& reads);
std::span<const std::string_view> roles_of(std::string_view command_name);
bool reaches(const schema::Operator& somebody, std::span<const std::string_view> roles,
             std::string_view outlet, Reads& reads);
}  // namespace authority

template <class Command>
bool may_send_over(const schema::Operator& somebody, std::string_view outlet, Reads& reads) {
  return authority::reaches(somebody, authority::roles_of(schema::name_of<Command>()), outlet,
                            reads);
}

template <class Command>
Result<void> within_scope(const Command&, std::string_view outlet, Reads& reads) {
  return authority::within_scope_of(authority::roles_of(schema::name_of<Command>()), outlet, reads);
}

}  // namespace kintsugi::core
