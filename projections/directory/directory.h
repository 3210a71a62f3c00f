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

// Whose id begins so, by id; at most `limit`, among the first 2,000 of them.
template <class State>
Result<std::vector<Entry<State>>> entries_beginning(const RowReader& rows, std::string_view id,
                                                    const Scope& scope, std::size_t limit);

// Customers whose phone number or name begins so (capital and small letters alike), by it; at most
// `limit`, among the first 2,000 of them.
Result<std::vector<Entry<schema::Customer>>> customers_by_phone(const RowReader& rows,
                                                                std::string_view phone,
                                                                const Scope& scope,
                                                                std::size_t limit);
Result<std::vector<Entry<schema::Customer>>> customers_by_name(const RowReader& rows,
                                                               std::string_view name,
                                                               const Scope& scope,
                                                               std::size_t limit);

// The outlet and all below it; everything for the empty outlet.
Result<Scope> subtree(const RowReader& rows, std::string_view outlet);

}  // namespace kintsugi::projections
