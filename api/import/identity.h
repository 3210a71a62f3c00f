#pragma once
// What an entry of an older system's log is: what it says, not where it stands. So next week's
// export of the same system adds only what is new. Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/import/input_event.h"
#include "events/base/types.h"

namespace kintsugi::api::import {

// Persistent: ids of commits are made of it. Order, activity, time, operator and the attributes of
// the entry itself, each without blanks around it and in any order; not those of its case
// ("case:…"), which say something else next week. Where `columns` names some: the order and these
// alone.
Hash128 identity_of(std::string_view order, const InputEvent& event,
                    const std::vector<std::string>& columns);

// The same without the attributes that the mapping does not use; `used` is sorted.
Hash128 gist_of(std::string_view order, const InputEvent& event,
                const std::vector<std::string>& used);

// Of the second, third … of entries that say the same. Persistent.
Hash128 equal_number(const Hash128& identity, std::int64_t number);

// The id of its commit, and the other way round: false where the id is another one.
std::string id_of(const Hash128& identity);
bool identity_in(std::string_view id, Hash128& identity);

}  // namespace kintsugi::api::import
