#include "core/charge_finding/follow.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/charge_finding/mismatch.h"
#include "core/dispatch.h"
#include "core/work_order/rules.h"
#include "schema/charge_finding_events.h"
#include "schema/charge_finding_state.h"
#include "schema/charge_statement_events.h"
#include "schema/charge_statement_state.h"
#include "schema/follow_up_events.h"
#include "schema/follow_up_state.h"
#include "schema/work_order_correction_events.h"
#include "schema/work_order_money_events.h"

namespace kintsugi::core::charge_finding {
namespace {

using schema::ChargedAnswer;
using schema::ChargeFinding;
using schema::ChargeStatement;
using schema::FollowUp;
using schema::WorkOrder;

// The streams of an order as they are, or will be.
struct Streams {
  const WorkOrder* order = nullptr;
  const FollowUp* call = nullptr;
  const ChargeStatement* statement = nullptr;
};

struct Word {
  ChargedAnswer answer{};  // none: he said nothing clear
  std::int64_t said = 0;
  std::int64_t at = 0;  // ms since 1970; 0: not known
};

// What follows from his word.
struct Conclusion {
  bool told = false;
  bool mismatch = false;
  std::int64_t said = 0, recorded = 0;
  bool operator==(const Conclusion&) const = default;
};

bool is_clear(ChargedAnswer answer) {
  return answer == ChargedAnswer::charged || answer == ChargedAnswer::not_charged;
}

// In this round: what was said before an order was opened again is not set against its new charges.
bool counts(const FollowUp* call, const WorkOrder& order) {
  return call != nullptr && call->status == schema::FollowUpStatus::reached &&
         call->round == order.round && order.follow_up == call->status;
}

bool counts(const ChargeStatement* statement, const WorkOrder& order) {
  if (statement == nullptr || (statement->status != schema::ChargeStatementStatus::confirmed &&
                               statement->status != schema::ChargeStatementStatus::disputed))
    return false;
  const std::int64_t since = order.reported_at != 0 ? order.reported_at : order.completed_at;
  return since != 0 && statement->at >= since;
}

Word word_of(const Streams& of) {
  Word call, statement;
  if (counts(of.call, *of.order) && is_clear(of.call->answer))
    call = {of.call->answer, of.call->amount_said, of.call->answered_at};
  if (counts(of.statement, *of.order))
    statement = {of.statement->answer, of.statement->amount_said, of.statement->at};
  if (call.answer == ChargedAnswer::none) return statement;
  if (statement.answer == ChargedAnswer::none) return call;
  const bool call_is_later = call.at >= statement.at;
  const Word& last = call_is_later ? call : statement;
  const Word& first = call_is_later ? statement : call;
  // Without an amount the later word does not take back the one that was named.
  return last.answer == first.answer && last.said == 0 ? first : last;
}

Conclusion conclude(const Streams& of) {
  if (of.order == nullptr) return {};
  const Word word = word_of(of);
  if (word.answer == ChargedAnswer::none) return {};
  const std::int64_t recorded = work_order::due_of(*of.order);
  return {.told = true,
          .mismatch = contradicts(word.answer, word.said, recorded),
          .said = word.said,
          .recorded = recorded};
}

// The state with the events of the decision; empty where there is none.
template <class S>
schema::State after(const std::string& id, Reads& reads, const Events& events) {
  const S* before = reads.find<S>(id);
  schema::State folded = before == nullptr ? schema::State() : schema::State(*before);
  std::string stream(schema::stream_type_of<S>());
  stream.append("/").append(id);
  for (const StreamEvent& event : events.list())
    if (event.stream == stream) evolve_any(folded, schema::as_view(event.event));
  return folded;
}

// The call and the link's word keep what they were last compared with.
void compare_anew(const std::string& id, const Streams& now, Events& events) {
  const std::int64_t recorded = work_order::due_of(*now.order);
  if (counts(now.call, *now.order) && now.call->amount_recorded != recorded) {
    events.on(id, schema::FollowUpComparedAnew{
                      .amount_recorded = recorded,
                      .mismatch = contradicts(now.call->answer, now.call->amount_said, recorded)});
  }
  if (counts(now.statement, *now.order) && now.statement->amount_recorded != recorded) {
    const bool disputed =
        contradicts(now.statement->answer, now.statement->amount_said, recorded);
    events.on(id, schema::ChargeStatementComparedAnew{.amount_recorded = recorded,
                                                      .disputed = disputed});
  }
}

void note(const std::string& id, const WorkOrder& order, const Conclusion& now, Reads& reads,
          Events& events) {
  using Stage = schema::ChargeFindingStatus;
  const auto* found = reads.find<ChargeFinding>(id);
  const bool open =
      found != nullptr && found->status != Stage::none && found->status != Stage::closed;
  if (!now.mismatch) {
    if (!open) return;
    events.on(id, schema::ChargeFindingClosed{.outcome = schema::ChargeFindingOutcome::corrected,
                                              .by = reads.actor().operator_id});
  } else if (!open) {
    events.on(id, schema::ChargeFindingOpened{.order = id,
                                              .outlet = order.outlet,
                                              .technician = order.technician,
                                              .amount_said = now.said,
                                              .amount_recorded = now.recorded,
                                              .opened_at = to_ms(reads.business_time())});
  } else if (found->amount_said != now.said || found->amount_recorded != now.recorded) {
    events.on(id, schema::ChargeFindingRestated{.amount_said = now.said,
                                                .amount_recorded = now.recorded});
  }
}

void follow_order(const std::string& id, Reads& reads, Events& events) {
  const Streams before{reads.find<WorkOrder>(id), reads.find<FollowUp>(id),
                       reads.find<ChargeStatement>(id)};
  const schema::State order = after<WorkOrder>(id, reads, events);
  const schema::State call = after<FollowUp>(id, reads, events);
  const schema::State statement = after<ChargeStatement>(id, reads, events);
  const Streams now{order.get_if<WorkOrder>(), call.get_if<FollowUp>(),
                    statement.get_if<ChargeStatement>()};
  if (now.order == nullptr) return;
  const Conclusion conclusion = conclude(now);
  const bool changed = !(conclusion == conclude(before));
  compare_anew(id, now, events);
  if (changed) note(id, *now.order, conclusion, reads, events);
}

bool is_word(const schema::Event& event) {
  return event.is<schema::FollowUpRecorded>() || event.is<schema::FollowUpCorrected>() ||
         event.is<schema::FollowUpWithdrawn>() || event.is<schema::ChargeStated>() ||
         event.is<schema::ChargeStatementWithdrawn>();
}

bool is_charge(const schema::Event& event) {
  return event.is<schema::ChargeAdded>() || event.is<schema::ChargeApproved>() ||
         event.is<schema::ChargeWithdrawn>();
}

// Nobody was asked yet while the work goes on.
bool may_be_told(const std::string& id, Reads& reads) {
  using enum schema::WorkOrderStatus;
  const auto* order = reads.find<WorkOrder>(id);
  return order != nullptr && (order->status == work_reported || order->status == completed ||
                              order->status == followed_up);
}

}  // namespace

void follow(Reads& reads, Events& events) {
  std::vector<std::string> orders;
  for (const StreamEvent& event : events.list()) {
    const std::string id = event.stream.substr(event.stream.find('/') + 1);
    const bool concerns =
        is_word(event.event) || (is_charge(event.event) && may_be_told(id, reads));
    if (concerns && std::find(orders.begin(), orders.end(), id) == orders.end())
      orders.push_back(id);
  }
  for (const std::string& order : orders) follow_order(order, reads, events);
}

}  // namespace kintsugi::core::charge_finding
