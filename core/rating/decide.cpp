#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/rating_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::Rating;
using schema::RatingChannel;
using schema::RatingStatus;
using work_order::BookingStatus;
using work_order::Status;
using No = schema::RatingRefusal;

bool has_ended(const schema::Booking& booking) {
  return booking.status == BookingStatus::completed ||
         booking.status == BookingStatus::partly_completed;
}

// The visit of that number, of any round; 0: the latest that ended.
const schema::Booking* visit_of(const schema::WorkOrder& order, std::uint16_t number) {
  const schema::Booking* found = nullptr;
  for (const schema::Booking& booking : order.bookings)
    if (has_ended(booking) && (number == 0 || booking.number == number)) found = &booking;
  return found;
}

// A customer's link speaks for him, and is no person of ours; who was there takes nothing down.
Result<RatingChannel> channel_of(const schema::RateService& command,
                                 const schema::Booking& visit, Reads& reads) {
  if (!is_person(reads))
    return command.channel == RatingChannel::none ? RatingChannel::link : command.channel;
  if (command.channel == RatingChannel::link)
    return refuse(No::by_staff, "his link sends it by itself");
  const std::string_view technician = technician_of_actor(reads);
  if (!technician.empty() && technician == visit.technician)
    return refuse(No::by_staff, "technician " + visit.technician + " was there");
  return RatingChannel::call;
}

}  // namespace

Result<Events> decide(const schema::RateService& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(
                   command, {Status::work_reported, Status::completed, Status::followed_up},
                   work_order::No::not_reported, reads));
  const schema::Booking* visit = visit_of(*order, command.booking);
  if (visit == nullptr) return refuse(No::no_visit, "order " + command.order);
  KINTSUGI_TRY(const RatingChannel channel, channel_of(command, *visit, reads));
  if (command.stars < 1 || command.stars > 5)
    return refuse(No::bad_stars, std::to_string(command.stars));
  if (!is_note(command.comment)) return refuse(No::bad_text, "the comment");
  const std::string id = command.order + ":" + std::to_string(visit->number);
  const Rating* before = reads.find<Rating>(id);
  if (before != nullptr && before->status == RatingStatus::given)
    return refuse(No::rated, "with " + std::to_string(before->stars));
  Events events;
  events.on(id, schema::RatingGiven{.order = command.order,
                                    .booking = visit->number,
                                    .technician = visit->technician,
                                    .outlet = order->outlet,
                                    .customer = order->customer,
                                    .stars = command.stars,
                                    .comment = command.comment,
                                    .channel = channel,
                                    .by = reads.actor().operator_id,
                                    .at = to_ms(reads.business_time())});
  events.on(command.order, schema::ServiceRated{
                               .booking = visit->number, .stars = command.stars, .rating = id});
  return events;
}

Result<Events> decide(const schema::WithdrawRating& command, Reads& reads) {
  KINTSUGI_TRY(const Rating* rating, reads.require<Rating>(command.rating));
  KINTSUGI_TRY_OK(within_scope(command, rating->outlet, reads));
  if (rating->status != RatingStatus::given) return refuse(No::withdrawn, command.rating);
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  Events events;
  events.on(command.rating, schema::RatingWithdrawn{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
