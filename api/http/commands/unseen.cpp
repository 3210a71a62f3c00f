#include "api/http/commands/unseen.h"

#include <algorithm>
#include <set>
#include <string>

#include "api/http/commands/own_stream.h"
#include "api/http/reading/readers.h"
#include "api/http/reading/reading.h"
#include "api/http/reading/rows_at.h"
#include "api/http/reading/thing_scope.h"
#include "api/http/reading/trial_source.h"
#include "core/decide.h"
#include "core/events.h"
#include "core/reads.h"
#include "events/schema/runtime/access.h"
#include "replay/history/thing.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

constexpr std::string_view out_of_scope = "authority.out_of_scope";

Result<bool> sees(Service& service, const Principal& principal, const std::string& stream) {
  KINTSUGI_TRY(const TenantView view, service.view(principal.tenant));
  const auto slash = stream.find('/');
  const Readers readers = readers_of_things(stream.substr(0, slash));
  if (!may_read(principal, readers)) return false;
  KINTSUGI_TRY(const auto scope, scope_of(principal, readers, view));
  KINTSUGI_TRY(const auto thing, replay::thing_as_of(*view.rows_at, stream));
  RowsAt rows(view, scope);
  return sees_thing(rows.viewer(), stream.substr(0, slash), stream.substr(slash + 1), thing.state);
}

using Streams = std::set<std::string, std::less<>>;

// What the command is about and what it names beside that, each "type/id".
Streams named_in(const schema::Command& command) {
  Streams out;
  if (std::string own = own_stream_of(command); !own.empty()) out.insert(std::move(own));
  const auto add = [&](std::string_view type, std::string_view id) {
    if (!id.empty()) out.insert(std::string(type) + "/" + std::string(id));
  };
  for (const schema::FieldInfo& field : command.ops()->info->fields) {
    if (field.ref.empty()) continue;
    if (field.type == "text") add(field.ref, schema::text_at(command.data(), field));
    if (field.type != "list" || field.structure != nullptr) continue;
    for (std::size_t i = 0; i < schema::list_size_at(command.data(), field); ++i)
      add(field.ref,
          *static_cast<const std::string*>(schema::list_item_at(command.data(), field, i)));
  }
  return out;
}

Streams unseen_in(Service& service, const Principal& principal, const schema::Command& command) {
  Streams out;
  for (const std::string& stream : named_in(command)) {
    if (stream == "operator/" + principal.operator_id) continue;
    const auto now = service.node().stream(principal.tenant, stream);
    if (!now || now->version == 0) continue;  // it would have been made
    const auto seen = sees(service, principal, stream);
    if (!seen || !*seen) out.insert(stream);
  }
  return out;
}

// Some streams are as if nobody had written them.
class Without final : public core::StateSource {
 public:
  Without(core::StateSource& all, const Streams& left_out) : all_(all), left_out_(left_out) {}
  Result<core::StreamState> load(std::string_view stream) override {
    if (left_out_.contains(stream)) return core::StreamState{};
    return all_.load(stream);
  }

 private:
  core::StateSource& all_;
  const Streams& left_out_;
};

// It is said of what somebody asked: neither a failure, nor the same again.
bool is_answer(const Error& error) {
  return error.code != out_of_scope &&
         (error.kind == ErrorKind::not_found || error.kind == ErrorKind::refused);
}

// What the command would be answered if these were not there.
Result<core::Events> decide_without(const Streams& unseen, Service& service,
                                    const CommandRequest& asked) {
  Node& node = service.node();
  TrialSource all(node, asked.tenant, nullptr, "operator/" + asked.actor.operator_id);
  Without source(all, unseen);
  Actor actor = asked.actor;
  actor.device_sequence = 0;  // what is tried takes no number
  const Instant now = std::max(node.clock().now(), node.tenant_clock(asked.tenant));
  core::Reads reads(source, actor, asked.id, now, asked.business_at.value_or(now));
  reads.mark_unknown(asked.unknown_words);
  return core::decide_command(asked.commands.front(), reads);
}

}  // namespace

Error as_told(Service& service, const Principal& principal, const CommandRequest& asked,
              Error refusal) {
  if (refusal.code != out_of_scope || principal.all_outlets()) return refusal;
  refusal.what.clear();
  const schema::Command& command = asked.commands.front();
  const Streams unseen = unseen_in(service, principal, command);
  if (unseen.empty()) return refusal;
  const auto told = decide_without(unseen, service, asked);
  if (!told && is_answer(told.error())) return told.error();
  const std::string own = own_stream_of(command);
  if (!unseen.contains(own)) return refusal;
  const auto slash = own.find('/');
  const std::string type = own.substr(0, slash);
  return {ErrorKind::not_found,
          type + ".not_found",
          "there is no " + type + " " + own.substr(slash + 1),
          {}};
}

}  // namespace kintsugi::api
