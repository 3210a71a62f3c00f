#include "core/work_order/suspension_plan.h"

#include <algorithm>

#include "core/steps/step_source.h"
#include "core/work_order/cancel_bookings.h"
#include "core/work_order/crew.h"
#include "core/work_order/hand_over.h"
#include "core/work_order/rules.h"
#include "schema/technician.h"
#include "schema/technician_refusals.h"
#include "schema/work_order_crew_events.h"

namespace kintsugi::core::work_order {
namespace {

using schema::PlannedBooking;
using schema::PlanStep;
using Refusal = schema::TechnicianRefusal;

std::string said(const std::string& order, std::uint16_t booking) {
  return "order " + order + ", booking " + std::to_string(booking);
}

bool is_about(const PlannedBooking& planned, const schema::Slot& slot) {
  return planned.order == slot.order && (planned.booking == 0 || planned.booking == slot.booking);
}

// The slot that a line of the plan is about; he holds no more than one that fits.
Result<const schema::Slot*> slot_of(const PlannedBooking& planned,
                                    const schema::Technician& technician) {
  const schema::Slot* found = nullptr;
  for (const schema::Slot& slot : technician.slots) {
    if (!is_about(planned, slot)) continue;
    if (found != nullptr)
      return refuse(Refusal::plan_unknown, "several bookings of order " + planned.order);
    found = &slot;
  }
  if (found == nullptr) return refuse(Refusal::plan_unknown, said(planned.order, planned.booking));
  return found;
}

Result<void> check_complete(const std::vector<PlannedBooking>& plan,
                            const schema::Technician& technician) {
  for (const schema::Slot& slot : technician.slots) {
    const auto about = std::count_if(
        plan.begin(), plan.end(), [&](const PlannedBooking& one) { return is_about(one, slot); });
    if (about == 0) return refuse(Refusal::plan_missing, said(slot.order, slot.booking));
    if (about > 1) return refuse(Refusal::plan_unknown, said(slot.order, slot.booking) + " twice");
  }
  return {};
}

bool is_under_way(const schema::Booking& booking) {
  return booking.status == BookingStatus::traveling ||
         booking.status == BookingStatus::in_progress || booking.status == BookingStatus::on_break;
}

// He goes with somebody else: the lead has his share.
Events leave_crew(const std::string& order_id, const schema::WorkOrder& order,
                  const schema::Booking& booking, const std::string& technician,
                  const std::string& reason) {
  std::int32_t leads = 10'000;
  std::vector<schema::BookingShare> shares{{.technician = booking.technician, .share = 0}};
  for (const schema::CrewMember* member : members_of(order, booking.number)) {
    if (member->technician == technician) continue;
    shares.push_back({.technician = member->technician, .share = member->share});
    leads -= member->share;
  }
  shares.front().share = leads;
  Events events;
  events.on(order_id, schema::BookingMemberRemoved{.booking = booking.number,
                                                   .technician = technician,
                                                   .shares = std::move(shares),
                                                   .reason = reason});
  events.on(technician, schema::SlotReleased{.order = order_id, .booking = booking.number});
  return events;
}

struct Step {
  const PlannedBooking& planned;
  const std::string& technician;
  const std::string& reason;
};

Result<Events> take(const Step& step, std::uint16_t number, Reads& reads) {
  const PlannedBooking& planned = step.planned;
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(planned.order));
  const auto found = std::find_if(order->bookings.begin(), order->bookings.end(),
                                  [&](const auto& one) { return one.number == number; });
  if (found == order->bookings.end())
    return refuse(Refusal::plan_unknown, said(planned.order, number));
  const bool leads = found->technician == step.technician;
  const bool under_way = is_under_way(*found);
  const bool fits = (planned.step == PlanStep::finish && under_way) ||
                    (planned.step == PlanStep::give_back && (!leads || !under_way)) ||
                    (planned.step == PlanStep::reassign && leads && !under_way);
  if (!fits || is_over(found->status))
    return refuse(Refusal::plan_step, said(planned.order, number) + " is " +
                                          std::string(schema::name_of(found->status)));
  if (planned.step == PlanStep::finish) return Events{};
  if (!leads) return leave_crew(planned.order, *order, *found, step.technician, step.reason);
  if (planned.step == PlanStep::give_back) {
    Events events;
    cancel_booking(planned.order, *order, *found, reads, events);
    return events;
  }
  const auto* other = reads.find<schema::Technician>(planned.technician);
  if (other == nullptr)
    return refuse(No::unknown_technician, "there is no technician " + planned.technician);
  KINTSUGI_TRY_OK(within_scope(schema::SuspendTechnician{}, other->outlet, reads));
  return hand_over({.order = planned.order,
                    .booking = number,
                    .technician = planned.technician,
                    .reason = step.reason},
                   *order, *found, reads);
}

}  // namespace

Result<Events> carry_out(const std::vector<PlannedBooking>& plan, const std::string& technician_id,
                         const schema::Technician& technician, const std::string& reason,
                         Reads& reads) {
  KINTSUGI_TRY_OK(check_complete(plan, technician));
  StepSource steps(reads);
  Events all;
  for (const PlannedBooking& planned : plan) {
    KINTSUGI_TRY(const schema::Slot* slot, slot_of(planned, technician));
    Reads step(steps, reads.actor(), reads.command_id(), reads.now(), reads.business_time());
    step.prove_claim(reads.is_claim_proved());
    const Result<Events> decided = take({planned, technician_id, reason}, slot->booking, step);
    if (step.failure()) return tl::unexpected(*step.failure());
    if (!decided) return decided;
    steps.apply(*decided);
    all.add(*decided);
  }
  return all;
}

}  // namespace kintsugi::core::work_order
