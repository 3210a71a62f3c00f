#pragma once
// An item as JSON, flat beside what is around it, and the names of what it refers to. Any thread.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "projections/lists/list.h"

namespace kintsugi::projections::lists {

// {"id":"C-1", …} of a state; {…} of a row; of an element what is shown around it first. Fields as
// in the JSON of the whole.
void write_item(std::string& out, const List& list, const Item& item);

// The ids that an item's own fields name, by stream type.
using References = std::map<std::string_view, std::set<std::string, std::less<>>, std::less<>>;
void collect_references(const List& list, const Item& item, References& into);

}  // namespace kintsugi::projections::lists
