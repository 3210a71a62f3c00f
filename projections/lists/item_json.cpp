#include "projections/lists/item_json.h"

#include "events/schema/runtime/access.h"
#include "events/schema/runtime/json.h"
#include "events/schema/runtime/json_writer.h"

namespace kintsugi::projections::lists {
namespace {

using schema::FieldInfo;
using schema::FieldKind;
using schema::TypeInfo;

void collect(const TypeInfo& type, const void* value, References& into) {
  for (const FieldInfo& field : type.fields) {
    const void* at = static_cast<const std::byte*>(value) + field.value.offset;
    if (field.kind == FieldKind::structure || field.kind == FieldKind::group) {
      collect(*field.structure, at, into);
    } else if (!field.ref.empty() && field.kind != FieldKind::list) {
      const auto& id = *static_cast<const std::string*>(at);
      if (!id.empty()) into[field.ref].insert(id);
    } else if (field.kind == FieldKind::list && field.structure != nullptr) {
      for (std::size_t i = 0; i < field.value.list->size(at); ++i)
        collect(*field.structure, schema::list_item_at(value, field, i), into);
    }
  }
}

}  // namespace

void write_item(std::string& out, const List& list, const Item& item) {
  const std::size_t begin = out.size();
  out += '{';
  const auto separate = [&] {
    if (out.size() > begin + 1) out += ',';
  };
  if (list.info->is_state() && list.elements.empty()) {
    out += "\"id\":";
    schema::json::write_text(out, item.id);
  }
  for (const List::Around& one : list.around) {
    separate();
    schema::json::write_text(out, one.name);
    out += ':';
    if (one.field.is_id) {
      schema::json::write_text(out, item.id);
      continue;
    }
    const void* holder = item.row;
    for (std::size_t i = 0; i + 1 < one.field.steps.size(); ++i)
      holder = schema::member_at(holder, *one.field.steps[i]);
    schema::write_field_json(out, holder, *one.field.field());
  }
  if (!list.elements.empty()) {
    separate();
    out += "\"number\":";
    // Its own, where it has one: of a list from which others went it is not its place.
    if (const FieldInfo* own = list.info->item->field("number"))
      schema::write_field_json(out, item.own(), *own);
    else
      out += std::to_string(item.number + 1);
  }
  for (const FieldInfo& field : list.info->item->fields) {
    if (field.secret || (!list.elements.empty() && field.name == "number")) continue;
    separate();
    schema::json::write_text(out, field.name);
    out += ':';
    schema::write_field_json(out, item.own(), field);
  }
  out += '}';
}

void collect_references(const List& list, const Item& item, References& into) {
  collect(*list.info->item, item.own(), into);
  for (const List::Around& one : list.around) {
    const auto* field = one.field.field();
    if (field == nullptr || field->ref.empty()) continue;
    const auto id = value_of(item, one.field).text;
    if (!id.empty()) into[field->ref].emplace(id);
  }
}

}  // namespace kintsugi::projections::lists
