#include "projections/lists/held.h"

#include <algorithm>
#include <cstring>

#include "events/base/check.h"

namespace kintsugi::projections::lists {
namespace {

using schema::FieldKind;

// Of a number, as it lies in the row.
std::size_t octets_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::boolean:
    case FieldKind::int8:
    case FieldKind::uint8:
      return 1;
    case FieldKind::int16:
    case FieldKind::uint16:
    case FieldKind::enumeration:
      return 2;
    case FieldKind::int32:
    case FieldKind::uint32:
    case FieldKind::date:
      return 4;
    default:
      return 8;
  }
}

void* place_in(void* row, const FieldPath& path) {
  auto* at = static_cast<std::byte*>(row);
  for (const schema::FieldInfo* step : path.steps) at += step->value.offset;
  return at;
}

tl::unexpected<Error> too_short() {
  return fail(ErrorKind::corrupt, "projection.damaged", "what is held of a row ends too early");
}

}  // namespace

bool holds_all(const List& list, std::span<const FieldPath> fields) {
  if (list.held_fields.empty()) return false;
  return std::all_of(fields.begin(), fields.end(), [&](const FieldPath& field) {
    return field.is_id ||
           std::any_of(list.held_fields.begin(), list.held_fields.end(),
                       [&](const FieldPath& held) { return held.steps == field.steps; });
  });
}

std::string held_of(const List& list, const Item& item) {
  std::string out;
  for (const FieldPath& field : list.held_fields) {
    const void* place = place_of(item, field);
    if (!field.is_text()) {
      out.append(static_cast<const char*>(place), octets_of(field.field()->kind));
      continue;
    }
    const auto& text = *static_cast<const std::string*>(place);
    const auto size = static_cast<std::uint32_t>(text.size());
    out.append(reinterpret_cast<const char*>(&size), sizeof(size)).append(text);
  }
  return out;
}

Result<void> set_held(const List& list, std::string_view held, void* row) {
  for (const FieldPath& field : list.held_fields) {
    void* place = place_in(row, field);
    std::uint32_t size = 0;
    if (field.is_text()) {
      if (held.size() < sizeof(size)) return too_short();
      std::memcpy(&size, held.data(), sizeof(size));
      held.remove_prefix(sizeof(size));
      if (held.size() < size) return too_short();
      static_cast<std::string*>(place)->assign(held.substr(0, size));
    } else {
      size = static_cast<std::uint32_t>(octets_of(field.field()->kind));
      if (held.size() < size) return too_short();
      std::memcpy(place, held.data(), size);
    }
    held.remove_prefix(size);
  }
  return {};
}

}  // namespace kintsugi::projections::lists
