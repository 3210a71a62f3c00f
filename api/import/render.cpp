#include "api/import/render.h"

#include <algorithm>
#include <optional>

#include "events/schema/runtime/json.h"

namespace kintsugi::api::import {
namespace {

bool holds(const Attempt& attempt, const InputEvent& event, const Place& place) {
  switch (attempt.when) {
    case Attempt::When::always: break;
    case Attempt::When::first_in_case: if (!place.first_in_case) return false; break;
    case Attempt::When::later_in_case: if (place.first_in_case) return false; break;
    case Attempt::When::last_in_case: if (!place.last_in_case) return false; break;
    case Attempt::When::first_of_activity: if (!place.first_of_activity) return false; break;
    case Attempt::When::again: if (place.first_of_activity) return false; break;
  }
  return std::all_of(attempt.where.begin(), attempt.where.end(), [&](const auto& condition) {
    const std::string* value = event.find(condition.first);
    return value != nullptr && std::find(condition.second.begin(), condition.second.end(),
                                         *value) != condition.second.end();
  });
}

// Every command of the attempt with its fields, or what the event lacks for one of them.
Result<schema::ImportAttempt> fill_in(const Mapping& mapping, const Attempt& attempt,
                                      const Fields& fields) {
  schema::ImportAttempt made;
  for (const std::string& name : attempt.commands) {
    const CommandTemplate& command = mapping.commands.find(name)->second;
    schema::ImportStep step;
    step.command = command.command;
    step.body = command.render(fields);
    if (const auto read = schema::read_command_json(step.command, step.body); !read) {
      Error error = read.error();
      error.what = "[commands." + name + "] " + error.pointer + ": " + error.what;
      return tl::unexpected(std::move(error));
    }
    made.steps.push_back(std::move(step));
  }
  return made;
}

}  // namespace

Rendered render_event(const Mapping& mapping, const std::string& file_sha256,
                      const InputEvent& event, const Place& place) {
  Rendered made;
  made.operator_id = mapping.operator_id.render(Fields::of(event)).value_or("");
  schema::ImportEvent& command = made.command;
  command.order = mapping.order_id.render(Fields::of(event)).value_or("");
  command.activity = event.activity;
  command.happened_at = to_ms(event.time);
  command.operator_name = event.operator_name;
  command.file = file_sha256;
  command.row = event.row;
  command.line = event.line;
  command.attributes.reserve(event.attributes.size());
  for (const Attribute& attribute : event.attributes) {
    command.attributes.push_back({attribute.name, attribute.value});
  }
  const Fields fields{&event, command.order, made.operator_id, {}};
  const ActivityRule* rule = mapping.rule_for(event.activity);
  std::optional<Error> why;
  if (rule == nullptr) {
    why =
        Error{ErrorKind::refused, "import.unmapped", "the mapping does not name this activity", {}};
  } else if (rule->attempts.empty()) {
    why = Error{ErrorKind::refused, "import.unmapped", rule->keep_because, {}};
  } else {
    for (const Attempt& attempt : rule->attempts) {
      if (!holds(attempt, event, place)) continue;
      Result<schema::ImportAttempt> filled = fill_in(mapping, attempt, fields);
      if (filled) {
        command.attempts.push_back(*std::move(filled));
      } else if (!why) {
        why = filled.error();
      }
    }
    if (!why) {
      why = Error{ErrorKind::refused, "import.no_condition",
                  "none of the activity's conditions holds here", {}};
    }
  }
  if (command.attempts.empty()) {
    command.reason = why->code;
    command.detail = why->what;
  }
  return made;
}

}  // namespace kintsugi::api::import
