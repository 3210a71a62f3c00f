// What else an asset's file says: its owner, its dates, where it was bought, what was printed.

#include "core/asset/file.h"

#include <algorithm>

#include "core/calendar/calendar.h"
#include "core/customer/standing.h"
#include "core/events.h"
#include "core/text/search_key.h"
#include "core/text/text.h"
#include "schema/asset_dispatch.h"
#include "schema/brand_state.h"
#include "schema/customer_state.h"
#include "schema/identity_state.h"
#include "schema/outlet_state.h"

namespace kintsugi::core {
namespace {

using FileRefusal = schema::AssetRefusal;
using schema::Asset;

constexpr std::int64_t price_max = 100'000'000'00;  // fen; of one appliance

std::int32_t date_of(const Asset& asset, schema::AssetDateKind kind) {
  switch (kind) {
    case schema::AssetDateKind::warranty: return asset.warranty_until;
    case schema::AssetDateKind::maintenance: return asset.next_maintenance;
    case schema::AssetDateKind::inspection: return asset.next_inspection;
    case schema::AssetDateKind::none: break;
  }
  return 0;
}

Result<void> check_kind(schema::AssetDateKind kind, const Asset& asset) {
  if (kind == schema::AssetDateKind::none)
    return refuse_field(FileRefusal::kind_missing, "date_kind", "name it");
  if (date_of(asset, kind) == 0)
    return refuse_field(FileRefusal::no_such_date, "date_kind", "it has none");
  return {};
}

}  // namespace

namespace asset {

std::string outlet_of(const Asset& asset, Reads& reads) {
  const auto* owner = reads.find<schema::Customer>(asset.customer);
  return owner == nullptr ? std::string() : owner->outlet;
}

bool serves_brand(std::string_view command_name, std::string_view brand, Reads& reads) {
  const std::string& id = reads.actor().operator_id;
  if (!is_person(reads) || id.empty() || !authority::token_of(reads.actor()).empty()) return false;
  const auto* person = reads.find<schema::Operator>(id);
  if (person == nullptr) return false;
  const auto roles = authority::roles_of(command_name);
  return std::any_of(person->grants.begin(), person->grants.end(), [&](const auto& grant) {
    const bool may = std::find(roles.begin(), roles.end(), schema::name_of(grant.role)) !=
                     roles.end();
    const auto* outlet = may && !grant.outlet.empty() ? reads.find<schema::Outlet>(grant.outlet)
                                                      : nullptr;
    return outlet != nullptr &&
           std::any_of(outlet->brands.begin(), outlet->brands.end(), [&](const auto& one) {
             return same_key(KeyKind::code, one, brand);
           });
  });
}

void move_warranty_end(const std::string& asset_id, const Asset& asset, std::int32_t from,
                       std::int32_t to, Events& events) {
  const std::int32_t told = asset.warranty_until;
  const std::int32_t until = to != 0 ? to : told == from ? 0 : told;
  if (until == told) return;
  events.on(asset_id, schema::AssetDatesSet{.warranty_until = until,
                                            .next_maintenance = asset.next_maintenance,
                                            .next_inspection = asset.next_inspection,
                                            .changed = {schema::AssetDateKind::warranty}});
}

bool is_document_hash(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace asset

Result<Events> decide(const schema::TransferAsset& command, Reads& reads) {
  KINTSUGI_TRY(const Asset* asset, asset::of_own_customer(command, reads));
  const auto* to = reads.find<schema::Customer>(command.customer);
  if (to == nullptr)
    return refuse_field(FileRefusal::unknown_customer, "customer", command.customer);
  if (!to->outlet.empty()) KINTSUGI_TRY_OK(within_scope(command, to->outlet, reads));
  KINTSUGI_TRY_OK(customer::check_active(command.customer, *to, reads));
  if (customer::standing_for(asset->customer, reads) == command.customer)
    return refuse_field(FileRefusal::same_owner, "customer", command.customer);
  if (!is_reason(command.reason)) return refuse_field(FileRefusal::bad_text, "reason", "say why");
  Events events;
  events.on(command.asset, schema::AssetTransferred{.customer = command.customer,
                                                    .from = asset->customer,
                                                    .at = to_ms(reads.business_time()),
                                                    .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::SetAssetDates& command, Reads& reads) {
  KINTSUGI_TRY(const Asset* asset, asset::of_own_customer(command, reads));
  const auto check = [&](std::int32_t day, std::string_view field) -> Result<void> {
    if (day < 0) return refuse_field(FileRefusal::bad_dates, field, "it lies before 1970");
    if (day != 0 && day < asset->sold_on)
      return refuse_field(FileRefusal::bad_dates, field, "it lies before the purchase");
    return {};
  };
  KINTSUGI_TRY_OK(check(command.warranty_until, "warranty_until"));
  KINTSUGI_TRY_OK(check(command.next_maintenance, "next_maintenance"));
  KINTSUGI_TRY_OK(check(command.next_inspection, "next_inspection"));
  if (command.warranty_until == asset->warranty_until &&
      command.next_maintenance == asset->next_maintenance &&
      command.next_inspection == asset->next_inspection) {
    return refuse(FileRefusal::nothing_changed, command.asset);
  }
  schema::AssetDatesSet set{.warranty_until = command.warranty_until,
                            .next_maintenance = command.next_maintenance,
                            .next_inspection = command.next_inspection};
  using enum schema::AssetDateKind;
  if (command.warranty_until != asset->warranty_until) set.changed.push_back(warranty);
  if (command.next_maintenance != asset->next_maintenance) set.changed.push_back(maintenance);
  if (command.next_inspection != asset->next_inspection) set.changed.push_back(inspection);
  Events events;
  events.on(command.asset, std::move(set));
  return events;
}

Result<Events> decide(const schema::AnswerAssetDate& command, Reads& reads) {
  KINTSUGI_TRY(const Asset* asset, asset::of_own_customer(command, reads));
  KINTSUGI_TRY_OK(check_kind(command.date_kind, *asset));
  if (command.next <= date_of(*asset, command.date_kind))
    return refuse_field(FileRefusal::bad_dates, "next",
                        "it does not lie after the date that was due");
  if (!is_note(command.note)) return refuse_field(FileRefusal::bad_text, "note", "4000 characters");
  Events events;
  events.on(command.asset,
            schema::AssetDateAnswered{
                .date_kind = command.date_kind, .next = command.next, .note = command.note});
  return events;
}

Result<Events> decide(const schema::CloseAssetDate& command, Reads& reads) {
  KINTSUGI_TRY(const Asset* asset, asset::of_own_customer(command, reads));
  KINTSUGI_TRY_OK(check_kind(command.date_kind, *asset));
  if (!is_reason(command.reason)) return refuse_field(FileRefusal::bad_text, "reason", "say why");
  Events events;
  events.on(command.asset, schema::AssetDateClosed{.date_kind = command.date_kind,
                                                   .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::PassAssetDate& command, Reads& reads) {
  KINTSUGI_TRY(const Asset* asset, reads.require<Asset>(command.asset));
  KINTSUGI_TRY_OK(within_scope(command, asset::outlet_of(*asset, reads), reads));
  if (command.on == 0 || date_of(*asset, command.kind) != command.on)
    return refuse(FileRefusal::date_changed, command.asset);
  Events events;
  events.on(command.asset, schema::AssetDateNear{.kind = command.kind,
                                                 .on = command.on,
                                                 .outlet = asset::outlet_of(*asset, reads),
                                                 .customer = asset->customer});
  return events;
}

Result<Events> decide(const schema::RecordPurchase& command, Reads& reads) {
  KINTSUGI_TRY(const Asset* asset, asset::of_own_customer(command, reads));
  if (command.sold_on <= 0)
    return refuse_field(FileRefusal::date_missing, "sold_on", "name the day");
  if (command.sold_on > day_of(reads.now()))
    return refuse_field(FileRefusal::sold_in_future, "sold_on", "that day has not come");
  const bool too_late =
      (asset->delivered_on != 0 && asset->delivered_on < command.sold_on) ||
      (asset->warranty_until != 0 && asset->warranty_until < command.sold_on);
  if (too_late)
    return refuse_field(FileRefusal::bad_dates, "sold_on",
                        "delivered or out of warranty before it was sold");
  if (!is_line_or_empty(command.invoice, 64))
    return refuse_field(FileRefusal::bad_text, "invoice", "one line of at most 64 characters");
  if (command.price < 0 || command.price > price_max)
    return refuse_field(FileRefusal::bad_price, "price", std::to_string(command.price) + " fen");
  if (!command.dealer.empty() && !reads.exists<schema::Dealer>(command.dealer))
    return refuse_field(FileRefusal::unknown_dealer, "dealer", command.dealer);
  const auto proof = asset::proof_of(command.invoice);
  if (asset->sold_on == command.sold_on && asset->invoice == command.invoice &&
      asset->dealer == command.dealer && asset->price == command.price && asset->proof == proof) {
    return refuse(FileRefusal::nothing_changed, command.asset);
  }
  Events events;
  events.on(command.asset, schema::PurchaseRecorded{.sold_on = command.sold_on,
                                                    .invoice = command.invoice,
                                                    .dealer = command.dealer,
                                                    .price = command.price,
                                                    .proof = proof});
  return events;
}

Result<Events> decide(const schema::PrintAssetSheet& command, Reads& reads) {
  KINTSUGI_TRY(const Asset* asset, reads.require<Asset>(command.asset));
  if (!asset->registered) return refuse(FileRefusal::unregistered, command.asset);
  const std::string outlet = asset::outlet_of(*asset, reads);
  if (!outlet.empty() && !asset::serves_brand(schema::name_of<schema::PrintAssetSheet>(),
                                              asset->brand, reads)) {
    KINTSUGI_TRY_OK(within_scope(command, outlet, reads));
  }
  if (!asset::is_document_hash(command.document_hash))
    return refuse_field(FileRefusal::bad_hash, "document_hash", "64 small hexadecimal digits");
  Events events;
  events.on(command.asset, schema::AssetSheetPrinted{.sheets = asset->sheets + 1,
                                                     .document_hash = command.document_hash,
                                                     .printed_by = reads.actor().operator_id});
  return events;
}

}  // namespace kintsugi::core
