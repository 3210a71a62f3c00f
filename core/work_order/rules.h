#pragma once
// What the decisions of a work order have in common: which order, in which state, which booking, by
// whom.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/authority/authority.h"
#include "core/authority/likely.h"
#include "core/events.h"
#include "core/reads.h"
#include "schema/work_order_refusals.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

using No = schema::WorkOrderRefusal;
using Status = schema::WorkOrderStatus;
using BookingStatus = schema::BookingStatus;

inline constexpr std::size_t entries_max =
    1000;  // bookings, charges, parts, payments of one order each

class StatusSet {
 public:
  constexpr StatusSet(std::initializer_list<Status> list) {
    for (Status s : list) bits_ |= bit(s);
  }
  constexpr bool has(Status s) const { return (bits_ & bit(s)) != 0; }
  constexpr StatusSet with(Status s) const {
    StatusSet more = *this;
    more.bits_ |= bit(s);
    return more;
  }

 private:
  static constexpr std::uint32_t bit(Status s) { return 1u << static_cast<unsigned>(s); }
  std::uint32_t bits_ = 0;
};

// Registered and not yet reported done: may still be dispatched, worked on, canceled.
inline constexpr StatusSet open_statuses{Status::registered, Status::assigned,  Status::scheduled,
                                         Status::accepted,   Status::traveling, Status::in_progress,
                                         Status::on_hold};
// What was told of it may still be corrected.
inline constexpr StatusSet before_posting =
    open_statuses.with(Status::work_reported).with(Status::completed).with(Status::followed_up);
inline constexpr StatusSet working_statuses{Status::in_progress, Status::on_hold};

// Nothing more comes of the booking.
bool is_over(BookingStatus status);

inline bool is_open(const schema::WorkOrder& order) { return open_statuses.has(order.status); }

// Why an order of that status is out of the question: what already happened to it where it is past
// the stage that is needed, else `otherwise`.
tl::unexpected<Error> wrong_status(std::string_view id, Status status, No otherwise);

// When the last step of the order's round was, in ms since 1970: what follows from it is not
// before.
std::int64_t last_step_at(const schema::WorkOrder& order);

namespace detail {
// A time that a person claims lies before the order's last step: refused
// work_order.before_last_step.
Result<void> after_last_step(const schema::WorkOrder& order, const Reads& reads);
Result<const schema::WorkOrder*> in_status(std::string_view id, StatusSet allowed, No otherwise,
                                           Reads& reads);
// Where he works; null where there is no such technician.
const std::string* outlet_of_technician(std::string_view technician, Reads& reads);
// He leads it, or leads or joins a booking of it, of whatever round.
bool has_worked_at(const schema::WorkOrder& order, std::string_view technician);
}  // namespace detail

// The order of a command: it exists, lies in the actor's scope, and is in one of `allowed`.
template <class Command>
Result<const schema::WorkOrder*> order_of(const Command& command, StatusSet allowed, No otherwise,
                                          Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(command.order));
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  return detail::in_status(command.order, allowed, otherwise, reads);
}

// The booking `number` of the order's current round, in one of `allowed`; 0: the only one that
// fits, among the actor's own where he is a technician. Persons act on their own bookings unless
// they dispatch. Errors: refused work_order.no_such_booking, .which_booking, .not_your_booking;
// `otherwise` where no booking is in such a state.
Result<const schema::Booking*> booking_of(const schema::WorkOrder& order, std::uint16_t number,
                                          std::initializer_list<BookingStatus> allowed,
                                          No otherwise, Reads& reads);

// True where the actor may act for the technician: himself, a dispatcher of the order's outlet, the
// system or an import.
bool acts_for(std::string_view technician, std::string_view outlet, Reads& reads);

// Somebody whom a command about the order names: he has a booking of it, or is a technician within
// the command's scope. Another outlet's is as if there were none.
template <class Command>
bool is_known_technician(const Command& command, const std::string& technician,
                         const schema::WorkOrder& order, Reads& reads) {
  const std::string* outlet = detail::outlet_of_technician(technician, reads);
  if (outlet == nullptr) return false;
  return detail::has_worked_at(order, technician) || technician_of_actor(reads) == technician ||
         within_scope(command, *outlet, reads).has_value();
}

// "WO-1:booking_acceptance:2", the alarm of the booking's deadline.
std::string acceptance_alarm(std::string_view order, std::uint16_t booking);

// Arms the alarm of a deadline (0: none), or takes back the one that is armed. What is told late
// and happened (by business time) before a deadline that tripped meanwhile marks that trip as met
// in time. Reads the alarm's stream.
struct Acceptance {
  std::string order;
  std::uint16_t booking = 0;
  std::int64_t accept_by = 0;  // ms since 1970
  std::string technician;
  std::string outlet;
};
void arm_acceptance(const Acceptance& acceptance, Reads& reads, Events& events);
void disarm_acceptance(std::string_view order, std::uint16_t booking, Reads& reads, Events& events);

// What the customer owes, in fen: agreed charges, and what was corrected since it was posted;
// what he has paid of it, less what he has back.
std::int64_t due_of(const schema::WorkOrder& order);
std::int64_t paid_of(const schema::WorkOrder& order);

// Of what the policy excludes, the customer's line (added, or about to be) is neither at cost, nor
// for labour or a visit: no more than these are charged.
bool is_charged_in_full(const schema::WorkOrder& order, const auto& charge) {
  return order.warranty.excluded && charge.payer == schema::Payer::customer &&
         charge.status != schema::ChargeStatus::withdrawn &&
         charge.basis == schema::ChargeBasis::none;
}

// Texts of a command: `work_order.bad_text` where one is not clean or too long.
Result<void> check_line(std::string_view text, std::size_t length_max, std::string_view field);
// Why, or nothing.
Result<void> check_why(std::string_view text, std::string_view field);
Result<void> check_note(std::string_view text, std::string_view field);
Result<void> check_reason(std::string_view reason);

// What a person most likely mistyped is asked about once, and taken with a reason: refused
// work_order.unknown_fault_code.
Result<void> check_fault_code(const auto& command, const Reads& reads) {
  KINTSUGI_TRY_OK(check_why(command.confirm_reason, "confirm_reason"));
  return check_known(command, "fault_code", No::unknown_fault_code, reads);
}

}  // namespace kintsugi::core::work_order
