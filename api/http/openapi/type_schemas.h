#pragma once
// JSON Schema of the types of the schema, in the two forms in which they cross the edge. Made from
// the same tables of fields that json_read.cpp and json_write.cpp work by, so each rule here is one
// of theirs. Pure; any thread.
//
// sent: what the reader takes. Bounds, lengths in characters, what is required; null counts as left
// out, so what need not be there may be null; nothing else may be there.
// given: what the writer makes. Every field is there; instants and dates may be null.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "projections/lists/list.h"
#include "schema/description.h"

namespace kintsugi::api {

enum class Way { sent, given };

// The value of a field, without its title and texts. `element`: of one of its elements.
nlohmann::ordered_json value_schema(const schema::FieldInfo& field, Way way, bool element = false);
// Adds a component for each type and enum: commands as they are sent, the rest as it is given, and
// what commands hold once more as sent ("…_sent"). Titles are the names of the types, each once.
void add_types(nlohmann::ordered_json& components);
// An item of a list: "customers_item", what is around it and its own fields; and its card.
std::string item_name(const projections::lists::List& list);
std::string card_name(const projections::lists::List& list);  // "customers_card"
void add_items(nlohmann::ordered_json& components);
// The titles of components that follow no type: "customers_card" -> "CustomersCard".
std::string title_case(std::string_view name);

}  // namespace kintsugi::api
