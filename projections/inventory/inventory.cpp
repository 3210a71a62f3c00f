#include "projections/inventory/inventory.h"

#include "projections/inventory/fold.h"
#include "projections/lists/rows.h"
#include "projections/runner/pages.h"
#include "projections/tables/row_codec.h"

namespace kintsugi::projections {
namespace {

using schema::CustodyRow;
using schema::LedgerRow;
using schema::StockRow;

lists::Query query_of(const lists::List& list, std::string_view place_field, std::string_view place,
                      const StockFilter& filter) {
  lists::Query query;
  lists::add_equal(list, place_field, place, query);
  lists::add_equal(list, "part", filter.part, query);
  if (filter.condition)
    lists::add_equal(list, "condition", static_cast<std::int64_t>(*filter.condition), query);
  return query;
}

}  // namespace

Result<Page<StockRow>> list_stock(const RowReader& rows, const StockFilter& filter,
                                  const Scope& scope, const PageRequest& page) {
  const lists::List& list = *lists::find("stock_items");
  return lists::page_of<StockRow>(list, rows, query_of(list, "warehouse", filter.warehouse, filter),
                                  scope, page);
}

Result<Page<CustodyRow>> list_custody(const RowReader& rows, const StockFilter& filter,
                                      const Scope& scope, const PageRequest& page) {
  const lists::List& list = *lists::find("custodies");
  lists::Query query = query_of(list, "technician", filter.technician, filter);
  lists::add_range(list, "quantity", 1, {}, query);  // what is carried no longer is left out
  return lists::page_of<CustodyRow>(list, rows, query, scope, page);
}

Result<Page<LedgerRow>> list_ledger(const RowReader& rows, const CardOf& card, const Scope& scope,
                                    const PageRequest& page) {
  const auto name = inventory::parse_item(card.id);
  Key head(card.place == CardOf::Place::warehouse ? inventory::stock_lines
                                                  : inventory::custody_lines);
  if (!name.place.empty()) head.text(name.place);
  if (!name.part.empty()) head.text(name.part).text(name.condition);
  return page_of<LedgerRow>(rows, head, page, card.newest_first,
                            [&](const LedgerRow& row) { return scope.sees(row.outlet); });
}

}  // namespace kintsugi::projections
