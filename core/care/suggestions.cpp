// What customers wish of a product, passed on and answered; and the call by which who wished it is
// told.

#include <algorithm>

#include "core/authority/authority.h"
#include "core/care/care.h"
#include "core/customer/standing.h"
#include "core/events.h"
#include "core/number/take_number.h"
#include "core/text/text.h"
#include "schema/care_dispatch.h"
#include "schema/customer_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {
namespace {

using SuggestionNo = schema::SuggestionRefusal;
using schema::Suggestion;
using schema::SuggestionStatus;

Result<void> check_wish_texts(const schema::ForwardSuggestion& command) {
  if (!command.suggestion.empty() && !is_id(command.suggestion))
    return refuse_field(SuggestionNo::bad_id, "suggestion",
                        "an id is 1 to 64 octets without / and :");
  if (!is_id(command.brand)) return refuse_field(SuggestionNo::bad_text, "brand", "which maker's");
  if (!is_line_or_empty(command.category, 64) || !is_line_or_empty(command.model, 64))
    return refuse(SuggestionNo::bad_text, "category and model are lines");
  if (command.note.empty() || !is_note(command.note))
    return refuse_field(SuggestionNo::bad_text, "note",
                        "what is wished, in at most 4000 characters");
  return {};
}

// Whose it is: of the order, else of the customer, else the company's.
Result<std::string> outlet_of_wish(const schema::ForwardSuggestion& command, Reads& reads) {
  if (!command.order.empty()) {
    const auto* order = reads.find<schema::WorkOrder>(command.order);
    if (order == nullptr)
      return refuse(SuggestionNo::unknown_order, "there is no order " + command.order);
    return order->outlet;
  }
  if (command.customer.empty()) return std::string();
  const auto* customer = reads.find<schema::Customer>(command.customer);
  if (customer == nullptr)
    return refuse(SuggestionNo::unknown_customer, "there is no customer " + command.customer);
  return customer->outlet;
}

template <class Command>
Result<const Suggestion*> suggestion_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const Suggestion* found, reads.require<Suggestion>(command.suggestion));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  return found;
}

// How it begins, as long as the topic of a call may be.
std::string topic_of(const std::string& wish) {
  constexpr std::size_t characters_max = 200, octets_max = 4 * characters_max;
  const std::size_t begin = std::min(wish.find_first_not_of(" \t\n"), wish.size());
  std::string line = wish.substr(begin, std::min(wish.find('\n', begin) - begin, octets_max));
  while (!line.empty() && !is_line(line, characters_max)) line.pop_back();
  return line;
}

// A care call that is due at once, to whoever stands for its customer now. Empty: there is none, or
// he wants no calls.
std::string call_to_tell(const schema::AnswerSuggestion& command, const Suggestion& wish,
                         Reads& reads, Events& events) {
  const auto* told = wish.customer.empty() ? nullptr : reads.find<schema::Customer>(wish.customer);
  if (told == nullptr) return {};
  const std::string who = customer::standing_for(wish.customer, reads);
  if (care::wants_no_calls(who, reads)) return {};
  std::string call = take_number<schema::CareCall>("care_call", "CC", reads, events);
  events.on(call, schema::CareCallScheduled{
                      .customer = who,
                      .outlet = told->outlet,
                      .due_at = to_ms(care::not_quiet(judged_at(reads), reads)),
                      .topic = topic_of(wish.note),
                      .by = reads.actor().operator_id,
                      .suggestion = command.suggestion,
                      .say = command.answer});
  return call;
}

// Who was not told yet is not told what is answered anew.
void forget_call(const schema::ReopenSuggestion& command, const Suggestion& wish, Reads& reads,
                 Events& events) {
  const auto* call = wish.call.empty() ? nullptr : reads.find<schema::CareCall>(wish.call);
  if (call == nullptr || care::is_over(*call)) return;
  events.on(wish.call, schema::CareCallCanceled{.reason = command.reason});
}

}  // namespace

Result<Events> decide(const schema::ForwardSuggestion& command, Reads& reads) {
  KINTSUGI_TRY_OK(check_wish_texts(command));
  if (!command.suggestion.empty() && reads.exists<Suggestion>(command.suggestion))
    return refuse(SuggestionNo::exists, "suggestion " + command.suggestion + " exists");
  KINTSUGI_TRY(const std::string outlet, outlet_of_wish(command, reads));
  KINTSUGI_TRY_OK(within_scope(command, outlet, reads));
  if (!command.customer.empty() && !reads.exists<schema::Customer>(command.customer))
    return refuse(SuggestionNo::unknown_customer, "there is no customer " + command.customer);
  Events events;
  const std::string id = command.suggestion.empty()
                             ? take_number<Suggestion>("suggestion", "SG", reads, events)
                             : command.suggestion;
  events.on(id, schema::SuggestionForwarded{.brand = command.brand,
                                            .category = command.category,
                                            .model = command.model,
                                            .customer = command.customer,
                                            .order = command.order,
                                            .outlet = outlet,
                                            .note = command.note,
                                            .by = reads.actor().operator_id,
                                            .at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::AnswerSuggestion& command, Reads& reads) {
  KINTSUGI_TRY(const Suggestion* found, suggestion_of(command, reads));
  if (found->status != SuggestionStatus::forwarded) return refuse(SuggestionNo::not_forwarded);
  if (command.answer.empty() || !is_note(command.answer))
    return refuse_field(SuggestionNo::bad_text, "answer", "at most 4000 characters");
  Events events;
  const std::string call = call_to_tell(command, *found, reads, events);
  events.on(command.suggestion,
            schema::SuggestionAnswered{.answer = command.answer,
                                       .answered_by = reads.actor().operator_id,
                                       .call = call});
  return events;
}

Result<Events> decide(const schema::WithdrawSuggestion& command, Reads& reads) {
  KINTSUGI_TRY(const Suggestion* found, suggestion_of(command, reads));
  if (found->status != SuggestionStatus::forwarded) return refuse(SuggestionNo::not_forwarded);
  if (!is_reason(command.reason)) return refuse(SuggestionNo::bad_text, "say why");
  Events events;
  events.on(command.suggestion, schema::SuggestionWithdrawn{.reason = command.reason});
  return events;
}

Result<Events> decide(const schema::ReopenSuggestion& command, Reads& reads) {
  KINTSUGI_TRY(const Suggestion* found, suggestion_of(command, reads));
  if (found->status == SuggestionStatus::forwarded) return refuse(SuggestionNo::not_over);
  if (!is_reason(command.reason)) return refuse(SuggestionNo::bad_text, "say why");
  Events events;
  forget_call(command, *found, reads, events);
  events.on(command.suggestion, schema::SuggestionReopened{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
