#pragma once
// Which commands may be sent to a thing now, by who asks: from the command's duties, the statuses
// in which it is possible ($when) and what the thing's id is made of. What decides in the end is
// the command itself. Any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/reading/rows_at.h"
#include "api/http/reading/which_one.h"
#include "api/http/session/principal.h"
#include "projections/lists/list.h"
#include "schema/description.h"

namespace kintsugi::api {

struct Possible {
  const schema::TypeInfo* command = nullptr;
  // Empty: it may be sent; "duty", "status", "four_eyes" (another person has to), "lacks": why not.
  std::string_view why;
  bool in_time = true;                  // the thing's status lets it in, whoever sends it
  std::vector<std::string_view> lacks;  // what it would be refused for, as codes
  std::vector<std::string_view> proposed;  // fields of `fill` that are no fact but a proposal
  // Which of a list of the thing it can mean; one alone, or the item's own, stands in `fill`.
  std::optional<WhichOne> among;
  // Fields that the thing answers: its id, and what item and command name alike.
  std::vector<std::pair<std::string_view, std::string>> fill;  // values as JSON
  // Of these, what names the thing and what waits in it: nobody would say it otherwise.
  std::vector<std::string_view> fixed() const;
};

// Who may ask for commands, on which rows, and when they would be sent. All outlive what is asked.
struct Asking {
  RowsAt& rows;
  const Principal& principal;
  Instant at;
};

// Of the thing that an item of the list belongs to, and those that the list offers beside them; by
// the schema's codes. Commands that make a new thing are not among them. Errors: those of reading
// rows.
Result<std::vector<Possible>> possible_commands(const projections::lists::List& list,
                                                const projections::lists::Item& item,
                                                const Asking& asking);

// The same; of an item that names the thing it is about by its stream (what waits in a queue):
// those of that thing, in its status. None where the viewer of `rows` may not see it. Errors: those
// of reading rows.
Result<std::vector<Possible>> commands_of(const projections::lists::List& list,
                                          const projections::lists::Item& item,
                                          const Asking& asking);

// Of these, what is declared to be done about what waits in the item's queue: the usual one first.
std::vector<Possible> inbox_commands(const projections::lists::List& list,
                                     const projections::lists::Item& item,
                                     const std::vector<Possible>& possible);

// The field of a command that names its own thing; null where several make its id.
const schema::FieldInfo* own_field(const schema::TypeInfo& command);

}  // namespace kintsugi::api
