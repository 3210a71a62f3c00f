// What the customer pays, and what was wrong with it.

#include <algorithm>
#include <string>

#include "core/four_eyes/four_eyes.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/technician.h"
#include "schema/work_order_correction_dispatch.h"
#include "schema/work_order_money_dispatch.h"

namespace kintsugi::core {
namespace {

using work_order::No;
using work_order::Status;
using work_order::StatusSet;

constexpr StatusSet creditable{Status::work_reported, Status::completed, Status::followed_up};
// After completion, what is still due: given on credit, or charged or corrected since.
constexpr StatusSet payable = creditable.with(Status::posted);
// Money that was taken goes back whatever became of the order. What was posted is not told anew:
// the event is of the period that is open.
constexpr StatusSet correctable =
    work_order::before_posting.with(Status::canceled).with(Status::posted);

// Cash that a technician took is in his pocket until he hands it in.
bool carries(const std::string& technician, schema::PaymentMethod method, Reads& reads) {
  return method == schema::PaymentMethod::cash && !technician.empty() &&
         reads.exists<schema::Technician>(technician);
}

// Who took the money: who is named, else the technician who tells it; empty: the outlet's desk.
template <class Command>
Result<std::string> taken_by(const Command& command, const schema::WorkOrder& order,
                             Reads& reads) {
  const std::string& named = command.technician;
  const std::string own(technician_of_actor(reads));
  if (named.empty() || named == own) return own;
  if (!work_order::is_known_technician(command, named, order, reads))
    return refuse(No::unknown_technician, "there is no technician " + named);
  return named;
}

Result<void> check_payment(schema::PaymentMethod method, const std::string& receipt) {
  if (method == schema::PaymentMethod::none) return refuse(No::method_missing, "name the method");
  return work_order::check_line(receipt, 64, "receipt");
}

// A payment that stands, and not the actor's own.
Result<const schema::Payment*> payment_of(const schema::WorkOrder& order, std::uint16_t number,
                                          const Reads& reads) {
  if (number < 1 || number > order.payments.size())
    return refuse(No::no_such_payment, "there is no payment " + std::to_string(number));
  const schema::Payment& payment = order.payments[number - 1u];
  if (payment.withdrawn)
    return refuse(No::withdrawn, "payment " + std::to_string(number) + " is withdrawn");
  if (is_author(payment.by, reads))
    return refuse(No::same_author, "operator " + payment.by + " told it");
  return &payment;
}

std::int64_t open_of(const schema::WorkOrder& order) {
  return work_order::due_of(order) - work_order::paid_of(order);
}

// What he carries by it: more by what he took, less (negative) by what he gave back.
void carry(const std::string& technician, schema::PaymentMethod method, const std::string& order,
           std::int64_t amount, Reads& reads, Events& events) {
  if (amount == 0 || !carries(technician, method, reads)) return;
  if (amount > 0) {
    events.on(technician, schema::CashCollected{.order = order, .amount = amount});
  } else {
    events.on(technician, schema::CashReturned{.order = order, .amount = -amount});
  }
}

// Whoever told what was paid does not say that the customer has some of it back.
Result<void> not_his_own(const schema::WorkOrder& order, const Reads& reads) {
  for (const schema::Payment& payment : order.payments) {
    if (payment.amount > 0 && is_author(payment.by, reads))
      return refuse(No::same_author, "operator " + payment.by + " told payment " +
                                         std::to_string(payment.number));
  }
  return {};
}

// More than is due, or more back than is paid too much: what was told of it already may stay.
Result<void> check_open(std::int64_t amount, std::int64_t before, std::int64_t open) {
  if (before < 0 && amount < before && amount < open)
    return refuse(No::not_overpaid, std::to_string(std::max<std::int64_t>(-open, 0)) +
                                        " fen are paid too much");
  if (before >= 0 && amount > before && amount > open)
    return refuse(No::more_than_due, std::to_string(open) + " fen are due");
  return {};
}

}  // namespace

Result<Events> decide(const schema::CollectPayment& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, payable, No::not_reported, reads));
  if (command.amount <= 0) return refuse(No::bad_amount, "at least one fen");
  KINTSUGI_TRY_OK(check_payment(command.method, command.receipt));
  KINTSUGI_TRY(const std::string technician, taken_by(command, *order, reads));
  const std::int64_t open = open_of(*order);
  if (open <= 0) return refuse(No::nothing_due, "all is paid");
  if (command.amount > open)
    return refuse(No::more_than_due, std::to_string(open) + " fen are due");
  if (order->payments.size() >= work_order::entries_max)
    return refuse(No::too_many, "1000 payments");
  Events events;
  events.on(command.order, schema::PaymentCollected{.amount = command.amount,
                                                    .method = command.method,
                                                    .receipt = command.receipt,
                                                    .technician = technician,
                                                    .by = reads.actor().operator_id});
  carry(technician, command.method, command.order, command.amount, reads, events);
  return events;
}

Result<Events> decide(const schema::RefundPayment& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, payable, No::not_reported, reads));
  if (command.amount <= 0) return refuse(No::bad_amount, "at least one fen");
  KINTSUGI_TRY_OK(check_payment(command.method, command.receipt));
  KINTSUGI_TRY(const std::string technician, taken_by(command, *order, reads));
  const std::int64_t too_much = -open_of(*order);
  if (command.amount > too_much)
    return refuse(No::not_overpaid,
                  std::to_string(std::max<std::int64_t>(too_much, 0)) + " fen are paid too much");
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  KINTSUGI_TRY_OK(not_his_own(*order, reads));
  if (order->payments.size() >= work_order::entries_max)
    return refuse(No::too_many, "1000 payments");
  Events events;
  events.on(command.order, schema::PaymentRefunded{.amount = command.amount,
                                                   .method = command.method,
                                                   .receipt = command.receipt,
                                                   .technician = technician,
                                                   .reason = command.reason,
                                                   .by = reads.actor().operator_id});
  carry(technician, command.method, command.order, -command.amount, reads, events);
  return events;
}

Result<Events> decide(const schema::WithdrawPayment& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, correctable, No::not_registered, reads));
  KINTSUGI_TRY(const schema::Payment* payment, payment_of(*order, command.number, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  events.on(command.order, schema::PaymentWithdrawn{.number = command.number,
                                                    .reason = command.reason,
                                                    .amount = payment->amount,
                                                    .by = reads.actor().operator_id});
  carry(payment->technician, payment->method, command.order, -payment->amount, reads, events);
  return events;
}

Result<Events> decide(const schema::CorrectPayment& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, correctable, No::not_registered, reads));
  KINTSUGI_TRY(const schema::Payment* payment, payment_of(*order, command.number, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (command.amount <= 0) return refuse(No::bad_amount, "at least one fen; else withdraw it");
  KINTSUGI_TRY_OK(check_payment(command.method, command.receipt));
  if (!command.technician.empty() && command.technician != payment->technician &&
      !work_order::is_known_technician(command, command.technician, *order, reads))
    return refuse(No::unknown_technician, "there is no technician " + command.technician);
  // What was given back stays given back.
  const std::int64_t amount = payment->amount < 0 ? -command.amount : command.amount;
  KINTSUGI_TRY_OK(check_open(amount, payment->amount, open_of(*order) + payment->amount));
  const bool same = amount == payment->amount && command.method == payment->method &&
                    command.receipt == payment->receipt &&
                    command.technician == payment->technician;
  if (same) return refuse(No::nothing_changed, "that is the payment");
  Events events;
  events.on(command.order, schema::PaymentCorrected{.number = command.number,
                                                    .amount = amount,
                                                    .method = command.method,
                                                    .receipt = command.receipt,
                                                    .technician = command.technician,
                                                    .reason = command.reason,
                                                    .by = reads.actor().operator_id});
  carry(payment->technician, payment->method, command.order, -payment->amount, reads, events);
  carry(command.technician, command.method, command.order, amount, reads, events);
  return events;
}

Result<Events> decide(const schema::ApproveCredit& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, creditable, No::not_reported, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (order->credit) return refuse(No::credit_held, "it is approved");
  const std::int64_t open = open_of(*order);
  if (open <= 0) return refuse(No::nothing_due, "all is paid");
  Events events;
  events.on(command.order,
            schema::CreditApproved{
                .amount = open, .reason = command.reason, .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawCredit& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, creditable, No::not_reported, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (!order->credit) return refuse(No::no_credit, "none is approved");
  Events events;
  events.on(command.order,
            schema::CreditWithdrawn{.reason = command.reason, .by = reads.actor().operator_id});
  return events;
}

}  // namespace kintsugi::core
