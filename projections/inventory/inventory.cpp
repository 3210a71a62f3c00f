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
  if (!by_part) return page_of<StockRow>(rows, head, page, false, wanted);
  return page_of_index<StockRow>(rows, head, inventory::stock, page, wanted);
}

Result<Page<CustodyRow>> list_custody(const RowReader& rows, const StockFilter& filter,
                                      const Scope& scope, const PageRequest& page) {
  Key head(inventory::custody);
  if (!filter.technician.empty()) head.text(filter.technician);
  return page_of<CustodyRow>(rows, head, page, false, [&](const CustodyRow& row) {
    return row.quantity != 0 && scope.sees(row.outlet) &&
           (filter.part.empty() || row.part == filter.part) &&
           (!filter.condition || row.condition == *filter.condition);
  });
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
