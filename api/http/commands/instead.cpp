#include "api/http/commands/instead.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/http/reading/trial_source.h"
#include "api/http/server/problem.h"
#include "core/trial/suggestions.h"
#include "schema/description.h"
#include "schema/work_order_state.h"

namespace kintsugi::api {

namespace {

namespace trial = core::trial;
using Json = nlohmann::ordered_json;

bool may_be_mended(const Error& refusal) {
  return refusal.code.starts_with("work_order.dispatch_") ||
         refusal.code == "work_order.in_the_past" || refusal.code == "work_order.same_technician";
}

std::string_view name_of(trial::Suggestion::Kind kind) {
  switch (kind) {
    case trial::Suggestion::Kind::another_time:
      return "another_time";
    case trial::Suggestion::Kind::another_technician:
      return "another_technician";
    case trial::Suggestion::Kind::approval:
      return "approval";
  }
  return {};
}

Json searched() {
  const auto clock = [](std::chrono::hours hours) {
    return (hours.count() < 10 ? "0" : "") + std::to_string(hours.count()) + ":00";
  };
  return {{"days_before", trial::days_before},
          {"days_after", trial::days_after},
          {"from", clock(trial::opens)},
          {"until", clock(trial::closes)},
          {"step_minutes", trial::step.count()},
          {"technicians", trial::technicians_max}};
}

Result<Json> suggestions(Service& service, const Principal& principal, Actor actor,
                         const schema::Command& refused, const std::string& reason) {
  actor.device_sequence = 0;  // what is tried takes no number
  Node& node = service.node();
  TrialSource source(node, principal.tenant, nullptr, "operator/" + principal.operator_id);
  const Instant now = std::max(node.clock().now(), node.tenant_clock(principal.tenant));
  const trial::Attempt attempt{source, actor, now};
  Json out = Json::array();
  const auto visit = trial::visit_of(refused, attempt);
  if (!visit) return out;
  core::Reads reads = attempt.reads();
  const auto* order = reads.find<schema::WorkOrder>(visit->order);
  if (order == nullptr) return out;
  KINTSUGI_TRY(const TenantView view, service.view(principal.tenant));
  KINTSUGI_TRY(const auto technicians, technicians_of(view, order->outlet));
  KINTSUGI_TRY(const auto found, trial::suggest(refused, technicians, reason, attempt));
  for (const trial::Suggestion& one : found) {
    const schema::TypeInfo& type = *one.command.ops()->info;
    out.push_back({{"kind", name_of(one.kind)},
                   {"by_another", one.kind == trial::Suggestion::Kind::approval},
                   {"command", type.name},
                   {"path", type.route},
                   {"body", Json::parse(body_of(one.command), nullptr, false)}});
  }
  return out;
}

}  // namespace

std::string instead_members(Service& service, const Principal& principal, Actor actor,
                            const schema::Command& refused, const Error& refusal,
                            Language language) {
  if (!may_be_mended(refusal)) return {};
  const std::string reason = title_of(refusal.code, 409, language);
  const auto found = suggestions(service, principal, std::move(actor), refused, reason);
  if (!found) return {};
  const Json out = {{"suggestions", *found}, {"searched", searched()}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace kintsugi::api
