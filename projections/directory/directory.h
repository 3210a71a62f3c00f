#pragma once
// Who and what there is, by id: outlets, customers, technicians, parts, warehouses, operators,
// tariffs and wage rules as they stand (the states that the schema lists with keeper `directory`),
// for names on lists, choices in forms and the scope of operators. Its lists are read as all lists
// are (projections/lists).

#include <optional>
#include <string>
#include <string_view>

#include "projections/lists/list.h"
#include "projections/runner/projection.h"
#include "projections/runner/scope.h"
#include "projections/tables/row_codec.h"

namespace kintsugi::projections {

const ProjectionKind& directory_projection();

// State: one of those that are listed with keeper `directory`. Technicians are kept without their
// slots.
template <class State>
Result<std::optional<State>> find_entry(const RowReader& rows, std::string_view id) {
  return read_row<State>(
      rows, Key(lists::state_octet(schema::stream_type_of<State>())).text(id));
}

// The outlet and all below it; everything for the empty outlet.
Result<Scope> subtree(const RowReader& rows, std::string_view outlet);

}  // namespace kintsugi::projections
