#include "api/http/openapi/schema_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "projections/lists/tree.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

std::string text(std::string_view view) { return std::string(view); }

Json label(std::string_view zh, std::string_view en) { return {{"zh", zh}, {"en", en}}; }

bool is_integer(std::string_view type) {
  return type.substr(0, 3) == "int" || type.substr(0, 4) == "uint";
}

Json texts(std::span<const std::string_view> all) {
  Json out = Json::array();
  for (std::string_view one : all) out.push_back(text(one));
  return out;
}

Json field_json(const schema::FieldInfo& field) {
  Json json;
  json["name"] = field.name;
  json["type"] = field.type;
  json["format"] = field.format;
  json["ref"] = field.ref;
  json["personal"] = field.personal;
  json["required"] = field.required;
  json["label"] = label(field.label_zh, field.label_en);
  json["doc"] = field.doc;
  bool bounded = is_integer(field.type) || is_integer(field.element);
  // Strings: bounds of 64 bits do not fit a number of JavaScript.
  json["min"] = bounded ? Json(std::to_string(field.min)) : Json(nullptr);
  json["max"] = bounded ? Json(std::to_string(field.max)) : Json(nullptr);
  json["max_length"] = field.max_length != 0 ? Json(field.max_length) : Json(nullptr);
  json["enum"] = field.enum_name.empty() ? Json(nullptr) : Json(field.enum_name);
  json["struct"] = field.struct_name.empty() ? Json(nullptr) : Json(field.struct_name);
  if (!field.means.empty()) json["means"] = field.means;
  if (!field.fills.empty()) json["fills"] = texts(field.fills);
  json["element"] = nullptr;
  if (!field.element.empty()) {
    json["element"] = {{"type", field.element}, {"enum", json["enum"]}, {"struct", json["struct"]}};
  }
  return json;
}

Json type_json(const schema::TypeInfo& type) {
  Json json;
  json["name"] = type.name;
  json["title"] = type.title;
  json["stream"] = type.stream;
  if (!type.plural.empty()) json["plural"] = type.plural;
  if (!type.route.empty()) json["route"] = type.route;
  if (type.code != 0) json["code"] = type.code;
  if (type.kind == schema::TypeKind::command) {
    json["roles"] = Json::array();
    for (std::string_view role : type.roles) json["roles"].push_back(text(role));
    if (!type.when.empty()) json["when"] = texts(type.when);
    if (!type.usual.empty()) json["usual"] = texts(type.usual);
    if (!type.back.empty()) json["back"] = type.back;
  }
  json["label"] = label(type.label_zh, type.label_en);
  json["doc"] = type.doc;
  json["fields"] = Json::array();
  for (const schema::FieldInfo& field : type.fields) json["fields"].push_back(field_json(field));
  return json;
}

const char* group_of(schema::TypeKind kind) {
  switch (kind) {
    case schema::TypeKind::command:
      return "commands";
    case schema::TypeKind::event:
      return "events";
    case schema::TypeKind::state:
      return "states";
    case schema::TypeKind::row:
      return "rows";
    default:
      return "structs";
  }
}

// --- lists
namespace lists = projections::lists;

// Which conditions a field takes: "equal" or one of several, "range" of numbers and times, "text"
// (equal, its begin, a part of it).
const char* filter_of(const lists::FieldPath& path) {
  if (path.is_text() || path.is_list()) {
    const auto* field = path.field();
    return field != nullptr && !path.is_list() && !field->ref.empty() ? "equal" : "text";
  }
  const auto* field = path.field();
  const bool named = field != nullptr && (field->enumeration != nullptr || field->type == "bool");
  return named ? "equal" : "range";
}

// Under which name an item shows the field.
std::string shown_name(const lists::List& list, const lists::FieldPath& path) {
  for (const auto& [name, field] : list.shown)
    if (field.is_id == path.is_id && field.steps == path.steps && !path.is_number) return name;
  return text(path.name());
}

Json shown_json(const lists::List& list, const lists::List::Around& shown) {
  Json json;
  if (const auto* field = shown.field.field()) {
    json = field_json(*field);
  } else {  // the id of a state, of this item or of what it is an element of
    json = {{"type", "text"}, {"format", ""}, {"label", label("编号", "Number")}};
    json["enum"] = json["struct"] = json["element"] = nullptr;
    json["ref"] = shown.field.around ? text(list.info->thing) : "";
    json["personal"] = "";
    if (const auto* state = schema::find_type(list.info->thing); state && shown.field.around)
      json["label"] = label(state->label_zh, state->label_en);
  }
  json["name"] = shown.name;
  json["filter"] = filter_of(shown.field);
  json["tree"] = lists::tree_of(list, shown.field) != nullptr;
  return json;
}

// The orders that can be asked for. One of an index whose rows stand under another field needs that
// field known; those under the owner or under none are always there.
Json sorts_json(const lists::List& list) {
  Json out = Json::array();
  const auto add = [&](const std::vector<lists::OrderField>& order, const std::string& under) {
    if (order.empty()) return;
    const std::string by = (order[0].descending ? "-" : "") + text(order[0].field.name());
    Json one = {{"by", by}, {"under", under.empty() ? Json(nullptr) : Json(under)}};
    if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
  };
  for (const lists::Index& index : list.indexes) {
    const bool free =
        index.equal.empty() || (list.owner && list.owner->is_id == index.equal[0].is_id &&
                                list.owner->steps == index.equal[0].steps);
    add(index.order, free ? std::string() : shown_name(list, index.equal[0]));
  }
  return out;
}

Json list_json(const lists::List& list) {
  Json json;
  json["name"] = list.info->name;
  json["label"] = label(list.info->label_zh, list.info->label_en);
  json["menu"] = list.info->menu;
  json["item"] = list.info->item->name;
  json["thing"] = list.info->thing;
  json["elements"] = !list.elements.empty();
  json["readers"] = texts(list.info->readers);
  json["search"] = list.search_octet != 0;
  json["id"] = Json::array();
  for (const lists::FieldPath& part : list.id) json["id"].push_back(shown_name(list, part));
  json["order"] = list.order.empty() ? Json(nullptr) : Json(text(list.info->order));
  json["sorts"] = sorts_json(list);
  json["fields"] = Json::array();
  for (const auto& shown : list.shown) json["fields"].push_back(shown_json(list, shown));
  return json;
}

}  // namespace

std::string schema_json() {
  Json json;
  for (const char* group :
       {"commands", "events", "states", "rows", "structs", "enums", "refusals"}) {
    json[group] = Json::array();
  }
  for (const schema::TypeInfo& type : schema::all_types()) {
    json[group_of(type.kind)].push_back(type_json(type));
  }
  for (const schema::EnumInfo& info : schema::all_enums()) {
    Json values = Json::array();
    for (const schema::EnumValue& value : info.values) {
      Json one = {{"name", value.name}, {"label", label(value.label_zh, value.label_en)}};
      if (!value.commands.empty())
        one["inbox"] = {{"commands", texts(value.commands)},
                        {"confirm", texts(value.confirm)},
                        {"benches", texts(value.benches)},
                        {"order", value.order.empty() ? "since" : value.order}};
      values.push_back(std::move(one));
    }
    json["enums"].push_back(
        {{"name", info.name}, {"label", label(info.label_zh, info.label_en)}, {"values", values}});
  }
  for (const schema::RefusalInfo& refusal : schema::all_refusals()) {
    Json one = {{"code", refusal.code}, {"zh", refusal.zh}, {"en", refusal.en}};
    if (!refusal.yields.empty()) one["yields"] = refusal.yields;
    json["refusals"].push_back(std::move(one));
  }
  json["lists"] = Json::array();
  for (const lists::List& list : lists::all()) json["lists"].push_back(list_json(list));
  return json.dump();
}

}  // namespace kintsugi::api
