#include <algorithm>
#include <limits>

#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

std::string_view type_name(Base base) {
  switch (base) {
    case Base::void_:
      return "void";
    case Base::boolean:
      return "bool";
    case Base::int8:
      return "int8";
    case Base::int16:
      return "int16";
    case Base::int32:
      return "int32";
    case Base::int64:
      return "int64";
    case Base::uint8:
      return "uint8";
    case Base::uint16:
      return "uint16";
    case Base::uint32:
      return "uint32";
    case Base::uint64:
      return "uint64";
    case Base::text:
      return "text";
    case Base::data:
      return "data";
    case Base::list:
      return "list";
    case Base::enumeration:
      return "enum";
    case Base::structure:
      return "struct";
    case Base::unsupported:
      break;
  }
  return "unsupported";
}

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::command:
      return "command";
    case Kind::event:
      return "event";
    case Kind::state:
      return "state";
    case Kind::row:
      return "row";
    case Kind::alternatives:
      return "union_";
    default:
      return "structure";
  }
}

// What people and JSON see: a reference is a text.
std::string visible_type(const Field& field, bool element) {
  const Base base = element ? field.type.element : field.type.base;
  if (base == Base::structure && field.type.structure->is_union()) return "union";
  if (!field.ref.empty() && base == Base::uint16) return "text";
  if (element && base == Base::void_) return "";
  return std::string(type_name(base));
}

std::string int64_literal(std::int64_t value) {
  return value == std::numeric_limits<std::int64_t>::min() ? "INT64_MIN" : std::to_string(value);
}

// The range of JSON integers that a field takes, and its bounds within that.
void limits(const Field& field, std::int64_t& min, std::int64_t& max) {
  min = std::numeric_limits<std::int64_t>::min();
  max = std::numeric_limits<std::int64_t>::max();
  const auto range = [&]<class T>(T) {
    min = std::numeric_limits<T>::min();
    max = std::numeric_limits<T>::max();
  };
  switch (field.type.leaf()) {
    case Base::int8:
      range(std::int8_t{});
      break;
    case Base::int16:
      range(std::int16_t{});
      break;
    case Base::int32:
      range(std::int32_t{});
      break;
    case Base::uint8:
      range(std::uint8_t{});
      break;
    case Base::uint16:
      range(std::uint16_t{});
      break;
    case Base::uint32:
      range(std::uint32_t{});
      break;
    case Base::uint64:
      min = 0;
      break;
    default:
      break;
  }
  if (field.has_bounds) min = std::max(min, field.min), max = std::min(max, field.max);
}

void emit_field(Output& out, const Field& field) {
  std::int64_t min = 0, max = 0;
  limits(field, min, max);
  const std::string label = field.label.en.empty() ? field.name : field.label.en;
  out.open("{.name = ", quoted(field.name), ", .type = ", quoted(visible_type(field, false)), ",");
  out.line(".element = ", quoted(field.type.is_list() ? visible_type(field, true) : ""),
           ", .format = ", quoted(field.format), ",");
  out.line(".ref = ", quoted(field.ref.empty() ? field.id_of : field.ref),
           ", .required = ", field.required ? "true" : "false", ",");
  out.line(".label_zh = ", quoted(field.label.zh.empty() ? label : field.label.zh),
           ", .label_en = ", quoted(label), ",");
  out.line(".doc = ", quoted(field.doc), ",");
  out.line(".min = ", int64_literal(min), ", .max = ", int64_literal(max),
           ", .max_length = ", number(field.max_length), ",");
  const Enum* e = field.type.enumeration;
  const Struct* s = field.type.structure;
  out.line(".enum_name = ", quoted(e != nullptr ? e->snake : ""),
           ", .struct_name = ", quoted(s != nullptr ? s->snake : ""), "},");
  out.out();
}

void emit_type_parts(Output& out, const Struct& s) {
  if (!s.fields.empty()) {
    out.open("constexpr FieldInfo ", s.snake, "_fields[] = {");
    for (const Field& field : s.fields) emit_field(out, field);
    out.close("};");
  }
  if (!s.roles.empty()) {
    std::string roles;
    for (const std::string& role : s.roles) roles += (roles.empty() ? "" : ", ") + quoted(role);
    out.line("constexpr std::string_view ", s.snake, "_roles[] = {", roles, "};");
  }
}

void describe_type(Output& out, const Struct& s) {
  const std::string label = s.label.en.empty() ? s.snake : s.label.en;
  const std::string route =
      s.kind == Kind::command && !s.plural.empty() ? "/v1/" + s.plural + "/" + s.snake : "";
  out.open("{.name = ", quoted(s.snake), ", .title = ", quoted(s.name), ",");
  out.line(".kind = TypeKind::", kind_name(s.kind), ", .stream = ", quoted(s.stream),
           ", .code = ", number(s.code), ",");
  out.line(".roles = ", s.roles.empty() ? "{}" : s.snake + "_roles",
           ", .plural = ", quoted(s.plural), ", .route = ", quoted(route), ",");
  out.line(".label_zh = ", quoted(s.label.zh.empty() ? label : s.label.zh),
           ", .label_en = ", quoted(label), ",");
  out.line(".doc = ", quoted(s.doc), ",");
  out.line(".fields = ", s.fields.empty() ? "{}" : s.snake + "_fields", "},");
  out.out();
}

void emit_enums(const Model& model, Output& out) {
  for (const Enum* e : model.enums) {
    out.open("constexpr EnumValue ", e->snake, "_values[] = {");
    for (const Enumerant& v : e->values) {
      const std::string label = v.label.en.empty() ? v.name : v.label.en;
      out.line("{", quoted(v.name), ", ", quoted(v.label.zh.empty() ? label : v.label.zh), ", ",
               quoted(label), ", ", quoted(v.doc), "},");
    }
    out.close("};");
  }
  out.open("constexpr EnumInfo enums[] = {");
  for (const Enum* e : model.enums) {
    const std::string label = e->label.en.empty() ? e->snake : e->label.en;
    out.line("{", quoted(e->snake), ", ", quoted(e->name), ", ", quoted(e->refusals), ", ",
             quoted(e->label.zh.empty() ? label : e->label.zh), ", ", quoted(label), ", ",
             quoted(e->doc), ", ", e->snake, "_values},");
  }
  if (model.enums.empty()) out.line("{},");
  out.close("};");
}

void emit_refusals(const Model& model, Output& out) {
  std::vector<std::pair<std::string, const Enumerant*>> all;
  for (const Enum* e : model.enums) {
    if (e->refusals.empty()) continue;
    for (const Enumerant& v : e->values) {
      if (!v.name.starts_with("unused")) all.emplace_back(e->refusals + "." + v.name, &v);
    }
  }
  std::sort(all.begin(), all.end());
  out.open("constexpr RefusalInfo refusals[] = {");
  for (const auto& [code, v] : all) {
    const std::string label = v->label.en.empty() ? code : v->label.en;
    out.line("{", quoted(code), ", ", quoted(v->label.zh.empty() ? label : v->label.zh), ", ",
             quoted(label), "},");
  }
  if (all.empty()) out.line("{},");
  out.close("};");
}

void emit_span(Output& out, const std::string& type, const std::string& function,
               const std::string& array, bool empty) {
  out.line("std::span<const ", type, "> ", function, "() { return ",
           empty ? "std::span<const " + type + ">{}" : array, "; }");
}

}  // namespace

void emit_description(const Model& model, Output& out) {
  emit_banner(out, "The schema as data, sorted by name.");
  out.line("#include \"events/schema/runtime/description.h\"").blank();
  out.line("#include <cstdint>").blank();
  out.line("namespace kintsugi::schema {").line("namespace {").blank();
  auto types = model.structs;
  std::sort(types.begin(), types.end(),
            [](const Struct* a, const Struct* b) { return a->snake < b->snake; });
  for (const Struct* s : types) emit_type_parts(out, *s);
  out.open("constexpr TypeInfo types[] = {");
  for (const Struct* s : types) describe_type(out, *s);
  if (types.empty()) out.line("{},");
  out.close("};");
  emit_enums(model, out);
  emit_refusals(model, out);
  const bool no_refusals = std::all_of(model.enums.begin(), model.enums.end(),
                                       [](const Enum* e) { return e->refusals.empty(); });
  out.blank().line("}  // namespace").blank();
  emit_span(out, "TypeInfo", "all_types", "types", types.empty());
  emit_span(out, "EnumInfo", "all_enums", "enums", model.enums.empty());
  emit_span(out, "RefusalInfo", "all_refusals", "refusals", no_refusals);
  out.blank().line("}  // namespace kintsugi::schema");
}

}  // namespace kintsugi::generator
