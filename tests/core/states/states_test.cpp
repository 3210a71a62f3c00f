// Every cell of every table; nothing left out; nobody lets himself in; every refusal has its texts
// and is demanded by some test.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "schema/description.h"
#include "schema/identity.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

namespace fs = std::filesystem;

std::string full_code(const Table& table, std::string_view cell) {
  const bool whole = cell.find('.') != std::string_view::npos;
  return whole ? std::string(cell) : std::string(table.stream) + "." + std::string(cell);
}

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

template <class Visit>
void for_each_source(const char* folder, Visit visit) {
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(KINTSUGI_SOURCE) / folder)) {
    const auto extension = entry.path().extension();
    if (extension == ".cpp" || extension == ".h") visit(entry.path(), read(entry.path()));
  }
}

bool is_for_everybody(const schema::Command& command) {
  const auto roles = schema::find_type(schema::name_of(command))->roles;
  return std::find(roles.begin(), roles.end(), "any") != roles.end();
}

class EveryTable : public testing::TestWithParam<Table> {};
INSTANTIATE_TEST_SUITE_P(States, EveryTable, testing::ValuesIn(all_tables()),
                         [](const auto& of) { return std::string(of.param.stream); });

TEST_P(EveryTable, AnswersEveryCommandInEveryColumn) {
  const Table& table = GetParam();
  for (const Row& row : table.rows) {
    ASSERT_EQ(row.cells.size(), table.columns.size()) << schema::name_of(row.command);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      SCOPED_TRACE(std::string(schema::name_of(row.command)) + " × " +
                   std::string(table.columns[i]));
      Given given = given_for(table, row, i);
      given.as(actor_of(row)).when(row.command);
      if (row.cells[i].empty()) {
        given.then_accepted();
      } else {
        given.then_refused(full_code(table, row.cells[i]));
      }
    }
  }
}

// Somebody with every duty, over an outlet where nothing of this is.
Actor elsewhere(Given& given) {
  given.history("elsewhere", schema::OperatorRegistered{.name = "别处"});
  for (const schema::EnumValue& role : schema::find_enum("role")->values) {
    given.history("elsewhere",
                  schema::RoleGranted{.role = *schema::parse_enum<schema::Role>(role.name),
                                      .outlet = "NOWHERE"});
  }
  return person("elsewhere");
}

TEST_P(EveryTable, WorksOnlyInsideOnesOutlets) {
  const Table& table = GetParam();
  for (const Row& row : table.rows) {
    SCOPED_TRACE(schema::name_of(row.command));
    if (row.as[0] == '\0' || is_for_everybody(row.command)) continue;
    // A new operator has no duty yet, whoever registers him.
    if (row.command.is<schema::RegisterOperator>()) continue;
    const auto works = std::find(row.cells.begin(), row.cells.end(), "");
    if (works == row.cells.end()) continue;
    Given given = given_for(table, row, static_cast<std::size_t>(works - row.cells.begin()));
    given.as(elsewhere(given)).when(row.command).then_refused("authority.out_of_scope");
  }
}

TEST_P(EveryTable, WorksOnlyForThoseWhoseDutyItIs) {
  const Table& table = GetParam();
  for (const Row& row : table.rows) {
    SCOPED_TRACE(schema::name_of(row.command));
    if (is_for_everybody(row.command)) continue;
    Given given = given_for(table, row, table.columns.size() - 1);
    given.history("watcher", schema::OperatorRegistered{.name = "看"});
    given.history("watcher", schema::RoleGranted{.role = schema::Role::auditor});
    given.as(person("watcher")).when(row.command);
    given.then_refused(row.as[0] == '\0' &&
                               schema::find_type(schema::name_of(row.command))->roles.size() == 1
                           ? "authority.system_only"
                           : "authority.not_allowed");
    given.as(person("stranger")).when(row.command).then_refused("authority.not_signed_in");
  }
}

TEST(States, NoCommandIsLeftOut) {
  std::set<std::string_view> named;
  for (const Table& table : all_tables()) {
    for (const Row& row : table.rows) named.insert(schema::name_of(row.command));
  }
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (type.kind != schema::TypeKind::command) continue;
    EXPECT_TRUE(named.contains(type.name)) << type.name << " is in no table of tests/core/states";
  }
}

TEST(States, NoStatusIsLeftOut) {
  const std::vector<Table> tables = all_tables();
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (type.kind != schema::TypeKind::state) continue;
    for (const schema::FieldInfo& field : type.fields) {
      if (field.name != "status") continue;
      const auto table = std::find_if(tables.begin(), tables.end(),
                                      [&](const Table& t) { return t.stream == type.stream; });
      ASSERT_NE(table, tables.end()) << type.stream << " has a status and no table";
      for (const schema::EnumValue& value : schema::find_enum(field.enum_name)->values) {
        EXPECT_NE(std::find(table->columns.begin(), table->columns.end(), value.name),
                  table->columns.end())
            << type.stream << " " << value.name << " is no column";
      }
    }
  }
}

TEST(Refusals, SpeakChineseAndEnglish) {
  const std::regex code("[a-z_]+\\.[a-z][a-z0-9_]*");
  ASSERT_GT(schema::all_refusals().size(), 200u);
  for (const schema::RefusalInfo& refusal : schema::all_refusals()) {
    SCOPED_TRACE(refusal.code);
    EXPECT_TRUE(std::regex_match(std::string(refusal.code), code));
    const auto is_wide = [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; };
    EXPECT_TRUE(std::any_of(refusal.zh.begin(), refusal.zh.end(), is_wide)) << refusal.zh;
    EXPECT_NE(refusal.en, refusal.code);
    EXPECT_NE(refusal.en.find(' '), std::string_view::npos) << "a sentence: " << refusal.en;
    EXPECT_FALSE(std::any_of(refusal.en.begin(), refusal.en.end(), is_wide)) << refusal.en;
  }
}

// A code that no test demands is either dead, and then it is renamed unused…, or untested. Tests
// name it in full, or in a table above, which has been checked cell by cell.
TEST(Refusals, AreAllDemandedBySomeTest) {
  std::set<std::string> demanded;
  for (const Table& table : all_tables()) {
    for (const Row& row : table.rows) {
      for (const std::string_view cell : row.cells) {
        if (!cell.empty()) demanded.insert(full_code(table, cell));
      }
    }
  }
  const std::regex literal("\"([a-z_]+\\.[a-z][a-z0-9_]*)\"");
  for_each_source("tests/core", [&](const fs::path&, const std::string& text) {
    for (std::sregex_iterator m(text.begin(), text.end(), literal), end; m != end; ++m)
      demanded.insert((*m)[1]);
  });
  for (const schema::RefusalInfo& refusal : schema::all_refusals()) {
    if (refusal.code == "import.unmapped" || refusal.code == "import.no_condition")
      continue;  // api/import gives these
    EXPECT_TRUE(demanded.contains(std::string(refusal.code))) << refusal.code;
  }
}

// Whatever core can say is in the schema, where it has its texts: no code is written out in a
// decision.
TEST(Refusals, OfTheCoreAreAllInTheSchema) {
  const std::regex failed("fail\\(\\s*ErrorKind::\\w+,\\s*\"([^\"]+)\"");
  for_each_source("core", [&](const fs::path& file, const std::string& text) {
    for (std::sregex_iterator m(text.begin(), text.end(), failed), end; m != end; ++m)
      EXPECT_NE(schema::find_refusal((*m)[1].str()), nullptr) << file << ": " << (*m)[1];
  });
}

// The same on every machine and at every time: no floating point, clock, chance, locale, or order
// that a container makes up.
TEST(Core, IsPure) {
  const std::regex comment("//[^\n]*|\"[^\"\n]*\"");
  const std::regex impure(
      "\\b(float|double|unordered_\\w+|locale|setlocale|toupper|tolower|isalpha|isdigit|isspace|"
      "strtod|strtof|stod|stof|rand|random_device|mt19937\\w*|system_clock::now|steady_clock|"
      "getenv|"
      "ifstream|fopen)\\b");
  std::size_t sources = 0;
  for_each_source("core", [&](const fs::path& file, const std::string& text) {
    ++sources;
    const std::string code = std::regex_replace(text, comment, "");
    std::smatch found;
    EXPECT_FALSE(std::regex_search(code, found, impure)) << file << " uses " << found.str();
  });
  EXPECT_GT(sources, 80u);
}

}  // namespace
}  // namespace kintsugi::tests
