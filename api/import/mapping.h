#pragma once
// A mapping file, read and checked: how the log of an older system becomes commands. MAPPING.md is
// its documentation; this is what it says, as values.

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/import/csv_reader.h"
#include "api/import/template.h"
#include "api/import/time_reader.h"
#include "events/base/result.h"

namespace kintsugi::api::import {

// One value of a command's field, to be filled in.
struct ValueTemplate {
  enum class Kind { text, literal, list, object };
  Kind kind = Kind::literal;
  TextTemplate text;    // of text
  bool bare = false;    // of text: written without quotes (numbers, true, false)
  std::string literal;  // of literal: JSON
  std::vector<ValueTemplate> items;
  std::vector<std::pair<std::string, ValueTemplate>> members;
  std::int64_t line = 0;
};

// [commands.NAME]: one command with its fields.
struct CommandTemplate {
  std::string command;  // "schedule_booking"
  std::vector<std::pair<std::string, ValueTemplate>> fields;
  std::int64_t line = 0;

  // The command's fields as a JSON object; a field whose template cannot be filled in is left out.
  std::string render(const Fields& fields_of_event) const;
};

// One way to bring an activity in: these commands, in this order, all or none.
struct Attempt {
  enum class When { always, first_in_case, later_in_case, last_in_case, first_of_activity, again };
  When when = When::always;
  std::vector<std::pair<std::string, std::vector<std::string>>> where;  // attribute: one of
  std::vector<std::string> commands;  // names of templates
  std::int64_t line = 0;
};

// [[activity]]: the ways are tried in order; the first whose commands are all allowed is taken.
struct ActivityRule {
  std::string keep_because;  // without attempts: why it is kept as a fact; "" = not said
  std::vector<Attempt> attempts;
  std::int64_t line = 0;
};

// [[prepare]]: commands before the first event, once or for each distinct value of a template.
struct Preparation {
  std::optional<TextTemplate> for_each;
  std::vector<std::string> commands;
  std::int64_t line = 0;
};

struct Source {
  enum class Format { xes, csv };
  Format format = Format::xes;
  std::string case_name;      // the attribute or column that is the case
  std::string activity_name;
  std::string time_name;
  std::string operator_name;  // empty: the log names no operator
  CsvOptions csv;
  std::string time_format = "iso8601";
  std::string time_zone = "+08:00";
};

struct Mapping {
  Source source;
  std::optional<TimeReader> times;  // made of source; always there after read_mapping
  TextTemplate order_id;
  TextTemplate operator_id;
  std::map<std::string, CommandTemplate, std::less<>> commands;
  std::vector<Preparation> preparations;
  std::map<std::string, ActivityRule, std::less<>> activities;  // "*": the rest

  // The rule for an activity, "*" for the rest, null where there is neither.
  const ActivityRule* rule_for(std::string_view activity) const;
};

// Reads and checks a mapping. Errors: not_found "import.no_file"; invalid "import.bad_mapping",
// each fault with file and line: TOML syntax, unknown keys, unknown commands and fields, missing
// required fields, constants of a wrong type, templates and maps that do not exist.
Result<Mapping> read_mapping(const std::filesystem::path& file);
Result<Mapping> parse_mapping(std::string_view toml, const std::string& name);

}  // namespace kintsugi::api::import
