// Every field of every command as JSON brings it: too long, not UTF-8, of another type, out of
// bounds, left out. Each is named by its code and its place; the command that works otherwise is
// the tables'.

#include <algorithm>
#include <map>
#include <set>

#include "events/schema/runtime/json.h"
#include "schema/description.h"
#include "tests/core/states/members.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

// One command that works, and one of its fields.
struct Case {
  const schema::TypeInfo& type;
  const schema::FieldInfo& field;
  const Members& good;

  Error read(std::optional<std::string> json) const {
    Members members = good;
    members.erase(std::string(field.name));
    if (json) members[std::string(field.name)] = *std::move(json);
    const auto command = schema::read_command_json(type.name, body_of(members));
    return command ? Error{} : command.error();
  }
  void refuses(const std::string& json, std::string_view code) const {
    const Error error = read(json);
    EXPECT_EQ(error.code, code) << json.substr(0, 80);
    EXPECT_EQ(error.pointer, "/" + std::string(field.name)) << error.what;
    EXPECT_EQ(error.kind, ErrorKind::invalid);
  }
};

void check_text(const Case& c) {
  c.refuses('"' + std::string(c.field.max_length + 1, '1') + '"', "request.too_long");
  c.refuses("\"a\\u0000b\"", "request.bad_text");
  if (c.field.format == "secret") c.refuses("\"a\\u007fb\"", "request.bad_text");
  c.refuses("7", "request.wrong_type");
  EXPECT_EQ(c.read("\"\xff\xfe\"").code, "request.bad_text");  // found before any field is
  if (c.field.required) c.refuses("\"\"", "request.missing_field");
}

void check_integer(const Case& c) {
  c.refuses("\"x\"", "request.wrong_type");
  c.refuses("1.5", "request.wrong_type");
  if (c.field.max < INT64_MAX && c.field.max != 0)
    c.refuses(std::to_string(c.field.max + 1), "request.out_of_range");
  if (c.field.min > INT64_MIN + 1)
    c.refuses(std::to_string(c.field.min - 1), "request.out_of_range");
  EXPECT_NE(c.read("99999999999999999999999").code, "");
}

bool is_integer(std::string_view type) { return type.find("int") != std::string_view::npos; }

void check_field(const Case& c) {
  SCOPED_TRACE(std::string(c.type.name) + "." + std::string(c.field.name));
  const std::string_view format = c.field.format;
  if (c.field.type == "text") {
    check_text(c);
  } else if (format == "instant" || format == "date") {
    for (const char* bad :
         {"\"2026-02-29\"x", "\"2026-13-01T00:00:00Z\"", "\"yesterday\"", "7", "{}"})
      EXPECT_EQ(c.read(bad).code.substr(0, 8), "request.") << bad;
  } else if (is_integer(c.field.type)) {
    check_integer(c);
  } else if (c.field.type == "enum") {
    c.refuses("\"no_such_name\"", "request.bad_value");
    c.refuses("7", "request.wrong_type");
    if (c.field.required) c.refuses("\"none\"", "request.missing_field");
  } else if (c.field.type == "bool") {
    c.refuses("\"yes\"", "request.wrong_type");
  } else if (c.field.type == "list") {
    c.refuses("{}", "request.wrong_type");
    if (c.field.required) c.refuses("[]", "request.missing_field");
  }
  if (c.field.required) {
    EXPECT_EQ(c.read(std::nullopt).code, "request.missing_field");
  }
}

// What a note may hold is one number, in the schema and in the core; what a reason may is another.
TEST(Notes, OfEveryCommandTakeFourThousandCharacters) {
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (type.kind != schema::TypeKind::command) continue;
    for (const schema::FieldInfo& field : type.fields) {
      if (field.format == "multiline") {
        const bool why = field.name.ends_with("reason") || field.name == "source";
        EXPECT_EQ(field.max_length, why ? 1000U : 4000U) << type.name << "." << field.name;
      }
    }
  }
}

TEST(BadInput, OfEveryFieldOfEveryCommandIsNamed) {
  std::map<std::string_view, schema::Command> commands;
  for (const Table& table : all_tables()) {
    for (const Row& row : table.rows) commands.emplace(schema::name_of(row.command), row.command);
  }
  std::size_t fields = 0;
  for (const auto& [name, command] : commands) {
    const schema::TypeInfo& type = *schema::find_type(name);
    const Members good = members_of(command);
    const auto whole = schema::read_command_json(name, body_of(good));
    ASSERT_TRUE(whole.has_value()) << name << ": " << whole.error().code << whole.error().pointer;
    for (const schema::FieldInfo& field : type.fields) {
      check_field({type, field, good});
      ++fields;
    }
    Members unknown = good;
    unknown["no_such_field"] = "1";
    EXPECT_EQ(schema::read_command_json(name, body_of(unknown)).error().code,
              "request.unknown_field");
  }
  EXPECT_GT(fields, 300u);
}

// "command.field": what an older system said is kept as it was; one whom nobody knows has any name.
const std::set<std::string> any_text = {
    "import_event.activity",      "import_event.detail", "import_event.file",
    "import_event.operator_name", "import_event.order",  "import_event.reason",
    "reject_sign_in.number",
};

void expect_refused(const Table& table, const Row& row, std::size_t column,
                    const schema::FieldInfo& field) {
  const std::string name =
      std::string(schema::name_of(row.command)) + "." + std::string(field.name);
  if (field.kind != schema::FieldKind::text || any_text.contains(name)) return;
  for (const std::string& bad : {std::string("a\x01z"), std::string(8000, 'x')}) {
    schema::Command command = row.command;
    *static_cast<std::string*>(
        static_cast<void*>(static_cast<char*>(command.data()) + field.value.offset)) = bad;
    Given given = given_for(table, row, column);
    given.as(actor_of(row)).when(command);
    EXPECT_FALSE(given.outcome().has_value()) << name << " takes " << bad.substr(0, 9);
  }
}

// Whoever decides without JSON (an import, a reaction) gets no such text into an event either.
TEST(BadInput, NoCommandTakesATextThatIsNone) {
  for (const Table& table : all_tables()) {
    for (const Row& row : table.rows) {
      const auto works = std::find(row.cells.begin(), row.cells.end(), std::string_view(ok));
      if (works == row.cells.end()) continue;
      const auto column = static_cast<std::size_t>(works - row.cells.begin());
      for (const auto& field : schema::find_type(schema::name_of(row.command))->fields)
        expect_refused(table, row, column, field);
    }
  }
}

}  // namespace
}  // namespace kintsugi::tests
