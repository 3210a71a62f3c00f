#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <sstream>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "api/import/alike.h"
#include "api/import/command_check.h"
#include "api/import/encoding.h"
#include "api/import/mapping.h"
#include "api/import/problems.h"
#include "api/import/text.h"
#include "api/words/nearest.h"
#include "events/schema/runtime/clean_text.h"

namespace kintsugi::api::import {
namespace {

std::int64_t line_of(const toml::node& node) {
  return static_cast<std::int64_t>(node.source().begin.line);
}

// "1 Jan" dates are written as strings; anything else of TOML has a JSON form.
std::optional<std::string> literal_json(const toml::node& node) {
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  return std::nullopt;
}

// As readers trim the names of columns and activities.
std::string clean_name(std::string_view name) {
  return schema::clean_text(name, schema::TextFormat::plain);
}

class MappingParser {
 public:
  explicit MappingParser(std::string name) : name_(std::move(name)) {}

  Result<Mapping> parse(const toml::table& root) {
    only_keys(root, {"source", "order", "operator", "maps", "commands", "prepare", "activity"}, "");
    read_maps(root);
    read_source(root);
    mapping_.order_id = id_template(root, "order", "{case}", true);
    mapping_.operator_id = id_template(root, "operator", "{operator}", false);
    read_commands(root);
    read_preparations(root);
    read_activities(root);
    for (auto& [name, command] : mapping_.commands)
      check_command(name, command, problems_, doubts_);
    mapping_.source.csv.required_columns = mapping_.needed_columns();
    if (!problems_.empty()) {
      return tl::unexpected(problems_.to_error(name_, "import.bad_mapping"));
    }
    for (const Problem& doubt : doubts_.list())
      mapping_.notes.push_back(name_ + ":" + std::to_string(doubt.line) + ": " + doubt.what);
    return std::move(mapping_);
  }

 private:
  void complain(std::int64_t line, std::string what) { problems_.add(line, std::move(what)); }

  void only_keys(const toml::table& table, std::initializer_list<std::string_view> known,
                 const std::string& where) {
    for (const auto& [key, value] : table) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      std::string list;
      for (const std::string_view name : known) list.append(list.empty() ? "" : ", ").append(name);
      complain(line_of(value), "unknown key \"" + std::string(key.str()) + "\"" +
                                   (where.empty() ? "" : " in " + where) + ": known are " + list +
                                   did_you_mean(key.str(), {known.begin(), known.end()}));
    }
  }

  std::string text(const toml::table& table, std::string_view key, std::string fallback) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return fallback;
    if (const auto* value = node->as_string()) return value->get();
    complain(line_of(*node), "\"" + std::string(key) + "\" is to be a string");
    return fallback;
  }

  const toml::table* table_of(const toml::table& root, std::string_view key) {
    const toml::node* node = root.get(key);
    if (node == nullptr) return nullptr;
    if (const auto* table = node->as_table()) return table;
    complain(line_of(*node),
             "\"" + std::string(key) + "\" is to be a table: [" + std::string(key) + "]");
    return nullptr;
  }

  std::vector<const toml::table*> tables_of(const toml::table& root, std::string_view key) {
    std::vector<const toml::table*> tables;
    const toml::node* node = root.get(key);
    if (node == nullptr) return tables;
    if (const auto* list = node->as_array()) {
      for (const toml::node& item : *list) {
        if (const auto* table = item.as_table()) tables.push_back(table);
      }
      if (tables.size() == list->size()) return tables;
    }
    complain(line_of(*node), "\"" + std::string(key) + "\" is to be a list of tables: [[" +
                                 std::string(key) + "]]");
    return {};
  }

  std::optional<TextTemplate> template_of(const toml::node& node, std::string_view value) {
    Result<TextTemplate> made = TextTemplate::parse(value, maps_);
    if (made) return *std::move(made);
    complain(line_of(node), made.error().what);
    return std::nullopt;
  }

  void read_maps(const toml::table& root) {
    const toml::table* maps = table_of(root, "maps");
    if (maps == nullptr) return;
    for (const auto& [name, node] : *maps) {
      const toml::table* entries = node.as_table();
      if (entries == nullptr) {
        complain(line_of(node), "[maps." + std::string(name.str()) + "] is to be a table");
        continue;
      }
      ValueMap& map = maps_[std::string(name.str())];
      map.line = line_of(node);
      for (const auto& [from, to] : *entries) {
        std::optional<std::string> value = literal_json(to);
        if (const auto* string = to.as_string()) value = string->get();
        if (!value) {
          complain(line_of(to), "a map gives strings, numbers, true or false");
        } else if (from.str() == "*") {
          map.otherwise = *value;
        } else {
          map.entries.emplace(from.str(), *value);
        }
      }
      for (const auto& [from, to] : map.entries)
        map.by_key.try_emplace(word_key(from), to);
    }
  }

  void read_source(const toml::table& root) {
    const toml::table* source = table_of(root, "source");
    if (source == nullptr) return complain(1, "there is no [source]");
    only_keys(
        *source,
        {"format", "case", "activity", "time", "operator", "time_format", "time_zone", "encoding",
         "trust_encoding", "delimiter", "rows", "start", "on_bad_entry", "equal_rows", "identity"},
        "[source]");
    Source& made = mapping_.source;
    const std::string format = text(*source, "format", "");
    made.format = format == "csv" ? Source::Format::csv : Source::Format::xes;
    if (format != "xes" && format != "csv") {
      complain(line_of(*source), "[source] format is to be \"xes\" or \"csv\"");
    }
    const bool xes = made.format == Source::Format::xes;
    made.case_name = text(*source, "case", xes ? "case:concept:name" : "");
    made.activity_name = text(*source, "activity", xes ? "concept:name" : "");
    read_time_columns(*source, xes);
    made.operator_name = text(*source, "operator", xes ? "org:resource" : "");
    for (std::string* name :
         {&made.case_name, &made.activity_name, &made.time_name, &made.operator_name}) {
      *name = clean_name(*name);
    }
    for (const auto& [key, name] : {std::pair("case", &made.case_name),
                                    std::pair("activity", &made.activity_name),
                                    std::pair("time", &made.time_name)}) {
      if (name->empty()) {
        complain(line_of(*source),
                 std::string("[source] does not say which column is \"") + key + "\"");
      }
    }
    made.time_format = text(*source, "time_format", "iso8601");
    made.time_zone = text(*source, "time_zone", "+08:00");
    Result<TimeReader> times = TimeReader::make(made.time_format, made.time_zone);
    if (times) {
      mapping_.times = std::move(*times);
    } else {
      complain(line_of(*source), times.error().what);
    }
    read_text_form(*source);
    read_rows(*source);
  }

  // One column, or that of the day and that of the time of day.
  void read_time_columns(const toml::table& source, bool xes) {
    Source& made = mapping_.source;
    const toml::node* node = source.get("time");
    if (node == nullptr || !node->is_array()) {
      made.time_name = text(source, "time", xes ? "time:timestamp" : "");
      return;
    }
    const std::vector<std::string> both = choices(*node, "time = [\"day\", \"hour\"]");
    if (both.size() != 2)
      return complain(line_of(*node), "[source] time names one column or two: [\"day\", \"hour\"]");
    made.time_name = both[0];
    made.clock_name = both[1];
  }

  // How octets become rows.
  void read_text_form(const toml::table& source) {
    CsvOptions& csv = mapping_.source.csv;
    csv.encoding = text(source, "encoding", "");
    for (char& c : csv.encoding) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (csv.encoding == "utf8") csv.encoding = "utf-8";
    if (!csv.encoding.empty()) {
      if (const auto decoder = Decoder::open(csv.encoding); !decoder)
        complain(line_of(source), decoder.error().what);
    }
    csv.trust_encoding = truth(source, "trust_encoding");
    const std::string delimiter = text(source, "delimiter", "");
    if (delimiter.size() > 1 || delimiter == "\"" || delimiter == "\n" || delimiter == "\r") {
      complain(line_of(source),
               "[source] delimiter is to be one character of ASCII, such as , ; or a tab");
    } else if (!delimiter.empty()) {
      csv.delimiter = delimiter[0];
    }
  }

  // How rows become the events of a case.
  void read_rows(const toml::table& source) {
    Source& made = mapping_.source;
    made.rows = static_cast<Source::Rows>(
        one_of(source, "rows", {"found_out", "oldest_first", "newest_first"}));
    made.csv.keep_bad = made.keep_bad = one_of(source, "on_bad_entry", {"stop", "keep"}) == 1;
    made.equal_rows =
        static_cast<Source::EqualRows>(one_of(source, "equal_rows", {"found_out", "once", "each"}));
    if (const std::string start = text(source, "start", ""); !start.empty()) {
      const Result<TimeReader> reader = TimeReader::make("iso8601", made.time_zone);
      const Result<Instant> at = reader ? reader->read(start) : tl::unexpected(reader.error());
      if (at) {
        made.start = *at;
      } else {
        complain(line_of(source), "[source] start: " + at.error().what);
      }
    }
    if (source.contains("identity")) {
      made.identity = choices(*source.get("identity"), "identity = [\"entry id\"]");
      for (const std::string& column : made.identity) {
        const bool named = column == made.case_name || column == made.activity_name ||
                           column == made.time_name || column == made.operator_name;
        if (named)
          complain(line_of(source),
                   "[source] identity names other columns than \"" + column + "\"");
      }
    }
  }

  bool truth(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return false;
    if (const auto* value = node->as_boolean()) return value->get();
    complain(line_of(*node), "\"" + std::string(key) + "\" is to be true or false");
    return false;
  }

  // The number of the word among `words`; 0, the first, where it is not said.
  int one_of(const toml::table& table, std::string_view key,
             std::initializer_list<std::string_view> words) {
    const std::string word = text(table, key, std::string(*words.begin()));
    const auto found = std::find(words.begin(), words.end(), word);
    if (found != words.end()) return static_cast<int>(found - words.begin());
    std::string list;
    for (const std::string_view known : words)
      list.append(list.empty() ? "\"" : ", \"").append(known).append("\"");
    complain(line_of(*table.get(key)), "[source] " + std::string(key) + " is to be one of " + list);
    return 0;
  }

  TextTemplate id_template(const toml::table& root, std::string_view key, std::string_view fallback,
                           bool required) {
    const toml::table* table = table_of(root, key);
    if (table == nullptr) return *TextTemplate::parse(fallback, maps_);
    only_keys(*table, {"id"}, "[" + std::string(key) + "]");
    const std::string id = text(*table, "id", std::string(fallback));
    std::optional<TextTemplate> made = template_of(*table, id);
    if (made && required && made->is_constant()) {
      complain(line_of(*table), "[order] id names no field: every case would be one order");
    }
    return made ? *std::move(made) : TextTemplate();
  }

  void read_commands(const toml::table& root) {
    const toml::table* commands = table_of(root, "commands");
    if (commands == nullptr) return;
    for (const auto& [name, node] : *commands) {
      const toml::table* table = node.as_table();
      if (table == nullptr) {
        complain(line_of(node), "[commands." + std::string(name.str()) + "] is to be a table");
        continue;
      }
      CommandTemplate made;
      made.line = line_of(node);
      made.command = text(*table, "command", "");
      if (made.command.empty()) {
        complain(made.line, "[commands." + std::string(name.str()) +
                                "] does not name its command: command = \"...\"");
        continue;
      }
      for (const auto& [field, value] : *table) {
        if (field.str() == "command") continue;
        if (std::optional<ValueTemplate> filled = value_of(value)) {
          made.fields.emplace_back(field.str(), *std::move(filled));
        }
      }
      mapping_.commands.emplace(name.str(), std::move(made));
    }
  }

  std::optional<ValueTemplate> value_of(const toml::node& node) {
    ValueTemplate made;
    made.line = line_of(node);
    if (std::optional<std::string> literal = literal_json(node)) {
      made.literal = *std::move(literal);
    } else if (const auto* string = node.as_string()) {
      made.kind = ValueTemplate::Kind::text;
      std::optional<TextTemplate> parsed = template_of(node, string->get());
      if (!parsed) return std::nullopt;
      made.text = *std::move(parsed);
    } else if (const auto* list = node.as_array()) {
      made.kind = ValueTemplate::Kind::list;
      for (const toml::node& item : *list) {
        std::optional<ValueTemplate> value = value_of(item);
        if (!value) return std::nullopt;
        made.items.push_back(*std::move(value));
      }
    } else if (const auto* table = node.as_table()) {
      made.kind = ValueTemplate::Kind::object;
      for (const auto& [name, member] : *table) {
        std::optional<ValueTemplate> value = value_of(member);
        if (!value) return std::nullopt;
        made.members.emplace_back(name.str(), *std::move(value));
      }
    } else {
      complain(made.line, "fractions and TOML dates are not taken: write them as a string");
      return std::nullopt;
    }
    return made;
  }

  std::string no_command(const std::string& name) const {
    std::vector<std::string> known;
    for (const auto& [other, command] : mapping_.commands) known.push_back(other);
    return "there is no [commands." + name + "]" + did_you_mean(name, known);
  }

  std::vector<std::string> names_of_commands(const toml::table& table) {
    std::vector<std::string> names;
    const toml::node* node = table.get("do");
    const toml::array* list = node == nullptr ? nullptr : node->as_array();
    if (list == nullptr || list->empty()) {
      complain(line_of(table), "expected do = [...], the names of one or more [commands.NAME]");
      return names;
    }
    for (const toml::node& item : *list) {
      const auto* name = item.as_string();
      if (name == nullptr || mapping_.commands.find(name->get()) == mapping_.commands.end()) {
        complain(line_of(item), name == nullptr ? "do = [...] lists names in quotes"
                                                : no_command(name->get()));
      } else {
        names.push_back(name->get());
      }
    }
    return names;
  }

  void read_preparations(const toml::table& root) {
    for (const toml::table* table : tables_of(root, "prepare")) {
      only_keys(*table, {"for_each", "do"}, "[[prepare]]");
      Preparation made;
      made.line = line_of(*table);
      if (const std::string each = text(*table, "for_each", ""); !each.empty()) {
        made.for_each = template_of(*table, each);
      }
      made.commands = names_of_commands(*table);
      mapping_.preparations.push_back(std::move(made));
    }
  }

  void read_activities(const toml::table& root) {
    const std::vector<const toml::table*> tables = tables_of(root, "activity");
    if (tables.empty()) complain(1, "there is no [[activity]]");
    for (const toml::table* table : tables) {
      only_keys(*table, {"name", "names", "try", "keep"}, "[[activity]]");
      ActivityRule made;
      made.line = line_of(*table);
      made.keep_because = text(*table, "keep", "");
      for (const toml::table* way : tables_of(*table, "try"))
        made.attempts.push_back(attempt(*way));
      if (made.attempts.empty() == made.keep_because.empty()) {
        complain(made.line,
                 "an [[activity]] has either try = [...] or keep = \"why it is a fact\"");
      }
      for (const std::string& name : names_of_activities(*table)) {
        if (!mapping_.activities.emplace(name, made).second) {
          complain(made.line, "the activity \"" + name + "\" is mapped twice");
        }
        mapping_.activity_keys.try_emplace(word_key(name), name);
      }
    }
  }

  std::vector<std::string> names_of_activities(const toml::table& table) {
    std::vector<std::string> names;
    if (const std::string one = text(table, "name", ""); !one.empty())
      names.push_back(clean_name(one));
    if (const toml::node* node = table.get("names")) {
      for (std::string& name : choices(*node, "names = [\"...\", \"...\"]"))
        names.push_back(std::move(name));
    }
    if (names.empty())
      complain(line_of(table), "an [[activity]] needs name = \"...\" or names = [...]");
    return names;
  }

  Attempt attempt(const toml::table& table) {
    static const std::map<std::string_view, Attempt::When> conditions = {
        {"always", Attempt::When::always},
        {"first_in_case", Attempt::When::first_in_case},
        {"later_in_case", Attempt::When::later_in_case},
        {"last_in_case", Attempt::When::last_in_case},
        {"first_of_activity", Attempt::When::first_of_activity},
        {"again", Attempt::When::again}};
    only_keys(table, {"when", "where", "do"}, "try");
    Attempt made;
    made.line = line_of(table);
    made.commands = names_of_commands(table);
    const std::string when = text(table, "when", "always");
    if (const auto found = conditions.find(when); found != conditions.end()) {
      made.when = found->second;
    } else {
      complain(made.line, "unknown condition when = \"" + when +
                              "\": first_in_case, later_in_case, last_in_case, first_of_activity, "
                              "again or always");
    }
    if (const toml::table* where = table_of(table, "where")) {
      for (const auto& [name, node] : *where)
        made.where.emplace_back(
            clean_name(name.str()),
            as_keys(choices(node, "where = { name = \"value\" } or { name = [\"a\", \"b\"] }")));
    }
    return made;
  }

  static std::vector<std::string> as_keys(std::vector<std::string> words) {
    for (std::string& word : words) word = word_key(word);
    return words;
  }

  // One string or a list of them; what else it is, is answered with the `form`.
  std::vector<std::string> choices(const toml::node& node, const std::string& form) {
    std::vector<std::string> values;
    bool strings = true;
    if (const auto* one = node.as_string()) values.push_back(clean_name(one->get()));
    if (const auto* list = node.as_array()) {
      for (const toml::node& item : *list) {
        const auto* value = item.as_string();
        strings = strings && value != nullptr;
        if (value != nullptr) values.push_back(clean_name(value->get()));
      }
    }
    if (values.empty() || !strings) complain(line_of(node), "expected strings: " + form);
    return values;
  }

  const std::string name_;
  Mapping mapping_;
  ValueMaps maps_;
  Problems problems_;
  Problems doubts_;  // about what is no fault
};

}  // namespace

Result<Mapping> parse_mapping(std::string_view text, const std::string& name) {
  if (!is_utf8(text)) {
    Problems problems;
    const std::string likely = likely_encoding(text);
    problems.add(0, "a mapping is written in UTF-8: save it so" +
                        (likely.empty() ? "" : " (it looks like " + likely + ")"));
    return tl::unexpected(problems.to_error(name, "import.bad_mapping"));
  }
  const toml::parse_result parsed = toml::parse(text, name);
  if (!parsed) {
    Problems problems;
    problems.add(static_cast<std::int64_t>(parsed.error().source().begin.line),
                 std::string(parsed.error().description()));
    return tl::unexpected(problems.to_error(name, "import.bad_mapping"));
  }
  return MappingParser(name).parse(parsed.table());
}

}  // namespace kintsugi::api::import
