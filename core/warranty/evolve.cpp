#include <string>
#include <utility>

#include "schema/warranty_dispatch.h"

namespace kintsugi::core {

namespace {

void begin(schema::Warranty& state, const schema::WarrantyStartView& start) {
  state.status = schema::WarrantyStatus::started;
  state.brand = start.brand;
  state.model = start.model;
  state.serial = start.serial;
  state.source = start.source;
  state.proved_on = start.proved_on;
  state.started_on = start.started_on;
  state.until = start.until;
  state.document = start.document;
  state.contract = start.contract;
  state.price = start.price;
  state.policy = start.policy;
  state.version = start.version;
  state.line = start.line;
  state.replaces = start.replaces;
}

}  // namespace

void evolve(schema::Warranty& state, const schema::WarrantyStartedView& event) {
  state.asset = event.asset;
  begin(state, event.start);
}

void evolve(schema::Warranty& state, const schema::WarrantyStartCorrectedView& event) {
  begin(state, event.start);
}

void evolve(schema::Warranty& state, const schema::WarrantyStartWithdrawnView&) {
  schema::Warranty fresh{.asset = std::move(state.asset)};
  fresh.exchanges_due = std::move(state.exchanges_due);
  state = std::move(fresh);
}

void evolve(schema::Warranty& state, const schema::WarrantyTermMovedView& event) {
  state.until = event.until;
}

void evolve(schema::Warranty& state, const schema::ExchangeEntitledView& event) {
  state.asset = event.asset;
  std::erase_if(state.exchanges_due,
                [&](const schema::ExchangeDue& due) { return due.order == event.order; });
  state.exchanges_due.push_back({.order = std::string(event.order),
                                 .gate = event.gate,
                                 .on = event.on,
                                 .policy = std::string(event.policy),
                                 .version = event.version,
                                 .line = event.line});
}

void evolve(schema::Warranty& state, const schema::ExchangeEntitlementEndedView& event) {
  std::erase_if(state.exchanges_due,
                [&](const schema::ExchangeDue& due) { return due.order == event.order; });
}

void evolve(schema::Warranty& state, const schema::ExchangeDeclinedView& event) {
  for (schema::ExchangeDue& due : state.exchanges_due) {
    if (due.order != event.order) continue;
    due.declined_at = event.at;
    due.declined_by = event.by;
    due.decline_reason = event.reason;
  }
}

void evolve(schema::Warranty& state, const schema::ExchangeDeclineWithdrawnView& event) {
  for (schema::ExchangeDue& due : state.exchanges_due) {
    if (due.order != event.order) continue;
    due.declined_at = 0;
    due.declined_by.clear();
    due.decline_reason.clear();
  }
}

}  // namespace kintsugi::core
