// Crews: somebody goes with the lead, or no longer does; who has how much of the wage.

#include "core/work_order/crew.h"

#include <algorithm>

#include "core/money/money.h"
#include "core/service_policy/service_policy.h"
#include "core/technician/technician.h"
#include "core/work_order/dispatch_checks.h"
#include "core/work_order/rules.h"
#include "schema/technician.h"
#include "schema/work_order_crew_dispatch.h"
#include "schema/work_order_crew_refusals.h"

namespace kintsugi::core::work_order {

std::vector<const schema::CrewMember*> members_of(const schema::WorkOrder& order,
                                                  std::uint16_t booking) {
  std::vector<const schema::CrewMember*> members;
  for (const schema::CrewMember& one : order.crew)
    if (one.booking == booking) members.push_back(&one);
  return members;
}

bool is_on_it(const schema::WorkOrder& order, std::string_view technician) {
  for (const schema::Booking& booking : order.bookings) {
    if (booking.round != order.round || is_over(booking.status)) continue;
    if (booking.technician == technician) return true;
    for (const schema::CrewMember* member : members_of(order, booking.number))
      if (member->technician == technician) return true;
  }
  return false;
}

void reserve_slot(const std::string& order_id, const schema::WorkOrder& order,
                  std::uint16_t booking, const std::string& technician, const Visit& visit,
                  Events& events) {
  if (visit.starts_at == 0) return;
  events.on(technician, schema::SlotReserved{.order = order_id,
                                             .booking = booking,
                                             .starts_at = visit.starts_at,
                                             .ends_at = visit.ends_at,
                                             .area = order.area});
}

namespace {

void release_slot(const std::string& order_id, const schema::Booking& booking,
                  const std::string& technician, Events& events) {
  if (booking.starts_at == 0) return;
  events.on(technician, schema::SlotReleased{.order = order_id, .booking = booking.number});
}

}  // namespace

void release_slots(const std::string& order_id, const schema::WorkOrder& order,
                   const schema::Booking& booking, Events& events) {
  release_slot(order_id, booking, booking.technician, events);
  for (const schema::CrewMember* member : members_of(order, booking.number))
    release_slot(order_id, booking, member->technician, events);
}

Result<void> hold_slots_again(const std::string& order_id, const schema::WorkOrder& order,
                              const schema::Booking& booking, Reads& reads, Events& events) {
  const Visit visit = visit_of(booking);
  if (visit.starts_at == 0) return {};
  std::vector<std::string> people{booking.technician};
  for (const schema::CrewMember* member : members_of(order, booking.number))
    people.push_back(member->technician);
  for (const std::string& one : people) {
    const auto* technician = reads.find<schema::Technician>(one);
    if (technician == nullptr) continue;
    if (const schema::Slot* other = find_overlap(*technician, visit.starts_at, visit.ends_at,
                                                 order_id, booking.number))
      return refuse(No::dispatch_slot_taken, one + " has order " + other->order + " then");
    reserve_slot(order_id, order, booking.number, one, visit, events);
  }
  return {};
}

void move_slots(const std::string& order_id, const schema::WorkOrder& order,
                const schema::Booking& booking, const std::string& lead, const Visit& visit,
                Events& events) {
  release_slot(order_id, booking, booking.technician, events);
  reserve_slot(order_id, order, booking.number, lead, visit, events);
  if (visit == visit_of(booking)) return;
  for (const schema::CrewMember* member : members_of(order, booking.number)) {
    release_slot(order_id, booking, member->technician, events);
    reserve_slot(order_id, order, booking.number, member->technician, visit, events);
  }
}

}  // namespace kintsugi::core::work_order

namespace kintsugi::core {
namespace {

using schema::BookingShare;
using schema::CrewRefusal;
using work_order::BookingStatus;
using work_order::No;
using work_order::Status;

constexpr std::size_t people_max = 20;
constexpr work_order::StatusSet under_dispatch{
    Status::scheduled, Status::accepted, Status::traveling, Status::in_progress, Status::on_hold};

Result<const schema::Booking*> open_booking(const schema::WorkOrder& order, std::uint16_t number,
                                            Reads& reads) {
  return work_order::booking_of(
      order, number,
      {BookingStatus::scheduled, BookingStatus::accepted, BookingStatus::traveling,
       BookingStatus::in_progress, BookingStatus::on_break},
      No::no_such_booking, reads);
}

// Everybody on the booking, the lead first.
std::vector<std::string> people_of(const schema::WorkOrder& order, const schema::Booking& booking) {
  std::vector<std::string> people{booking.technician};
  for (const schema::CrewMember* member : work_order::members_of(order, booking.number))
    people.push_back(member->technician);
  return people;
}

// The shares of these people, in their order: as they were told, together 100 %; none told:
// equally, what is left over is the lead's.
Result<std::vector<BookingShare>> shares_of(const std::vector<std::string>& people,
                                            const std::vector<BookingShare>& told) {
  constexpr auto whole = static_cast<std::int32_t>(money::rate_whole);
  const auto count = static_cast<std::int32_t>(people.size());
  std::vector<BookingShare> shares;
  for (const std::string& one : people)
    shares.push_back({.technician = one, .share = whole / count});
  shares.front().share += whole % count;
  if (told.empty()) return shares;
  std::int64_t sum = 0;
  for (BookingShare& share : shares) {
    const auto is_his = [&](const BookingShare& one) { return one.technician == share.technician; };
    if (std::count_if(told.begin(), told.end(), is_his) != 1 || told.size() != people.size())
      return refuse(CrewRefusal::shares_of_others, share.technician);
    share.share = std::find_if(told.begin(), told.end(), is_his)->share;
    if (share.share <= 0) return refuse(CrewRefusal::shares_not_whole, share.technician);
    sum += share.share;
  }
  if (sum != money::rate_whole)
    return refuse(CrewRefusal::shares_not_whole, std::to_string(sum) + " ten-thousandths");
  return shares;
}

}  // namespace

Result<Events> decide(const schema::AddBookingMember& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, under_dispatch, No::not_scheduled, reads));
  KINTSUGI_TRY(const schema::Booking* booking, open_booking(*order, command.booking, reads));
  const auto* technician = reads.find<schema::Technician>(command.technician);
  if (technician == nullptr)
    return refuse(No::unknown_technician, "there is no technician " + command.technician);
  KINTSUGI_TRY_OK(within_scope(command, technician->outlet, reads));
  if (work_order::is_on_it(*order, command.technician))
    return refuse(No::same_technician, "he is on the order already");
  std::vector<std::string> people = people_of(*order, *booking);
  if (people.size() >= people_max) return refuse(CrewRefusal::too_many);
  people.push_back(command.technician);
  KINTSUGI_TRY(std::vector<BookingShare> shares, shares_of(people, command.shares));
  const work_order::Visit visit = work_order::visit_of(*booking);
  KINTSUGI_TRY(std::vector<schema::DispatchCheck> overridden,
               work_order::check_dispatch({command.order, *order, booking->number,
                                           command.technician, visit.starts_at, visit.ends_at,
                                           booking->technician},
                                          reads));
  Events events;
  events.uses_rule("dispatch_checks", work_order::dispatch_checks_version);
  service_policy::note_use(service_policy::in_force(judged_at(reads), reads), events);
  events.on(command.order, schema::BookingMemberAdded{.booking = booking->number,
                                                      .technician = command.technician,
                                                      .shares = std::move(shares),
                                                      .overridden = std::move(overridden)});
  work_order::reserve_slot(command.order, *order, booking->number, command.technician, visit,
                           events);
  return events;
}

Result<Events> decide(const schema::RemoveBookingMember& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, under_dispatch, No::not_scheduled, reads));
  KINTSUGI_TRY(const schema::Booking* booking, open_booking(*order, command.booking, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  std::vector<std::string> people = people_of(*order, *booking);
  const auto leaves = std::find(people.begin() + 1, people.end(), command.technician);
  if (leaves == people.end()) return refuse(CrewRefusal::not_member, command.technician);
  people.erase(leaves);
  KINTSUGI_TRY(std::vector<BookingShare> shares, shares_of(people, command.shares));
  Events events;
  events.on(command.order, schema::BookingMemberRemoved{.booking = booking->number,
                                                        .technician = command.technician,
                                                        .shares = std::move(shares),
                                                        .reason = command.reason});
  if (booking->starts_at != 0) {
    events.on(command.technician,
              schema::SlotReleased{.order = command.order, .booking = booking->number});
  }
  return events;
}

Result<Events> decide(const schema::SetBookingShares& command, Reads& reads) {
  const work_order::StatusSet until_posted =
      under_dispatch.with(Status::work_reported).with(Status::completed).with(Status::followed_up);
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, until_posted, No::not_scheduled, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(
                   *order, command.booking,
                   {BookingStatus::scheduled, BookingStatus::accepted, BookingStatus::traveling,
                    BookingStatus::in_progress, BookingStatus::on_break, BookingStatus::completed,
                    BookingStatus::partly_completed},
                   No::no_such_booking, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  const std::vector<std::string> people = people_of(*order, *booking);
  if (people.size() < 2) return refuse(CrewRefusal::no_crew);
  KINTSUGI_TRY(std::vector<BookingShare> shares, shares_of(people, command.shares));
  Events events;
  events.on(command.order,
            schema::BookingSharesSet{
                .booking = booking->number, .shares = std::move(shares), .reason = command.reason});
  return events;
}

// --- the state: members, with what is theirs; the rest is the lead's

namespace {

using schema::WorkOrder;

void set_shares(WorkOrder& state, std::uint16_t booking,
                const std::vector<schema::BookingShareView>& shares) {
  for (schema::CrewMember& member : state.crew) {
    if (member.booking != booking) continue;
    for (const schema::BookingShareView& one : shares)
      if (one.technician == member.technician) member.share = one.share;
  }
}

}  // namespace

void evolve(WorkOrder& state, const schema::BookingMemberAddedView& event) {
  schema::CrewMember& member = state.crew.emplace_back();
  member.booking = event.booking;
  member.technician = event.technician;
  for (const schema::Booking& booking : state.bookings) {
    if (booking.number != event.booking) continue;
    member.starts_at = booking.starts_at;
    member.ends_at = booking.ends_at;
  }
  set_shares(state, event.booking, event.shares);
}

void evolve(WorkOrder& state, const schema::BookingMemberRemovedView& event) {
  std::erase_if(state.crew, [&](const schema::CrewMember& one) {
    return one.booking == event.booking && one.technician == event.technician;
  });
  set_shares(state, event.booking, event.shares);
}

void evolve(WorkOrder& state, const schema::BookingSharesSetView& event) {
  set_shares(state, event.booking, event.shares);
}

}  // namespace kintsugi::core
