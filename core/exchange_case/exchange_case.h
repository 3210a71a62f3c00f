#pragma once
// What the decisions about exchange cases have in common.

#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/exchange_case_refusals.h"
#include "schema/exchange_case_state.h"
#include "schema/warranty_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::exchange_case {

// Approved, and not taken back since: what gave the right to it is used up. Null: no case.
bool is_granted(const schema::ExchangeCase* found);

// Something is still to be decided, or to be done at the customer's: the old unit is not collected.
bool is_under_way(const schema::ExchangeCase& found);

// What the machine's warranty remembers as due by the order; null: nothing.
const schema::ExchangeDue* due_by(const std::string& order_id, const std::string& asset,
                                  Reads& reads);

// The customer does not want what his machine is entitled to by the order.
bool is_declined(const std::string& order_id, const schema::WorkOrder& order, Reads& reads);

// The case of a command, in the actor's scope. Errors: not_found "exchange_case.not_found".
template <class Command>
Result<const schema::ExchangeCase*> case_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const auto* found, reads.require<schema::ExchangeCase>(command.exchange));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  return found;
}

// The serial is of no other machine, and of none that came back from trade or an exchange. The id
// of the stream that claims it.
Result<std::string> free_serial(const std::string& brand, const std::string& serial, Reads& reads);

// What the warranty of the old unit remembers: the exchange is due no more, or again.
void end_due(const schema::ExchangeCase& of, Reads& reads, Events& events);
void restore_due(const schema::ExchangeCase& of, Reads& reads, Events& events);

}  // namespace kintsugi::core::exchange_case
