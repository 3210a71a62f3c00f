// What a customer says of money against what was recorded: looked into by one, closed by another.

#include <algorithm>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/charge_finding_dispatch.h"
#include "schema/identity_state.h"

namespace kintsugi::core {
namespace {

using No = schema::ChargeFindingRefusal;
using schema::ChargeFinding;
using schema::ChargeFindingStatus;

template <class Command>
Result<const ChargeFinding*> finding_of(const Command& command, Reads& reads) {
  const ChargeFinding* found = reads.find<ChargeFinding>(command.order);
  if (found == nullptr || found->status == ChargeFindingStatus::none)
    return fail(ErrorKind::not_found, std::string(schema::refusal_code(No::not_found)),
                "nothing was found about order " + command.order);
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  return found;
}

// What becomes of the money: as is said, else all that nobody recorded.
Result<std::int64_t> settled_of(const schema::CloseChargeFinding& command,
                                const ChargeFinding& found) {
  const bool unfounded = command.outcome == schema::ChargeFindingOutcome::unfounded;
  if (command.settled < 0 || (unfounded && command.settled != 0))
    return refuse_field(No::bad_amount, "settled", "nothing was paid, recorded or deducted");
  if (unfounded || command.settled != 0) return command.settled;
  return std::max<std::int64_t>(0, found.amount_said - found.amount_recorded);
}

}  // namespace

Result<Events> decide(const schema::AssignChargeFinding& command, Reads& reads) {
  KINTSUGI_TRY(const ChargeFinding* found, finding_of(command, reads));
  if (found->status == ChargeFindingStatus::closed) return refuse(No::not_open);
  const auto* who = reads.find<schema::Operator>(command.assignee);
  if (who == nullptr || who->status != schema::OperatorStatus::active)
    return refuse_field(No::unknown_operator, "assignee", command.assignee);
  if (!found->technician.empty() && who->technician == found->technician)
    return refuse_field(No::is_technician, "assignee", command.assignee);
  Events events;
  events.on(command.order, schema::ChargeFindingAssigned{.assignee = command.assignee});
  return events;
}

Result<Events> decide(const schema::ExplainChargeFinding& command, Reads& reads) {
  KINTSUGI_TRY(const ChargeFinding* found, finding_of(command, reads));
  if (found->status == ChargeFindingStatus::closed) return refuse(No::not_open);
  if (!found->technician.empty() && technician_of_actor(reads) == found->technician)
    return refuse(No::is_technician, "another person looks into it");
  if (command.note.empty() || !is_note(command.note))
    return refuse_field(No::bad_text, "note", "at most 4000 characters");
  Events events;
  events.on(command.order, schema::ChargeFindingExplained{
                               .note = command.note, .explained_by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::CloseChargeFinding& command, Reads& reads) {
  KINTSUGI_TRY(const ChargeFinding* found, finding_of(command, reads));
  if (found->status == ChargeFindingStatus::closed) return refuse(No::not_open);
  if (found->status != ChargeFindingStatus::explained) return refuse(No::not_explained);
  const bool told = command.outcome != schema::ChargeFindingOutcome::none &&
                    command.outcome != schema::ChargeFindingOutcome::corrected;
  if (!told) return refuse_field(No::outcome_missing, "outcome", "what came of it");
  if (is_author(found->explained_by, reads)) return refuse(No::same_author, found->explained_by);
  if (!is_note(command.note)) return refuse(No::bad_text, "at most 4000 characters");
  KINTSUGI_TRY(const std::int64_t settled, settled_of(command, *found));
  Events events;
  events.on(command.order, schema::ChargeFindingClosed{.outcome = command.outcome,
                                                       .note = command.note,
                                                       .by = reads.actor().operator_id,
                                                       .settled = settled});
  return events;
}

Result<Events> decide(const schema::ReopenChargeFinding& command, Reads& reads) {
  KINTSUGI_TRY(const ChargeFinding* found, finding_of(command, reads));
  if (found->status != ChargeFindingStatus::closed) return refuse(No::not_closed);
  if (!is_reason(command.reason)) return refuse(No::bad_text, "say why");
  Events events;
  events.on(command.order, schema::ChargeFindingReopened{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
