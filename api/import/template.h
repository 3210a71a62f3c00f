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

class TextTemplate {
 public:
  // Placeholders: {case} {activity} {operator} {time} {date} {row} {order} {operator_id} {value} or
  // the name of an attribute; {@name} is always the attribute. "{{" and "}}" are braces. Filters
  // after "|". Errors: invalid "import.bad_mapping". `maps` is copied from where needed.
  static Result<TextTemplate> parse(std::string_view text, const ValueMaps& maps);

  // Empty optional where an attribute or a value of a map is missing and no default is given, or a
  // filter cannot be applied.
  std::optional<std::string> render(const Fields& fields) const;

  bool is_constant() const;
  // Every value that a trailing map can give; empty where the template is not one placeholder with
  // a map.
  std::vector<std::string> possible_values() const;
  // The names of the attributes that it needs (those with a default left out).
  std::vector<std::string> attributes() const;
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
  static Result<Applied> parse_filter(std::string_view text, const ValueMaps& maps);
  static std::optional<std::string> look_up(const Part& part, const Fields& fields);
  static std::optional<std::string> apply(const Applied& applied, std::optional<std::string> value);

  std::vector<Part> parts_;
};

// "12.34" times 10^decimals as an integer: 1234 for 2. Empty where it is no decimal number, has
// finer parts than that, or does not fit.
std::optional<std::string> scaled_decimal(std::string_view text, int decimals);

}  // namespace kintsugi::api::import
