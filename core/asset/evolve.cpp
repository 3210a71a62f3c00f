#include <algorithm>
#include <string>
#include <vector>

#include "core/asset/file.h"
#include "core/asset/same_fault.h"
#include "schema/asset_dispatch.h"

namespace kintsugi::core {
namespace {

constexpr std::size_t repairs_kept = 10;  // enough to see a repeat repair; the rest is in the log
constexpr std::int64_t ms_a_day = 86'400'000;

void set_date(schema::Asset& state, schema::AssetDateKind kind, std::int32_t day) {
  using enum schema::AssetDateKind;
  if (kind == warranty) state.warranty_until = day;
  if (kind == maintenance) state.next_maintenance = day;
  if (kind == inspection) state.next_inspection = day;
}

// Whether the same fault was repaired before, and when that was.
void mark_repeat(schema::AssetRepair& repair, const std::vector<schema::AssetRepair>& all) {
  const schema::AssetRepair* before = nullptr;
  for (const schema::AssetRepair& one : all) {
    const bool same = one.order != repair.order && one.at <= repair.at &&
                      asset::is_same_fault({one.fault_code, one.fault},
                                           {repair.fault_code, repair.fault});
    if (same && (before == nullptr || one.at >= before->at)) before = &one;
  }
  repair.repeat = before != nullptr;
  repair.previous_order = before == nullptr ? std::string() : before->order;
  repair.previous_technician = before == nullptr ? std::string() : before->technician;
  repair.days_since =
      before == nullptr ? 0 : static_cast<std::int32_t>((repair.at - before->at) / ms_a_day);
}

// A repair was told, or told anew: it and those after it look back again. What the one before was
// stays where the asset has forgotten that one.
void mark_from(std::int64_t at, std::vector<schema::AssetRepair>& all) {
  for (schema::AssetRepair& one : all) {
    const bool remembered = one.previous_order.empty() ||
                            std::any_of(all.begin(), all.end(), [&](const auto& other) {
                              return other.order == one.previous_order;
                            });
    if (one.at >= at && remembered) mark_repeat(one, all);
  }
}

}  // namespace

using schema::Asset;

void evolve(Asset& state, const schema::AssetRegisteredView& event) {
  state.registered = true;
  state.brand = event.brand;
  state.category = event.category;
  state.model = event.model;
  state.serial = event.serial;
  state.customer = event.customer;
  state.sold_on = event.sold_on;
  state.delivered_on = event.delivered_on;
  state.invoice = event.invoice;
  state.proof = asset::proof_of(event.invoice);
  state.warranty_until = event.warranty_until;
}

void evolve(schema::BrandSerial& state, const schema::SerialClaimedView& event) {
  state.asset = event.asset;
}

void evolve(schema::BrandSerial& state, const schema::SerialFreedView&) { state.asset.clear(); }

void evolve(Asset& state, const schema::AssetCorrectedView& event) {
  state.brand = event.brand;
  state.category = event.category;
  state.model = event.model;
  state.serial = event.serial;
  state.customer = event.customer;
  state.sold_on = event.sold_on;
  state.delivered_on = event.delivered_on;
  state.invoice = event.invoice;
  state.proof = asset::proof_of(event.invoice);
  state.warranty_until = event.warranty_until;
}

void evolve(Asset& state, const schema::AssetOrderOpenedView& event) {
  state.open_orders.push_back(
      {.order = std::string(event.order), .fault = std::string(event.fault)});
}

void evolve(Asset& state, const schema::AssetOrderClosedView& event) {
  std::erase_if(state.open_orders,
                [&](const schema::AssetOrder& open) { return open.order == event.order; });
}

void evolve(Asset& state, const schema::AssetRepairedView& event) {
  // Told again where its diagnosis was corrected.
  std::erase_if(state.repairs, [&](const auto& repair) {
    return repair.order == event.order && repair.at == event.at;
  });
  state.repairs.push_back({.order = std::string(event.order),
                           .technician = std::string(event.technician),
                           .fault = std::string(event.fault),
                           .at = event.at,
                           .fault_code = std::string(event.fault_code)});
  mark_from(event.at, state.repairs);
  if (state.repairs.size() > repairs_kept) state.repairs.erase(state.repairs.begin());
}

void evolve(Asset& state, const schema::AssetRepairWithdrawnView& event) {
  std::erase_if(state.repairs, [&](const auto& repair) {
    return repair.order == event.order && (event.at == 0 || repair.at == event.at);
  });
  for (schema::AssetRepair& one : state.repairs)
    if (one.previous_order == event.order) mark_repeat(one, state.repairs);
}

void evolve(Asset& state, const schema::AssetTransferredView& event) {
  state.former_owners.push_back({.customer = std::string(event.from), .until = event.at});
  state.customer = event.customer;
}

void evolve(Asset& state, const schema::AssetDatesSetView& event) {
  state.warranty_until = event.warranty_until;
  state.next_maintenance = event.next_maintenance;
  state.next_inspection = event.next_inspection;
}

void evolve(Asset& state, const schema::AssetDateAnsweredView& event) {
  set_date(state, event.date_kind, event.next);
}

void evolve(Asset& state, const schema::AssetDateClosedView& event) {
  if (event.date_kind != schema::AssetDateKind::warranty) set_date(state, event.date_kind, 0);
}

// It waits for somebody, and is as it was.
void evolve(Asset&, const schema::AssetDateNearView&) {}

void evolve(Asset& state, const schema::PurchaseRecordedView& event) {
  state.sold_on = event.sold_on;
  state.invoice = event.invoice;
  state.dealer = event.dealer;
  state.price = event.price;
  state.proof = event.proof;
}

// What it was stays to be read; it is no machine of anybody's.
void evolve(Asset& state, const schema::AssetWithdrawnView&) {
  state.registered = false;
  state.customer.clear();
  state.warranty_until = 0;
  state.next_maintenance = 0;
  state.next_inspection = 0;
}

void evolve(Asset& state, const schema::AssetSheetPrintedView& event) {
  state.sheets = event.sheets;
}

}  // namespace kintsugi::core
