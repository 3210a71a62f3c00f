#include "core/work_order/exchange_due.h"

#include <algorithm>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/exchange_case/exchange_case.h"
#include "core/warranty/entitlement.h"
#include "core/warranty/judge.h"
#include "schema/asset_state.h"
#include "schema/warranty_events.h"
#include "schema/warranty_state.h"

namespace kintsugi::core::work_order {
namespace {

using exchange_case::due_by;
using schema::Entitlement;
using schema::WarrantyGate;

// Of the gates of an exchange the first that is open.
WarrantyGate exchange_gate_of(const Entitlement& entitlement) {
  for (const WarrantyGate gate : {WarrantyGate::failed_repairs, WarrantyGate::parts_wait,
                                  WarrantyGate::repairer_delay}) {
    if (warranty::is_open(entitlement, gate)) return gate;
  }
  return WarrantyGate::none;
}

// As somebody evaluated it, else as it was registered; of an order that is opened again, today.
std::int32_t day_of_fault(const schema::WorkOrder& order, const Reads& reads) {
  if (order.warranty.fault_on != 0) return order.warranty.fault_on;
  return order.round <= 1 ? day_of(instant_from_ms(order.registered_at)) : day_of(judged_at(reads));
}

// Whether as many repairs are done as would have to have failed: most machines' orders need not be
// looked at.
bool can_have_failed(const std::string& asset_id, Reads& reads) {
  const auto* asset = reads.find<schema::Asset>(asset_id);
  if (asset == nullptr || asset->repairs.empty()) return false;
  const warranty::Start start = warranty::start_of(asset_id, *asset, reads);
  if (start.source == schema::WarrantySource::none) return false;
  const warranty_policy::Terms terms = warranty::terms_of(*asset, start, reads);
  if (!terms || terms.line->failed_repairs == 0) return false;
  const auto done = std::count_if(
      asset->repairs.begin(), asset->repairs.end(),
      [&](const schema::AssetRepair& one) { return day_of(instant_from_ms(one.at)) >= start.on; });
  return done >= terms.line->failed_repairs;
}

}  // namespace

void tell_exchange_due(const std::string& order_id, const Entitlement& entitlement, Reads& reads,
                       Events& events) {
  const std::string& asset = entitlement.asset;
  const schema::ExchangeDue* due = due_by(order_id, asset, reads);
  const WarrantyGate before = due == nullptr ? WarrantyGate::none : due->gate;
  WarrantyGate gate = exchange_gate_of(entitlement);
  if (gate == before) return;
  // What was granted is due no more.
  if (exchange_case::is_granted(reads.find<schema::ExchangeCase>(asset))) gate = WarrantyGate::none;
  if (gate == before) return;
  if (gate == WarrantyGate::none) {
    events.on(asset, schema::ExchangeEntitlementEnded{.order = order_id});
    return;
  }
  events.on(asset, schema::ExchangeEntitled{.order = order_id,
                                            .gate = gate,
                                            .on = entitlement.on,
                                            .policy = entitlement.policy,
                                            .version = entitlement.version,
                                            .line = entitlement.line,
                                            .asset = asset});
}

void tell_exchange_due(const std::string& order_id, const schema::WorkOrder& as_it_will_be,
                       Reads& reads, Events& events) {
  if (as_it_will_be.asset.empty() || !is_person(reads)) return;
  if (!warranty::is_about_fault(as_it_will_be)) return;
  if (!can_have_failed(as_it_will_be.asset, reads) &&
      due_by(order_id, as_it_will_be.asset, reads) == nullptr)
    return;
  const auto entitlement = warranty::entitlement_of(
      as_it_will_be.asset, day_of_fault(as_it_will_be, reads), {order_id, &as_it_will_be}, reads);
  if (!entitlement) return;  // whoever asks is told why
  Events told;
  tell_exchange_due(order_id, *entitlement, reads, told);
  if (told.empty()) return;
  events.uses_rule("warranty_policy/" + entitlement->policy, entitlement->version);
  events.add(std::move(told));
}

void end_exchange_due(const std::string& order_id, const std::string& asset, Reads& reads,
                      Events& events) {
  if (due_by(order_id, asset, reads) != nullptr)
    events.on(asset, schema::ExchangeEntitlementEnded{.order = order_id});
}

}  // namespace kintsugi::core::work_order
