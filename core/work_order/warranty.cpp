// What the warranty says of an order: its entitlement at the event's time, and whose the fault is.

#include <algorithm>
#include <string>
#include <utility>

#include "core/asset/file.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/text/text.h"
#include "core/warranty/entitlement.h"
#include "core/warranty/judge.h"
#include "core/work_order/exchange_due.h"
#include "core/work_order/rules.h"
#include "schema/warranty_dispatch.h"
#include "schema/work_order_warranty_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::Entitlement;
using work_order::No;
using work_order::Status;

constexpr work_order::StatusSet classifiable{Status::in_progress, Status::on_hold,
                                             Status::work_reported, Status::completed,
                                             Status::followed_up};

// What the asset's warranty remembers of it: its last day, and that an exchange is due.
void tell_warranty(const std::string& order, const Entitlement& entitlement, Reads& reads,
                   Events& events) {
  const std::string& asset = entitlement.asset;
  const auto* own = reads.find<schema::Warranty>(asset);
  const bool started = own != nullptr && own->status == schema::WarrantyStatus::started;
  if (started && entitlement.until != own->until) {
    events.on(asset, schema::WarrantyTermMoved{.order = order,
                                               .until = entitlement.until,
                                               .paused_days = entitlement.paused_days});
    asset::move_warranty_end(asset, *reads.find<schema::Asset>(asset), own->until,
                             entitlement.until, events);
  }
  work_order::tell_exchange_due(order, entitlement, reads, events);
}

// The line of the policy that holds for the order's asset; null where none does, or it has none.
const schema::WarrantyLine* line_of(const schema::WorkOrder& order, Reads& reads) {
  const auto* asset = order.asset.empty() ? nullptr : reads.find<schema::Asset>(order.asset);
  if (asset == nullptr) return nullptr;
  const warranty::Start start = warranty::start_of(order.asset, *asset, reads);
  if (start.source == schema::WarrantySource::none) return nullptr;
  return warranty::terms_of(*asset, start, reads).line;
}

}  // namespace

Result<Events> decide(const schema::EvaluateThreeGuarantees& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::before_posting, No::not_registered, reads));
  if (order->asset.empty()) return refuse(No::no_asset, "register the asset, name it in the order");
  const std::int32_t on = command.on != 0 ? command.on
                                          : day_of(instant_from_ms(order->registered_at));
  if (on > day_of(reads.now()))
    return refuse_field(No::in_the_future, "on", calendar::format_date(on));
  KINTSUGI_TRY(Entitlement entitlement,
               warranty::entitlement_of(order->asset, on, {command.order}, reads));
  Events events;
  if (!entitlement.policy.empty())
    events.uses_rule("warranty_policy/" + entitlement.policy, entitlement.version);
  Events told;
  tell_warranty(command.order, entitlement, reads, told);
  events.on(command.order,
            schema::ThreeGuaranteesEvaluated{.entitlement = std::move(entitlement)});
  events.add(std::move(told));
  return events;
}

Result<Events> decide(const schema::ClassifyFaultCause& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, classifiable, No::not_in_progress, reads));
  if (command.cause_class == schema::CauseClass::none) return refuse(No::cause_missing, "name it");
  KINTSUGI_TRY_OK(work_order::check_note(command.note, "note"));
  if (!command.photo_hash.empty() && !is_sha256(command.photo_hash))
    return refuse(No::bad_photo, "64 hexadecimal digits in lower case");
  const bool excluded = warranty::is_excluded(line_of(*order, reads), command.cause_class);
  const bool shown = !command.photo_hash.empty() || is_reason(command.note);
  if (command.cause_class != schema::CauseClass::product && !shown)
    return refuse(No::cause_unproved, "a photo, or a note that says what was seen");
  const bool same = order->warranty.cause_class == command.cause_class &&
                    order->warranty.excluded == excluded && command.note.empty() &&
                    command.photo_hash.empty();
  if (same) return refuse(No::nothing_changed, "that is the cause");
  Events events;
  events.on(command.order, schema::FaultCauseClassified{.cause_class = command.cause_class,
                                                        .excluded = excluded,
                                                        .note = command.note,
                                                        .photo_hash = command.photo_hash,
                                                        .by = reads.actor().operator_id});
  return events;
}

void evolve(schema::WorkOrder& state, const schema::ThreeGuaranteesEvaluatedView& event) {
  const schema::EntitlementView& what = event.entitlement;
  state.warranty.warranty_stage = what.stage;
  state.warranty.fault_on = what.on;
  state.warranty.covered_until = what.until;
  state.warranty.remedies.assign(what.remedies.begin(), what.remedies.end());
  state.warranty.warranty_policy = what.policy;
  state.warranty.warranty_version = what.version;
  state.warranty.warranty_line = what.line;
}

void evolve(schema::WorkOrder& state, const schema::FaultCauseClassifiedView& event) {
  state.warranty.cause_class = event.cause_class;
  state.warranty.excluded = event.excluded;
}

}  // namespace kintsugi::core
