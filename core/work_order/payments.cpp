// What the customer pays, and what was wrong with it.

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

// After completion, what is still due: given on credit, or charged or corrected since.
constexpr StatusSet payable{Status::work_reported, Status::completed, Status::followed_up};
// Money that was taken goes back whatever became of the order, until it is posted.
constexpr StatusSet correctable = work_order::before_posting.with(Status::canceled);

// Cash that a technician took is in his pocket until he hands it in.
bool carries(const std::string& technician, schema::PaymentMethod method, Reads& reads) {
  return method == schema::PaymentMethod::cash && !technician.empty() &&
         reads.exists<schema::Technician>(technician);
}

// Who took the money: who is named, else the technician who tells it; empty: the outlet's desk.
Result<std::string> taken_by(const schema::CollectPayment& command, const schema::WorkOrder& order,
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
  if (carries(technician, command.method, reads))
    events.on(technician, schema::CashCollected{.order = command.order, .amount = command.amount});
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
  if (carries(payment->technician, payment->method, reads)) {
    events.on(payment->technician,
              schema::CashReturned{.order = command.order, .amount = payment->amount});
  }
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
  const std::int64_t open = open_of(*order) + payment->amount;
  if (command.amount > payment->amount && command.amount > open)
    return refuse(No::more_than_due, std::to_string(open) + " fen are due");
  const bool same = command.amount == payment->amount && command.method == payment->method &&
                    command.receipt == payment->receipt &&
                    command.technician == payment->technician;
  if (same) return refuse(No::nothing_changed, "that is the payment");
  Events events;
  events.on(command.order, schema::PaymentCorrected{.number = command.number,
                                                    .amount = command.amount,
                                                    .method = command.method,
                                                    .receipt = command.receipt,
                                                    .technician = command.technician,
                                                    .reason = command.reason,
                                                    .by = reads.actor().operator_id});
  if (carries(payment->technician, payment->method, reads)) {
    events.on(payment->technician,
              schema::CashReturned{.order = command.order, .amount = payment->amount});
  }
  if (carries(command.technician, command.method, reads)) {
    events.on(command.technician,
              schema::CashCollected{.order = command.order, .amount = command.amount});
  }
  return events;
}

Result<Events> decide(const schema::ApproveCredit& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, payable, No::not_reported, reads));
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
               work_order::order_of(command, payable, No::not_reported, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (!order->credit) return refuse(No::no_credit, "none is approved");
  Events events;
  events.on(command.order,
            schema::CreditWithdrawn{.reason = command.reason, .by = reads.actor().operator_id});
  return events;
}

}  // namespace kintsugi::core
