#pragma once
// Stock by warehouse, part and condition; what technicians carry; and the card of each, line by
// line.

#include <functional>
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

// What a part in a condition comes to over the warehouses and technicians of a scope.
struct StockSum {
  std::string part;
  schema::PartCondition condition = schema::PartCondition::none;
  std::int64_t warehouses = 0;  // that list it, with nothing left too
  std::int64_t on_hand = 0, reserved = 0, in_custody = 0;
};
// By part and condition; `part` empty: all. They are kept for each outlet and for all of them: a page costs what it
// shows, times the outlets of the scope where those are not all.
Result<Page<StockSum>> list_stock_sums(const RowReader& rows, std::string_view part,
                                       const Scope& scope, const PageRequest& page);

// A card: of a stock item ("<warehouse>:<part>:<condition>") or of a custody ("<technician>:…"), or
// of all that a warehouse or technician has ("<warehouse>"), or of all of them (""): by place, part,
// condition, line, or the other way round. `wanted` may be empty.
struct CardOf {
  enum class Place { warehouse, technician };
  Place place = Place::warehouse;
  std::string id;
  bool newest_first = false;
  std::function<bool(const schema::LedgerRow&)> wanted{};
};
Result<Page<schema::LedgerRow>> list_ledger(const RowReader& rows, const CardOf& card,
                                            const Scope& scope, const PageRequest& page);

}  // namespace kintsugi::projections
