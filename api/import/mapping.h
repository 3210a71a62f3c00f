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

#include "api/import/column_reading.h"
#include "api/import/csv_reader.h"
#include "api/import/template.h"
#include "api/import/time_reader.h"
#include "events/base/result.h"
#include "events/schema/runtime/erased.h"
#include "schema/import.h"

namespace kintsugi::api::import {

// One value of a command's field, to be filled in.
struct ValueTemplate {
  enum class Kind { text, literal, list, object };
  Kind kind = Kind::literal;
  enum class Holds {
    prose,   // a text that may be cut
    exact,   // a text that means nothing when it is cut: an id, a brand
    code,    // a phone, a serial, a paper's number
    number,  // written without quotes
    truth,   // true or false, without quotes
    time,
    date,
    choice
  };
  TextTemplate text;           // of text
  Holds holds = Holds::exact;  // of text; this and the next two as the schema says
  bool required = false;
  bool phone = false;            // of a code
  std::uint32_t length_max = 0;  // of prose, in characters; 0: no bound
  // Of a number that is no unit but a hundredth or a thousandth: the filter that makes such.
  std::string_view scaled_by = {};  // "fen", "thousandths"
  std::string literal;  // of literal: JSON
  std::vector<ValueTemplate> items;
  std::vector<std::pair<std::string, ValueTemplate>> members;
  std::int64_t line = 0;
};

// How the reason begins of what was brought in, but not as it stood there, or not surely so.
inline constexpr std::string_view cut_to = "cut to ";
inline constexpr std::string_view taken_for = "taken for ";

// [commands.NAME]: one command with its fields.
struct CommandTemplate {
  std::string command;  // "schedule_booking"
  std::vector<std::pair<std::string, ValueTemplate>> fields;
  std::int64_t line = 0;

  // The command's fields as a JSON object, as its reader takes it. A field whose template is absent
  // is left out; an optional one that cannot be read is left out and told in `put_aside`, prose
  // that is too long is cut and told there too. `times` reads what is to be a time. Errors, none of
  // which lets a number or anything that is required fall: invalid "import.unreadable", and then
  // the last of `put_aside` is what could not be read; "request.…"; each with the field as its
  // pointer.
  Result<schema::Command> render(const Fields& fields_of_event, const TimeReader& times,
                                 std::string& body,
                                 std::vector<schema::ImportPutAside>& put_aside) const;
};

// One way to bring an activity in: these commands, in this order, all or none.
struct Attempt {
  enum class When { always, first_in_case, later_in_case, last_in_case, first_of_activity, again };
  When when = When::always;
  std::vector<std::pair<std::string, std::vector<std::string>>> where;  // attribute: word_key()s
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
  std::string clock_name;     // where the time of day stands beside the day; else empty
  std::string operator_name;  // empty: the log names no operator
  CsvOptions csv;             // encoding, trust_encoding and keep_bad go for XES too
  std::string time_format = "iso8601";
  std::string time_zone = "+08:00";
  // Which way rows of one minute follow each other; found_out: as most rows of a case do.
  enum class Rows { found_out, oldest_first, newest_first };
  Rows rows = Rows::found_out;
  std::optional<Instant> start;  // of a log without times: its entries follow by the second
  bool keep_bad = false;         // on_bad_entry: an entry that cannot be read is kept as a fact
  // Equal rows of one file: the second and later ones are facts, or each is an event. Found out:
  // once in CSV where times are finer than a day, else each.
  enum class EqualRows { found_out, once, each };
  EqualRows equal_rows = EqualRows::found_out;
  bool equal_rows_once(bool times_tell_them_apart) const {
    if (!identity.empty()) return true;
    if (equal_rows != EqualRows::found_out) return equal_rows == EqualRows::once;
    return format == Format::csv && times_tell_them_apart;
  }
  std::vector<std::string> identity;  // columns that tell entries apart; empty: all of them
};

struct Mapping {
  Source source;
  std::optional<TimeReader> times;  // made of source; always there after read_mapping
  TextTemplate order_id;
  TextTemplate operator_id;
  std::map<std::string, CommandTemplate, std::less<>> commands;
  std::vector<Preparation> preparations;
  std::map<std::string, ActivityRule, std::less<>> activities;  // "*": the rest
  std::map<std::string, std::string> activity_keys;  // their names by word_key()
  std::vector<std::string> notes;  // what may not be meant so, "FILE:LINE: …"

  UsedColumns used_columns() const;

  // The columns without which nothing can be read: all that are used but those with a default, and
  // what [source] names; each once.
  std::vector<std::string> needed_columns() const;

  // The rule for an activity, that of its name in other capitals or width, "*" for the rest, null
  // where there is none.
  const ActivityRule* rule_for(std::string_view activity) const;
};

// Reads and checks a mapping. Errors: not_found "import.no_file"; invalid "import.bad_mapping",
// each fault with file and line: TOML syntax, unknown keys, unknown commands and fields, missing
// required fields, constants of a wrong type, templates and maps that do not exist.
Result<Mapping> read_mapping(const std::filesystem::path& file);
Result<Mapping> parse_mapping(std::string_view toml, const std::string& name);

}  // namespace kintsugi::api::import
