// JSON into values, by their table of fields.

#include <array>
#include <cstring>

#include "events/schema/runtime/forms.h"
#include "events/schema/runtime/json.h"
#include "events/schema/runtime/json_reader.h"

namespace kintsugi::schema::json {
namespace {

// A node for each field of a struct, without an allocation where they are few.
class Found {
 public:
  explicit Found(std::size_t size) : size_(size) {
    if (size > few_.size()) many_.resize(size);
  }
  std::span<JsonNode> nodes() { return {size_ > few_.size() ? many_.data() : few_.data(), size_}; }

 private:
  std::array<JsonNode, 32> few_;
  std::vector<JsonNode> many_;
  std::size_t size_;
};

template <class T>
void set(void* place, std::int64_t value) {
  const T narrow = static_cast<T>(value);  // the field's bounds are within those of its type
  std::memcpy(place, &narrow, sizeof(T));
}

}  // namespace

bool JsonReader::value(JsonNode node, const TypeInfo& type, void* out) {
  if (type.kind == TypeKind::union_) return union_value(node, type, out);
  Found found(type.fields.size());
  if (!members(node, type.fields, found.nodes())) return false;
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const FieldInfo& f = type.fields[i];
    if (!found.nodes()[i]) continue;
    if (!item(f.kind, rule_of(f), f, found.nodes()[i], place_in(out, f.value.offset))) return false;
  }
  return true;
}

bool JsonReader::union_value(JsonNode node, const TypeInfo& type, void* out) {
  JsonNode held;
  const int chosen = alternative(node, type.fields, held);
  if (chosen < 0) return false;
  const auto index = static_cast<std::size_t>(chosen);
  const FieldInfo& f = type.fields[index];
  return item(f.kind, rule_of(f), f, held, type.value_union->emplace(out, index));
}

bool JsonReader::enumerant(const JsonField& field, const EnumInfo& names, JsonNode node,
                           void* place) {
  std::string_view name;
  if (!node) return true;
  if (!string(field, node, name)) return false;
  std::size_t value = 0;
  while (value < names.values.size() && names.values[value].name != name) ++value;
  if (value == names.values.size()) return unknown_name(field, name);
  if (field.required && name == "none") return missing(field);
  set<std::uint16_t>(place, static_cast<std::int64_t>(value));
  return true;
}

bool JsonReader::item(FieldKind kind, const JsonField& field, const FieldInfo& info,
                      JsonNode node, void* place) {
  const auto number = [&](auto narrow) {
    std::int64_t value = 0;
    if (!integer(field, node, value)) return false;
    set<decltype(narrow)>(place, value);
    return true;
  };
  switch (kind) {
    case FieldKind::nothing:
      return nothing(field, node);
    case FieldKind::boolean:
      return boolean(field, node, as<bool>(place));
    case FieldKind::int8:
      return number(std::int8_t{});
    case FieldKind::int16:
      return number(std::int16_t{});
    case FieldKind::int32:
      return number(std::int32_t{});
    case FieldKind::int64:
      return number(std::int64_t{});
    case FieldKind::uint8:
      return number(std::uint8_t{});
    case FieldKind::uint16:
      return number(std::uint16_t{});
    case FieldKind::uint32:
      return number(std::uint32_t{});
    case FieldKind::uint64:
      return integer(field, node, as<std::uint64_t>(place));
    case FieldKind::instant:
      return instant(field, node, as<std::int64_t>(place));
    case FieldKind::date:
      return date(field, node, as<std::int32_t>(place));
    case FieldKind::position:
      return position(field, node, as<std::int64_t>(place));
    case FieldKind::text:
    case FieldKind::reference:
      return text(field, node, as<std::string>(place));
    case FieldKind::data:
      return data(field, node, as<std::string>(place));
    case FieldKind::enumeration:
      return enumerant(field, *info.enumeration, node, place);
    case FieldKind::structure:
    case FieldKind::group:
    case FieldKind::union_:
      path_.push_back({field.name, no_index});
      if (!value(node, *info.structure, place)) return false;
      path_.pop_back();
      return true;
    case FieldKind::list:
      return list(field, info, node, place);
  }
  return false;
}

bool JsonReader::list(const JsonField& field, const FieldInfo& info, JsonNode node, void* place) {
  std::vector<JsonNode> items;
  if (!elements(field, node, items)) return false;
  JsonField item_field = field;
  item_field.name = {};
  item_field.max_length = JsonField{}.max_length;
  path_.push_back({field.name, no_index});
  path_.push_back({{}, 0});
  void* first = info.value.list->resize(place, items.size());
  for (const JsonNode each : items) {
    void* target = place_in(first, path_.back().index * info.value.list->stride);
    if (!item(info.element_kind, item_field, info, each, target)) return false;
    ++path_.back().index;
  }
  path_.pop_back();
  path_.pop_back();
  return true;
}

Result<void> read(std::string_view text, const TypeInfo& type, void* out) {
  JsonReader in(text);
  if (type.kind == TypeKind::command) in.clean_texts();
  if (!in.parsed() || !in.value(in.root(), type, out)) return in.failure();
  return {};
}

}  // namespace kintsugi::schema::json
