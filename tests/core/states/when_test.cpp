// A command's $when says in which statuses of its thing it is possible; screens offer commands by
// it. The tables say the same by trying: both must agree.

#include <algorithm>
#include <map>
#include <set>

#include "events/schema/runtime/list_info.h"
#include "schema/description.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

using Statuses = std::set<std::string_view>;

// Every status of the stream's state; none where it has no status.
Statuses statuses_of(std::string_view stream) {
  Statuses out;
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (type.kind != schema::TypeKind::state || type.stream != stream) continue;
    const schema::FieldInfo* status = type.field("status");
    if (status == nullptr) continue;
    for (const schema::EnumValue& value : schema::find_enum(status->enum_name)->values)
      out.insert(value.name);
  }
  return out;
}

// Columns tell more apart than statuses do.
std::string_view status_of(std::string_view column) {
  // Until when an operator is locked is a time; his status stays.
  if (column == "locked") return "active";
  return column.substr(0, column.find(' '));  // "open without findings"
}

// To the table's stream, or offered by the list of its state.
bool is_offered(const schema::TypeInfo& command, std::string_view stream) {
  if (command.stream == stream) return true;
  for (const schema::ListInfo& list : schema::all_lists()) {
    if (list.is_state() && list.thing == stream &&
        std::find(list.commands.begin(), list.commands.end(), command.name) != list.commands.end())
      return true;
  }
  return false;
}

// By command of the table's stream: the statuses in which one of its rows works.
std::map<std::string_view, Statuses> works_in(const Table& table) {
  std::map<std::string_view, Statuses> out;
  for (const Row& row : table.rows) {
    const std::string_view command = schema::name_of(row.command);
    if (!is_offered(*schema::find_type(command), table.stream)) continue;
    Statuses& statuses = out[command];
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (row.cells[i].empty()) statuses.insert(status_of(table.columns[i]));
  }
  return out;
}

TEST(When, SaysWhatTheTablesSay) {
  std::size_t compared = 0;
  for (const Table& table : all_tables()) {
    const Statuses every = statuses_of(table.stream);
    if (every.empty()) continue;
    for (const auto& [command, works] : works_in(table)) {
      const auto when = schema::find_type(command)->when;
      const Statuses said = when.empty() ? every : Statuses(when.begin(), when.end());
      EXPECT_EQ(said, works) << command;
      ++compared;
    }
  }
  EXPECT_GT(compared, 60u);
}

// A name that is no status would hide its command for ever.
TEST(When, NamesStatuses) {
  for (const schema::TypeInfo& type : schema::all_types()) {
    const Statuses every = statuses_of(type.stream);
    if (type.kind != schema::TypeKind::command || every.empty()) continue;
    for (const std::string_view status : type.when)
      EXPECT_TRUE(every.contains(status)) << type.name << ": " << status;
  }
}

// Each command works in some cell: what is never tried where it works is not known to work, and
// has no golden commit.
TEST(When, EveryCommandWorksSomewhere) {
  std::map<std::string_view, bool> works;
  for (const Table& table : all_tables()) {
    for (const Row& row : table.rows) {
      bool& known = works[schema::name_of(row.command)];
      known = known || std::find(row.cells.begin(), row.cells.end(), ok) != row.cells.end();
    }
  }
  for (const auto& [command, known] : works) EXPECT_TRUE(known) << command;
}

}  // namespace
}  // namespace kintsugi::tests
