#pragma once
// What an asset is entitled to on a day, by all that is known of it: its warranty, its sheet, its
// orders and the policy in force on the day on which its warranty starts.

#include <cstdint>
#include <string_view>

#include "core/reads.h"
#include "core/warranty_policy/terms.h"
#include "events/base/result.h"
#include "schema/asset_state.h"
#include "schema/warranty_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::warranty {

// A fault of the machine may have to be repaired; maintenance is none.
bool is_about_fault(const schema::WorkOrder& order);

// From when on, and what says so.
struct Start {
  schema::WarrantySource source = schema::WarrantySource::none;  // none: nobody knows
  std::int32_t on = 0;       // days since 1970-01-01
  std::string_view contract{};
  std::int64_t price = 0;    // fen; 0: not known
};

// As its warranty tells; where that has not started, by the invoice on the asset's sheet.
Start start_of(std::string_view asset_id, const schema::Asset& asset, Reads& reads);

// The terms that hold for the asset: of the day of its start.
warranty_policy::Terms terms_of(const schema::Asset& asset, const Start& start, Reads& reads);

// The order whose fault is judged. `as_it_will_be` outlives the call; null: as it stands.
struct About {
  std::string_view order{};  // empty: of no fault
  const schema::WorkOrder* as_it_will_be = nullptr;
};

// On the day `on`; of the fault that the order is about, which is none of those before and has a
// cause of its own. Reads the asset's warranty, its orders (those that are
// open and the last ten that repaired it) and policies. Errors: not_found "asset.not_found",
// invalid "money.overflow".
Result<schema::Entitlement> entitlement_of(std::string_view asset_id, std::int32_t on,
                                           const About& about, Reads& reads);

}  // namespace kintsugi::core::warranty
