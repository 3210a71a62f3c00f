#pragma once
// JSON read with every check that a request needs: whole values by their table of fields, single
// members by hand. simdjson stays inside json_reader.cpp. Each function returns false at the first
// failure, which failure() then tells with its JSON pointer. One thread at a time; one reader at a
// time per thread (the parser is the thread's).

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/result.h"
#include "events/schema/runtime/clean_text.h"
#include "events/schema/runtime/description.h"

namespace kintsugi::schema::json {

inline constexpr std::size_t depth_max = 32;

// What the schema says about a field.
struct JsonField {
  std::string_view name;
  bool required = false;
  std::int64_t min = std::numeric_limits<std::int64_t>::min();
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
  std::uint32_t max_length = 1000;  // text: characters; data: octets; list: elements
  TextFormat format = TextFormat::plain;
};

// What holds for the field itself.
inline JsonField rule_of(const FieldInfo& field) {
  const TextFormat format = text_format_of(field.format);
  return {field.name, field.required, field.min, field.max, field.max_length, format};
}
constexpr const JsonField& rule_of(const JsonField& field) { return field; }

// How long a text is, as JSON Schema counts: code points, here of valid UTF-8. Each has four octets
// at most, which is the bound on octets that follows from one on characters.
std::size_t characters_of(std::string_view text);

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
  // From here on texts are cleaned (clean_text.h) before they are checked: what people and other
  // systems send; what was stored is read as it is.
  void clean_texts() { cleans_ = true; }
  tl::unexpected<Error> failure() { return tl::unexpected<Error>(std::move(error_)); }

  // found[i] = the value of fields[i]; null counts as left out. Unknown, duplicate and missing
  // fields are failures.
  bool object(JsonNode node, std::span<const JsonField> fields, std::span<JsonNode> found);

  // One of the type's values; `out` is as default constructed.
  bool value(JsonNode node, const TypeInfo& type, void* out);

  // Each leaves `out` alone and is content where the node is nothing.
  bool text(const JsonField& field, JsonNode node, std::string& out);
  bool data(const JsonField& field, JsonNode node, std::string& out);
  bool boolean(const JsonField& field, JsonNode node, bool& out);
  bool instant(const JsonField& field, JsonNode node, std::int64_t& out);
  bool date(const JsonField& field, JsonNode node, std::int32_t& out);
  bool position(const JsonField& field, JsonNode node, std::int64_t& out);
  bool nothing(const JsonField& field, JsonNode node);  // {}
  bool integer(const JsonField& field, JsonNode node, std::int64_t& out);
  bool integer(const JsonField& field, JsonNode node, std::uint64_t& out);

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
  template <class Field>
  bool members(JsonNode node, std::span<const Field> fields, std::span<JsonNode> found);
  int alternative(JsonNode node, std::span<const FieldInfo> fields, JsonNode& held);
  bool elements(const JsonField& field, JsonNode node, std::vector<JsonNode>& items);

  // The table's interpreter (json_read.cpp). `field` is what holds for this very node: an element
  // of a list has its list's bounds, but no name.
  bool union_value(JsonNode node, const TypeInfo& type, void* out);
  bool item(FieldKind kind, const JsonField& field, const FieldInfo& info, JsonNode node,
            void* place);
  bool enumerant(const JsonField& field, const EnumInfo& names, JsonNode node, void* place);
  bool list(const JsonField& field, const FieldInfo& info, JsonNode node, void* place);

  JsonNode root_;
  std::vector<Step> path_;
  bool cleans_ = false;
  Error error_;
};

}  // namespace kintsugi::schema::json
