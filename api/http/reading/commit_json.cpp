#include "api/http/reading/commit_json.h"

#include <unordered_map>

#include "api/http/server/problem.h"
#include "api/http/reading/reading.h"
#include "events/commit/command_name.h"
#include "events/schema/runtime/json.h"
#include "projections/audit/audit.h"
#include "projections/directory/directory.h"
#include "schema/identity_state.h"

namespace kintsugi::api {

NameOf operator_names(std::shared_ptr<const projections::RowReader> directory) {
  auto known = std::make_shared<std::unordered_map<std::string, std::string>>();
  return [known, directory = std::move(directory)](std::string_view id) {
    auto [it, fresh] = known->try_emplace(std::string(id));
    if (!fresh || directory == nullptr || id.empty()) return it->second;
    const auto entry = projections::find_entry<schema::Operator>(*directory, id);
    if (entry && *entry) it->second = (*entry)->name;
    return it->second;
  };
}

Result<void> write_commit_json(std::string& out, CommitView& commit, Position position,
                               Language language, const NameOf& name_of_operator,
                               bool with_command) {
  KINTSUGI_TRY_OK(commit.open_events());
  // Of a newer engine it may be unknown: it is told by its code.
  const Result<schema::Command> command = commit.command();
  Actor actor = commit.actor();
  out +=
      "{\"position\":\"" + std::to_string(position.value) + "\",\"id\":" + json_text(commit.id());
  out += ",\"recorded_at\":\"" + format_instant(commit.recorded_at()) + "\",\"business_at\":";
  out += commit.business_at() ? "\"" + format_instant(*commit.business_at()) + "\""
                              : std::string("null");
  const char* kind = actor.kind == ActorKind::person   ? "person"
                     : actor.kind == ActorKind::system ? "system"
                                                       : "import";
  out += ",\"actor\":\"" + std::string(kind) + "\",\"operator\":" + json_text(actor.operator_id);
  out += ",\"operator_name\":" + json_text(name_of_operator(actor.operator_id));
  out += ",\"role\":" + json_text(actor.roles.empty() ? "" : actor.roles.front());
  out += ",\"session\":" + json_text(actor.session) + ",\"device\":" + json_text(actor.device) +
         ",\"device_sequence\":" +
         (actor.device_sequence > 0 ? std::to_string(actor.device_sequence) : "null");
  out += ",\"address\":" + json_text(actor.address) + ",\"seen_position\":";
  out += actor.seen_position < 0 ? "null" : "\"" + std::to_string(actor.seen_position) + "\"";
  out += ",\"command\":" + json_text(command_name(commit));
  if (with_command && command) {
    out += ",\"body\":";
    schema::write_json(out, *command);
  }
  out += ",\"accepted\":";
  out += commit.refused() ? "false" : "true";
  out += ",\"refusal\":";
  if (commit.refused()) {
    Error refusal = commit.refusal();
    out += "{\"code\":" + json_text(refusal.code) +
           ",\"title\":" + json_text(title_of(refusal.code, status_of(refusal), language)) +
           ",\"detail\":" + json_text(refusal.what) + "}";
  } else {
    out += "null";
  }
  out += ",\"events\":[";
  bool first = true;
  for (const EventInCommit& event : commit.events()) {
    std::string json;
    schema::write_json(json, event.event);
    if (!first) out += ",";
    first = false;
    out += "{\"stream\":" + json_text(commit.streams()[event.stream]);
    out += json.size() > 2 ? "," + json.substr(1) : "}";
  }
  out += "],\"streams\":[";
  first = true;
  projections::visit_concerned(commit, [&](std::string_view stream) {
    if (!first) out += ",";
    first = false;
    out += json_text(stream);
  });
  out +=
      "],\"cause\":" + (commit.cause().empty() ? std::string("null") : json_text(commit.cause())) +
      "}";
  return {};
}

}  // namespace kintsugi::api
