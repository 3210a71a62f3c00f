#include "core/returned_machine/returned_machine.h"

#include <string>
#include <utility>

#include "core/asset/serial.h"
#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/claims/claim.h"
#include "core/text/text.h"
#include "schema/brand_state.h"
#include "schema/outlet_state.h"
#include "schema/returned_machine_dispatch.h"

namespace kintsugi::core {

using No = schema::ReturnedMachineRefusal;
using schema::ReturnedMachine;
using Status = schema::ReturnedMachineStatus;

namespace returned_machine {
namespace {

bool came_back(const ReturnedMachine* machine) {
  return machine != nullptr &&
         (machine->status == Status::in_stock || machine->status == Status::released);
}

}  // namespace

Result<void> check_new(const std::string& brand, const std::string& serial, Reads& reads) {
  const std::string id = claims::claim_of_brand(brand, serial).id;
  if (came_back(reads.find<ReturnedMachine>(id))) return refuse_field(No::not_new, "serial", id);
  return {};
}

Result<void> check_gone(const std::string& brand, const std::string& serial, Reads& reads) {
  if (brand.empty() || serial.empty()) return {};
  const std::string id = claims::claim_of_brand(brand, serial).id;
  const auto* machine = reads.find<ReturnedMachine>(id);
  if (machine == nullptr || machine->status != Status::in_stock) return {};
  return refuse_field(No::not_new, "serial", "it came back and stands at " + machine->outlet);
}

Result<void> take_in(schema::ReturnedMachineReceived machine, Reads& reads, Events& events) {
  const std::string id = claims::claim_of_brand(machine.brand, machine.serial).id;
  const auto* before = reads.find<ReturnedMachine>(id);
  if (before != nullptr && before->status == Status::in_stock)
    return refuse_field(No::already_in, "serial", "at " + before->outlet);
  machine.returned_at = to_ms(reads.business_time());
  machine.by = reads.actor().operator_id;
  events.on(id, std::move(machine));
  return {};
}

Result<void> give_back(const std::string& brand, const std::string& serial, Reads& reads,
                       Events& events) {
  const std::string id = claims::claim_of_brand(brand, serial).id;
  const auto* machine = reads.find<ReturnedMachine>(id);
  if (machine == nullptr) return {};
  if (machine->status != Status::in_stock)
    return refuse(No::not_in_stock, std::string(schema::name_of(machine->status)));
  events.on(id, schema::ReturnedMachineWithdrawn{.reason = "退回用户"});
  return {};
}

}  // namespace returned_machine

namespace {

template <class Command>
Result<const ReturnedMachine*> machine_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const auto* machine, reads.require<ReturnedMachine>(command.machine));
  KINTSUGI_TRY_OK(within_scope(command, machine->outlet, reads));
  return machine;
}

// Nobody has it at home: what came back by an exchange still bears its old asset's claim.
Result<void> check_not_at_customer(const schema::ReceiveReturnedMachine& command, Reads& reads) {
  const auto claim = asset::bearer(command.brand, command.serial, reads);
  if (claim.state == nullptr) return {};
  const auto* before = reads.find<ReturnedMachine>(claim.id);
  if (before != nullptr && before->asset == claim.state->asset) return {};
  return refuse_field(No::at_customer, "serial", "as asset " + claim.state->asset);
}

Result<void> check_texts(const schema::ReceiveReturnedMachine& command) {
  if (!is_id(command.brand) || !is_line(command.model, 64))
    return refuse(No::bad_text, "brand and model are single lines of at most 64 characters");
  if (!is_paper_number(command.serial))
    return refuse_field(No::bad_text, "serial", "4 to 40 letters, digits, '-', '.' and '_'");
  if (!is_line_or_empty(command.document, 64) || !is_note(command.note))
    return refuse(No::bad_text, "the document is a line, the note has at most 4000 characters");
  return {};
}

}  // namespace

Result<Events> decide(const schema::ReceiveReturnedMachine& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  KINTSUGI_TRY_OK(check_texts(command));
  if (!reads.exists<schema::Outlet>(command.outlet))
    return refuse_field(No::unknown_outlet, "outlet", command.outlet);
  if (!command.dealer.empty() && !reads.exists<schema::Dealer>(command.dealer))
    return refuse_field(No::unknown_dealer, "dealer", command.dealer);
  KINTSUGI_TRY_OK(check_not_at_customer(command, reads));
  Events events;
  KINTSUGI_TRY_OK(returned_machine::take_in({.brand = command.brand,
                                             .model = command.model,
                                             .serial = command.serial,
                                             .outlet = command.outlet,
                                             .returned_from = schema::ReturnedFrom::trade,
                                             .dealer = command.dealer,
                                             .document = command.document,
                                             .note = command.note},
                                            reads, events));
  return events;
}

Result<Events> decide(const schema::ReleaseReturnedMachine& command, Reads& reads) {
  KINTSUGI_TRY(const ReturnedMachine* machine, machine_of(command, reads));
  if (machine->status != Status::in_stock)
    return refuse(No::not_in_stock, std::string(schema::name_of(machine->status)));
  if (command.released_for == schema::MachineRelease::none)
    return refuse_field(No::release_missing, "released_for", "never as new");
  if (!is_line_or_empty(command.document, 64))
    return refuse_field(No::bad_text, "document", "a single line of at most 64 characters");
  Events events;
  events.on(command.machine,
            schema::ReturnedMachineReleased{.released_for = command.released_for,
                                            .document = command.document,
                                            .released_at = to_ms(reads.business_time()),
                                            .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::RestoreReturnedMachine& command, Reads& reads) {
  KINTSUGI_TRY(const ReturnedMachine* machine, machine_of(command, reads));
  if (machine->status != Status::released)
    return refuse(No::not_released, std::string(schema::name_of(machine->status)));
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.machine, schema::ReturnedMachineRestored{.reason = command.reason});
  return events;
}

Result<Events> decide(const schema::WithdrawReturnedMachine& command, Reads& reads) {
  KINTSUGI_TRY(const ReturnedMachine* machine, machine_of(command, reads));
  if (machine->status != Status::in_stock)
    return refuse(No::not_in_stock, std::string(schema::name_of(machine->status)));
  if (machine->returned_from == schema::ReturnedFrom::exchange)
    return refuse(No::by_exchange, "of asset " + machine->asset);
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  Events events;
  events.on(command.machine, schema::ReturnedMachineWithdrawn{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
