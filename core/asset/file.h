#pragma once
// Whose an asset is and who serves it.

#include <cstdint>
#include <string>
#include <string_view>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/asset_refusals.h"
#include "schema/asset_state.h"

namespace kintsugi::core::asset {

// The outlet whose customer owns it; empty: the company's, whom every outlet serves. Reads the
// owner.
std::string outlet_of(const schema::Asset& asset, Reads& reads);

// The asset, registered, of a customer whom the sender serves. Errors: not_found; refused
// "asset.unregistered"; forbidden "authority.out_of_scope".
template <class Command>
Result<const schema::Asset*> of_own_customer(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const auto* asset, reads.require<schema::Asset>(command.asset));
  if (!asset->registered)
    return refuse(schema::AssetRefusal::unregistered, command.asset);
  const std::string outlet = outlet_of(*asset, reads);
  if (!outlet.empty()) KINTSUGI_TRY_OK(within_scope(command, outlet, reads));
  return asset;
}

// The actor has a duty that may send the command in an outlet that is authorised for the brand: he
// serves such machines, whosever customer the owner is. Never by an API token, which is for less.
bool serves_brand(std::string_view command_name, std::string_view brand, Reads& reads);

// The machine's warranty, which ended on `from`, ends on `to` (days since 1970-01-01; 0: nobody
// knows): its sheet says so from now on, and whoever looks for what is due finds it. A day that
// somebody told stays where no other is known.
void move_warranty_end(const std::string& asset_id, const schema::Asset& asset, std::int32_t from,
                       std::int32_t to, Events& events);

// What proves the purchase: an invoice, or nothing.
inline schema::PurchaseProof proof_of(std::string_view invoice) {
  return invoice.empty() ? schema::PurchaseProof::unproven : schema::PurchaseProof::invoiced;
}

// 64 small hexadecimal digits.
bool is_document_hash(std::string_view text);

}  // namespace kintsugi::core::asset
