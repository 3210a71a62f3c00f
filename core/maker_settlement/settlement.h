#pragma once
// The settlement that a command names, in its sender's scope and in a state in which the command is
// possible. Pure; any thread.

#include <algorithm>
#include <initializer_list>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "schema/maker_settlement.h"
#include "schema/maker_settlement_refusals.h"
#include "schema/maker_settlement_state.h"

namespace kintsugi::core::maker_settlement {

using No = schema::MakerSettlementRefusal;

// Errors: not_found, out of scope, `otherwise` where its status is none of those.
template <class Command>
Result<const schema::MakerSettlement*> settlement_of(
    const Command& command, std::initializer_list<schema::SettlementStatus> statuses, No otherwise,
    Reads& reads) {
  KINTSUGI_TRY(const schema::MakerSettlement* found,
               reads.require<schema::MakerSettlement>(command.settlement));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  if (std::find(statuses.begin(), statuses.end(), found->status) == statuses.end())
    return refuse(otherwise, "it is " + std::string(schema::name_of(found->status)));
  return found;
}

}  // namespace kintsugi::core::maker_settlement
