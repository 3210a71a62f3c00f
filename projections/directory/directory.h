#pragma once
// Who and what there is: the states of outlets, customers, technicians, parts, warehouses,
// operators, tariffs and wage rules, for names on lists, choices in forms and the scope of
// operators.

#include <string>

#include "projections/runner/projection.h"
#include "projections/runner/scope.h"
#include "schema/values.h"

namespace kintsugi::projections {

const ProjectionKind& directory_projection();

template <class State>
struct Entry {
  std::string id;
  State state;
};

// State: schema::Outlet, Customer, Technician, Part, Warehouse, Operator, Tariff or WageRule.
// Technicians are kept without their slots.
template <class State>
Result<std::optional<State>> find_entry(const RowReader& rows, std::string_view id);
// Tells the kinds of entries apart: the table's octet.
template <class State>
int entry_kind();
// By id. Outlets, technicians, warehouses, customers and operators outside the scope are left out.
template <class State>
Result<Page<Entry<State>>> list_entries(const RowReader& rows, const Scope& scope,
                                        const PageRequest& page);

// Customers with this phone number, by id.
Result<std::vector<Entry<schema::Customer>>> customers_by_phone(const RowReader& rows,
                                                                std::string_view phone,
                                                                const Scope& scope);

// The outlet and all below it; everything for the empty outlet.
Result<Scope> subtree(const RowReader& rows, std::string_view outlet);

}  // namespace kintsugi::projections
