#pragma once
// Stock by warehouse, part and condition; what technicians carry; and the card of each, line by
// line.

#include <optional>
#include <string>

#include "projections/runner/projection.h"
#include "projections/runner/scope.h"
#include "schema/rows_inventory_state.h"

namespace kintsugi::projections {

const ProjectionKind& inventory_projection();

struct StockFilter {
  std::string warehouse;
  std::string part;
  std::string technician;  // of custody
  std::optional<schema::PartCondition> condition;
};
// By warehouse, part, condition; with `part` alone: by part.
Result<Page<schema::StockRow>> list_stock(const RowReader& rows, const StockFilter& filter,
                                          const Scope& scope, const PageRequest& page);
// By technician, part, condition; with `part` alone: by part. What is carried no longer (quantity 0) is left out.
Result<Page<schema::CustodyRow>> list_custody(const RowReader& rows, const StockFilter& filter,
                                              const Scope& scope, const PageRequest& page);

// A card: of a stock item ("<warehouse>:<part>:<condition>") or of a custody ("<technician>:…"), or
// of all that a warehouse or technician has ("<warehouse>"), or of all of them (""): by place, part,
// condition, line, or the other way round.
struct CardOf {
  enum class Place { warehouse, technician };
  Place place = Place::warehouse;
  std::string id;
  bool newest_first = false;
};
Result<Page<schema::LedgerRow>> list_ledger(const RowReader& rows, const CardOf& card,
                                            const Scope& scope, const PageRequest& page);

}  // namespace kintsugi::projections
