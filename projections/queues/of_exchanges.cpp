#include "projections/queues/of_exchanges.h"

#include <string>

#include "schema/warranty_views.h"

namespace kintsugi::projections::queues {
namespace {

using schema::Queue;
using schema::QueueRow;

constexpr std::string_view exchange_lane = "exchange";

bool is_about_what_is_due(const schema::EventView& event) {
  return event.is<schema::ExchangeEntitledView>() ||
         event.is<schema::ExchangeEntitlementEndedView>() ||
         event.is<schema::ExchangeDeclinedView>() ||
         event.is<schema::ExchangeDeclineWithdrawnView>();
}

}  // namespace

void OfExchanges::settle(const EventContext& context, std::string_view machine) {
  const schema::Warranty* known = due_.find(due_.key().text(machine));
  if (known == nullptr) return;
  const bool under_way = cases_.find(cases_.key().text(machine)) != nullptr;
  for (const schema::ExchangeDue& due : known->exchanges_due) {
    const bool waits = !under_way && due.declined_at == 0;
    const Key key = waiting_.key_of("work_order", due.order, exchange_lane);
    waiting_.stand(context, key, waits ? Queue::exchanges_to_open : Queue::none,
                   [&](QueueRow& row) {
                     waiting_.tell_all_of_order(due.order, row);
                     row.order = due.order;
                     row.gate = due.gate;
                   });
  }
}

void OfExchanges::order_moved(const EventContext& context, const schema::EventView& event) {
  if (const auto* begun = event.get_if<schema::ExchangeBegunView>()) {
    cases_.at(cases_.key().text(begun->exchange)).order = context.id;
    return settle(context, begun->exchange);
  }
  const auto* over = event.get_if<schema::ExchangeOverView>();
  if (over == nullptr) return;
  cases_.erase(cases_.key().text(over->exchange));
  // What was refused or granted is decided.
  if (over->outcome == schema::ExchangeStatus::withdrawn) settle(context, over->exchange);
}

void OfExchanges::order_told(std::string_view order) {
  waiting_.change(waiting_.key_of("work_order", order, exchange_lane),
                  [&](QueueRow& row) { waiting_.tell_all_of_order(order, row); });
}

void OfExchanges::follow(Folds& folds) {
  folds.on_stream<schema::Warranty>(
      [this](const EventContext& context, const schema::EventView& event) {
        return is_about_what_is_due(event) ? &due_.at(due_.key().text(context.id)) : nullptr;
      },
      [this](const EventContext& context, const schema::EventView& event,
             const schema::Warranty& machine) {
        if (const auto* ended = event.get_if<schema::ExchangeEntitlementEndedView>())
          waiting_.erase(waiting_.key_of("work_order", ended->order, exchange_lane));
        settle(context, context.id);
        if (machine.exchanges_due.empty()) forget(due_, context);
      });
}

}  // namespace kintsugi::projections::queues
