// What the customer is asked for and what he pays.

#include "core/money/money.h"

#include <string>

#include "core/calendar/calendar.h"
#include "core/tariff/price.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/technician.h"
#include "schema/work_order_money_dispatch.h"

namespace kintsugi::core {
namespace {

using work_order::No;
using work_order::Status;
using work_order::StatusSet;

constexpr StatusSet chargeable{Status::in_progress, Status::on_hold, Status::work_reported};

// The price of the tariff in force on the day of the charge, agreed at once.
Result<void> price_by_tariff(const schema::AddCharge& command, const schema::WorkOrder& order,
                             schema::ChargeAdded& charge, Reads& reads, Events& events) {
  KINTSUGI_TRY(tariff::Price price, tariff::price_of(command.tariff, day_of(reads.business_time()),
                                                     rules::Key{.brand = order.brand,
                                                                .category = order.category,
                                                                .model = order.model,
                                                                .service_type = order.service_type,
                                                                .item = command.item},
                                                     reads));
  charge.unit_price = price.unit_price;
  charge.tariff = command.tariff;
  charge.tariff_version = price.version;
  charge.status = schema::ChargeStatus::agreed;
  events.uses_rule("tariff/" + command.tariff, price.version);
  return {};
}

// A typed price waits for a second person.
Result<void> price_by_hand(const schema::AddCharge& command, schema::ChargeAdded& charge) {
  if (command.manual_price < 0) return refuse(No::bad_amount, "a price is not negative");
  if (!is_line(command.reason, 1000))
    return refuse(No::manual_price_missing, "give a price and a reason");
  charge.unit_price = command.manual_price;
  charge.status = schema::ChargeStatus::pending;
  return {};
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

}  // namespace

Result<Events> decide(const schema::AddCharge& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, chargeable, No::not_in_progress, reads));
  if (!is_line(command.item, 64)) return refuse(No::bad_text, "name the item");
  if (command.quantity <= 0) return refuse(No::bad_quantity, "more than nothing");
  if (command.payer == schema::Payer::none)
    return refuse(No::payer_missing, "customer, manufacturer or outlet");
  KINTSUGI_TRY_OK(work_order::check_line(command.reason, 1000, "reason"));
  if (order->charges.size() >= work_order::entries_max) return refuse(No::too_many, "1000 charges");
  KINTSUGI_TRY(std::string technician, charged_technician(command, *order));
  Events events;
  schema::ChargeAdded charge{.line = static_cast<std::uint16_t>(order->charges.size() + 1),
                             .item = command.item,
                             .quantity = command.quantity,
                             .payer = command.payer,
                             .technician = technician,
                             .by = reads.actor().operator_id,
                             .reason = command.reason};
  if (command.tariff.empty()) {
    KINTSUGI_TRY_OK(price_by_hand(command, charge));
  } else {
    KINTSUGI_TRY_OK(price_by_tariff(command, *order, charge, reads, events));
  }
  KINTSUGI_TRY(charge.amount, money::times_quantity(charge.unit_price, charge.quantity));
  KINTSUGI_TRY([[maybe_unused]] const std::int64_t total,
               money::add(work_order::due_of(*order), charge.amount));
  events.on(command.order, std::move(charge));
  return events;
}

Result<Events> decide(const schema::ApproveCharge& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, chargeable, No::not_in_progress, reads));
  const bool known = command.line >= 1 && command.line <= order->charges.size();
  if (!known) return refuse(No::no_such_charge, "there is no line " + std::to_string(command.line));
  const schema::Charge& charge = order->charges[command.line - 1u];
  if (charge.status != schema::ChargeStatus::pending)
    return refuse(No::charge_agreed, "nothing to approve");
  const std::string& by = reads.actor().operator_id;
  if (is_person(reads) && charge.by == by)
    return refuse(No::same_author, "operator " + by + " typed the price");
  KINTSUGI_TRY([[maybe_unused]] const std::int64_t total,
               money::add(work_order::due_of(*order), charge.amount));
  Events events;
  events.on(command.order, schema::ChargeApproved{.line = command.line, .by = by});
  return events;
}

Result<Events> decide(const schema::CollectPayment& command, Reads& reads) {
  StatusSet payable{Status::work_reported};
  if (const auto* known = reads.find<schema::WorkOrder>(command.order);
      known != nullptr && known->credit) {
    payable = payable.with(Status::completed).with(Status::followed_up);  // on credit: paid later
  }
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, payable, No::not_reported, reads));
  if (command.amount <= 0) return refuse(No::bad_amount, "at least one fen");
  if (command.method == schema::PaymentMethod::none)
    return refuse(No::method_missing, "name the method");
  KINTSUGI_TRY_OK(work_order::check_line(command.receipt, 64, "receipt"));
  const std::int64_t open = work_order::due_of(*order) - work_order::paid_of(*order);
  if (open <= 0) return refuse(No::nothing_due, "all is paid");
  if (command.amount > open)
    return refuse(No::more_than_due, std::to_string(open) + " fen are due");
  if (order->payments.size() >= work_order::entries_max)
    return refuse(No::too_many, "1000 payments");
  const std::string technician(technician_of_actor(reads));
  Events events;
  events.on(command.order, schema::PaymentCollected{.amount = command.amount,
                                                    .method = command.method,
                                                    .receipt = command.receipt,
                                                    .technician = technician});
  const bool carries = command.method == schema::PaymentMethod::cash && !technician.empty();
  if (carries && reads.exists<schema::Technician>(technician)) {
    events.on(technician, schema::CashCollected{.order = command.order, .amount = command.amount});
  }
  return events;
}

Result<Events> decide(const schema::ApproveCredit& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::work_reported}, No::not_reported, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (order->credit) return refuse(No::credit_held, "it is approved");
  const std::int64_t open = work_order::due_of(*order) - work_order::paid_of(*order);
  if (open <= 0) return refuse(No::nothing_due, "all is paid");
  Events events;
  events.on(command.order,
            schema::CreditApproved{
                .amount = open, .reason = command.reason, .by = reads.actor().operator_id});
  return events;
}

}  // namespace kintsugi::core
