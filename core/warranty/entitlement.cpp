#include "core/warranty/entitlement.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/warranty/judge.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::warranty {

using schema::Asset;
using schema::Entitlement;
using schema::ServiceType;
using schema::WarrantySource;
using schema::WarrantyStage;
using schema::WorkOrder;

namespace {

Date date_of(std::int64_t ms) { return day_of(instant_from_ms(ms)); }

// The work of each round: from its first visit's to its last's; of a round that goes on, to `on`.
std::vector<Span> work_of(const WorkOrder& order, Date on) {
  std::map<std::uint16_t, Span> rounds;
  for (const schema::Booking& booking : order.bookings) {
    if (booking.started_at == 0 || date_of(booking.started_at) > on) continue;
    const Date from = date_of(booking.started_at);
    const Date until = booking.ended_at == 0 ? from : std::min(date_of(booking.ended_at), on);
    const auto [at, fresh] = rounds.try_emplace(booking.round, Span{from, until});
    if (fresh) continue;
    at->second.from = std::min(at->second.from, from);
    at->second.until = std::max(at->second.until, until);
  }
  const auto now = rounds.find(order.round);
  const bool over = order.status == schema::WorkOrderStatus::canceled ||
                    (order.reported_at != 0 && date_of(order.reported_at) <= on);
  if (now != rounds.end() && !over) now->second.until = on;
  std::vector<Span> out;
  for (const auto& [round, span] : rounds) out.push_back(span);
  return out;
}

void add_holds(const WorkOrder& order, Date on, Repair& repair) {
  for (const schema::OrderHold& hold : order.warranty.holds) {
    if (hold.held_until == 0 && order.status == schema::WorkOrderStatus::canceled) continue;
    const Date from = date_of(hold.held_from);
    const Date until = hold.held_until == 0 ? on : std::min(date_of(hold.held_until), on);
    if (from >= until) continue;
    auto& spans =
        hold.pause == schema::PauseReason::part ? repair.for_parts : repair.for_others;
    spans.push_back({from, until});
  }
}

Repair repair_of(const std::string& id, const WorkOrder& order, Date on) {
  Repair repair;
  repair.order = id;
  repair.reported_on = date_of(order.registered_at);
  repair.at_work = work_of(order, on);
  repair.excluded = order.warranty.excluded;
  add_holds(order, on, repair);
  repair.open = order.status != schema::WorkOrderStatus::canceled &&
                (order.completed_at == 0 || date_of(order.completed_at) > on);
  return repair;
}

const WorkOrder* state_of(std::string_view id, const About& about, Reads& reads) {
  const bool told = about.as_it_will_be != nullptr && id == about.order;
  return told ? about.as_it_will_be : reads.find<WorkOrder>(id);
}

// Every order about a fault of the asset that was there on that day.
std::vector<Repair> repairs_of(const Asset& asset, const About& about, Date on, Reads& reads) {
  std::set<std::string, std::less<>> ids;
  for (const schema::AssetRepair& repair : asset.repairs) ids.insert(repair.order);
  for (const schema::AssetOrder& open : asset.open_orders) ids.insert(open.order);
  if (!about.order.empty()) ids.emplace(about.order);
  std::vector<Repair> out;
  for (const std::string& id : ids) {
    const WorkOrder* state = state_of(id, about, reads);
    if (state == nullptr || date_of(state->registered_at) > on) continue;
    if (!is_about_fault(*state) && id != about.order) continue;
    Repair repair = repair_of(id, *state, on);
    for (const schema::AssetRepair& done : asset.repairs)
      if (done.order == id && date_of(done.at) <= on) repair.done_on.push_back(date_of(done.at));
    out.push_back(std::move(repair));
  }
  return out;
}

// Where nothing says from when on, the date on the sheet until which somebody told that it is
// covered.
void judge_by_sheet(const Asset& asset, Entitlement& out) {
  out.started_from = WarrantySource::sheet;
  out.until = asset.warranty_until;
  out.started_on = asset.sold_on;
  const bool within = out.on <= asset.warranty_until;
  const bool free = within && !is_excluded(nullptr, out.cause_class);
  out.stage = within ? WarrantyStage::in_term : WarrantyStage::out_of_term;
  out.gates.push_back(
      {.gate = schema::WarrantyGate::free_repair, .open = free, .until = asset.warranty_until});
  if (free) out.remedies = remedies_of(schema::WarrantyGate::free_repair);
}

schema::CauseClass cause_of(const About& about, Reads& reads) {
  const auto* state = about.order.empty() ? nullptr : state_of(about.order, about, reads);
  return state == nullptr ? schema::CauseClass::none : state->warranty.cause_class;
}

}  // namespace

bool is_about_fault(const WorkOrder& order) {
  return order.service_type == ServiceType::repair || order.service_type == ServiceType::test ||
         order.service_type == ServiceType::complaint ||
         order.service_type == ServiceType::exchange;
}

Start start_of(std::string_view asset_id, const Asset& asset, Reads& reads) {
  const auto* own = reads.find<schema::Warranty>(asset_id);
  if (own != nullptr && own->status == schema::WarrantyStatus::started)
    return {own->source, own->started_on, own->contract, own->price};
  if (asset.sold_on != 0 && !asset.invoice.empty())
    return {WarrantySource::invoice, asset.sold_on};
  return {};
}

warranty_policy::Terms terms_of(const Asset& asset, const Start& start, Reads& reads) {
  return warranty_policy::terms_of({.brand = asset.brand,
                                    .category = asset.category,
                                    .model = asset.model,
                                    .contract = start.contract},
                                   start.on, reads);
}

Result<Entitlement> entitlement_of(std::string_view asset_id, std::int32_t on, const About& about,
                                   Reads& reads) {
  KINTSUGI_TRY(const Asset* asset, reads.require<Asset>(asset_id));
  Entitlement out{.asset = std::string(asset_id), .on = on};
  out.cause_class = cause_of(about, reads);
  const Start start = start_of(asset_id, *asset, reads);
  out.started_from = start.source;
  out.started_on = start.on;
  out.contract = start.contract;
  if (start.source != WarrantySource::none) {
    const warranty_policy::Terms terms = terms_of(*asset, start, reads);
    if (terms) {
      out.policy = terms.policy;
      out.version = terms.version;
      out.line = terms.number;
      judge(*terms.line, {on, start.on, repairs_of(*asset, about, on, reads)}, out);
      KINTSUGI_TRY(const std::int64_t lost,
                   depreciation_of(start.price, out.depreciation, out.used_days));
      out.price = start.price;
      out.refund = start.price - lost;
      return out;
    }
  }
  if (asset->warranty_until != 0) {
    judge_by_sheet(*asset, out);
  } else {
    out.stage = start.source == WarrantySource::none ? WarrantyStage::unproven
                                                     : WarrantyStage::no_policy;
  }
  return out;
}

}  // namespace kintsugi::core::warranty
