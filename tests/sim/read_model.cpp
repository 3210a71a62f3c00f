#include "tests/sim/read_model.h"

#include <fmt/format.h>

#include "projections/inventory/inventory.h"

namespace kintsugi::sim {

ReadModel::ReadModel(std::string tenant, bool takes_void)
    : tenant_(std::move(tenant)),
      takes_void_(takes_void),
      store_(projections::make_memory_store()),
      tables_(*store_),
      projection_(projections::inventory_projection().make(tables_)) {}

void ReadModel::apply(Position position, const CommitView& view, bool counts) {
  next_ = position.next();
  if (view.tenant() != tenant_) return;
  const bool taken = counts || takes_void_;
  const Instant now = taken ? clock_.advance(view.recorded_at()) : clock_.last();
  projection_->apply({position, &view, taken, now});
  if (++waiting_ < flush_every) return;
  waiting_ = 0;
  if (!tables_.flush(next_)) tables_.stop({ErrorKind::corrupt, "sim.flush", "not written", {}});
}

std::vector<std::string> ReadModel::differences(projections::StreamFold& fold) {
  std::vector<std::string> out;
  const auto flushed = tables_.flush(next_);
  if (!flushed) return {"the inventory could not be written: " + flushed.error().what};
  const auto rows = store_->snapshot();
  if (!rows) return {rows.error().what};
  const auto everywhere = projections::Scope::everything();
  const auto page = projections::list_stock(**rows, {}, everywhere, {500, {}});
  if (!page) return {page.error().what};
  for (const schema::StockRow& row : page->rows) {
    const std::string id = row.warehouse + ":" + row.part + ":" +
                           std::string(schema::name_of(row.condition));
    const auto entry = fold.stream(tenant_, "stock_item/" + id);
    const schema::StockItem* item =
        entry && (*entry)->state ? (*entry)->state->get_if<schema::StockItem>() : nullptr;
    if (item == nullptr) {
      out.push_back(fmt::format("the inventory of {} has {}, no stream has", tenant_, id));
    } else if (row.item != *item || row.available != item->on_hand - item->reserved) {
      out.push_back(fmt::format("the inventory of {} shows {} of {}, the stream has {}", tenant_,
                                row.item.on_hand, id, item->on_hand));
    }
  }
  return out;
}

}  // namespace kintsugi::sim
