// The end of a case, and the way back from each step.

#include <algorithm>
#include <string>
#include <string_view>

#include "core/asset/serial.h"
#include "core/calendar/calendar.h"
#include "core/claims/claim.h"
#include "core/exchange_case/exchange_case.h"
#include "core/four_eyes/four_eyes.h"
#include "core/returned_machine/returned_machine.h"
#include "core/text/text.h"
#include "schema/asset_events.h"
#include "schema/asset_state.h"
#include "schema/exchange_case_dispatch.h"
#include "schema/warranty_events.h"
#include "schema/warranty_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using No = schema::ExchangeCaseRefusal;
using schema::Asset;
using schema::ExchangeCase;
using schema::Remedy;
using Status = schema::ExchangeStatus;

namespace exchange_case {

bool is_granted(const ExchangeCase* found) {
  if (found == nullptr) return false;
  return found->status == Status::approved ||
         (found->status >= Status::shipped && found->status <= Status::settled) ||
         (found->status == Status::closed && found->settled_at != 0);
}

bool is_under_way(const ExchangeCase& found) {
  switch (found.status) {
    case Status::requested:
    case Status::appraised:
    case Status::approved:
    case Status::shipped:
    case Status::refunded:
      return true;
    case Status::none:
    case Status::refused:
    case Status::collected:
    case Status::received:
    case Status::settled:
    case Status::closed:
    case Status::withdrawn:
      break;
  }
  return false;
}

Result<std::string> free_serial(const std::string& brand, const std::string& serial,
                                Reads& reads) {
  const auto found = asset::bearer(brand, serial, reads);
  if (found.state != nullptr) return refuse_field(No::serial_taken, "serial", found.state->asset);
  KINTSUGI_TRY_OK(returned_machine::check_new(brand, serial, reads));
  return found.id;
}

void end_due(const ExchangeCase& of, Reads& reads, Events& events) {
  const auto* warranty = reads.find<schema::Warranty>(of.asset);
  if (warranty == nullptr) return;
  for (const schema::ExchangeDue& due : warranty->exchanges_due) {
    reads.find<schema::WorkOrder>(due.order);
    events.on(of.asset, schema::ExchangeEntitlementEnded{.order = due.order});
  }
}

namespace {

void entitle_again(const std::string& asset, const schema::ExchangeDue& due, Reads& reads,
                   Events& events) {
  reads.find<schema::WorkOrder>(due.order);
  events.on(asset, schema::ExchangeEntitled{.order = due.order,
                                            .gate = due.gate,
                                            .on = due.on,
                                            .policy = due.policy,
                                            .version = due.version,
                                            .line = due.line,
                                            .asset = asset});
  if (due.declined_at == 0) return;
  events.on(asset, schema::ExchangeDeclined{.order = due.order,
                                            .reason = due.decline_reason,
                                            .by = due.declined_by,
                                            .at = due.declined_at});
}

}  // namespace

void restore_due(const ExchangeCase& of, Reads& reads, Events& events) {
  reads.find<schema::Warranty>(of.asset);
  reads.find<Asset>(of.asset);
  for (const schema::ExchangeDue& due : of.dues) entitle_again(of.asset, due, reads, events);
  if (!of.dues.empty()) return;
  // Approved before the case kept what was due.
  const bool was_due = of.gate == schema::WarrantyGate::failed_repairs ||
                       of.gate == schema::WarrantyGate::parts_wait ||
                       of.gate == schema::WarrantyGate::repairer_delay;
  if (!was_due) return;
  entitle_again(of.asset,
                {.order = of.order,
                 .gate = of.gate,
                 .on = of.on,
                 .policy = of.policy,
                 .version = of.version,
                 .line = of.line},
                reads, events);
}

}  // namespace exchange_case

namespace {

struct Step {
  std::string_view command;          // whose duty takes it back
  Status before = Status::none;
};

Step last_step_of(const ExchangeCase& found) {
  switch (found.status) {
    case Status::appraised:
      return {"appraise_unit", Status::requested};
    case Status::approved:
      return {"approve_exchange", Status::appraised};
    case Status::refused:
      return {"refuse_exchange", Status::appraised};
    case Status::shipped:
      return {"ship_unit", Status::approved};
    case Status::refunded:
      return {"refund_customer", Status::approved};
    case Status::collected:
      return {"collect_old_unit",
              found.remedy == Remedy::exchange ? Status::shipped : Status::refunded};
    case Status::received:
      return {"receive_old_unit", Status::collected};
    case Status::settled:
      return {"settle_exchange", Status::received};
    case Status::closed:
      return {"close_exchange", found.settled_at != 0 ? Status::settled : Status::refused};
    case Status::none:
    case Status::requested:
    case Status::withdrawn:
      return {};
  }
  return {};
}

// Who sent the unit that went last; empty: not known.
std::string shipper_of(const ExchangeCase& found) {
  for (auto at = found.units.rbegin(); at != found.units.rend(); ++at)
    if (at->direction == schema::UnitDirection::to_customer) return at->by;
  return {};
}

// What was built on the new unit since it was handed over; empty: nothing.
std::string hangs_on(const ExchangeCase& found, const Asset& unit, Reads& reads) {
  if (!unit.open_orders.empty()) return "order " + unit.open_orders.front().order + " is open";
  if (!unit.repairs.empty()) return "order " + unit.repairs.front().order + " repaired it";
  const auto* old = reads.find<Asset>(found.asset);
  if (old != nullptr && unit.customer != old->customer)
    return "it is customer " + unit.customer + "'s now";
  const auto* own = reads.find<ExchangeCase>(found.new_asset);
  if (own != nullptr && (exchange_case::is_under_way(*own) || exchange_case::is_granted(own)))
    return "it is exchanged itself, by order " + own->order;
  const auto* warranty = reads.find<schema::Warranty>(found.new_asset);
  if (warranty != nullptr && !warranty->exchanges_due.empty())
    return "it is to be exchanged by order " + warranty->exchanges_due.front().order;
  return {};
}

// The unit was handed over, and that was taken back: it is no machine of the customer's.
Result<void> withdraw_unit(const ExchangeCase& found, const Asset& unit, const std::string& reason,
                           Reads& reads, Events& events) {
  if (is_author(shipper_of(found), reads)) return refuse(No::same_shipper, shipper_of(found));
  if (const std::string what = hangs_on(found, unit, reads); !what.empty())
    return refuse(No::delivered, what);
  const auto* warranty = reads.find<schema::Warranty>(found.new_asset);
  if (warranty != nullptr && warranty->status == schema::WarrantyStatus::started) {
    events.on(found.new_asset,
              schema::WarrantyStartWithdrawn{.reason = reason, .by = reads.actor().operator_id});
  }
  events.on(found.new_asset,
            schema::AssetWithdrawn{.reason = reason, .by = reads.actor().operator_id});
  return {};
}

Result<void> unship(const ExchangeCase& found, const std::string& reason, Reads& reads,
                    Events& events) {
  const auto* unit = reads.find<Asset>(found.new_asset);
  const bool registered = unit != nullptr && unit->registered;
  if (registered) KINTSUGI_TRY_OK(withdraw_unit(found, *unit, reason, reads, events));
  const auto claim = claims::find<schema::BrandSerial>(
      registered ? claims::claim_of_brand(unit->brand, unit->serial)
                 : claims::claim_of_brand(found.brand, found.new_serial),
      reads);
  if (claim.state != nullptr && claim.state->asset == found.new_asset)
    events.on(claim.id, schema::SerialFreed{});
  return {};
}

// What the step did beside the case.
Result<void> undo(const schema::TakeBackExchangeStep& command, const ExchangeCase& found,
                  Reads& reads, Events& events) {
  if (found.status == Status::approved) exchange_case::restore_due(found, reads, events);
  if (found.status == Status::shipped)
    KINTSUGI_TRY_OK(unship(found, command.reason, reads, events));
  if (found.status == Status::received)
    KINTSUGI_TRY_OK(returned_machine::give_back(found.brand, found.serial, reads, events));
  if (found.status == Status::closed) {
    reads.find<schema::WorkOrder>(found.order);
    events.on(found.order, schema::ExchangeBegun{.exchange = command.exchange,
                                                 .remedy = found.remedy,
                                                 .gate = found.gate});
  }
  return {};
}

}  // namespace

Result<Events> decide(const schema::SettleExchange& command, Reads& reads) {
  KINTSUGI_TRY(const ExchangeCase* found, exchange_case::case_of(command, reads));
  if (found->status != Status::received)
    return refuse(No::not_received, std::string(schema::name_of(found->status)));
  if (!is_line(command.settlement, 64))
    return refuse_field(No::bad_text, "settlement", "a single line of at most 64 characters");
  if (command.claimed < 0 || command.claimed > 100'000'000'000)
    return refuse_field(No::bad_amount, "claimed", "0 to a billion yuan");
  Events events;
  events.on(command.exchange, schema::ExchangeSettled{.settlement = command.settlement,
                                                      .claimed = command.claimed,
                                                      .settled_at = to_ms(reads.business_time()),
                                                      .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::CloseExchange& command, Reads& reads) {
  KINTSUGI_TRY(const ExchangeCase* found, exchange_case::case_of(command, reads));
  if (found->status != Status::settled && found->status != Status::refused)
    return refuse(No::not_settled, std::string(schema::name_of(found->status)));
  if (!is_note(command.note)) return refuse_field(No::bad_text, "note", "at most 4000 characters");
  reads.find<schema::WorkOrder>(found->order);
  Events events;
  events.on(command.exchange, schema::ExchangeClosed{.closed_at = to_ms(reads.business_time()),
                                                     .note = command.note,
                                                     .by = reads.actor().operator_id});
  events.on(found->order,
            schema::ExchangeOver{.exchange = command.exchange, .outcome = found->status});
  return events;
}

Result<Events> decide(const schema::TakeBackExchangeStep& command, Reads& reads) {
  KINTSUGI_TRY(const ExchangeCase* found, exchange_case::case_of(command, reads));
  const Step step = last_step_of(*found);
  if (step.before == Status::none)
    return refuse(No::nothing_to_take_back, std::string(schema::name_of(found->status)));
  KINTSUGI_TRY_OK(authority::within_scope_of(authority::roles_of(step.command), found->outlet,
                                             reads));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  KINTSUGI_TRY_OK(undo(command, *found, reads, events));
  events.on(command.exchange, schema::ExchangeStepTakenBack{.status = step.before,
                                                            .reason = command.reason,
                                                            .by = reads.actor().operator_id});
  return events;
}

}  // namespace kintsugi::core
