// A dispatch ticket on paper: which version of the booking it shows, and which copy it is.

#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "core/work_order/rules.h"
#include "schema/dispatch_ticket_dispatch.h"

namespace kintsugi::core {
namespace {

using work_order::BookingStatus;
using work_order::No;
using work_order::Status;

constexpr work_order::StatusSet printable{Status::scheduled, Status::accepted, Status::traveling,
                                          Status::in_progress, Status::on_hold};

// What the paper says, a line a field, so that the same paper has the same hash.
std::string document(const schema::PrintDispatchTicket& command, const schema::WorkOrder& order,
                     const schema::Booking& booking) {
  std::string text;
  const auto line = [&](std::string_view said) { text.append(said).append(1, '\n'); };
  const auto number = [&](std::int64_t said) { line(std::to_string(said)); };
  line(command.order);
  number(booking.number);
  number(booking.revision);
  line(booking.technician);
  number(booking.starts_at);
  number(booking.ends_at);
  line(schema::name_of(order.service_type));
  for (const std::string* said :
       {&order.brand, &order.category, &order.model, &order.serial, &order.contact, &order.phone,
        &order.address, &order.area, &order.symptom, &order.fault}) {
    line(*said);
  }
  return text;
}

}  // namespace

Result<Events> decide(const schema::PrintDispatchTicket& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, printable, No::not_scheduled, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking,
                                      {BookingStatus::scheduled, BookingStatus::accepted,
                                       BookingStatus::traveling, BookingStatus::in_progress,
                                       BookingStatus::on_break},
                                      No::not_scheduled, reads));
  const std::string id = command.order + ":" + std::to_string(booking->number);
  const auto* ticket = reads.find<schema::DispatchTicket>(id);
  const std::size_t before = ticket == nullptr ? 0 : ticket->prints.size();
  Events events;
  events.on(id, schema::DispatchTicketPrinted{
                    .order = command.order,
                    .booking = booking->number,
                    .outlet = order->outlet,
                    .print = {.copy = static_cast<std::uint16_t>(before + 1),
                              .revision = booking->revision,
                              .technician = booking->technician,
                              .starts_at = booking->starts_at,
                              .ends_at = booking->ends_at,
                              .document_hash = sha256_hex(document(command, *order, *booking)),
                              .printed_by = reads.actor().operator_id,
                              .printed_at = to_ms(reads.business_time())}});
  return events;
}

}  // namespace kintsugi::core
