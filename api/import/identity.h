#pragma once
// What an entry of an older system's log is: what it says, not where it stands. So next week's
// export of the same system adds only what is new. Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/import/column_reading.h"
#include "api/import/input_event.h"
#include "events/base/types.h"

namespace kintsugi::api::import {

// Persistent: ids of commits are made of it. Order, activity, time, operator and the attributes of
// the entry itself, each without blanks around it and in any order; not those of its case
// ("case:…"), which say something else next week. Where `columns` names some and the entry says
// something there: the order, the activity and these alone.
Hash128 identity_of(std::string_view order, const InputEvent& event,
                    const std::vector<std::string>& columns);

// By what an entry is known that another file wrote in another way, or said more of. Not
// persistent.
struct Gist {
  Hash128 key;          // equal: the same entry, if it was at the same time
  Hash128 content;      // equal: nothing that the mapping uses is said otherwise
  std::int64_t at = 0;  // ms; 0: whenever it was
};

// What decides how entries are compared. All outlive it.
struct Comparing {
  const std::vector<std::string>& columns;  // as the mapping names them for identities
  const UsedColumns& used;
  const TimeReader& times;
};

Gist gist_of(std::string_view order, const InputEvent& event, const Comparing& comparing);

// All that an entry says at its time, as the mapping reads it. Not persistent.
Hash128 all_said(std::string_view order, const InputEvent& event, const Comparing& comparing);

// Exports with seconds and without them tell one time.
bool same_time(std::int64_t a, std::int64_t b);

// A used column that says something else by now.
struct Difference {
  std::string column;
  std::string was;
  std::string is;
};
std::vector<Difference> differences(const InputEvent& was, const InputEvent& is,
                                    const Comparing& comparing);

// Of the second, third … of entries that say the same. Persistent.
Hash128 equal_number(const Hash128& identity, std::int64_t number);

// The id of its commit, and the other way round: false where the id is another one.
std::string id_of(const Hash128& identity);
bool identity_in(std::string_view id, Hash128& identity);

}  // namespace kintsugi::api::import
