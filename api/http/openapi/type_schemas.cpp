#include "api/http/openapi/type_schemas.h"

#include <set>

#include "api/http/openapi/json_schema.h"

namespace kintsugi::api {

using namespace json_schema;
using schema::FieldInfo;
using schema::FieldKind;
using schema::TypeInfo;
using schema::TypeKind;

namespace {

std::string sent_name(const TypeInfo& type) {
  const bool part = type.kind == TypeKind::structure || type.kind == TypeKind::union_;
  return std::string(type.name) + (part ? "_sent" : "");
}

// What the number counts, where it is not ones; "" else.
std::string_view unit_of(const FieldInfo& field) {
  if (field.format == "money") return "fen";
  if (field.format == "quantity") return "thousandths";
  if (field.format == "rate") return "ten_thousandths";
  return {};
}

Json integer_schema(const FieldInfo& field, FieldKind kind, Way way) {
  const bool wide = kind == FieldKind::int64 || kind == FieldKind::uint64 ||
                    kind == FieldKind::uint32;
  Json json = {{"type", "integer"}, {"format", wide ? "int64" : "int32"}};
  if (way == Way::sent) {
    json["minimum"] = field.min;
    json["maximum"] = field.max;
  }
  if (const auto unit = unit_of(field); !unit.empty()) json["x-unit"] = unit;
  return json;
}

Json text_schema(const FieldInfo& field, Way way, bool element) {
  constexpr std::uint32_t element_max = 1000;  // as JsonReader::list has it
  Json json = a_text();
  if (!field.format.empty()) json["format"] = field.format;
  if (way == Way::given) return json;
  if (field.required) json["minLength"] = 1;
  json["maxLength"] = element ? element_max : field.max_length;
  json["pattern"] = field.format == "phone"       ? "^[-0-9+ ()*#]*$"
                    : field.format == "multiline" ? "^[^\\u0000-\\u0008\\u000b-\\u001f\\u007f]*$"
                                                  : "^[^\\u0000-\\u001f\\u007f]*$";
  return json;
}

// Of base64, which has four characters for three octets.
Json data_schema(const FieldInfo& field, Way way) {
  Json json = {{"type", "string"}, {"contentEncoding", "base64"}};
  if (way == Way::given) return json;
  if (field.required) json["minLength"] = 1;
  json["maxLength"] = (field.max_length + 2) / 3 * 4;
  json["pattern"] = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";
  return json;
}

Json named_schema(const FieldInfo& field, FieldKind kind, Way way) {
  if (kind == FieldKind::enumeration) {
    Json json = reference(field.enum_name);
    if (way == Way::sent && field.required) json["not"] = {{"const", "none"}};
    return json;
  }
  return reference(way == Way::sent ? sent_name(*field.structure)
                                    : std::string(field.structure->name));
}

Json plain_schema(const FieldInfo& field, FieldKind kind, Way way, bool element) {
  switch (kind) {
    case FieldKind::nothing:
      return {{"type", "object"}, {"maxProperties", 0}};
    case FieldKind::boolean:
      return a_flag();
    case FieldKind::instant:
      return a_time();
    case FieldKind::date:
      return {{"type", "string"}, {"format", "date"}};
    case FieldKind::position:
      return {{"type", "string"},
              {"pattern", way == Way::sent ? "^[0-9]{1,18}$" : "^-?[0-9]+$"}};
    case FieldKind::text:
    case FieldKind::reference:
      return text_schema(field, way, element);
    case FieldKind::data:
      return data_schema(field, way);
    case FieldKind::enumeration:
    case FieldKind::structure:
    case FieldKind::group:
    case FieldKind::union_:
      return named_schema(field, kind, way);
    case FieldKind::list: {
      Json json = list_of(value_schema(field, way, true));
      if (way == Way::sent && field.required) json["minItems"] = 1;
      if (way == Way::sent) json["maxItems"] = field.max_length;
      return json;
    }
    default:
      return integer_schema(field, kind, way);
  }
}

Json field_schema(const FieldInfo& field, Way way, bool of_union) {
  Json json = value_schema(field, way);
  // In a union the one alternative that is there has a value.
  const bool left_out = way == Way::sent && !field.required && !of_union;
  if (left_out && field.kind != FieldKind::instant && field.kind != FieldKind::date)
    json = or_null(std::move(json));
  json["title"] = field.label_en;
  json["x-label"] = {{"zh", field.label_zh}, {"en", field.label_en}};
  std::string doc(field.doc);
  const std::string_view unit = unit_of(field);
  if (unit == "fen") doc += doc.empty() ? "In fen, 1/100 yuan." : "\nIn fen, 1/100 yuan.";
  if (unit == "thousandths") doc += doc.empty() ? "In 1/1000." : "\nIn 1/1000.";
  if (unit == "ten_thousandths") doc += doc.empty() ? "In 1/10000." : "\nIn 1/10000.";
  if (!doc.empty()) json["description"] = doc;
  if (!field.ref.empty()) json["x-ref"] = field.ref;
  if (!field.personal.empty()) json["x-personal"] = field.personal;
  return json;
}

void add_fields(Json& json, const TypeInfo& type, Way way) {
  if (!json.contains("properties")) json["properties"] = Json::object();
  const bool of_union = type.kind == TypeKind::union_;
  Json required = json.value("required", Json::array());
  for (const FieldInfo& field : type.fields) {
    if (way == Way::given && field.secret) continue;
    json["properties"][std::string(field.name)] = field_schema(field, way, of_union);
    if (!of_union && (way == Way::given || field.required)) required.push_back(field.name);
  }
  if (!required.empty()) json["required"] = std::move(required);
  if (of_union) json["minProperties"] = json["maxProperties"] = 1;
}

Json struct_schema(const TypeInfo& type, Way way) {
  Json json = {{"type", "object"}, {"title", type.title}};
  if (sent_name(type) != type.name && way == Way::sent)
    json["title"] = std::string(type.title) + "Sent";
  json["x-label"] = {{"zh", type.label_zh}, {"en", type.label_en}};
  if (!type.doc.empty()) json["description"] = type.doc;
  add_fields(json, type, way);
  if (way == Way::sent) json["additionalProperties"] = false;
  return json;
}

// What hangs on an item and what may be done to it, as get_card of routes/lists.cpp makes it.
Json card_schema(const projections::lists::List& list) {
  Json json = {{"type", "object"}, {"title", title_case(card_name(list))}};
  json["properties"] = {
      {"list", a_text()},
      {"id", a_text()},
      {"item", reference(item_name(list))},
      {"names", reference("names")},
      {"above", list_of(a_text())},
      {"thing", a_text()},
      {"version", a_text()},
      {"timeline", a_text()},
      {"relations", list_of(reference("relation"))},
      {"commands", list_of(reference("possible_command"))},
      {"position", a_text()}};
  json["required"] = {"list", "id", "item", "names", "above", "commands", "position"};
  return json;
}

// The structs and unions that values of the type hold, at any depth.
void collect_parts(const TypeInfo& type, std::set<const TypeInfo*>& into) {
  for (const FieldInfo& field : type.fields)
    if (field.structure != nullptr && into.insert(field.structure).second)
      collect_parts(*field.structure, into);
}

}  // namespace

Json value_schema(const FieldInfo& field, Way way, bool element) {
  const FieldKind kind = element ? field.element_kind : field.kind;
  Json json = plain_schema(field, kind, way, element);
  const bool timed = kind == FieldKind::instant || kind == FieldKind::date;
  // 0 is written as null; sent, null is what is left out.
  const bool none = way == Way::given || (!field.required && !element);
  if (timed && none) json = or_null(std::move(json));
  return json;
}

void add_types(Json& components) {
  std::set<const TypeInfo*> sent, given;
  for (const TypeInfo& type : schema::all_types()) {
    if (type.kind == TypeKind::command)
      collect_parts(type, sent);
    else if (type.kind != TypeKind::structure && type.kind != TypeKind::union_)
      collect_parts(type, given);
  }
  for (const TypeInfo& type : schema::all_types()) {
    const bool part = type.kind == TypeKind::structure || type.kind == TypeKind::union_;
    if (type.kind == TypeKind::command)
      components[std::string(type.name)] = struct_schema(type, Way::sent);
    else if (!part || given.contains(&type) || !sent.contains(&type))
      components[std::string(type.name)] = struct_schema(type, Way::given);
    if (sent.contains(&type)) components[sent_name(type)] = struct_schema(type, Way::sent);
  }
  for (const schema::EnumInfo& info : schema::all_enums()) {
    Json values = Json::array();
    for (const schema::EnumValue& value : info.values) values.push_back(value.name);
    components[std::string(info.name)] = {
        {"type", "string"},
        {"title", info.title},
        {"x-label", {{"zh", info.label_zh}, {"en", info.label_en}}},
        {"enum", values}};
  }
}

std::string item_name(const projections::lists::List& list) {
  return std::string(list.name()) + "_item";
}

std::string card_name(const projections::lists::List& list) {
  return std::string(list.name()) + "_card";
}

std::string title_case(std::string_view name) {
  std::string title;
  bool upper = true;
  for (const char c : name) {
    if (c == '_') {
      upper = true;
      continue;
    }
    title += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = false;
  }
  return title;
}

// As write_item of projections/lists makes them.
void add_items(Json& components) {
  for (const auto& list : projections::lists::all()) {
    const std::string name = item_name(list);
    Json json = {{"type", "object"}, {"title", title_case(name)}};
    json["x-label"] = {{"zh", list.info->label_zh}, {"en", list.info->label_en}};
    json["properties"] = Json::object();
    const auto add = [&](const std::string& member, Json its) {
      json["properties"][member] = std::move(its);
      json["required"].push_back(member);
    };
    if (list.info->is_state() && list.elements.empty()) add("id", a_text());
    for (const auto& around : list.around) {
      const auto* field = around.field.field();
      add(around.name, around.field.is_id || field == nullptr
                           ? a_text()
                           : field_schema(*field, Way::given, false));
    }
    if (!list.elements.empty()) add("number", a_count());
    for (const FieldInfo& field : list.info->item->fields) {
      if (field.secret || (!list.elements.empty() && field.name == "number")) continue;
      add(std::string(field.name), field_schema(field, Way::given, false));
    }
    json["properties"]["commands"] = list_of(a_text());
    json["properties"]["commands"]["description"] =
        "With commands=true: those that may be sent to it now.";
    if (list.name() == "queue_items") {
      json["properties"]["acts"] = list_of(reference("possible_command"));
      json["properties"]["acts"]["description"] =
          "With commands=true: what is done about what waits in its queue, the usual one first.";
    }
    components[name] = std::move(json);
    components[card_name(list)] = card_schema(list);
  }
}

}  // namespace kintsugi::api
