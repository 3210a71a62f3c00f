#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "schema/exchange_case_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using schema::ExchangeCase;
using schema::ExchangeStatus;
using schema::ExchangeUnit;
using schema::UnitDirection;

namespace {

// The last unit that went that way; null: none did.
ExchangeUnit* last_unit(ExchangeCase& state, UnitDirection direction) {
  for (auto at = state.units.rbegin(); at != state.units.rend(); ++at)
    if (at->direction == direction) return &*at;
  return nullptr;
}

void drop_unit(ExchangeCase& state, UnitDirection direction) {
  const ExchangeUnit* last = last_unit(state, direction);
  if (last != nullptr) state.units.erase(state.units.begin() + (last - state.units.data()));
}

void arrive(ExchangeCase& state, UnitDirection direction, std::int64_t at) {
  if (ExchangeUnit* unit = last_unit(state, direction)) {
    unit->on_the_way = at == 0;
    unit->arrived_at = at;
  }
}

void take_back(ExchangeCase& state, ExchangeStatus step) {
  switch (step) {
    case ExchangeStatus::appraised:
      if (!state.appraisals.empty()) state.appraisals.pop_back();
      state.appraiser.clear();
      state.verdict = schema::AppraisalVerdict::none;
      return;
    case ExchangeStatus::approved:
    case ExchangeStatus::refused:
      state.dues.clear();
      state.decided_by.clear();
      state.decided_at = 0;
      return;
    case ExchangeStatus::shipped:
      drop_unit(state, UnitDirection::to_customer);
      state.new_asset.clear();
      state.new_model.clear();
      state.new_serial.clear();
      return;
    case ExchangeStatus::refunded:
      state.receipt.clear();
      state.refunded_by.clear();
      state.refunded_at = 0;
      return;
    case ExchangeStatus::collected:
      drop_unit(state, UnitDirection::from_customer);
      return arrive(state, UnitDirection::to_customer, 0);
    case ExchangeStatus::received:
      return arrive(state, UnitDirection::from_customer, 0);
    case ExchangeStatus::settled:
      state.settlement.clear();
      state.claimed = 0;
      state.settled_at = 0;
      return;
    case ExchangeStatus::closed:
      state.closed_at = 0;
      return;
    default:
      return;
  }
}

}  // namespace

// Asked for anew it begins afresh; the book of appraisals is the machine's.
void evolve(ExchangeCase& state, const schema::ExchangeRequestedView& event) {
  std::vector<schema::Appraisal> book = std::move(state.appraisals);
  state = {};
  state.appraisals = std::move(book);
  state.status = ExchangeStatus::requested;
  state.asset = event.asset;
  state.order = event.order;
  state.outlet = event.outlet;
  state.customer = event.customer;
  state.brand = event.brand;
  state.category = event.category;
  state.model = event.model;
  state.serial = event.serial;
  state.gate = event.gate;
  state.remedy = event.remedy;
  state.policy = event.policy;
  state.version = event.version;
  state.line = event.line;
  state.on = event.on;
  state.price = event.price;
  state.used_days = event.used_days;
  state.depreciation = event.depreciation;
  state.refund = event.refund;
  state.requester = event.requester;
  state.requested_at = event.requested_at;
  state.reason = event.reason;
  state.by = event.requester;
}

void evolve(ExchangeCase& state, const schema::UnitAppraisedView& event) {
  state.status = ExchangeStatus::appraised;
  state.appraiser = event.appraiser;
  state.verdict = event.verdict;
  state.by = event.appraiser;
  state.appraisals.push_back({.appraiser = std::string(event.appraiser),
                              .licence = std::string(event.licence),
                              .verdict = event.verdict,
                              .finding = std::string(event.finding),
                              .photo_hash = std::string(event.photo_hash),
                              .appraised_at = event.appraised_at});
}

void evolve(ExchangeCase& state, const schema::AppraisalAppealedView& event) {
  state.status = ExchangeStatus::requested;
  state.appraiser.clear();
  state.verdict = schema::AppraisalVerdict::none;
  state.decided_by.clear();
  state.decided_at = 0;
  state.by = event.by;
  if (state.appraisals.empty()) return;
  state.appraisals.back().appealed = true;
  state.appraisals.back().appeal_reason = event.appeal_reason;
}

void evolve(ExchangeCase& state, const schema::ExchangeApprovedView& event) {
  state.status = ExchangeStatus::approved;
  state.decided_by = event.decided_by;
  state.decided_at = event.decided_at;
  state.by = event.decided_by;
  state.dues = schema::to_value(event).dues;
}

void evolve(ExchangeCase& state, const schema::ExchangeRefusedView& event) {
  state.status = ExchangeStatus::refused;
  state.decided_by = event.decided_by;
  state.decided_at = event.decided_at;
  state.reason = event.reason;
  state.by = event.decided_by;
}

void evolve(ExchangeCase& state, const schema::UnitShippedView& event) {
  state.status = ExchangeStatus::shipped;
  state.new_asset = event.new_asset;
  state.new_model = event.new_model;
  state.new_serial = event.new_serial;
  if (!event.reason.empty()) state.reason = event.reason;
  state.by = event.by;
  state.units.push_back({.direction = UnitDirection::to_customer,
                         .on_the_way = true,
                         .model = std::string(event.new_model),
                         .serial = std::string(event.new_serial),
                         .carrier = std::string(event.carrier),
                         .tracking = std::string(event.tracking),
                         .sent_at = event.sent_at,
                         .by = std::string(event.by)});
}

void evolve(ExchangeCase& state, const schema::CustomerRefundedView& event) {
  state.status = ExchangeStatus::refunded;
  state.refund = event.refund;
  state.receipt = event.receipt;
  state.refunded_by = event.refunded_by;
  state.refunded_at = event.refunded_at;
  state.by = event.refunded_by;
}

void evolve(ExchangeCase& state, const schema::OldUnitCollectedView& event) {
  if (state.status == ExchangeStatus::shipped)
    arrive(state, UnitDirection::to_customer, event.sent_at);
  state.status = ExchangeStatus::collected;
  state.by = event.by;
  state.units.push_back({.direction = UnitDirection::from_customer,
                         .on_the_way = true,
                         .model = state.model,
                         .serial = std::string(event.serial),
                         .carrier = std::string(event.carrier),
                         .tracking = std::string(event.tracking),
                         .sent_at = event.sent_at,
                         .by = std::string(event.by)});
}

void evolve(ExchangeCase& state, const schema::OldUnitReceivedView& event) {
  state.status = ExchangeStatus::received;
  arrive(state, UnitDirection::from_customer, event.arrived_at);
  state.by = event.by;
}

void evolve(ExchangeCase& state, const schema::ExchangeSettledView& event) {
  state.status = ExchangeStatus::settled;
  state.settlement = event.settlement;
  state.claimed = event.claimed;
  state.settled_at = event.settled_at;
  state.by = event.by;
}

void evolve(ExchangeCase& state, const schema::ExchangeClosedView& event) {
  state.status = ExchangeStatus::closed;
  state.closed_at = event.closed_at;
  state.by = event.by;
}

void evolve(ExchangeCase& state, const schema::ExchangeStepTakenBackView& event) {
  take_back(state, state.status);
  state.status = event.status;
  state.reason = event.reason;
  state.by = event.by;
}

void evolve(ExchangeCase& state, const schema::ExchangeWithdrawnView& event) {
  state.status = ExchangeStatus::withdrawn;
  state.reason = event.reason;
}

// The order keeps what was decided on; the case is the machine's.
void evolve(schema::WorkOrder& state, const schema::ExchangeBegunView& event) {
  state.warranty.remedy = event.remedy;
}
void evolve(schema::WorkOrder& state, const schema::ExchangeOverView& event) {
  if (event.outcome != ExchangeStatus::settled) state.warranty.remedy = schema::Remedy::none;
}
void evolve(schema::WorkOrder& state, const schema::RemedyDecidedView& event) {
  state.warranty.remedy = event.remedy;
}

}  // namespace kintsugi::core
