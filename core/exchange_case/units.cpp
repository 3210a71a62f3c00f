// What goes to the customer, a unit or money, and what comes back from him.

#include <string>
#include <utility>

#include "core/asset/serial.h"
#include "core/calendar/calendar.h"
#include "core/claims/claim.h"
#include "core/exchange_case/exchange_case.h"
#include "core/number/take_number.h"
#include "core/returned_machine/returned_machine.h"
#include "core/text/search_key.h"
#include "core/text/text.h"
#include "core/warranty/exchanged.h"
#include "schema/asset_events.h"
#include "schema/exchange_case_dispatch.h"
#include "schema/warranty_events.h"
#include "schema/warranty_state.h"

namespace kintsugi::core {

using No = schema::ExchangeCaseRefusal;
using schema::Asset;
using schema::ExchangeCase;
using schema::Remedy;
using Status = schema::ExchangeStatus;

namespace {

Result<void> check_freight(const auto& command) {
  if (!is_line_or_empty(command.carrier, 64) || !is_line_or_empty(command.tracking, 64))
    return refuse(No::bad_text, "carrier and tracking are lines of at most 64 characters");
  return {};
}

Result<void> check_serial_text(const std::string& serial, std::string_view field) {
  if (is_paper_number(serial)) return {};
  return refuse_field(No::bad_text, field, "4 to 40 letters, digits, '-', '.' and '_'");
}

// The model that is sent: the same, or one of which somebody says that it is as good.
Result<std::string> model_of(const schema::ShipUnit& command, const ExchangeCase& found) {
  if (!is_line_or_empty(command.model, 64))
    return refuse_field(No::bad_text, "model", "a single line of at most 64 characters");
  if (!is_reason_or_empty(command.reason))
    return refuse_field(No::bad_text, "reason", "at most 1000 characters");
  if (command.model.empty()) return found.model;
  const bool same = same_key(KeyKind::number, command.model, found.model);
  if (!same && command.reason.empty()) return refuse(No::other_model, "instead of " + found.model);
  return command.model;
}

// The unit that came becomes an asset of the customer, whose warranty starts today.
Result<void> hand_over(const schema::CollectOldUnit& command, const ExchangeCase& found,
                       Reads& reads, Events& events) {
  if (!same_key(KeyKind::number, command.new_serial, found.new_serial))
    return refuse_field(No::not_shipped, "new_serial", found.new_serial + " was");
  if (reads.exists<Asset>(found.new_asset)) return {};  // handed over before, and taken back
  const auto* old = reads.find<Asset>(command.exchange);
  const std::int32_t today = day_of(reads.business_time());
  schema::AssetRegistered unit{.brand = found.brand,
                               .category = found.category,
                               .model = found.new_model,
                               .serial = found.new_serial,
                               .customer = old == nullptr ? found.customer : old->customer,
                               .delivered_on = today};
  const Asset sheet{.registered = true,
                    .brand = unit.brand,
                    .category = unit.category,
                    .model = unit.model,
                    .serial = unit.serial,
                    .customer = unit.customer};
  events.on(found.new_asset, std::move(unit));
  return warranty::start_exchanged({found.new_asset, sheet, command.exchange, today}, reads,
                                   events);
}

}  // namespace

Result<Events> decide(const schema::ShipUnit& command, Reads& reads) {
  KINTSUGI_TRY(const ExchangeCase* found, exchange_case::case_of(command, reads));
  if (found->status != Status::approved)
    return refuse(No::not_approved, std::string(schema::name_of(found->status)));
  if (found->remedy != Remedy::exchange)
    return refuse(No::other_remedy, std::string(schema::name_of(found->remedy)));
  KINTSUGI_TRY_OK(check_serial_text(command.serial, "serial"));
  KINTSUGI_TRY_OK(check_freight(command));
  KINTSUGI_TRY(const std::string model, model_of(command, *found));
  if (is_person(reads))
    KINTSUGI_TRY_OK(asset::check_serial(found->brand, model, command.serial, reads));
  KINTSUGI_TRY(const std::string claim,
               exchange_case::free_serial(found->brand, command.serial, reads));
  Events events;
  const std::string id = take_number<Asset>("asset", "A", reads, events);
  events.on(command.exchange, schema::UnitShipped{.new_asset = id,
                                                  .new_model = model,
                                                  .new_serial = command.serial,
                                                  .carrier = command.carrier,
                                                  .tracking = command.tracking,
                                                  .sent_at = to_ms(reads.business_time()),
                                                  .reason = command.reason,
                                                  .by = reads.actor().operator_id});
  events.on(claim, schema::SerialClaimed{.asset = id});
  return events;
}

Result<Events> decide(const schema::RefundCustomer& command, Reads& reads) {
  KINTSUGI_TRY(const ExchangeCase* found, exchange_case::case_of(command, reads));
  if (found->status != Status::approved)
    return refuse(No::not_approved, std::string(schema::name_of(found->status)));
  if (found->remedy == Remedy::exchange) return refuse(No::other_remedy, "exchange");
  if (!is_line(command.receipt, 64))
    return refuse_field(No::bad_text, "receipt", "a single line of at most 64 characters");
  Events events;
  events.on(command.exchange,
            schema::CustomerRefunded{.refund = found->refund,
                                     .receipt = command.receipt,
                                     .refunded_by = reads.actor().operator_id,
                                     .refunded_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::CollectOldUnit& command, Reads& reads) {
  KINTSUGI_TRY(const ExchangeCase* found, exchange_case::case_of(command, reads));
  if (found->status != Status::shipped && found->status != Status::refunded)
    return refuse(No::nothing_out, std::string(schema::name_of(found->status)));
  KINTSUGI_TRY_OK(check_serial_text(command.serial, "serial"));
  KINTSUGI_TRY_OK(check_freight(command));
  if (!same_key(KeyKind::number, command.serial, found->serial))
    return refuse_field(No::serial_mismatch, "serial", found->serial + " is");
  Events events;
  events.on(command.exchange, schema::OldUnitCollected{.serial = found->serial,
                                                       .carrier = command.carrier,
                                                       .tracking = command.tracking,
                                                       .sent_at = to_ms(reads.business_time()),
                                                       .by = reads.actor().operator_id});
  if (found->status == Status::shipped) {
    KINTSUGI_TRY_OK(hand_over(command, *found, reads, events));
  } else if (!command.new_serial.empty()) {
    return refuse_field(No::not_shipped, "new_serial", "the price was paid back");
  }
  return events;
}

Result<Events> decide(const schema::ReceiveOldUnit& command, Reads& reads) {
  KINTSUGI_TRY(const ExchangeCase* found, exchange_case::case_of(command, reads));
  if (found->status != Status::collected)
    return refuse(No::not_collected, std::string(schema::name_of(found->status)));
  KINTSUGI_TRY_OK(check_serial_text(command.serial, "serial"));
  if (!same_key(KeyKind::number, command.serial, found->serial))
    return refuse_field(No::not_shipped, "serial", found->serial + " is on its way");
  if (!is_note(command.note)) return refuse_field(No::bad_text, "note", "at most 4000 characters");
  Events events;
  events.on(command.exchange, schema::OldUnitReceived{.arrived_at = to_ms(reads.business_time()),
                                                      .note = command.note,
                                                      .by = reads.actor().operator_id});
  KINTSUGI_TRY_OK(returned_machine::take_in({.brand = found->brand,
                                             .model = found->model,
                                             .serial = found->serial,
                                             .outlet = found->outlet,
                                             .returned_from = schema::ReturnedFrom::exchange,
                                             .asset = command.exchange,
                                             .note = command.note},
                                            reads, events));
  return events;
}

}  // namespace kintsugi::core
