#pragma once
// What the generated code calls to read JSON, with every check that a request needs. simdjson stays
// inside the .cpp. Each function returns false at the first failure, which failure() then tells
// with its JSON pointer. One thread at a time; one reader at a time per thread (the parser is the
// thread's).

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/result.h"
#include "events/schema/runtime/traits.h"

namespace kintsugi::schema::json {

inline constexpr std::size_t depth_max = 32;

enum class TextFormat : std::uint8_t { plain, multiline, phone };

// What the schema says about a field.
struct JsonField {
  std::string_view name;
  bool required = false;
  std::int64_t min = std::numeric_limits<std::int64_t>::min();
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
  std::uint32_t max_length = 1000;  // text: octets; list: elements
  TextFormat format = TextFormat::plain;
};

// A value of the parsed document, or nothing where the field was left out.
struct JsonNode {
  const void* document = nullptr;
  std::size_t index = 0;
  explicit operator bool() const { return document != nullptr; }
};

class JsonReader {
 public:
  explicit JsonReader(std::string_view json);
  bool parsed() const { return error_.code.empty(); }
  JsonNode root() const { return root_; }
  tl::unexpected<Error> failure() { return tl::unexpected<Error>(std::move(error_)); }

  // found[i] = the value of fields[i]; null counts as left out. Unknown, duplicate and missing
  // fields are failures.
  bool object(JsonNode node, std::span<const JsonField> fields, std::span<JsonNode> found);
  // An object with exactly one of the fields: its number, or -1.
  int alternative(JsonNode node, std::span<const JsonField> fields, JsonNode& held);

  // Each leaves `out` alone and is content where the node is nothing.
  bool text(const JsonField& field, JsonNode node, std::string& out);
  bool data(const JsonField& field, JsonNode node, std::string& out);
  bool boolean(const JsonField& field, JsonNode node, bool& out);
  bool instant(const JsonField& field, JsonNode node, std::int64_t& out);
  bool date(const JsonField& field, JsonNode node, std::int32_t& out);
  bool position(const JsonField& field, JsonNode node, std::int64_t& out);
  bool nothing(const JsonField& field, JsonNode node);  // {}
  bool integer(const JsonField& field, JsonNode node, std::uint64_t& out);

  template <class T>
  bool integer(const JsonField& field, JsonNode node, T& out) {
    std::int64_t value = 0;
    if (!node) return true;
    if (!integer_within(field, node, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(),
                        value)) {
      return false;
    }
    out = static_cast<T>(value);
    return true;
  }

  template <class E>
  bool enumeration(const JsonField& field, JsonNode node, E& out) {
    std::string_view name;
    if (!node) return true;
    if (!string(field, node, name)) return false;
    const std::optional<E> parsed = parse_enum<E>(name);
    if (!parsed) return unknown_name(field, name);
    if (field.required && name == "none") return missing(field);
    out = *parsed;
    return true;
  }

  template <class T>
  bool structure(const JsonField& field, JsonNode node, T& out,
                 bool (*read)(JsonReader&, JsonNode, T&)) {
    if (!node) return true;
    path_.push_back({field.name, no_index});
    if (!read(*this, node, out)) return false;
    path_.pop_back();
    return true;
  }

  template <class T, class F>
  bool list(const JsonField& field, JsonNode node, std::vector<T>& out, F&& read_item) {
    if (!node) return true;
    std::vector<JsonNode> items;
    if (!elements(field, node, items)) return false;
    JsonField item_field = field;
    item_field.name = {};
    item_field.max_length = JsonField{}.max_length;
    path_.push_back({field.name, no_index});
    path_.push_back({{}, 0});
    out.clear();
    out.reserve(items.size());
    for (const JsonNode item : items) {
      T value{};
      if (!read_item(item_field, item, value)) return false;
      out.push_back(std::move(value));
      ++path_.back().index;
    }
    path_.pop_back();
    path_.pop_back();
    return true;
  }

 private:
  static constexpr std::size_t no_index = std::numeric_limits<std::size_t>::max();
  struct Step {
    std::string_view name;
    std::size_t index;
  };
  bool fail(const JsonField& field, std::string_view code, std::string what);
  bool wrong_type(const JsonField& field, std::string_view expected);
  bool missing(const JsonField& field);
  bool unknown_name(const JsonField& field, std::string_view name);
  bool string(const JsonField& field, JsonNode node, std::string_view& out);
  bool integer_within(const JsonField& field, JsonNode node, std::int64_t min, std::int64_t max,
                      std::int64_t& out);
  bool elements(const JsonField& field, JsonNode node, std::vector<JsonNode>& items);

  JsonNode root_;
  std::vector<Step> path_;
  Error error_;
};

}  // namespace kintsugi::schema::json
