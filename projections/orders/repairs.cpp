#include "projections/orders/repairs.h"

#include <algorithm>

#include "projections/tables/row_codec.h"
#include "schema/asset_views.h"

namespace kintsugi::projections {
namespace {

schema::OrderRepair row_of(std::string_view asset, const schema::AssetRepair& repair) {
  return {.asset = std::string(asset),
          .technician = repair.technician,
          .fault = repair.fault,
          .at = repair.at,
          .repeat = repair.repeat,
          .days_since = repair.days_since,
          .previous_order = repair.previous_order,
          .previous_technician = repair.previous_technician,
          .fault_code = repair.fault_code};
}

bool is_about_repairs(const schema::EventView& event) {
  return event.is<schema::AssetRepairedView>() || event.is<schema::AssetRepairWithdrawnView>();
}

}  // namespace

Repairs::Repairs(Tables& of, std::uint8_t machines, Table<schema::OrderRow>& rows)
    : machines_(of, machines), rows_(rows) {}

void Repairs::follow(Folds& folds) {
  folds.on_stream<schema::Asset>(
      [this](const EventContext& context, const schema::EventView& event) {
        return is_about_repairs(event) ? &machines_.at(machines_.key().text(context.id)) : nullptr;
      },
      [this](const EventContext& context, const schema::EventView& event,
             const schema::Asset& state) {
        if (const auto* repaired = event.get_if<schema::AssetRepairedView>()) {
          // Those after it look back again where it was told anew.
          for (const schema::AssetRepair& one : state.repairs)
            if (one.at >= repaired->at) tell(context.id, state, one.order);
          return;
        }
        // Those that named it as the one before name another now.
        for (const schema::AssetRepair& one : state.repairs) tell(context.id, state, one.order);
        if (const auto* withdrawn = event.get_if<schema::AssetRepairWithdrawnView>())
          tell(context.id, state, withdrawn->order);
      });
}

void Repairs::tell(std::string_view asset, const schema::Asset& state, std::string_view order) {
  schema::OrderRow* row = rows_.edit(rows_.key().text(order));
  if (row == nullptr) return;
  std::erase_if(row->repairs, [&](const auto& repair) { return repair.asset == asset; });
  for (const schema::AssetRepair& repair : state.repairs)
    if (repair.order == order) row->repairs.push_back(row_of(asset, repair));
}

}  // namespace kintsugi::projections
