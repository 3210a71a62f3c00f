// An event of an older system's log, on the state as it stands.

#include <optional>
#include <string>
#include <utility>

#include "core/dispatch.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/steps/step_source.h"
#include "events/schema/runtime/json.h"
#include "schema/import_dispatch.h"
#include "schema/legacy_events.h"

namespace kintsugi::core {
namespace {

bool decides_nothing(const Error& error) {
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::corrupt;
}

// All steps, each on what the ones before it left; or the first refusal.
Result<Events> attempt(const schema::ImportAttempt& steps, Reads& reads) {
  StepSource states(reads);
  Events all;
  for (const schema::ImportStep& step : steps.steps) {
    if (step.command == schema::name_of<schema::ImportEvent>()) {
      return fail(ErrorKind::invalid,
                  std::string(schema::refusal_code(schema::ImportRefusal::nested)),
                  "an import is no step of an import");
    }
    KINTSUGI_TRY(const schema::Command command, schema::read_command_json(step.command, step.body));
    Reads inner(states, reads.actor(), reads.command_id(), reads.now(), reads.business_time());
    Result<Events> decided = decide_any(command, inner);
    if (inner.failure()) return tl::unexpected(*inner.failure());
    if (!decided) return decided;
    if (&step != &steps.steps.back()) states.apply(*decided);
    all.add(*std::move(decided));
  }
  return all;
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

}  // namespace

Result<Events> decide(const schema::ImportEvent& command, Reads& reads) {
  std::optional<Error> why;
  for (const schema::ImportAttempt& steps : command.attempts) {
    Result<Events> events = attempt(steps, reads);
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
  if (!why) why = Error{ErrorKind::refused, command.reason, command.detail, {}};
  return Events().on(command.order, fact_of(command, *why));
}

}  // namespace kintsugi::core
