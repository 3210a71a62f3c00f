// What subcontracted work cost, put right: by an accountant until the order is posted, after that
// by two persons.

#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/reads.h"
#include "core/subcontract/cost_bounds.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/subcontract_dispatch.h"

namespace kintsugi::core {
namespace {

using No = schema::SubcontractRefusal;
using schema::Subcontract;
using schema::SubcontractStatus;

template <class Command>
Result<const Subcontract*> whose_cost(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const Subcontract* found, reads.require<Subcontract>(command.order));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  return found;
}

// The work whose cost is meant: 0 is the latest, while it is done.
Result<const schema::SubcontractRound*> round_of(const Subcontract& found, std::uint32_t number) {
  if (number == 0 && (found.status != SubcontractStatus::done || found.rounds.empty()))
    return refuse(No::not_done, "it is " + std::string(schema::name_of(found.status)));
  if (number == 0) return &found.rounds.back();
  const auto round =
      std::find_if(found.rounds.begin(), found.rounds.end(),
                   [&](const schema::SubcontractRound& one) { return one.number == number; });
  if (round == found.rounds.end()) return refuse(No::no_such_round, std::to_string(number));
  return &*round;
}

}  // namespace

Result<Events> decide(const schema::CorrectSubcontractCost& command, Reads& reads) {
  KINTSUGI_TRY(const Subcontract* found, whose_cost(command, reads));
  KINTSUGI_TRY(const schema::SubcontractRound* round, round_of(*found, command.number));
  KINTSUGI_TRY_OK(subcontract::check_cost(command.cost));
  if (!is_line(command.invoice, 64))
    return refuse(No::bad_text, "an invoice is one line of at most 64 characters");
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  if (command.cost == round->cost && command.invoice == round->invoice)
    return refuse(No::nothing_changed, "that is its cost");
  if (found->correcting.number != 0)
    return refuse(No::correction_open, "of operator " + found->correcting.by);
  const auto* order = reads.find<schema::WorkOrder>(command.order);
  Events events;
  if (order != nullptr && order->status == schema::WorkOrderStatus::posted) {
    events.on(command.order,
              schema::SubcontractCostQuestioned{.number = round->number,
                                                .cost = command.cost,
                                                .invoice = command.invoice,
                                                .reason = command.reason,
                                                .by = reads.actor().operator_id,
                                                .order = command.order,
                                                .outlet = found->outlet});
    return events;
  }
  events.on(command.order, schema::SubcontractCostCorrected{.cost = command.cost,
                                                            .invoice = command.invoice,
                                                            .reason = command.reason,
                                                            .number = round->number});
  return events;
}

Result<Events> decide(const schema::DecideSubcontractCost& command, Reads& reads) {
  KINTSUGI_TRY(const Subcontract* found, whose_cost(command, reads));
  const schema::SubcontractCost& asked = found->correcting;
  if (asked.number == 0) return refuse(No::no_correction);
  if (is_author(asked.by, reads)) return refuse(No::same_author, asked.by);
  if (command.reject && !is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  if (!is_reason_or_empty(command.reason)) return refuse(No::bad_text, "a reason is one text");
  Events events;
  if (!command.reject) {
    events.on(command.order, schema::SubcontractCostCorrected{.cost = asked.cost,
                                                              .invoice = asked.invoice,
                                                              .reason = asked.reason,
                                                              .number = asked.number});
  }
  events.on(command.order, schema::SubcontractCostDecided{.rejected = command.reject,
                                                          .why = command.reason,
                                                          .decider = reads.actor().operator_id});
  return events;
}

}  // namespace kintsugi::core
