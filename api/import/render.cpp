#include "api/import/render.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "api/import/alike.h"
#include "schema/import_refusals.h"

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
    if (value == nullptr) return false;
    return std::find(condition.second.begin(), condition.second.end(), word_key(*value)) !=
           condition.second.end();
  });
}

using PutAside = std::vector<schema::ImportPutAside>;

// Every command of the attempt with its fields, or what the event lacks for one of them. What was
// put aside before is told with it; what is now `unreadable` goes there.
Result<schema::ImportAttempt> fill_in(const Mapping& mapping, const Attempt& attempt,
                                      const Fields& fields, const PutAside& before,
                                      PutAside& unreadable) {
  schema::ImportAttempt made;
  made.put_aside = before;
  for (const std::string& name : attempt.commands) {
    const CommandTemplate& command = mapping.commands.find(name)->second;
    schema::ImportStep step;
    step.command = command.command;
    const auto read = command.render(fields, *mapping.times, step.body, made.put_aside);
    if (!read) {
      Error error = read.error();
      if (error.code == schema::refusal_code(schema::ImportRefusal::unreadable))
        unreadable.push_back(std::move(made.put_aside.back()));
      error.what = "[commands." + name + "] " + error.pointer + ": " + error.what;
      return tl::unexpected(std::move(error));
    }
    made.steps.push_back(std::move(step));
  }
  return made;
}

Error refusal(schema::ImportRefusal code, std::string what) {
  return {ErrorKind::refused, std::string(schema::refusal_code(code)), std::move(what), {}};
}

// Adds the ways that the mapping has for the event; why the first one that fails does.
std::optional<Error> add_attempts(const Mapping& mapping, const InputEvent& event,
                                  const Place& place, const Fields& fields,
                                  schema::ImportEvent& command) {
  using No = schema::ImportRefusal;
  const ActivityRule* rule = mapping.rule_for(event.activity);
  if (rule == nullptr) return refusal(No::unmapped, "the mapping does not name this activity");
  if (rule->attempts.empty()) return refusal(No::unmapped, rule->keep_because);
  std::optional<Error> why;
  PutAside aside;
  if (!event.unread_time.empty()) {
    aside.push_back({.field = "time",
                     .value = event.unread_time,
                     .why = "no date: the time is its neighbour's in the case"});
  }
  if (!event.day_only.empty()) {
    aside.push_back({.field = "time",
                     .value = event.day_only,
                     .why = std::string(taken_for) + format_instant(event.time) +
                            ": it has no time of day, and stands beside its neighbours",
                     .cut = true});
  }
  for (const Attempt& attempt : rule->attempts) {
    if (!holds(attempt, event, place)) continue;
    PutAside before = aside;
    before.insert(before.end(), command.unreadable.begin(), command.unreadable.end());
    Result<schema::ImportAttempt> filled =
        fill_in(mapping, attempt, fields, before, command.unreadable);
    if (filled) {
      command.attempts.push_back(*std::move(filled));
    } else if (!why) {
      why = filled.error();
    }
  }
  if (!why && command.attempts.empty())
    why = refusal(No::no_condition, "none of the activity's conditions holds here");
  return why;
}

}  // namespace

Rendered render_event(const Mapping& mapping, const std::string& file_sha256,
                      const InputEvent& event, const Place& place, bool once) {
  using No = schema::ImportRefusal;
  Rendered made;
  made.operator_id = mapping.operator_id.render(Fields::of(event)).value_or("");
  schema::ImportEvent& command = made.command;
  command.order = place.order;
  command.activity = event.activity;
  command.happened_at = to_ms(event.time);
  command.operator_name = event.operator_name;
  command.file = file_sha256;
  command.row = event.row;
  command.line = event.line;
  command.attributes.reserve(event.attributes.size() + 1);
  for (const Attribute& attribute : event.attributes) {
    command.attributes.push_back({attribute.name, attribute.value});
  }
  if (!event.unread_time.empty())
    command.attributes.push_back({mapping.source.time_name, event.unread_time});
  std::optional<Error> why;
  if (!event.bad.empty()) {
    why = refusal(No::bad_entry, event.bad);
    if (event.bad.starts_with("bad date"))
      command.unreadable.push_back({.field = "time", .value = event.unread_time, .why = event.bad});
    const std::string* no_case = event.find(mapping.source.case_name);
    if (no_case != nullptr)
      command.unreadable.push_back({.field = "case", .value = *no_case, .why = event.bad});
  } else if (once && place.same_as_row > 0) {
    why = refusal(No::doubled, "the same as row " + std::to_string(place.same_as_row));
  } else {
    const Fields fields{&event, command.order, made.operator_id, {}};
    why = add_attempts(mapping, event, place, fields, command);
  }
  if (why && (command.attempts.empty() || !command.unreadable.empty())) {
    command.reason = why->code;
    command.detail = why->what;
  }
  return made;
}

}  // namespace kintsugi::api::import
