// Steps of an operator at the door: signing in and out, failing to, changing the password, taking
// data out. The edge checks passwords; here it is only recorded that it did.

#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/operator/administration.h"
#include "core/reads.h"
#include "core/service_policy/service_policy.h"
#include "core/text/text.h"
#include "schema/identity_dispatch.h"

namespace kintsugi::core {
namespace {

using No = schema::OperatorRefusal;

constexpr std::string_view strangers_id = "all";

bool is_actor(const std::string& number, const Reads& reads) {
  return !is_person(reads) || reads.actor().operator_id == number;
}

bool is_name(const std::string& text) { return is_line_or_empty(text, 100); }

}  // namespace

Result<Events> decide(const schema::SignIn& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Operator* person, reads.require<schema::Operator>(command.number));
  if (person->status != schema::OperatorStatus::active) {
    return refuse(No::not_active, "operator " + command.number + " is disabled");
  }
  if (!command.known && person->locked_until > to_ms(reads.now())) {
    return refuse(No::locked, "until " + format_instant(instant_from_ms(person->locked_until)));
  }
  if (!is_name(command.session)) return refuse(No::bad_text, "a session's name is one line");
  Events events;
  events.on(command.number, schema::SignedIn{.session = command.session, .at = to_ms(reads.now())});
  return events;
}

Result<Events> decide(const schema::RejectSignIn& command, Reads& reads) {
  const std::uint32_t times = command.times == 0 ? 1 : command.times;
  Events events;
  const schema::Operator* person =
      is_id(command.number) ? reads.find<schema::Operator>(command.number) : nullptr;
  if (person == nullptr) {
    events.on(strangers_id, schema::StrangerRejected{.times = times});
    return events;
  }
  events.on(command.number, schema::SignInFailed{.why = command.why, .times = times});
  const bool locked = person->locked_until > to_ms(reads.now());
  const auto& policy = service_policy::in_force(reads.now(), reads);
  const auto failures_max = static_cast<std::uint64_t>(policy.sign_in_failures);
  if (!locked && std::uint64_t{person->failed_sign_ins} + times >= failures_max) {
    const Instant until = reads.now() + std::chrono::minutes(policy.lock_minutes);
    events.on(command.number, schema::OperatorLocked{.until = to_ms(until)});
    service_policy::note_use(policy, events);
  }
  return events;
}

Result<Events> decide(const schema::SignOut& command, Reads& reads) {
  if (!is_actor(command.number, reads)) return refuse(No::not_yourself, "sign out yourself only");
  KINTSUGI_TRY([[maybe_unused]] const schema::Operator* person,
               reads.require<schema::Operator>(command.number));
  if (!is_name(command.session)) return refuse(No::bad_text, "a session's name is one line");
  Events events;
  events.on(command.number, schema::SignedOut{.session = command.session});
  return events;
}

Result<Events> decide(const schema::ChangePassword& command, Reads& reads) {
  // Whoever forgot his is sent a link: InviteOperator.
  if (!is_actor(command.number, reads)) {
    return refuse(No::not_yourself, "everybody changes his own password only");
  }
  KINTSUGI_TRY(const schema::Operator* person, reads.require<schema::Operator>(command.number));
  if (person->status != schema::OperatorStatus::active) {
    return refuse(No::not_active, "operator " + command.number + " is disabled");
  }
  Events events;
  events.on(command.number, schema::PasswordChanged{.version = person->password_version + 1});
  return events;
}

Result<Events> decide(const schema::RecordExport& command, Reads& reads) {
  const std::string& number = reads.actor().operator_id;
  KINTSUGI_TRY([[maybe_unused]] const schema::Operator* person,
               reads.require<schema::Operator>(number));
  if (!is_name(command.report) || !is_name(command.as_of) || !is_name(command.layout))
    return refuse(No::bad_text,
                  "report, moment and layout are single lines of at most 100 characters");
  Events events;
  events.on(number, schema::ExportRecorded{.report = command.report,
                                           .as_of = command.as_of,
                                           .layout = command.layout,
                                           .rows = command.rows,
                                           .personal_columns = command.personal_columns});
  return events;
}

void evolve(schema::Strangers& state, const schema::StrangerRejectedView& event) {
  state.rejected += event.times;
}

}  // namespace kintsugi::core
