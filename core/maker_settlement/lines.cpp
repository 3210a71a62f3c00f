// What is done with single lines: claimed by hand, taken out, answered, claimed again.

#include <algorithm>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/maker_settlement/claim.h"
#include "core/maker_settlement/settlement.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/maker_settlement_dispatch.h"

namespace kintsugi::core {

using maker_settlement::No;
using maker_settlement::Part;
using maker_settlement::settlement_of;
using schema::MakerSettlement;
using schema::SettlementLine;
using schema::SettlementLineStatus;
using schema::SettlementStatus;
using Line = schema::SettlementLineRefusal;

namespace {

// The line that the command names, which nobody has taken out.
template <class Command>
Result<const SettlementLine*> line_of(const Command& command, Reads& reads) {
  const std::string id = maker_settlement::line_id(command.settlement, command.line);
  KINTSUGI_TRY(const SettlementLine* line, reads.require<SettlementLine>(id));
  if (line->status == SettlementLineStatus::withdrawn)
    return refuse(Line::withdrawn, line->reason);
  return line;
}

bool is_claimed(const schema::MakerClaim* claimed, std::uint16_t correction) {
  return claimed != nullptr &&
         std::any_of(claimed->parts.begin(), claimed->parts.end(), [&](const auto& part) {
           return part.correction == correction;
         });
}

}  // namespace

Result<Events> decide(const schema::ClaimFromMaker& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {work_order::Status::posted},
                                    work_order::No::not_posted, reads));
  if (order->brand.empty()) return refuse(No::brand_missing, "correct the order's machine first");
  const auto* claimed = reads.find<schema::MakerClaim>(command.order);
  std::vector<Part> parts;
  if (!is_claimed(claimed, 0)) {
    parts.push_back({.correction = 0,
                     .amount = maker_settlement::posted_amount(*order),
                     .posted_on = day_of(instant_from_ms(order->posted_at))});
  }
  for (const schema::Correction& line : order->corrections) {
    const bool counts = line.payer == schema::Payer::manufacturer &&
                        line.status == schema::CorrectionStatus::approved &&
                        !is_claimed(claimed, line.number);
    if (counts) parts.push_back({line.number, line.amount, line.counts_on, {}, {}});
  }
  Events events;
  maker_settlement::claim(command.order, *order, parts, reads, events);
  if (events.empty()) return refuse(No::nothing_to_claim, "order " + command.order);
  return events;
}

Result<Events> decide(const schema::WithdrawSettlementLine& command, Reads& reads) {
  KINTSUGI_TRY_OK(settlement_of(command, {SettlementStatus::open}, No::not_open, reads));
  KINTSUGI_TRY(const SettlementLine* line, line_of(command, reads));
  if (line->status != SettlementLineStatus::waiting) return refuse(No::not_open, "it is answered");
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "why it is taken out");
  const std::string id = maker_settlement::line_id(command.settlement, command.line);
  Events events;
  events.on(id, schema::SettlementLineWithdrawn{.reason = command.reason});
  events.on(command.settlement,
            schema::SettlementShrank{.line = command.line, .amount = line->amount});
  if (line->earlier.empty()) {
    events.on(line->order, schema::ClaimWithdrawn{.correction = line->correction});
    return events;
  }
  // Struck it stands where it was claimed first, as before.
  events.on(line->earlier, schema::SettlementLineClaimedAgain{.undone = true});
  events.on(line->order,
            schema::ClaimedFromMaker{.correction = line->correction, .line = line->earlier});
  return events;
}

Result<Events> decide(const schema::AnswerSettlementLine& command, Reads& reads) {
  KINTSUGI_TRY(const MakerSettlement* found,
               settlement_of(command, {SettlementStatus::submitted, SettlementStatus::answered},
                             No::not_submitted, reads));
  KINTSUGI_TRY(const SettlementLine* line, line_of(command, reads));
  if (line->claimed_again) return refuse(Line::again_once, "its rest is claimed again");
  const auto [low, high] = std::minmax({std::int64_t{0}, line->amount});
  if (command.accepted < low || command.accepted > high)
    return refuse_field(Line::bad_amount, "accepted",
                        std::to_string(line->amount) + " fen are claimed");
  if (!is_reason_or_empty(command.reason)) return refuse_field(No::bad_text, "reason", "too long");
  if (command.accepted != line->amount && command.reason.empty())
    return refuse_field(No::reason_missing, "reason", "why not all of it");
  const bool is_first = line->status == SettlementLineStatus::waiting;
  if (!is_first && line->accepted == command.accepted && line->reason == command.reason)
    return refuse(Line::nothing_changed, "line " + std::to_string(command.line));
  const std::int64_t more = command.accepted - line->accepted;
  if (found->paid > 0 && found->accepted + more < found->paid)
    return refuse(Line::paid_already, std::to_string(found->paid) + " fen are paid");
  Events events;
  events.on(maker_settlement::line_id(command.settlement, command.line),
            schema::SettlementLineAnswered{.accepted = command.accepted, .reason = command.reason});
  events.on(command.settlement,
            schema::SettlementAnswered{.newly = is_first ? 1u : 0u, .more = more});
  return events;
}

Result<Events> decide(const schema::ClaimLineAgain& command, Reads& reads) {
  KINTSUGI_TRY_OK(settlement_of(command,
                                {SettlementStatus::submitted, SettlementStatus::answered,
                                 SettlementStatus::closed},
                                No::not_submitted, reads));
  KINTSUGI_TRY(const SettlementLine* line, line_of(command, reads));
  if (line->status != SettlementLineStatus::rejected)
    return refuse(Line::not_struck, "line " + std::to_string(command.line));
  if (line->claimed_again || !line->earlier.empty())
    return refuse(Line::again_once, "order " + line->order);
  if (command.evidence.empty() || !is_note(command.evidence))
    return refuse_field(No::reason_missing, "evidence", "what proves it");
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(line->order));
  const std::string id = maker_settlement::line_id(command.settlement, command.line);
  Events events;
  events.on(id, schema::SettlementLineClaimedAgain{});
  maker_settlement::claim(line->order, *order,
                          {{.correction = line->correction,
                            .amount = line->amount - line->accepted,
                            .posted_on = line->posted_on,
                            .evidence = command.evidence,
                            .earlier = id}},
                          reads, events);
  return events;
}

}  // namespace kintsugi::core
