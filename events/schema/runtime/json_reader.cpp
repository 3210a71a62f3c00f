#include "events/schema/runtime/json_reader.h"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <charconv>

#include "events/schema/runtime/time_text.h"

namespace kintsugi::schema::json {
namespace {

namespace dom = simdjson::dom;

// A node is a dom::element without its header.
static_assert(sizeof(dom::element) == sizeof(JsonNode));
static_assert(std::is_trivially_copyable_v<dom::element>);
dom::element element_of(JsonNode node) { return std::bit_cast<dom::element>(node); }
JsonNode node_of(dom::element element) { return std::bit_cast<JsonNode>(element); }

dom::parser& thread_parser() {
  static thread_local dom::parser parser;
  return parser;
}

// A document much larger than usual must not be paid for ever after.
constexpr std::size_t kept_capacity = 4u << 20;

// simdjson says NUMBER_ERROR for "01" and for 2^70 alike.
bool has_long_number(std::string_view json) {
  std::size_t run = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (quoted && c == '\\') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c >= '0' && c <= '9') {
      if (++run >= 19) return true;
    } else {
      run = 0;
    }
  }
  return false;
}

Error parse_error(simdjson::error_code code, std::string_view json) {
  std::string_view ours = "request.bad_json";
  std::string what = std::string("the text is no JSON: ") + simdjson::error_message(code);
  if (code == simdjson::DEPTH_ERROR) {
    ours = "request.too_deep";
    what = "the JSON is nested more than " + std::to_string(depth_max) + " deep";
  } else if (code == simdjson::UTF8_ERROR) {
    ours = "request.bad_text";
    what = "the text is not valid UTF-8";
  } else if (code == simdjson::NUMBER_ERROR && has_long_number(json)) {
    ours = "request.out_of_range";
    what = "a number does not fit into 64 bits";
  }
  return Error{ErrorKind::invalid, std::string(ours), std::move(what), {}};
}

void append_step(std::string& pointer, std::string_view name) {
  pointer += '/';
  for (const char c : name) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

bool good_character(unsigned char c, TextFormat format) {
  if (c < 0x20) return format == TextFormat::multiline && (c == '\n' || c == '\t');
  if (c == 0x7f) return false;
  if (format != TextFormat::phone) return true;
  return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == ' ' || c == '(' || c == ')' ||
         c == '*' || c == '#';
}

std::string what_is_good(TextFormat format) {
  if (format == TextFormat::phone) return "a phone number is of digits, + - ( ) * # and blanks";
  return "a character that this field does not take";
}

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// Padded base64, as write_data makes it.
bool decode_base64(std::string_view text, std::string& out) {
  if (text.size() % 4 != 0) return false;
  std::size_t padding = 0;
  while (padding < 2 && !text.empty() && text.back() == '=') text.remove_suffix(1), ++padding;
  out.clear();
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const int digit = base64_digit(c);
    if (digit < 0) return false;
    bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xff);
  }
  return (bits & ((1u << count) - 1)) == 0;
}

}  // namespace

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

JsonReader::JsonReader(std::string_view json) {
  dom::parser& parser = thread_parser();
  if (parser.capacity() > kept_capacity) parser = dom::parser();
  if (parser.max_depth() != depth_max) {
    if (parser.allocate(std::max<std::size_t>(json.size(), 4096), depth_max) != simdjson::SUCCESS) {
      error_ = Error{ErrorKind::unavailable, "node.out_of_memory", "no memory to parse JSON", {}};
      return;
    }
  }
  dom::element root;
  const auto code = parser.parse(json.data(), json.size()).get(root);
  if (code != simdjson::SUCCESS) {
    error_ = parse_error(code, json);
  } else {
    root_ = node_of(root);
  }
}

bool JsonReader::fail(const JsonField& field, std::string_view code, std::string what) {
  std::string pointer;
  for (const Step& step : path_) {
    if (step.index != no_index) {
      pointer += '/' + std::to_string(step.index);
    } else if (!step.name.empty()) {  // an element of a list has only its index
      append_step(pointer, step.name);
    }
  }
  if (!field.name.empty()) append_step(pointer, field.name);
  error_ = Error{ErrorKind::invalid, "request." + std::string(code), std::move(what),
                 std::move(pointer)};
  return false;
}

bool JsonReader::wrong_type(const JsonField& field, std::string_view expected) {
  return fail(field, "wrong_type", "expected " + std::string(expected));
}

bool JsonReader::missing(const JsonField& field) {
  return fail(field, "missing_field", "this field is required and must not be empty");
}

bool JsonReader::unknown_name(const JsonField& field, std::string_view name) {
  return fail(
      field, "bad_value",
      "\"" + std::string(name.substr(0, 64)) + "\" is none of the names that this field knows");
}

// Members mostly come in the order of the schema, so each search begins where the last one ended.
template <class Field>
bool JsonReader::members(JsonNode node, std::span<const Field> fields, std::span<JsonNode> found) {
  dom::object object;
  if (element_of(node).get(object) != simdjson::SUCCESS) return wrong_type({}, "an object");
  std::uint64_t seen = 0;  // of the first 64 fields; beyond, `found` itself tells
  std::size_t i = 0;
  for (const auto [key, value] : object) {
    std::size_t tried = 0;
    for (; tried < fields.size() && fields[i].name != key; ++tried) {
      if (++i == fields.size()) i = 0;
    }
    if (tried == fields.size()) {
      return fail({.name = key}, "unknown_field", "there is no such field");
    }
    const std::uint64_t bit = i < 64 ? std::uint64_t{1} << i : 0;
    if ((seen & bit) != 0 || found[i]) {
      return fail(rule_of(fields[i]), "duplicate_field", "given twice");
    }
    seen |= bit;
    if (!value.is_null()) found[i] = node_of(value);
  }
  for (i = 0; i < fields.size(); ++i) {
    if (fields[i].required && !found[i]) return missing(rule_of(fields[i]));
  }
  return true;
}

template bool JsonReader::members(JsonNode, std::span<const FieldInfo>, std::span<JsonNode>);

bool JsonReader::object(JsonNode node, std::span<const JsonField> fields,
                        std::span<JsonNode> found) {
  return members(node, fields, found);
}

// An object with exactly one of the fields: its number, or -1.
int JsonReader::alternative(JsonNode node, std::span<const FieldInfo> fields, JsonNode& held) {
  dom::object object;
  if (element_of(node).get(object) != simdjson::SUCCESS || object.size() != 1) {
    wrong_type({}, "an object with exactly one of the alternatives");
    return -1;
  }
  const auto [key, value] = *object.begin();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name != key) continue;
    held = node_of(value);
    return static_cast<int>(i);
  }
  fail({.name = key}, "unknown_field", "there is no such alternative");
  return -1;
}

bool JsonReader::string(const JsonField& field, JsonNode node, std::string_view& out) {
  if (element_of(node).get(out) != simdjson::SUCCESS) return wrong_type(field, "a string");
  return true;
}

bool JsonReader::text(const JsonField& field, JsonNode node, std::string& out) {
  std::string_view value;
  if (!node) return true;
  if (!string(field, node, value)) return false;
  std::string cleaned;
  if (cleans_ && wants_cleaning(value, field.format)) {
    cleaned = clean_text(value, field.format);
    value = cleaned;
  }
  if (value.size() > field.max_length && characters_of(value) > field.max_length) {
    return fail(field, "too_long",
                "at most " + std::to_string(field.max_length) + " characters, this has " +
                    std::to_string(characters_of(value)));
  }
  const bool good = std::all_of(value.begin(), value.end(), [&](char c) {
    return good_character(static_cast<unsigned char>(c), field.format);
  });
  if (!good) return fail(field, "bad_text", what_is_good(field.format));
  if (field.required && value.empty()) return missing(field);
  out = value;
  return true;
}

bool JsonReader::data(const JsonField& field, JsonNode node, std::string& out) {
  std::string_view value;
  if (!node) return true;
  if (!string(field, node, value)) return false;
  if (value.size() / 4 * 3 > std::size_t{field.max_length} + 2) {
    return fail(field, "too_long", "at most " + std::to_string(field.max_length) + " octets");
  }
  if (!decode_base64(value, out)) return fail(field, "bad_text", "expected base64");
  if (out.size() > field.max_length) {
    return fail(field, "too_long", "at most " + std::to_string(field.max_length) + " octets");
  }
  if (field.required && out.empty()) return missing(field);
  return true;
}

bool JsonReader::boolean(const JsonField& field, JsonNode node, bool& out) {
  if (!node) return true;
  if (element_of(node).get(out) != simdjson::SUCCESS) return wrong_type(field, "true or false");
  return true;
}

bool JsonReader::integer(const JsonField& field, JsonNode node, std::int64_t& out) {
  if (!node) return true;
  const dom::element element = element_of(node);
  if (!element.is<std::int64_t>() && !element.is<std::uint64_t>()) {
    return wrong_type(field, "an integer");
  }
  std::int64_t value = 0;
  if (element.get(value) == simdjson::SUCCESS && value >= field.min && value <= field.max) {
    out = value;
    return true;
  }
  return fail(field, "out_of_range",
              "from " + std::to_string(field.min) + " to " + std::to_string(field.max));
}

bool JsonReader::integer(const JsonField& field, JsonNode node, std::uint64_t& out) {
  if (!node) return true;
  const dom::element element = element_of(node);
  if (!element.is<std::int64_t>() && !element.is<std::uint64_t>()) {
    return wrong_type(field, "an integer");
  }
  const bool fits = element.get(out) == simdjson::SUCCESS;
  const auto signed_max = std::uint64_t{std::numeric_limits<std::int64_t>::max()};
  const bool bounded = field.max != std::numeric_limits<std::int64_t>::max();
  const bool low = field.min > 0 && out < static_cast<std::uint64_t>(field.min);
  const bool high = bounded && (out > signed_max || static_cast<std::int64_t>(out) > field.max);
  if (fits && !low && !high) return true;
  return fail(field, "out_of_range", "a number out of this field's range");
}

bool JsonReader::instant(const JsonField& field, JsonNode node, std::int64_t& out) {
  std::string_view value;
  if (!node) return true;
  if (!string(field, node, value)) return false;
  const auto parsed = parse_instant_ms(value);
  if (!parsed) {
    return fail(field, "bad_value", "expected a time as RFC 3339 has it: 2026-03-01T14:05:09Z");
  }
  out = *parsed;
  return true;
}

bool JsonReader::date(const JsonField& field, JsonNode node, std::int32_t& out) {
  std::string_view value;
  if (!node) return true;
  if (!string(field, node, value)) return false;
  const auto parsed = parse_date_days(value);
  if (!parsed) return fail(field, "bad_value", "expected a date: 2026-03-01");
  out = *parsed;
  return true;
}

bool JsonReader::position(const JsonField& field, JsonNode node, std::int64_t& out) {
  std::string_view value;
  if (!node) return true;
  if (!string(field, node, value)) return false;
  const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), out);
  if (code != std::errc{} || end != value.data() + value.size() || out < 0) {
    return fail(field, "bad_value", "expected a position: an integer in a string");
  }
  return true;
}

bool JsonReader::nothing(const JsonField& field, JsonNode node) {
  dom::object object;
  if (element_of(node).get(object) == simdjson::SUCCESS && object.size() == 0) return true;
  return wrong_type(field, "{}");
}

bool JsonReader::elements(const JsonField& field, JsonNode node, std::vector<JsonNode>& items) {
  dom::array array;
  if (element_of(node).get(array) != simdjson::SUCCESS) return wrong_type(field, "a list");
  for (const dom::element item : array) {
    if (items.size() == field.max_length) {
      return fail(field, "too_long", "at most " + std::to_string(field.max_length) + " elements");
    }
    items.push_back(node_of(item));
  }
  if (field.required && items.empty()) return missing(field);
  return true;
}

}  // namespace kintsugi::schema::json
