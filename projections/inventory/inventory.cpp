#include "projections/inventory/inventory.h"

#include "projections/inventory/fold.h"
#include "projections/runner/pages.h"
#include "projections/tables/row_codec.h"

namespace kintsugi::projections {
namespace {

using schema::CustodyRow;
using schema::LedgerRow;
using schema::StockRow;

bool fits(const StockRow& row, const StockFilter& filter) {
  return (filter.warehouse.empty() || row.warehouse == filter.warehouse) &&
         (filter.part.empty() || row.part == filter.part) &&
         (!filter.condition || row.condition == *filter.condition);
}

}  // namespace

Result<Page<StockRow>> list_stock(const RowReader& rows, const StockFilter& filter,
                                  const Scope& scope, const PageRequest& page) {
  const bool by_part = !filter.part.empty() && filter.warehouse.empty();
  Key head(by_part ? inventory::by_part : inventory::stock);
  if (by_part) head.text(filter.part);
  if (!filter.warehouse.empty()) head.text(filter.warehouse);
  const auto wanted = [&](const StockRow& row) {
    return scope.sees(row.outlet) && fits(row, filter);
  };
  return page_of<StockRow>(rows, head, page, false, wanted);
}

Result<Page<CustodyRow>> list_custody(const RowReader& rows, const StockFilter& filter,
                                      const Scope& scope, const PageRequest& page) {
  const auto wanted = [&](const CustodyRow& row) {
    return row.quantity != 0 && scope.sees(row.outlet) &&
           (filter.part.empty() || row.part == filter.part) &&
           (!filter.condition || row.condition == *filter.condition);
  };
  const bool by_part = !filter.part.empty() && filter.technician.empty();
  Key head(by_part ? inventory::custody_by_part : inventory::custody);
  if (by_part) head.text(filter.part);
  if (!filter.technician.empty()) head.text(filter.technician);
  return page_of<CustodyRow>(rows, head, page, false, wanted);
}

Result<std::optional<std::string>> next_part(const RowReader& rows, std::string_view after) {
  std::optional<std::string> next;
  for (const auto index : {inventory::by_part, inventory::custody_by_part}) {
    const std::string all(Key(index).bytes());
    const std::string from = after.empty() ? all : after_prefix(Key(index).text(after).bytes());
    const auto cursor = rows.cursor(from, after_prefix(all));
    KINTSUGI_CHECK_OK(cursor->status());
    if (!cursor->valid()) continue;
    std::string part = KeyParts(cursor->key()).text();
    if (!next || part < *next) next = std::move(part);
  }
  return next;
}

Result<Page<LedgerRow>> list_ledger(const RowReader& rows, const CardOf& card, const Scope& scope,
                                    const PageRequest& page) {
  const auto name = inventory::parse_item(card.id);
  Key head(card.place == CardOf::Place::warehouse ? inventory::stock_lines
                                                  : inventory::custody_lines);
  if (!name.place.empty()) head.text(name.place);
  if (!name.part.empty()) head.text(name.part).text(name.condition);
  return page_of<LedgerRow>(rows, head, page, card.newest_first,
                            [&](const LedgerRow& row) {
                              return scope.sees(row.outlet) && (!card.wanted || card.wanted(row));
                            });
}

}  // namespace kintsugi::projections
