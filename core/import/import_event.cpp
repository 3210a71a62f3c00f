// An event of an older system's log, on the state as it stands.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/dispatch.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/steps/step_source.h"
#include "events/schema/runtime/access.h"
#include "events/schema/runtime/json.h"
#include "schema/import_dispatch.h"
#include "schema/legacy_events.h"
#include "schema/work_order_life_events.h"

namespace kintsugi::core {
namespace {

bool decides_nothing(const Error& error) {
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::corrupt;
}

using PutAside = std::vector<schema::ImportPutAside>;

// Refusals of what a text is, not of what it asks for: only for these a field is put aside.
bool is_unreadable(std::string_view code) {
  return code.ends_with(".bad_text") || code.ends_with(".bad_phone") ||
         code.ends_with(".bad_window");
}

// Takes the optional field that the refusal names out of the command. False: there is none.
bool put_aside(schema::Command& command, const Error& refusal, PutAside& aside) {
  if (!is_unreadable(refusal.code) || !refusal.pointer.starts_with('/')) return false;
  const schema::FieldInfo* field = command.ops()->info->field(refusal.pointer.substr(1));
  std::string was;
  if (field == nullptr || field->required) return false;
  if (!schema::take_out(command.data(), *field, was)) return false;
  aside.push_back({.field = std::string(field->name), .value = was, .why = refusal.what});
  return true;
}

// The command decided; without the fields that it refuses as unreadable.
Result<Events> decide_step(schema::Command command, Reads& reads, PutAside& aside) {
  while (true) {
    Result<Events> decided = decide_any(command, reads);
    if (decided || reads.failure() || !put_aside(command, decided.error(), aside)) return decided;
  }
}

schema::LegacyFactRecorded fact_of(const schema::ImportEvent& command, const Error& why) {
  schema::LegacyFactRecorded fact;
  fact.activity = command.activity;
  fact.reason = why.code;
  fact.detail = why.what;
  fact.happened_at = command.happened_at;
  fact.operator_id = command.operator_name;
  fact.source = command.file;
  fact.row = command.row;
  fact.attributes = command.attributes;
  return fact;
}

// What the commands went on without stays on the order as it was written, and an order that lacks
// something of its registration is incomplete.
void keep_aside(const schema::ImportEvent& command, const PutAside& aside, Events& events) {
  if (aside.empty()) return;
  Error why{ErrorKind::refused,
            std::string(schema::refusal_code(schema::ImportRefusal::put_aside)),
            {},
            {}};
  std::vector<schema::LegacyAttribute> attributes;
  bool lacks = false;
  for (const schema::ImportPutAside& one : aside) {
    std::string reason = one.why;  // one line each
    std::replace(reason.begin(), reason.end(), '\n', ' ');
    why.what.append(why.what.empty() ? "" : "\n").append(one.field).append(": ").append(reason);
    attributes.push_back({one.field, one.value});
    lacks = lacks || !one.cut;
  }
  for (StreamEvent& each : events.list()) {
    auto* registered = each.event.get_if<schema::WorkOrderRegistered>();
    if (registered != nullptr && lacks) registered->incomplete = true;
  }
  schema::LegacyFactRecorded fact = fact_of(command, why);
  fact.attributes = std::move(attributes);
  events.on(command.order, std::move(fact));
}

// All steps, each on what the ones before it left; or the first refusal.
Result<Events> attempt(const schema::ImportEvent& command, const schema::ImportAttempt& steps,
                       Reads& reads) {
  StepSource states(reads);
  Events all;
  PutAside aside = steps.put_aside;
  for (const schema::ImportStep& step : steps.steps) {
    if (step.command == schema::name_of<schema::ImportEvent>()) {
      return fail(ErrorKind::invalid,
                  std::string(schema::refusal_code(schema::ImportRefusal::nested)),
                  "an import is no step of an import");
    }
    KINTSUGI_TRY(schema::Command made, schema::read_command_json(step.command, step.body));
    Reads inner(states, reads.actor(), reads.command_id(), reads.now(), reads.business_time());
    Result<Events> decided = decide_step(std::move(made), inner, aside);
    if (inner.failure()) return tl::unexpected(*inner.failure());
    if (!decided) return decided;
    if (&step != &steps.steps.back()) states.apply(*decided);
    all.add(*std::move(decided));
  }
  if (!all.empty()) keep_aside(command, aside, all);
  return all;
}

}  // namespace

Result<Events> decide(const schema::ImportEvent& command, Reads& reads) {
  std::optional<Error> why;
  if (!command.reason.empty()) why = Error{ErrorKind::refused, command.reason, command.detail, {}};
  for (const schema::ImportAttempt& steps : command.attempts) {
    Result<Events> events = attempt(command, steps, reads);
    if (reads.failure()) return tl::unexpected(*reads.failure());
    if (events && !events->empty()) return events;
    if (!events && decides_nothing(events.error())) return events;
    if (why) continue;
    why = events ? Error{ErrorKind::refused,
                         std::string(schema::refusal_code(schema::ImportRefusal::nothing_changes)),
                         "the commands are allowed and change nothing",
                         {}}
                 : events.error();
  }
  if (!why) why = Error{ErrorKind::refused, {}, command.detail, {}};
  return Events().on(command.order, fact_of(command, *why));
}

}  // namespace kintsugi::core
