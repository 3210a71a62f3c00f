#include "projections/inventory/inventory.h"

#include "projections/inventory/fold.h"
#include "projections/lists/rows.h"
#include "projections/runner/pages.h"
#include "projections/tables/row_codec.h"

namespace kintsugi::projections {
namespace {

using inventory::Sum;
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

namespace {

// The sums of one outlet or of all, one after the other.
struct SumRun {
  std::string head;
  std::unique_ptr<RowCursor> cursor;

  SumRun(const RowReader& rows, Key of, std::string_view part, std::string_view after) {
    head = of.bytes();
    const std::string to = after_prefix(part.empty() ? head : std::string(of.text(part).bytes()));
    const std::string from =
        after.empty() ? std::string(of.bytes()) : after_prefix(head + std::string(after));
    cursor = rows.cursor(from, to);
  }
  // Part and condition, as the key has them; the last octet says what is summed up.
  std::string_view id() const {
    const auto tail = cursor->key().substr(head.size());
    return tail.substr(0, tail.size() - 1);
  }
};

void add(StockSum& sum, Sum what, std::int64_t amount) {
  switch (what) {
    case inventory::sum_warehouses:
      sum.warehouses += amount;
      break;
    case inventory::sum_on_hand:
      sum.on_hand += amount;
      break;
    case inventory::sum_reserved:
      sum.reserved += amount;
      break;
    case inventory::sum_in_custody:
      sum.in_custody += amount;
      break;
  }
}

}  // namespace

Result<Page<StockSum>> list_stock_sums(const RowReader& rows, std::string_view part,
                                       const Scope& scope, const PageRequest& page) {
  std::vector<SumRun> runs;
  if (scope.all) runs.emplace_back(rows, inventory::sums_of_all(), part, page.after);
  for (const std::string& outlet : scope.outlets) {
    if (!scope.all) runs.emplace_back(rows, inventory::sums_of(outlet), part, page.after);
  }
  Page<StockSum> out;
  std::string last;
  for (;;) {
    // The runs that stand at the first id of all. The rows of one come one after the other.
    std::optional<std::string> first;
    for (const SumRun& run : runs) {
      KINTSUGI_TRY_OK(run.cursor->status());
      if (run.cursor->valid() && (!first || run.id() < *first)) first = run.id();
    }
    if (!first) return out;
    if (out.rows.size() == page.limit) {
      out.next = last;
      return out;
    }
    last = *first;
    KeyParts parts("?" + *first);  // a table's octet stands before the parts
    StockSum& sum = out.rows.emplace_back();
    sum.part = parts.text();
    sum.condition = static_cast<schema::PartCondition>(parts.octet());
    for (SumRun& run : runs) {
      for (; run.cursor->valid() && run.id() == *first; run.cursor->next())
        add(sum, static_cast<Sum>(run.cursor->key().back()), decode_count(run.cursor->value()));
    }
  }
}

Result<Page<LedgerRow>> list_ledger(const RowReader& rows, const CardOf& card, const Scope& scope,
                                    const PageRequest& page) {
  const auto name = inventory::parse_item(card.id);
  Key head(card.place == CardOf::Place::warehouse ? inventory::stock_lines
                                                  : inventory::custody_lines);
  if (!name.place.empty()) head.text(name.place);
  if (!name.part.empty()) head.text(name.part).text(name.condition);
  return page_of<LedgerRow>(rows, head, page, card.newest_first, [&](const LedgerRow& row) {
    return scope.sees(row.outlet) && (!card.wanted || card.wanted(row));
  });
}

}  // namespace kintsugi::projections
