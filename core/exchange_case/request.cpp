// Which remedy, and asking for an exchange or a refund, by a gate that is open.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/customer/standing.h"
#include "core/exchange_case/exchange_case.h"
#include "core/text/text.h"
#include "core/warranty/entitlement.h"
#include "core/warranty/judge.h"
#include "core/work_order/rules.h"
#include "schema/exchange_case_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using No = schema::ExchangeCaseRefusal;
using schema::Entitlement;
using schema::ExchangeCase;
using schema::Remedy;
using schema::WarrantyGate;
using Status = schema::ExchangeStatus;

namespace {

bool gives(WarrantyGate gate, Remedy remedy) {
  const std::vector<Remedy> all = warranty::remedies_of(gate);
  return std::find(all.begin(), all.end(), remedy) != all.end();
}

// The gate that is named, else the first; open, and giving that remedy.
Result<WarrantyGate> gate_of(Remedy remedy, WarrantyGate named, const Entitlement& entitlement) {
  const auto& can = entitlement.remedies;
  if (std::find(can.begin(), can.end(), remedy) == can.end())
    return refuse(No::remedy_not_entitled, std::string(schema::name_of(remedy)));
  for (const schema::GateState& one : entitlement.gates) {
    const bool meant = named == WarrantyGate::none || named == one.gate;
    if (meant && one.open && gives(one.gate, remedy)) return one.gate;
  }
  return refuse_field(No::gate_not_open, "gate", std::string(schema::name_of(named)));
}

// None is under way, and the machine is still the customer's; sold again it is another's.
Result<void> check_no_other(const std::string& asset, Reads& reads) {
  const auto* before = reads.find<ExchangeCase>(asset);
  if (before == nullptr || before->status == Status::none ||
      before->status == Status::withdrawn || before->status == Status::refused) {
    return {};
  }
  const bool refused = before->status == Status::closed && before->settled_at == 0;
  if (refused) return {};
  if (before->status == Status::settled || before->status == Status::closed) {
    const auto* sheet = reads.find<schema::Asset>(asset);
    if (sheet != nullptr && !customer::is_same(sheet->customer, before->customer, reads)) return {};
    return refuse(No::already_remedied, "by order " + before->order);
  }
  return refuse(No::open_case, "of order " + before->order);
}

// What of the price is paid back.
Result<std::int64_t> refund_of(Remedy remedy, const Entitlement& entitlement) {
  if (remedy == Remedy::exchange) return 0;
  if (entitlement.price == 0) return refuse(No::price_unknown, "correct the warranty's start");
  return remedy == Remedy::refund ? entitlement.price : entitlement.refund;
}

std::int32_t day_of_order(const schema::WorkOrder& order) {
  return order.warranty.fault_on != 0 ? order.warranty.fault_on
                                      : day_of(instant_from_ms(order.registered_at));
}

schema::ExchangeRequested described(const schema::Asset& asset, const Entitlement& entitlement) {
  return {.asset = entitlement.asset,
          .customer = asset.customer,
          .brand = asset.brand,
          .category = asset.category,
          .model = asset.model,
          .serial = asset.serial,
          .policy = entitlement.policy,
          .version = entitlement.version,
          .line = entitlement.line,
          .on = entitlement.on,
          .price = entitlement.price,
          .used_days = entitlement.used_days,
          .depreciation = entitlement.depreciation};
}

}  // namespace

Result<Events> decide(const schema::RequestExchange& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::before_posting,
                                    work_order::No::not_registered, reads));
  if (order->asset.empty()) return refuse(No::no_asset, "register the asset first");
  KINTSUGI_TRY_OK(check_no_other(order->asset, reads));
  const bool is_exchange_or_refund = command.remedy == Remedy::exchange ||
                                     command.remedy == Remedy::refund ||
                                     command.remedy == Remedy::refund_depreciated;
  if (!is_exchange_or_refund) return refuse_field(No::remedy_missing, "remedy", "which of them");
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  const std::int32_t on = command.on != 0 ? command.on : day_of_order(*order);
  if (on > day_of(reads.now()))
    return refuse_field(No::in_the_future, "on", calendar::format_date(on));
  KINTSUGI_TRY(const Entitlement entitlement,
               warranty::entitlement_of(order->asset, on, {command.order}, reads));
  KINTSUGI_TRY(const WarrantyGate gate, gate_of(command.remedy, command.gate, entitlement));
  KINTSUGI_TRY(const std::int64_t refund, refund_of(command.remedy, entitlement));
  Events events;
  if (!entitlement.policy.empty())
    events.uses_rule("warranty_policy/" + entitlement.policy, entitlement.version);
  schema::ExchangeRequested requested =
      described(*reads.find<schema::Asset>(order->asset), entitlement);
  requested.order = command.order;
  requested.outlet = order->outlet;
  requested.gate = gate;
  requested.remedy = command.remedy;
  requested.refund = refund;
  requested.requester = reads.actor().operator_id;
  requested.requested_at = to_ms(reads.business_time());
  requested.reason = command.reason;
  events.on(order->asset, std::move(requested));
  events.on(command.order, schema::ExchangeBegun{
                               .exchange = order->asset, .remedy = command.remedy, .gate = gate});
  return events;
}

Result<Events> decide(const schema::DecideRemedy& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::before_posting,
                                    work_order::No::not_registered, reads));
  if (order->asset.empty()) return refuse(No::no_asset, "register the asset first");
  if (command.remedy == Remedy::none) return refuse_field(No::remedy_missing, "remedy", "which");
  KINTSUGI_TRY_OK(check_no_other(order->asset, reads));
  const std::int32_t on = day_of_order(*order);
  KINTSUGI_TRY(const Entitlement entitlement,
               warranty::entitlement_of(order->asset, on, {command.order}, reads));
  KINTSUGI_TRY(const WarrantyGate gate, gate_of(command.remedy, WarrantyGate::none, entitlement));
  if (order->warranty.remedy == command.remedy)
    return refuse(work_order::No::nothing_changed, "that is the remedy");
  Events events;
  if (!entitlement.policy.empty())
    events.uses_rule("warranty_policy/" + entitlement.policy, entitlement.version);
  events.on(command.order, schema::RemedyDecided{.remedy = command.remedy,
                                                 .gate = gate,
                                                 .decided_by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawExchange& command, Reads& reads) {
  KINTSUGI_TRY(const ExchangeCase* found, exchange_case::case_of(command, reads));
  const bool open = found->status == Status::requested || found->status == Status::appraised ||
                    found->status == Status::approved;
  if (!open) return refuse(No::under_way, std::string(schema::name_of(found->status)));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  if (found->status == Status::approved) exchange_case::restore_due(*found, reads, events);
  reads.find<schema::WorkOrder>(found->order);
  events.on(command.exchange, schema::ExchangeWithdrawn{.reason = command.reason});
  events.on(found->order, schema::ExchangeOver{.exchange = command.exchange,
                                               .outcome = Status::withdrawn});
  return events;
}

}  // namespace kintsugi::core
