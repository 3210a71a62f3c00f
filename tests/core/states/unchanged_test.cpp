// Nothing changed: what is said has to be all as it was. Of each command of the tables that is
// refused so when it is sent twice, each field alone makes it a change.

#include <map>
#include <set>
#include <vector>

#include "schema/description.h"
#include "tests/core/states/members.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

using schema::FieldKind;

schema::Command command_of(std::string_view name, const Members& members) {
  const auto command = schema::read_command_json(name, body_of(members));
  EXPECT_TRUE(command.has_value()) << body_of(members);
  return command ? *command : schema::Command{};
}

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

// Of things that company() has two of; others are refused as unknown, which is no wrong answer.
std::vector<std::string> texts(const schema::FieldInfo& field) {
  static const std::map<std::string_view, std::vector<std::string>> known = {
      {"technician", {"T1", "T2"}}, {"operator", {"disp", "acc"}}, {"outlet", {"S1", "R1"}},
      {"customer", {"C-1", "C-2"}}, {"brand", {"haier", "midea"}}};
  const auto found = known.find(field.ref);
  if (found != known.end()) return found->second;
  if (field.format == "phone") return {"13900000008", "13900000009"};
  return {"甲", "乙"};
}

// Other values of the field than `json`, that of the command.
std::vector<std::string> others(const schema::FieldInfo& field, const std::string& json) {
  std::vector<std::string> all;
  switch (field.kind) {
    case FieldKind::boolean: all = {"true", "false"}; break;
    case FieldKind::enumeration:
      for (const schema::EnumValue& value : field.enumeration->values)
        if (value.name != "none") all.push_back(in_quotes(value.name));
      break;
    case FieldKind::date: all = {"\"2026-03-03\"", "\"2026-03-04\""}; break;
    case FieldKind::instant:
      all = {"\"2026-03-02T00:59:00Z\"", "\"2026-03-02T00:58:00Z\""};
      break;
    case FieldKind::text:
      for (const std::string& text : texts(field)) all.push_back(in_quotes(text));
      break;
    case FieldKind::list: all = {"[]"}; break;
    case FieldKind::structure:
    case FieldKind::group:
    case FieldKind::data: break;
    default: all = {"1", "2"};
  }
  std::erase(all, json);
  return all;
}

// Which thing it is, or which part of it; and why it is said at all.
bool is_of_another_thing(const schema::TypeInfo& type, const schema::FieldInfo& field) {
  static const std::set<std::string_view> parts = {"booking", "line", "number", "version", "round"};
  return field.ref == type.stream || &field == &type.fields.front() || parts.contains(field.name);
}
bool is_why(const schema::FieldInfo& field) {
  return field.name == "reason" || field.name.ends_with("_reason");
}

bool is_nothing(const Given& given) {
  return !given.outcome() && given.outcome().error().code.ends_with(".nothing_changed");
}

// "command.field" of which another value changes nothing by itself; "command.": none does.
const std::set<std::string> no_change = {
    "change_customer.datum",            // of a place that is not named
    "change_warehouse.datum",           // idem
    "check_in.",                        // said once a visit: what was said is withdrawn first
    "correct_registration.datum",       // of a place that is not named
    "define_territory.effective_from",  // of what it serves from then on anyway
};

// What was not named stays as it is, which is one of its values.
bool is_named(const std::string& json) {
  static const std::set<std::string> nothing = {"null", "0", "false", "\"\"", "\"none\"", "[]"};
  return !nothing.contains(json);
}

// Sent once more with another value of the field.
void expect_change(const Table& table, const Row& row, std::size_t column, const Members& members,
                   const schema::FieldInfo& field) {
  const std::string name(field.name);
  const auto found = members.find(name);
  if (found == members.end()) return;  // a secret
  std::vector<std::string> same;
  for (const std::string& json : others(field, found->second)) {
    Members changed = members;
    changed[name] = json;
    Given given = given_for(table, row, column);
    given.as(actor_of(row)).when(row.command);
    given.when(command_of(schema::name_of(row.command), changed));
    if (is_nothing(given)) same.push_back(json);
  }
  EXPECT_LE(same.size(), is_named(found->second) ? 0u : 1u)
      << name << " " << testing::PrintToString(same) << " is no change";
}

class Unchanged : public testing::TestWithParam<Table> {};
INSTANTIATE_TEST_SUITE_P(States, Unchanged, testing::ValuesIn(all_tables()),
                         [](const auto& of) { return std::string(of.param.stream); });

TEST_P(Unchanged, IsWhatSaysAllThatItSaid) {
  const Table& table = GetParam();
  for (const Row& row : table.rows) {
    const schema::TypeInfo& type = *schema::find_type(schema::name_of(row.command));
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (!row.cells[i].empty()) continue;
      SCOPED_TRACE(std::string(type.name) + " × " + std::string(table.columns[i]));
      Given given = given_for(table, row, i);
      given.as(actor_of(row)).when(row.command).when(row.command);
      if (!is_nothing(given)) continue;
      const Members members = members_of(row.command);
      for (const schema::FieldInfo& field : type.fields) {
        const std::string name = std::string(type.name) + "." + std::string(field.name);
        const bool changes = !is_of_another_thing(type, field) && !is_why(field) &&
                             !no_change.contains(name) &&
                             !no_change.contains(std::string(type.name) + ".");
        if (!changes) continue;
        expect_change(table, row, i, members, field);
      }
    }
  }
}

}  // namespace
}  // namespace kintsugi::tests
