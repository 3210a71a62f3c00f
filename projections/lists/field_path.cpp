#include "projections/lists/field_path.h"

#include <charconv>

#include "core/text/search_key.h"
#include "events/schema/runtime/time_text.h"

namespace kintsugi::projections::lists {
namespace {

using schema::FieldInfo;
using schema::FieldKind;
using schema::TypeInfo;

bool holds_text(FieldKind kind) {
  return kind == FieldKind::text || kind == FieldKind::reference || kind == FieldKind::data;
}
bool is_octet(FieldKind kind) {
  return kind == FieldKind::enumeration || kind == FieldKind::boolean;
}

// The way to a member: of the type itself, else of one of its structs, the nearest first.
bool find_steps(const TypeInfo& type, std::string_view name, std::vector<const FieldInfo*>& out,
                bool through_lists = false) {
  const auto dot = name.find('.');
  if (const FieldInfo* found = type.field(name.substr(0, dot))) {
    out.push_back(found);
    if (dot == name.npos) return true;
    const bool inside = found->kind == FieldKind::structure || found->kind == FieldKind::group ||
                        (found->kind == FieldKind::list && through_lists);
    return inside && found->structure != nullptr &&
           find_steps(*found->structure, name.substr(dot + 1), out, through_lists);
  }
  if (dot != name.npos) return false;
  for (const FieldInfo& member : type.fields) {
    if (member.kind != FieldKind::structure && member.kind != FieldKind::group) continue;
    if (const FieldInfo* found = member.structure->field(name)) {
      out.assign({&member, found});
      return true;
    }
  }
  for (const FieldInfo& member : type.fields) {  // of a struct in a struct
    if (member.kind != FieldKind::structure && member.kind != FieldKind::group) continue;
    std::vector<const FieldInfo*> deeper;
    if (!find_steps(*member.structure, name, deeper)) continue;
    out.assign({&member});
    out.insert(out.end(), deeper.begin(), deeper.end());
    return true;
  }
  return false;
}

template <class T>
std::int64_t number_at(const void* at) {
  return static_cast<std::int64_t>(*static_cast<const T*>(at));
}

tl::unexpected<Error> bad(const FieldPath& path, std::string_view expected) {
  return fail(ErrorKind::invalid, "request.bad_parameter",
              std::string(path.name()).append(": ").append(expected));
}

bool is_month(std::string_view text) {
  return text.size() == 7 && schema::parse_date_days(std::string(text) + "-01").has_value();
}

Result<OwnedValue> parse_number(const FieldPath& path, std::string_view text) {
  OwnedValue out;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), out.number);
  if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size()) return out;
  return bad(path, "a whole number");
}

}  // namespace

bool FieldPath::is_text() const { return is_id || (!is_number && holds_text(field()->kind)); }
bool FieldPath::is_list() const { return !steps.empty() && field()->kind == FieldKind::list; }

Result<FieldPath> resolve(const TypeInfo& item, const TypeInfo* around, bool has_own_id,
                          std::string_view name, bool through_lists) {
  FieldPath path;
  const bool state_around = around != nullptr && around->kind == schema::TypeKind::state;
  if ((name == "id" && has_own_id) || (name == "^id" && state_around)) {
    path.is_id = true;
    return path;
  }
  if (name == "#") {
    path.is_number = true;
    return path;
  }
  const bool out = name.starts_with('^');
  if (!out && find_steps(item, name, path.steps, through_lists)) return path;
  path.steps.clear();
  path.around = true;
  if (around != nullptr && find_steps(*around, name.substr(out ? 1 : 0), path.steps)) return path;
  return fail(ErrorKind::invalid, "list.unknown_field",
              std::string(item.name).append(" has no field ").append(name));
}

const void* place_of(const Item& item, const FieldPath& path) {
  if (path.is_id) return nullptr;
  const auto* at = static_cast<const std::byte*>(path.around ? item.row : item.own());
  for (const FieldInfo* step : path.steps) at += step->value.offset;
  return at;
}

FieldValue value_of(const Item& item, const FieldPath& path) {
  if (path.is_id) return {true, 0, item.id};
  if (path.is_number) return {false, static_cast<std::int64_t>(item.number + 1), {}};
  const void* at = place_of(item, path);
  switch (path.field()->kind) {
    case FieldKind::boolean:
      return {false, number_at<bool>(at), {}};
    case FieldKind::int8:
      return {false, number_at<std::int8_t>(at), {}};
    case FieldKind::int16:
      return {false, number_at<std::int16_t>(at), {}};
    case FieldKind::int32:
    case FieldKind::date:
      return {false, number_at<std::int32_t>(at), {}};
    case FieldKind::int64:
    case FieldKind::instant:
    case FieldKind::position:
      return {false, number_at<std::int64_t>(at), {}};
    case FieldKind::uint8:
      return {false, number_at<std::uint8_t>(at), {}};
    case FieldKind::uint16:
    case FieldKind::enumeration:
      return {false, number_at<std::uint16_t>(at), {}};
    case FieldKind::uint32:
      return {false, number_at<std::uint32_t>(at), {}};
    case FieldKind::uint64:
      return {false, number_at<std::uint64_t>(at), {}};
    case FieldKind::text:
    case FieldKind::reference:
    case FieldKind::data:
      return {true, 0, *static_cast<const std::string*>(at)};
    case FieldKind::nothing:
    case FieldKind::structure:
    case FieldKind::group:
    case FieldKind::union_:
    case FieldKind::list:
      break;
  }
  return {};
}

void append_part(Key& key, const FieldPath& path, const FieldValue& value, bool descending) {
  if (value.is_text) {
    key.text(value.text);
  } else if (!path.is_number && is_octet(path.field()->kind)) {
    key.octet(static_cast<std::uint8_t>(value.number));
  } else if (descending) {
    key.descending(value.number);
  } else {
    key.number(value.number);
  }
}

namespace {

bool is_phone(const FieldPath& path) {
  return path.field() != nullptr && path.field()->format == "phone";
}

}  // namespace

void append_asked(Key& key, const FieldPath& path, const FieldValue& value) {
  if (!is_phone(path)) return append_part(key, path, value);
  key.text(core::search_key(core::KeyKind::phone, value.text));
}

bool is_same(const FieldPath& path, const FieldValue& a, const FieldValue& b) {
  return a == b || (is_phone(path) && core::same_key(core::KeyKind::phone, a.text, b.text));
}

void append_key_part(Key& key, const FieldPath& path, const FieldValue& value) {
  const auto* field = path.field();
  if (field == nullptr || field->enumeration == nullptr) return append_part(key, path, value);
  key.text(field->enumeration->values[static_cast<std::size_t>(value.number)].name);
}

std::size_t part_size(std::string_view tail, const FieldPath& path) {
  if (!path.is_text()) {
    const bool octet = !path.is_number && is_octet(path.field()->kind);
    return std::min<std::size_t>(octet ? 1 : 8, tail.size());
  }
  // Text ends in 00 00; an octet 0 inside is 00 FF.
  for (std::size_t i = 0; i + 1 < tail.size(); ++i) {
    if (tail[i] != '\0') continue;
    if (tail[i + 1] == '\0') return i + 2;
    ++i;
  }
  return tail.size();
}

std::string written(const FieldPath& path, const FieldValue& value) {
  if (value.is_text) return std::string(value.text);
  const FieldInfo* field = path.field();
  if (field == nullptr) return std::to_string(value.number);
  if (field->enumeration != nullptr)
    return std::string(field->enumeration->values[static_cast<std::size_t>(value.number)].name);
  if (field->kind == FieldKind::boolean) return value.number != 0 ? "true" : "false";
  if (field->kind == FieldKind::date)
    return schema::format_date(static_cast<std::int32_t>(value.number));
  if (field->kind == FieldKind::instant) return format_instant(instant_from_ms(value.number));
  return std::to_string(value.number);
}

Result<OwnedValue> parse_value(const FieldPath& path, std::string_view text, bool end) {
  if (path.is_text()) {
    if (path.field() != nullptr && path.field()->format == "month" && !is_month(text))
      return bad(path, "a month such as 2026-03");
    return OwnedValue{true, 0, std::string(text)};
  }
  OwnedValue out;
  if (path.is_number) return parse_number(path, text);
  const FieldInfo& field = *path.field();
  if (field.kind == FieldKind::boolean) {
    if (text != "true" && text != "false") return bad(path, "true or false");
    out.number = text == "true";
    return out;
  }
  if (field.kind == FieldKind::enumeration) {
    for (const auto& value : field.enumeration->values) {
      if (value.name == text) return out;
      ++out.number;
    }
    return bad(path, "unknown value " + std::string(text));
  }
  if (field.kind == FieldKind::date) {
    const auto date = schema::parse_date_days(text);
    if (!date) return bad(path, "a date such as 2026-03-01");
    out.number = *date + (end ? 1 : 0);
    return out;
  }
  if (field.kind == FieldKind::instant) {
    const auto at = schema::parse_moment_ms(text, end ? schema::OfDay::end : schema::OfDay::begin);
    if (!at) return bad(path, "a time such as 2026-03-01T08:00:00+08:00, or a date");
    out.number = *at;
    return out;
  }
  if (path.is_list() || field.structure != nullptr) return bad(path, "is no single value");
  return parse_number(path, text);
}

}  // namespace kintsugi::projections::lists
