#include <algorithm>

#include "schema/schedule_proposal_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::ProposalLine;
using schema::ProposalLineStatus;
using schema::ScheduleProposal;

// Settled with its last line that waits; a proposal without lines is settled at once.
void follow_lines(ScheduleProposal& state) {
  const bool waits = std::any_of(
      state.lines.begin(), state.lines.end(),
      [](const ProposalLine& line) { return line.status == ProposalLineStatus::proposed; });
  state.status = waits ? schema::ProposalStatus::open : schema::ProposalStatus::settled;
}

ProposalLine* find_line(ScheduleProposal& state, std::uint16_t number) {
  const auto found = std::find_if(state.lines.begin(), state.lines.end(),
                                  [&](const ProposalLine& line) { return line.line == number; });
  return found == state.lines.end() ? nullptr : &*found;
}

}  // namespace

void evolve(ScheduleProposal& state, const schema::ScheduleProposedView& event) {
  const schema::ScheduleProposed said = schema::to_value(event);
  state.outlet = said.outlet;
  state.day = said.day;
  state.lines = said.lines;
  state.unplaced = said.unplaced;
  state.steps = said.steps;
  state.metres = said.metres;
  state.metres_greedy = said.metres_greedy;
  state.unplaced_greedy = said.unplaced_greedy;
  state.proposed_by = said.proposed_by;
  state.proposed_at = said.proposed_at;
  follow_lines(state);
}

void evolve(ScheduleProposal& state, const schema::ProposalLineAcceptedView& event) {
  ProposalLine* line = find_line(state, event.line);
  if (line == nullptr) return;
  line->status = ProposalLineStatus::accepted;
  line->placed = event.placed;
  follow_lines(state);
}

void evolve(ScheduleProposal& state, const schema::ProposalLineRejectedView& event) {
  ProposalLine* line = find_line(state, event.line);
  if (line == nullptr) return;
  line->status = ProposalLineStatus::rejected;
  state.reason = event.reason;
  follow_lines(state);
}

void evolve(ScheduleProposal& state, const schema::ProposalRejectedView& event) {
  for (ProposalLine& line : state.lines) {
    if (line.status == ProposalLineStatus::proposed) line.status = ProposalLineStatus::rejected;
  }
  state.status = schema::ProposalStatus::rejected;
  state.reason = event.reason;
}

}  // namespace kintsugi::core
