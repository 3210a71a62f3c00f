// table_<file>.cpp: the enums and structs of one file as constant tables, by which codec, JSON and
// generic access work (events/schema/runtime/description.h).

#include <algorithm>
#include <limits>
#include <set>

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

std::string_view type_kind(Kind kind) {
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

// A FieldKind.
std::string field_kind(const Field& field, Base base) {
  if (base == Base::list) return "list";
  if (!field.ref.empty()) return "reference";
  if (field.format == "instant" || field.format == "date" || field.format == "position") {
    return field.format;
  }
  switch (base) {
    case Base::void_:
      return "nothing";
    case Base::boolean:
      return "boolean";
    case Base::enumeration:
      return "enumeration";
    case Base::structure:
      if (field.type.structure->is_union()) return "union_";
      return field.type.structure->is_group() ? "group" : "structure";
    default:
      return std::string(type_name(base));
  }
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

std::string place(const Struct& s, const Field& field, Form form) {
  if (form == Form::view && !s.in_events) return "{}";
  const std::string offset =
      s.is_union() ? "0" : "offsetof(" + cpp_type(s, form) + ", " + field.cpp + ")";
  if (!field.type.is_list()) return "{" + offset + "}";
  std::string element = cpp_type(field, form).substr(std::string_view("std::vector<").size());
  element.pop_back();
  return "{" + offset + ", &list_ops<" + element + ">}";
}

std::string fills_name(const Struct& s, const Field& field) {
  return s.snake + "_" + field.name + "_fills";
}

void emit_field_entry(Output& out, const Struct& s, const Field& field) {
  std::int64_t min = 0, max = 0;
  limits(field, min, max);
  const std::string label = field.label.en.empty() ? field.name : field.label.en;
  const Enum* e = field.type.enumeration;
  const Struct* part = field.type.structure;
  out.open("{.kind = FieldKind::", field_kind(field, field.type.base),
           ", .element_kind = FieldKind::",
           field.type.is_list() ? field_kind(field, field.type.element) : "nothing", ",");
  out.line(".secret = ", field.secret() ? "true" : "false",
           ", .required = ", field.required ? "true" : "false", ",");
  out.line(".slot = ", number(field.slot), ", .initial = ", std::to_string(field.initial_bits),
           "u,");
  out.line(".value = ", place(s, field, Form::value), ",");
  out.line(".view = ", place(s, field, Form::view), ",");
  out.line(".enumeration = ", e != nullptr ? "&" + e->snake + "_enum" : "nullptr",
           ", .structure = ", part != nullptr ? "&" + part->snake + "_type" : "nullptr", ",");
  out.line(".key = ", quoted(",\"" + field.name + "\":"), ", .name = ", quoted(field.name), ",");
  out.line(".type = ", quoted(visible_type(field, false)),
           ", .element = ", quoted(field.type.is_list() ? visible_type(field, true) : ""), ",");
  out.line(".format = ", quoted(field.format),
           ", .ref = ", quoted(field.ref.empty() ? field.id_of : field.ref), ",");
  out.line(".personal = ", quoted(field.is_personal() ? field.personal : ""), ",");
  out.line(".label_zh = ", quoted(field.label.zh.empty() ? label : field.label.zh),
           ", .label_en = ", quoted(label), ",");
  out.line(".doc = ", quoted(field.doc), ",");
  out.line(".min = ", int64_literal(min), ", .max = ", int64_literal(max),
           ", .max_length = ", number(field.max_length), ",");
  out.line(".enum_name = ", quoted(e != nullptr ? e->snake : ""),
           ", .struct_name = ", quoted(part != nullptr ? part->snake : ""), ",");
  out.line(".means = ", quoted(field.means), ", .fills = ",
           field.fills.empty() ? "{}" : fills_name(s, field), "},");
  out.out();
}

void emit_type_table(Output& out, const Struct& s) {
  const auto texts_line = [&](const std::vector<std::string>& all, const std::string& name) {
    std::string line;
    for (const std::string& one : all) line += (line.empty() ? "" : ", ") + quoted(one);
    out.line("static constexpr std::string_view ", name, "[] = {", line, "};");
    return name;
  };
  for (const Field& field : s.fields)
    if (!field.fills.empty()) texts_line(field.fills, fills_name(s, field));
  if (!s.fields.empty()) {
    out.open("static constexpr FieldInfo ", s.snake, "_fields[] = {");
    for (const Field& field : s.fields) emit_field_entry(out, s, field);
    out.close("};");
  }
  const auto texts = [&](const std::vector<std::string>& all, const std::string& what) {
    return all.empty() ? std::string("{}") : texts_line(all, s.snake + what);
  };
  const std::string roles = texts(s.roles, "_roles");
  const std::string when = texts(s.when, "_when");
  const std::string usual = texts(s.usual, "_usual");
  const std::string id_parts = texts(s.id_parts, "_id_parts");
  const std::string label = s.label.en.empty() ? s.snake : s.label.en;
  const std::string route =
      s.kind == Kind::command && !s.plural.empty() ? "/v1/" + s.plural + "/" + s.snake : "";
  out.open("constexpr TypeInfo ", s.snake, "_type = {");
  out.line(".name = ", quoted(s.snake), ", .title = ", quoted(s.name), ",");
  out.line(".kind = TypeKind::", type_kind(s.kind), ", .stream = ", quoted(s.stream),
           ", .code = ", number(s.code), ",");
  out.line(".roles = ", roles,
           ", .plural = ", quoted(s.plural), ", .route = ", quoted(route), ",");
  out.line(".label_zh = ", quoted(s.label.zh.empty() ? label : s.label.zh),
           ", .label_en = ", quoted(label), ",");
  out.line(".doc = ", quoted(s.doc), ",");
  out.line(".when = ", when, ", .usual = ", usual, ", .id_parts = ", id_parts,
           ",");
  out.line(".back = ", quoted(snake_case(s.back)), ", .other_than = ", quoted(s.other_than),
           ", .only_by = ", quoted(s.only_by), ",");
  out.line(".unlisted = ", s.unlisted ? "true" : "false", ",");
  out.line(".fields = ", s.fields.empty() ? "{}" : s.snake + "_fields", ",");
  out.line(".path = ", quoted(s.path), ", .data_words = ", number(s.data_words),
           ", .pointer_count = ", number(s.pointer_count),
           ", .discriminant = ", number(s.discriminant_offset), ",");
  out.line(".size = sizeof(", s.name, "),");
  if (s.is_union()) {
    out.line(".value_union = &union_ops<", s.name, ">,");
    if (s.in_events) out.line(".view_union = &union_ops<", s.view(), ">,");
  }
  out.close("};").blank();
}

std::string texts_of(Output& out, const std::string& name, const std::vector<std::string>& all,
                     bool are_commands) {
  if (all.empty()) return "{}";
  std::string line;
  for (const std::string& one : all)
    line += (line.empty() ? "" : ", ") + quoted(are_commands ? snake_case(one) : one);
  out.line("static constexpr std::string_view ", name, "[] = {", line, "};");
  return name;
}

void emit_enum_table(Output& out, const Enum& e) {
  std::vector<std::string> inboxes;
  for (const Enumerant& v : e.values) {
    const std::string name = e.snake + "_" + v.name;
    const std::string commands = texts_of(out, name + "_commands", v.commands, true);
    const std::string confirm = texts_of(out, name + "_confirm", v.confirm, true);
    const std::string benches = texts_of(out, name + "_benches", v.benches, false);
    const std::string at = texts_of(out, name + "_at", v.at, false);
    const std::string tell = texts_of(out, name + "_tell", v.tell, false);
    inboxes.push_back(v.commands.empty()
                          ? ""
                          : ", " + commands + ", " + confirm + ", " + benches + ", " +
                                quoted(v.of) + ", " + at + ", " + tell + ", " + quoted(v.order));
  }
  out.open("static constexpr EnumValue ", e.snake, "_values[] = {");
  std::size_t at = 0;
  for (const Enumerant& v : e.values) {
    const std::string label = v.label.en.empty() ? v.name : v.label.en;
    out.line("{", quoted(v.name), ", ", quoted(v.label.zh.empty() ? label : v.label.zh), ", ",
             quoted(label), ", ", quoted(v.doc), inboxes[at++], "},");
  }
  out.close("};");
  const std::string label = e.label.en.empty() ? e.snake : e.label.en;
  out.line("extern const EnumInfo ", e.snake, "_enum;");
  out.line("constexpr EnumInfo ", e.snake, "_enum = {", quoted(e.snake), ", ", quoted(e.name), ", ",
           quoted(e.refusals), ", ", quoted(e.label.zh.empty() ? label : e.label.zh), ", ",
           quoted(label), ", ", quoted(e.doc), ", ", e.snake, "_values};");
}

}  // namespace

void emit_described(Output& out, const Struct& s, Form form) {
  const std::string name = s.snake + "_type";
  if (form == Form::value) out.line("namespace tables { extern const TypeInfo ", name, "; }");
  out.line("template <> struct Described<", cpp_type(s, form), "> : DescribedBy<tables::", name,
           ", Form::", form == Form::value ? "value" : "view", "> {};");
}

void emit_table(const Model& model, const std::string& file, Output& out) {
  emit_banner(out, "The enums and structs of one schema file as data.");
  out.line("#include <cstddef>").line("#include <cstdint>").blank();
  out.line("#include \"events/schema/runtime/table_ops.h\"")
      .line("#include \"schema/", file, ".h\"")
      .line("#include \"schema/", file, "_views.h\"");
  out.blank();
  // A struct with a variant in it has no standard layout; its offsets are constant all the same.
  out.line("#pragma GCC diagnostic ignored \"-Winvalid-offsetof\"").blank();
  out.line("namespace kintsugi::schema::tables {").blank();
  const auto structs = structs_of(model, file);
  std::set<std::string> others;
  for (const Struct* s : structs) {
    for (const Field& field : s->fields) {
      const Enum* e = field.type.enumeration;
      if (e != nullptr && e->file != file) others.insert("EnumInfo " + e->snake + "_enum");
    }
  }
  for (const std::string& other : others) out.line("extern const ", other, ";");
  for (const Enum* e : model.enums) {
    if (e->file == file) emit_enum_table(out, *e);
  }
  out.blank();
  for (const Struct* s : structs) emit_type_table(out, *s);
  out.line("}  // namespace kintsugi::schema::tables");
}

}  // namespace kintsugi::generator
