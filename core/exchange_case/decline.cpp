// A customer who does not want the exchange that his machine is entitled to, and the way back.

#include <algorithm>
#include <string>

#include "core/exchange_case/exchange_case.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/exchange_case_dispatch.h"
#include "schema/warranty_events.h"
#include "schema/warranty_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using No = schema::ExchangeCaseRefusal;

namespace {

// Of an order that is over, too.
constexpr work_order::StatusSet ever_registered =
    work_order::before_posting.with(work_order::Status::posted)
        .with(work_order::Status::canceled);

struct Due {
  const schema::WorkOrder* order;
  const schema::ExchangeDue* due;
};

template <class Command>
Result<Due> due_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, ever_registered, work_order::No::not_registered, reads));
  if (order->asset.empty()) return refuse(No::no_asset, command.order);
  if (!is_reason(command.reason)) return refuse_field(No::bad_text, "reason", "say why");
  const schema::ExchangeDue* due = exchange_case::due_by(command.order, order->asset, reads);
  if (due == nullptr) return refuse(No::not_due, order->asset);
  return Due{order, due};
}

}  // namespace

const schema::ExchangeDue* exchange_case::due_by(const std::string& order_id,
                                                 const std::string& asset, Reads& reads) {
  if (asset.empty()) return nullptr;
  const auto* warranty = reads.find<schema::Warranty>(asset);
  if (warranty == nullptr) return nullptr;
  const auto& all = warranty->exchanges_due;
  const auto found = std::find_if(all.begin(), all.end(), [&](const schema::ExchangeDue& one) {
    return one.order == order_id;
  });
  return found == all.end() ? nullptr : &*found;
}

bool exchange_case::is_declined(const std::string& order_id, const schema::WorkOrder& order,
                                Reads& reads) {
  const schema::ExchangeDue* due = due_by(order_id, order.asset, reads);
  return due != nullptr && due->declined_at != 0;
}

Result<Events> decide(const schema::DeclineExchange& command, Reads& reads) {
  KINTSUGI_TRY(const Due found, due_of(command, reads));
  if (found.due->declined_at != 0) return refuse(No::declined, command.order);
  const auto* other = reads.find<schema::ExchangeCase>(found.order->asset);
  if (other != nullptr && exchange_case::is_under_way(*other))
    return refuse(No::open_case, "of order " + other->order);
  Events events;
  events.on(found.order->asset,
            schema::ExchangeDeclined{.order = command.order,
                                     .reason = command.reason,
                                     .by = reads.actor().operator_id,
                                     .at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::WithdrawExchangeDecline& command, Reads& reads) {
  KINTSUGI_TRY(const Due found, due_of(command, reads));
  if (found.due->declined_at == 0) return refuse(No::not_declined, command.order);
  Events events;
  events.on(found.order->asset,
            schema::ExchangeDeclineWithdrawn{.order = command.order,
                                             .outlet = found.order->outlet,
                                             .customer = found.order->customer,
                                             .reason = command.reason,
                                             .by = reads.actor().operator_id});
  return events;
}

}  // namespace kintsugi::core
