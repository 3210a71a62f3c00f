#pragma once
// Text with placeholders, as a mapping writes it: "HD-{case|digits}", "{time+15m}",
// "{severity|map:severity}". Parsed once, filled in for each event. Values; any thread.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/import/input_event.h"
#include "events/base/result.h"

namespace kintsugi::api::import {

// A table of the mapping: the older system's words to ours.
struct ValueMap {
  std::map<std::string, std::string, std::less<>> entries;
  // The same by word_key(): for words of another width or capitals that have no entry.
  std::map<std::string, std::string, std::less<>> by_key;
  std::optional<std::string> otherwise;  // for a value that is not listed
  std::int64_t line = 0;                 // of the mapping file
};
using ValueMaps = std::map<std::string, ValueMap, std::less<>>;

// What placeholders can name besides the event's attributes.
struct Fields {
  const InputEvent* event = nullptr;
  std::string_view order;        // {order}
  std::string_view operator_id;  // {operator_id}
  std::string_view value;        // {value}: the distinct value that a preparation runs for

  static Fields of(const InputEvent& event) {
    Fields fields;
    fields.event = &event;
    return fields;
  }
};

// What a template gives for one event. An absent cell leaves its field out; an unreadable one says
// something that cannot be taken for what the field is, and must never be mistaken for nothing.
struct Cell {
  enum class State { absent, value, unreadable };
  State state = State::absent;
  std::string text;  // the value; of an unreadable one, as the file has it
  std::string why;   // of an unreadable one, or of one that is not sure
  std::string said;  // what stood there, where the value is but one of two ways of reading it

  static Cell of(std::string text) { return {State::value, std::move(text), {}, {}}; }
  static Cell unreadable(std::string text, std::string why) {
    return {State::unreadable, std::move(text), std::move(why), {}};
  }
  bool has_value() const { return state == State::value; }
  std::string value_or(std::string otherwise) const { return has_value() ? text : otherwise; }
};

class TextTemplate {
 public:
  // Placeholders: {case} {activity} {operator} {time} {date} {row} {order} {operator_id} {value} or
  // the name of an attribute; {@name} is always the attribute. "{{" and "}}" are braces. Filters
  // after "|". Errors: invalid "import.bad_mapping". `maps` is copied from where needed.
  static Result<TextTemplate> parse(std::string_view text, const ValueMaps& maps);

  // Absent where an attribute is missing and no default is given; unreadable where a filter finds
  // nothing that it can use in what the attribute says. A default is for what is absent alone.
  Cell render(const Fields& fields) const;

  // The same as the file has it, before any filter; empty where an attribute is missing.
  std::string written(const Fields& fields) const;

  bool is_constant() const;
  // True where a column's figures are neither scaled (fen, thousandths) nor replaced by a map's.
  bool takes_figures_as_they_stand() const;
  // Nothing but constants and the built-in `name`: the same for all that say the same there.
  bool is_settled_by(std::string_view name) const;
  // Every value that a trailing map can give; empty where the template is not one placeholder with
  // a map.
  std::vector<std::string> possible_values() const;
  // The names of the attributes that it needs (those with a default left out), and of all.
  std::vector<std::string> attributes() const;
  std::vector<std::string> all_attributes() const;
  // How each attribute's figures are scaled: 2 with fen, 3 with thousandths, -1 with neither, and
  // the decimal mark that is stated.
  struct Scaled {
    std::string name;
    int decimals = -1;
    char decimal = '\0';
  };
  std::vector<Scaled> scaled_attributes() const;
  // True where the placeholder `name` occurs ("operator_id", "order", "value", ...).
  bool uses(std::string_view name) const;

 private:
  enum class Filter {
    digits,
    slug,
    lower,
    upper,
    trim,
    truncate,
    otherwise,
    map,
    fen,
    thousandths
  };
  struct Applied {
    Filter filter = Filter::trim;
    std::string text;       // of default
    std::size_t count = 0;  // of truncate
    ValueMap map;
  };
  struct Part {
    bool constant = true;
    bool attribute = false;         // by name, not built in
    std::string text;               // the constant or the name
    std::int64_t shift_ms = 0;      // of {time+15m}
    std::vector<Applied> filters;
  };
  static Result<Part> parse_placeholder(std::string_view inside, const ValueMaps& maps);
  static bool takes_figures_out(const std::vector<Applied>& filters);
  static Result<Applied> parse_filter(std::string_view text, const ValueMaps& maps);
  static std::optional<std::string> look_up(const Part& part, const Fields& fields);
  static Cell apply(const Applied& applied, Cell value);
  static Cell apply_map(const ValueMap& map, Cell value);

  std::vector<Part> parts_;
};

}  // namespace kintsugi::api::import
