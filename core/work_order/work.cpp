// The work itself: progress, diagnosis, parts fitted, done.

#include <algorithm>
#include <string>
#include <vector>

#include "core/part_request/of_order.h"
#include "core/technician/old_parts.h"
#include "core/text/text.h"
#include "core/work_order/crew.h"
#include "core/work_order/part_use.h"
#include "core/work_order/rules.h"
#include "schema/work_order_visit_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::ServiceType;
using work_order::BookingStatus;
using work_order::No;
using work_order::Status;
using work_order::StatusSet;

// Kinds of service that end with a finding; the others end with a task carried out.
bool needs_diagnosis(ServiceType type) {
  return type == ServiceType::repair || type == ServiceType::test || type == ServiceType::inspect ||
         type == ServiceType::complaint || type == ServiceType::exchange;
}

struct Taken {
  std::string technician;  // who carried it
  std::int64_t cost = 0;   // fen
};

// Out of the van of the lead, else of who goes with him.
Result<Taken> take_out_of_a_van(const schema::UsePart& command, const schema::WorkOrder& order,
                                const schema::Booking& booking, Reads& reads, Events& events) {
  std::vector<std::string> people{booking.technician};
  for (const schema::CrewMember* member : work_order::members_of(order, booking.number))
    people.push_back(member->technician);
  Result<std::int64_t> of_the_lead = 0;
  for (const std::string& one : people) {
    Events moved;
    Result<std::int64_t> cost = part_request::use_part({.technician = one,
                                                        .part = command.part,
                                                        .quantity = command.quantity,
                                                        .order = command.order,
                                                        .request = {}},
                                                       reads, moved);
    if (cost) {
      events.add(std::move(moved));
      return Taken{one, *cost};
    }
    if (one == people.front()) of_the_lead = std::move(cost);
  }
  return tl::unexpected(of_the_lead.error());
}

}  // namespace

Result<Events> decide(const schema::RecordProgress& command, Reads& reads) {
  KINTSUGI_TRY(
      [[maybe_unused]] const schema::WorkOrder* order,
      work_order::order_of(command, work_order::before_posting, No::not_registered, reads));
  if (command.note.empty()) return refuse(No::bad_text, "say what was done");
  KINTSUGI_TRY_OK(work_order::check_note(command.note, "note"));
  if ((!command.photo_hash.empty() && !is_sha256(command.photo_hash)) || command.photo_bytes < 0) {
    return refuse(No::bad_photo, "64 hexadecimal digits in lower case");
  }
  Events events;
  events.on(command.order, schema::ProgressRecorded{.note = command.note,
                                                    .photo_hash = command.photo_hash,
                                                    .photo_bytes = command.photo_bytes});
  return events;
}

Result<Events> decide(const schema::RecordDiagnosis& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::working_statuses, No::not_in_progress, reads));
  if (!is_line(command.fault_code, 64)) return refuse(No::bad_text, "name the fault code");
  KINTSUGI_TRY_OK(work_order::check_fault_code(command, reads));
  KINTSUGI_TRY_OK(work_order::check_line(command.fault, 64, "fault"));
  KINTSUGI_TRY_OK(work_order::check_line(command.cause, 400, "cause"));
  KINTSUGI_TRY_OK(work_order::check_note(command.note, "note"));
  const std::string& fault = command.fault.empty() ? order->fault : command.fault;
  const bool same = order->fault_code == command.fault_code &&
                    order->fault_cause == command.cause && order->fault == fault &&
                    command.note.empty();
  if (same) return refuse(No::nothing_changed, "that is the diagnosis");
  Events events;
  events.on(command.order, schema::FaultDiagnosed{.fault_code = command.fault_code,
                                                  .fault = fault,
                                                  .cause = command.cause,
                                                  .note = command.note});
  return events;
}

Result<Events> decide(const schema::UsePart& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::working_statuses, No::not_in_progress, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking, {BookingStatus::in_progress},
                                      No::not_in_progress, reads));
  if (command.quantity <= 0) return refuse(No::bad_quantity, "more than nothing");
  if (order->parts.size() >= work_order::entries_max) return refuse(No::too_many, "1000 parts");
  Events moved;
  KINTSUGI_TRY_OK(work_order::fit_serial(command.order, command.part, command.serial,
                                         command.quantity, nullptr, reads, moved));
  KINTSUGI_TRY(const Taken taken, take_out_of_a_van(command, *order, *booking, reads, moved));
  Events events;
  events.on(command.order, schema::PartUsed{.part = command.part,
                                            .technician = taken.technician,
                                            .quantity = command.quantity,
                                            .serial = command.serial,
                                            .payer = command.payer,
                                            .cost = taken.cost});
  events.add(std::move(moved));
  if (command.payer == schema::Payer::manufacturer)
    old_parts::owe({taken.technician, command.order, command.part, command.quantity}, reads,
                   events);
  return events;
}

Result<Events> decide(const schema::ReportWorkDone& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::open_statuses, No::not_in_progress, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking, {BookingStatus::in_progress},
                                      No::not_in_progress, reads));
  KINTSUGI_TRY_OK(work_order::check_note(command.result, "result"));
  if (!command.partly) {
    if (needs_diagnosis(order->service_type) && order->fault_code.empty() && !order->incomplete) {
      return refuse(No::diagnosis_missing, "record the diagnosis first");
    }
    if (part_request::parts_are_out(*order, reads)) {
      return refuse(No::open_part_requests, "use, return or report lost what was issued");
    }
  }
  Events events;
  events.on(command.order, schema::WorkReported{.booking = booking->number,
                                                .technician = booking->technician,
                                                .partly = command.partly,
                                                .result = command.result,
                                                .at = to_ms(reads.business_time())});
  work_order::release_slots(command.order, *order, *booking, events);
  return events;
}

}  // namespace kintsugi::core
