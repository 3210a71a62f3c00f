#include "core/work_order/rules.h"

#include <algorithm>

#include "core/alarm/deadline.h"
#include "core/text/text.h"
#include "schema/identity_state.h"
#include "schema/technician_state.h"

namespace kintsugi::core::work_order {
namespace {

bool is_one_of(BookingStatus status, std::initializer_list<BookingStatus> list) {
  return std::find(list.begin(), list.end(), status) != list.end();
}

}  // namespace

bool is_over(BookingStatus status) {
  return is_one_of(status, {BookingStatus::completed, BookingStatus::partly_completed,
                            BookingStatus::declined, BookingStatus::canceled,
                            BookingStatus::no_show, BookingStatus::abnormal});
}

tl::unexpected<Error> wrong_status(std::string_view id, Status status, No otherwise) {
  const std::string what =
      std::string("order ").append(id).append(" is ").append(schema::name_of(status));
  switch (status) {
    case Status::none:
      return refuse(No::not_registered, what);
    case Status::work_reported:
      return refuse(otherwise == No::not_completed || otherwise == No::not_followed_up
                        ? otherwise
                        : No::already_reported,
                    what);
    case Status::completed:
      return refuse(otherwise == No::not_followed_up ? otherwise : No::already_completed, what);
    case Status::followed_up:
      return refuse(No::already_completed, what);
    case Status::posted:
      return refuse(No::already_posted, what);
    case Status::canceled:
      return refuse(No::already_canceled, what);
    case Status::registered:
    case Status::assigned:
    case Status::scheduled:
    case Status::accepted:
    case Status::traveling:
    case Status::in_progress:
    case Status::on_hold:
      return refuse(otherwise, what);
  }
  return refuse(otherwise, what);
}

std::int64_t last_step_at(const schema::WorkOrder& order) {
  std::int64_t last = std::max({order.registered_at, order.reported_at, order.completed_at});
  for (const schema::Booking& booking : order.bookings) {
    last = std::max(
        {last, booking.dispatched_at, booking.checked_in_at, booking.started_at, booking.ended_at});
  }
  return last;
}

namespace detail {
Result<void> after_last_step(const schema::WorkOrder& order, const Reads& reads) {
  const std::int64_t last = last_step_at(order);
  if (!is_claimed_before(last, reads)) return {};
  return refuse(No::before_last_step, "claimed " + format_instant(reads.business_time()) +
                                          ", the last step was " +
                                          format_instant(instant_from_ms(last)));
}

Result<const schema::WorkOrder*> in_status(std::string_view id, StatusSet allowed, No otherwise,
                                           Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(id));
  if (!allowed.has(order->status)) return wrong_status(id, order->status, otherwise);
  KINTSUGI_TRY_OK(after_last_step(*order, reads));
  return order;
}

const std::string* outlet_of_technician(std::string_view technician, Reads& reads) {
  const auto* found = reads.find<schema::Technician>(technician);
  return found == nullptr ? nullptr : &found->outlet;
}

bool has_worked_at(const schema::WorkOrder& order, std::string_view technician) {
  const auto is_he = [&](const auto& one) { return one.technician == technician; };
  return order.technician == technician ||
         std::any_of(order.bookings.begin(), order.bookings.end(), is_he) ||
         std::any_of(order.crew.begin(), order.crew.end(), is_he);
}
}  // namespace detail

bool acts_for(std::string_view technician, std::string_view outlet, Reads& reads) {
  if (!is_person(reads) || technician_of_actor(reads) == technician) return true;
  return holds_role_over(schema::Role::dispatcher, outlet, reads).has_value();
}

Result<const schema::Booking*> booking_of(const schema::WorkOrder& order, std::uint16_t number,
                                          std::initializer_list<BookingStatus> allowed,
                                          No otherwise, Reads& reads) {
  const schema::Booking* found = nullptr;
  bool foreign = false;
  for (const schema::Booking& booking : order.bookings) {
    if (booking.round != order.round) continue;
    if (number != 0 && booking.number != number) continue;
    if (!is_one_of(booking.status, allowed)) {
      if (number == 0) continue;
      return refuse(otherwise, "booking " + std::to_string(number) + " is " +
                                   std::string(schema::name_of(booking.status)));
    }
    if (!acts_for(booking.technician, order.outlet, reads)) {
      foreign = true;
      continue;
    }
    if (found != nullptr) {
      return refuse(No::which_booking, "bookings " + std::to_string(found->number) + " and " +
                                           std::to_string(booking.number) + " fit");
    }
    found = &booking;
  }
  if (found != nullptr) return found;
  if (foreign) return refuse(No::not_your_booking, "it is another technician's");
  if (number != 0)
    return refuse(No::no_such_booking, "there is no booking " + std::to_string(number));
  return refuse(otherwise, "no booking is in such a state");
}

std::string acceptance_alarm(std::string_view order, std::uint16_t booking) {
  return std::string(order).append(":booking_acceptance:").append(std::to_string(booking));
}

void arm_acceptance(const Acceptance& acceptance, Reads& reads, Events& events) {
  if (acceptance.accept_by == 0) return;
  alarm::arm({.id = acceptance_alarm(acceptance.order, acceptance.booking),
              .kind = schema::AlarmKind::booking_acceptance,
              .due_at = acceptance.accept_by,
              .order = acceptance.order,
              .technician = acceptance.technician,
              .outlet = acceptance.outlet},
             reads, events);
}

void disarm_acceptance(std::string_view order, std::uint16_t booking, Reads& reads,
                       Events& events) {
  alarm::disarm(acceptance_alarm(order, booking), reads, events);
}

std::int64_t due_of(const schema::WorkOrder& order) {
  std::int64_t due = 0;
  for (const schema::Charge& charge : order.charges) {
    const bool counts =
        charge.payer == schema::Payer::customer && charge.status == schema::ChargeStatus::agreed;
    if (counts) due += charge.amount;
  }
  for (const schema::Correction& line : order.corrections) {
    const bool counts = line.payer == schema::Payer::customer &&
                        line.status == schema::CorrectionStatus::approved;
    if (counts) due += line.amount;
  }
  return due;
}

std::int64_t paid_of(const schema::WorkOrder& order) {
  std::int64_t paid = 0;
  for (const schema::Payment& payment : order.payments) paid += payment.amount;
  return paid;
}

Result<void> check_line(std::string_view text, std::size_t length_max, std::string_view field) {
  if (is_line_or_empty(text, length_max)) return {};
  return refuse_field(No::bad_text, field, std::string(field) + " is one line of at most " +
                                  std::to_string(length_max) + " characters");
}

Result<void> check_why(std::string_view text, std::string_view field) {
  if (is_reason_or_empty(text)) return {};
  return refuse_field(No::bad_text, field, std::string(field) + " is at most 1000 characters");
}

Result<void> check_note(std::string_view text, std::string_view field) {
  if (is_note(text)) return {};
  return refuse_field(No::bad_text, field, std::string(field) + " is at most 4000 characters");
}

Result<void> check_reason(std::string_view reason) {
  if (is_reason(reason)) return {};
  return refuse(No::reason_missing, "a reason is at most 1000 characters");
}

}  // namespace kintsugi::core::work_order
