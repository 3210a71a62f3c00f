// A proposal: asked for, taken line by line, refused. What is taken is a booking like any other.

#include <algorithm>
#include <string>
#include <vector>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/number/take_number.h"
#include "core/proposal/proposal.h"
#include "core/reads.h"
#include "core/service_policy/service_policy.h"
#include "core/text/text.h"
#include "core/work_order/dispatch_checks.h"
#include "schema/outlet_state.h"
#include "schema/schedule_proposal_dispatch.h"
#include "schema/technician_state.h"
#include "schema/work_order_booking_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {
namespace {

using schema::ScheduleProposal;
using ProposalNo = schema::ScheduleProposalRefusal;
using schema::ProposalLine;
using schema::ProposalLineStatus;

constexpr std::int32_t usual_minutes = 90;

bool has_twice(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  return std::adjacent_find(ids.begin(), ids.end()) != ids.end();
}

Result<void> check_asked(const schema::ProposeSchedule& command, Reads& reads) {
  if (command.day < day_of(reads.now()))
    return refuse(ProposalNo::bad_day, calendar::format_date(command.day));
  if (command.orders.empty()) return refuse(ProposalNo::no_orders);
  if (command.technicians.empty()) return refuse(ProposalNo::no_technicians);
  if (has_twice(command.orders) || has_twice(command.technicians))
    return refuse(ProposalNo::named_twice);
  return {};
}

Result<proposal::Task> task_of(const schema::ProposeSchedule& command, Reads& reads) {
  proposal::Task task{.orders = {},
                      .technicians = {},
                      .day = command.day,
                      .minutes = command.minutes == 0 ? usual_minutes : command.minutes};
  for (const std::string& id : command.orders) {
    KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(id));
    if (order->outlet != command.outlet) return refuse(ProposalNo::other_outlet, "order " + id);
    const bool held = is_person(reads) && (order->waits_for == schema::OrderWait::appointment ||
                                           order->waits_for == schema::OrderWait::subcontractor);
    if (order->status != schema::WorkOrderStatus::assigned || held)
      return refuse(ProposalNo::not_waiting, "order " + id);
    task.orders.push_back({id, order});
  }
  for (const std::string& id : command.technicians) {
    KINTSUGI_TRY(const schema::Technician* technician, reads.require<schema::Technician>(id));
    if (technician->outlet != command.outlet)
      return refuse(ProposalNo::other_outlet, "technician " + id);
    task.technicians.push_back({id, technician});
  }
  return task;
}

std::vector<ProposalLine> lines_of(const proposal::Plan& plan) {
  std::vector<ProposalLine> lines;
  for (const proposal::Line& line : plan.lines) {
    lines.push_back({.line = static_cast<std::uint16_t>(lines.size() + 1),
                     .status = ProposalLineStatus::proposed,
                     .order = line.order,
                     .technician = line.technician,
                     .starts_at = line.starts_at,
                     .ends_at = line.ends_at,
                     .metres = line.metres,
                     .placed = {}});
  }
  return lines;
}

// The proposal of a command, inside the actor's scope, of which something waits still.
template <class Command>
Result<const ScheduleProposal*> open_proposal(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const ScheduleProposal* found, reads.require<ScheduleProposal>(command.proposal));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  return found;
}

// Its line that waits.
Result<const ProposalLine*> waiting_line(const ScheduleProposal& proposal, std::uint16_t number) {
  const auto& lines = proposal.lines;
  const auto found = std::find_if(lines.begin(), lines.end(),
                                  [&](const ProposalLine& line) { return line.line == number; });
  if (found == lines.end()) return refuse(ProposalNo::no_such_line, std::to_string(number));
  if (proposal.status == schema::ProposalStatus::rejected) return refuse(ProposalNo::settled);
  if (found->status != ProposalLineStatus::proposed)
    return refuse(ProposalNo::line_decided, std::to_string(number));
  return &*found;
}

}  // namespace

Result<Events> decide(const schema::ProposeSchedule& command, Reads& reads) {
  KINTSUGI_TRY([[maybe_unused]] const schema::Outlet* outlet,
               reads.require<schema::Outlet>(command.outlet));
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  KINTSUGI_TRY_OK(check_asked(command, reads));
  KINTSUGI_TRY(const proposal::Task task, task_of(command, reads));
  const proposal::Proposal found = proposal::propose(task, reads);
  Events events;
  events.uses_rule("dispatch_checks", work_order::dispatch_checks_version);
  service_policy::note_use(service_policy::in_force(judged_at(reads), reads), events);
  const std::string id = take_number<ScheduleProposal>("schedule_proposal", "SP", reads, events);
  events.on(id, schema::ScheduleProposed{
                    .outlet = command.outlet,
                    .day = command.day,
                    .lines = lines_of(found.best),
                    .unplaced = found.best.unplaced,
                    .steps = found.steps,
                    .metres = found.best.metres,
                    .metres_greedy = found.greedy.metres,
                    .unplaced_greedy = static_cast<std::uint32_t>(found.greedy.unplaced.size()),
                    .proposed_by = reads.actor().operator_id,
                    .proposed_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::AcceptProposalLine& command, Reads& reads) {
  KINTSUGI_TRY(const ScheduleProposal* proposal, open_proposal(command, reads));
  KINTSUGI_TRY(const ProposalLine* line, waiting_line(*proposal, command.line));
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(line->order));
  const std::size_t booking = order->bookings.size() + 1;
  KINTSUGI_TRY(Events events, decide(schema::ScheduleBooking{.order = line->order,
                                                             .technician = line->technician,
                                                             .starts_at = line->starts_at,
                                                             .ends_at = line->ends_at,
                                                             .accept_by = 0},
                                     reads));
  events.on(command.proposal,
            schema::ProposalLineAccepted{
                .line = line->line, .placed = line->order + ":" + std::to_string(booking)});
  return events;
}

Result<Events> decide(const schema::RejectProposalLine& command, Reads& reads) {
  KINTSUGI_TRY(const ScheduleProposal* proposal, open_proposal(command, reads));
  KINTSUGI_TRY(const ProposalLine* line, waiting_line(*proposal, command.line));
  if (!is_reason(command.reason)) return refuse(ProposalNo::reason_missing, "say why");
  Events events;
  events.on(command.proposal,
            schema::ProposalLineRejected{.line = line->line, .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::RejectProposal& command, Reads& reads) {
  KINTSUGI_TRY(const ScheduleProposal* proposal, open_proposal(command, reads));
  if (proposal->status != schema::ProposalStatus::open) return refuse(ProposalNo::settled);
  if (!is_reason(command.reason)) return refuse(ProposalNo::reason_missing, "say why");
  Events events;
  events.on(command.proposal, schema::ProposalRejected{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
