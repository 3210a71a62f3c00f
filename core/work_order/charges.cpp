// What is charged: by a tariff or by hand, withdrawn or replaced where it was wrong.

#include <optional>
#include <string>

#include "core/calendar/calendar.h"
#include "core/four_eyes/four_eyes.h"
#include "core/money/money.h"
#include "core/tariff/price.h"
#include "core/text/search_key.h"
#include "core/text/text.h"
#include "core/work_order/home_charge.h"
#include "core/work_order/rules.h"
#include "schema/identity_state.h"
#include "schema/work_order_correction_dispatch.h"
#include "schema/work_order_money_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::ChargeBasis;
using work_order::No;
using work_order::Status;
using work_order::StatusSet;

constexpr StatusSet chargeable{Status::in_progress, Status::on_hold, Status::work_reported,
                               Status::completed, Status::followed_up};

bool is_off(const schema::Booking& booking) {
  return booking.status == schema::BookingStatus::declined ||
         booking.status == schema::BookingStatus::canceled;
}

// The visit that a fee is for: the booking that is named, else the latest that took place or will.
std::uint16_t visit_of(const schema::AddCharge& command, const schema::WorkOrder& order) {
  if (command.booking != 0) return command.booking;
  std::uint16_t latest = 0;
  for (const schema::Booking& booking : order.bookings)
    if (!is_off(booking)) latest = booking.number;
  return latest;
}

// What stands on the order of the same item of the same tariff in the same visit, in fen; none
// where nothing does.
std::optional<std::int64_t> charged_in_visit(const schema::WorkOrder& order,
                                             const schema::ChargeAdded& charge) {
  std::optional<std::int64_t> sum;
  for (const schema::Charge& other : order.charges) {
    const bool same = other.status != schema::ChargeStatus::withdrawn &&
                      other.visit == charge.visit && other.tariff == charge.tariff &&
                      same_key(KeyKind::code, other.item, charge.item);
    if (same) sum = sum.value_or(0) + other.amount;
  }
  return sum;
}

// What is charged once a visit, or up to a cap.
Result<void> limit_to_visit(const tariff::Price& price, const schema::WorkOrder& order,
                            schema::ChargeAdded& charge) {
  const auto before = charged_in_visit(order, charge);
  if (price.once_per_visit && before) {
    return refuse(No::visit_charged, charge.item + ", booking " + std::to_string(charge.visit));
  }
  if (price.cap_per_visit == 0) return {};
  const std::int64_t rest = price.cap_per_visit - before.value_or(0);
  if (rest <= 0)
    return refuse(No::cap_reached, std::to_string(price.cap_per_visit) + " fen a visit");
  if (charge.amount <= rest) return {};
  charge.full_amount = charge.amount;
  charge.amount = rest;
  return {};
}

// A share of a price that the tariff does not name is of one that somebody types: it waits for a
// second person like any typed price.
Result<void> check_of_price(const schema::AddCharge& command, const tariff::Price& price,
                            schema::ChargeAdded& charge) {
  const bool typed = price.rate != 0 && price.of_item.empty();
  if (!typed && command.of_price != 0)
    return refuse_field(No::bad_amount, "of_price", "the tariff says of which price");
  if (!typed) return {};
  if (command.of_price <= 0 || !is_reason(command.reason))
    return refuse_field(No::of_price_missing, "of_price", "of which price, and why");
  charge.status = schema::ChargeStatus::pending;
  return {};
}

// The price of the tariff in force on the day of the charge, agreed at once.
Result<void> price_by_tariff(const schema::AddCharge& command, const schema::WorkOrder& order,
                             schema::ChargeAdded& charge, Reads& reads, Events& events) {
  const rules::Key wanted{.brand = order.brand,
                          .category = order.category,
                          .model = order.model,
                          .service_type = order.service_type,
                          .item = command.item,
                          .area = order.area,
                          .at_least = command.measure};
  KINTSUGI_TRY(const tariff::Price price,
               tariff::price_of(command.tariff, day_of(judged_at(reads)), wanted, reads,
                                command.of_price));
  charge.unit_price = price.unit_price;
  charge.tariff = command.tariff;
  charge.tariff_version = price.version;
  charge.tariff_line = price.line;
  charge.free_quantity = price.free_quantity;
  charge.rate = price.rate;
  charge.of_item = price.of_item;
  charge.of_price = price.of_price;
  if (price.basis != ChargeBasis::none) charge.basis = price.basis;
  charge.status = schema::ChargeStatus::agreed;
  KINTSUGI_TRY_OK(check_of_price(command, price, charge));
  KINTSUGI_TRY(charge.amount, tariff::amount_of(price, charge.quantity));
  if (price.once_per_visit || price.cap_per_visit != 0) {
    charge.visit = visit_of(command, order);
    KINTSUGI_TRY_OK(limit_to_visit(price, order, charge));
  }
  if (price.once_per_visit)
    KINTSUGI_TRY_OK(work_order::charge_home_once(command.order, order, charge, reads, events));
  events.uses_rule("tariff/" + command.tariff, price.version);
  return {};
}

// A typed price waits for a second person.
Result<void> price_by_hand(const schema::AddCharge& command, schema::ChargeAdded& charge) {
  if (command.manual_price < 0) return refuse(No::bad_amount, "a price is not negative");
  if (!is_reason(command.reason))
    return refuse(No::manual_price_missing, "give a price and a reason");
  charge.unit_price = command.manual_price;
  charge.status = schema::ChargeStatus::pending;
  KINTSUGI_TRY(charge.amount, money::times_quantity(charge.unit_price, charge.quantity));
  return {};
}

// What a fitted part cost, no more: of the use that the command names, as much as is not charged
// yet. Agreed at once, since nobody made the price.
Result<void> price_at_cost(const schema::AddCharge& command, const schema::WorkOrder& order,
                           schema::ChargeAdded& charge) {
  if (command.part_use < 1 || command.part_use > order.parts.size() ||
      order.parts[command.part_use - 1u].withdrawn) {
    return refuse(No::no_such_part_use, "name the use of the part that is charged");
  }
  const schema::UsedPart& used = order.parts[command.part_use - 1u];
  std::int64_t charged = 0;
  for (const schema::Charge& other : order.charges) {
    const bool stands = other.status != schema::ChargeStatus::withdrawn;
    if (stands && other.part_use == command.part_use) charged += other.quantity;
  }
  if (command.quantity > used.quantity - charged) {
    return refuse(No::part_charged, std::to_string(charged) + " of " +
                                        std::to_string(used.quantity) + " thousandths");
  }
  KINTSUGI_TRY(charge.amount, money::share_of(used.cost, command.quantity, used.quantity));
  KINTSUGI_TRY(charge.unit_price,
               money::share_of(used.cost, money::quantity_whole, used.quantity));
  if (!command.tariff.empty() || command.manual_price > charge.unit_price)
    return refuse(No::margin_on_cost, "its cost is " + std::to_string(charge.unit_price) + " fen");
  charge.part_use = command.part_use;
  charge.status = schema::ChargeStatus::agreed;
  return {};
}

// What the policy excludes costs the customer the equipment and the labour, no more.
Result<void> check_excluded(const schema::WorkOrder& order, const schema::ChargeAdded& charge) {
  if (!work_order::is_charged_in_full(order, charge)) return {};
  return refuse_field(No::basis_missing, "basis", "cost, labour or visit");
}

// One fee a visit.
Result<void> check_visit(const schema::AddCharge& command, const schema::WorkOrder& order,
                         schema::ChargeAdded& charge) {
  if (charge.basis != ChargeBasis::visit) return {};
  charge.visit = visit_of(command, order);
  if (charge.quantity != money::quantity_whole)
    return refuse(No::bad_quantity, "one fee a visit");
  for (const schema::Charge& other : order.charges) {
    const bool stands = other.status != schema::ChargeStatus::withdrawn;
    if (stands && other.basis == ChargeBasis::visit && other.visit == charge.visit)
      return refuse(No::visit_charged, "line " + std::to_string(other.line) + ", booking " +
                                           std::to_string(charge.visit));
  }
  return {};
}

Result<void> set_price(const schema::AddCharge& command, const schema::WorkOrder& order,
                       schema::ChargeAdded& charge, Reads& reads, Events& events) {
  if (command.basis == ChargeBasis::cost) return price_at_cost(command, order, charge);
  if (!command.tariff.empty()) return price_by_tariff(command, order, charge, reads, events);
  return price_by_hand(command, charge);
}

// Whose work is charged: the booking's technician where one is named, else the lead.
Result<std::string> charged_technician(const schema::AddCharge& command,
                                       const schema::WorkOrder& order) {
  if (command.booking == 0) return order.technician;
  for (const schema::Booking& booking : order.bookings) {
    if (booking.number == command.booking) return booking.technician;
  }
  return refuse(No::no_such_booking, "there is no booking " + std::to_string(command.booking));
}

// The line that the command asks for, on an order that may have one more.
Result<void> add_charge(const schema::AddCharge& command, const schema::WorkOrder& order,
                        Reads& reads, Events& events) {
  if (!is_line(command.item, 64)) return refuse(No::bad_text, "name the item");
  if (command.quantity <= 0) return refuse(No::bad_quantity, "more than nothing");
  if (command.payer == schema::Payer::none)
    return refuse(No::payer_missing, "customer, manufacturer or outlet");
  KINTSUGI_TRY_OK(work_order::check_why(command.reason, "reason"));
  if (order.charges.size() >= work_order::entries_max) return refuse(No::too_many, "1000 charges");
  KINTSUGI_TRY(std::string technician, charged_technician(command, order));
  schema::ChargeAdded charge{.line = static_cast<std::uint16_t>(order.charges.size() + 1),
                             .item = command.item,
                             .quantity = command.quantity,
                             .payer = command.payer,
                             .technician = technician,
                             .by = reads.actor().operator_id,
                             .reason = command.reason,
                             .basis = command.basis,
                             .measure = command.measure};
  KINTSUGI_TRY_OK(set_price(command, order, charge, reads, events));
  KINTSUGI_TRY_OK(check_excluded(order, charge));
  KINTSUGI_TRY_OK(check_visit(command, order, charge));
  KINTSUGI_TRY([[maybe_unused]] const std::int64_t total,
               money::add(work_order::due_of(order), charge.amount));
  events.on(command.order, std::move(charge));
  return {};
}

// A line that stands.
Result<const schema::Charge*> charge_of(const schema::WorkOrder& order, std::uint16_t line) {
  if (line < 1 || line > order.charges.size())
    return refuse(No::no_such_charge, "there is no line " + std::to_string(line));
  const schema::Charge& charge = order.charges[line - 1u];
  if (charge.status == schema::ChargeStatus::withdrawn)
    return refuse(No::withdrawn, "line " + std::to_string(line) + " is withdrawn");
  return &charge;
}

// What was agreed is taken back by a second person who answers for money; what still waits for
// approval, by its author, too.
Result<void> may_take_back(const schema::Charge& charge, const schema::WorkOrder& order,
                           Reads& reads) {
  if (!is_person(reads)) return {};
  const bool own = is_author(charge.by, reads);
  const bool answers = holds_role_over(schema::Role::dispatcher, order.outlet, reads).has_value() ||
                       holds_role_over(schema::Role::accountant, order.outlet, reads).has_value();
  if (charge.status == schema::ChargeStatus::pending && (own || answers)) return {};
  if (!answers) return refuse(No::not_agreed_by_one, "it is agreed, or another's");
  if (own) return refuse(No::same_author, "operator " + charge.by + " added it");
  return {};
}

// The booking whose work a line is: of its visit, else the latest of its technician; 0: none is.
std::uint16_t booking_of_line(const schema::WorkOrder& order, const schema::Charge& charge) {
  if (charge.visit != 0) return charge.visit;
  std::uint16_t latest = 0;
  for (const schema::Booking& booking : order.bookings) {
    const bool his = !charge.technician.empty() && booking.technician == charge.technician;
    if (his && !is_off(booking)) latest = booking.number;
  }
  return latest;
}

// The line that the command names, taken back; the order that it was on.
template <class Command>
Result<const schema::WorkOrder*> withdraw_line(const Command& command, Reads& reads,
                                               Events& events) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::before_posting, No::not_registered, reads));
  KINTSUGI_TRY(const schema::Charge* charge, charge_of(*order, command.line));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  KINTSUGI_TRY_OK(may_take_back(*charge, *order, reads));
  events.on(command.order, schema::ChargeWithdrawn{.line = command.line,
                                                   .reason = command.reason,
                                                   .amount = charge->amount,
                                                   .by = reads.actor().operator_id});
  return order;
}

}  // namespace

Result<Events> decide(const schema::AddCharge& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, chargeable, No::not_in_progress, reads));
  Events events;
  KINTSUGI_TRY_OK(add_charge(command, *order, reads, events));
  return events;
}

Result<Events> decide(const schema::ApproveCharge& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::before_posting, No::not_registered, reads));
  KINTSUGI_TRY(const schema::Charge* charge, charge_of(*order, command.line));
  if (charge->status != schema::ChargeStatus::pending)
    return refuse(No::charge_agreed, "nothing to approve");
  const std::string& by = reads.actor().operator_id;
  if (is_person(reads) && charge->by == by)
    return refuse(No::same_author, "operator " + by + " typed the price");
  KINTSUGI_TRY([[maybe_unused]] const std::int64_t total,
               money::add(work_order::due_of(*order), charge->amount));
  Events events;
  events.on(command.order, schema::ChargeApproved{.line = command.line, .by = by});
  return events;
}

Result<Events> decide(const schema::WithdrawCharge& command, Reads& reads) {
  Events events;
  KINTSUGI_TRY_OK(withdraw_line(command, reads, events));
  return events;
}

Result<Events> decide(const schema::ReplaceCharge& command, Reads& reads) {
  Events events;
  KINTSUGI_TRY(const schema::WorkOrder* order, withdraw_line(command, reads, events));
  schema::WorkOrder without = *order;  // the line in whose place it stands
  schema::Charge& before = without.charges[command.line - 1u];
  before.status = schema::ChargeStatus::withdrawn;
  const std::uint16_t booking =
      command.booking != 0 ? command.booking : booking_of_line(without, before);
  KINTSUGI_TRY_OK(add_charge({.order = command.order,
                              .tariff = command.tariff,
                              .item = command.item,
                              .quantity = command.quantity,
                              .payer = command.payer,
                              .manual_price = command.manual_price,
                              .reason = command.reason,
                              .booking = booking,
                              .basis = command.basis,
                              .part_use = command.part_use,
                              .measure = command.measure,
                              .of_price = command.of_price},
                             without, reads, events));
  return events;
}

}  // namespace kintsugi::core
