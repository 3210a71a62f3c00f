#include <set>

#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

std::string_view traits_kind(Kind kind) {
  switch (kind) {
    case Kind::command:
      return "command";
    case Kind::event:
      return "event";
    case Kind::state:
      return "state";
    case Kind::row:
      return "row";
    default:
      return "structure";
  }
}

void emit_comment(Output& out, const std::string& doc) {
  std::size_t begin = 0;
  while (begin < doc.size()) {
    const std::size_t end = std::min(doc.find('\n', begin), doc.size());
    out.line("// ", std::string_view(doc).substr(begin, end - begin));
    begin = end + 1;
  }
}

void emit_enum(Output& out, const Enum& e) {
  emit_comment(out, e.doc);
  out.open("enum class ", e.name, " : std::uint16_t {");
  for (const Enumerant& v : e.values) out.line(v.cpp, ",");
  out.close("};");
  out.line("std::string_view name_of(", e.name, " value);");
  out.line("template <> std::optional<", e.name, "> parse_enum<", e.name,
           ">(std::string_view name);");
  if (!e.refusals.empty()) out.line("std::string_view refusal_code(", e.name, " refusal);");
  out.blank();
}

void emit_alternatives(Output& out, const Struct& s) {
  std::string list;
  for (const Field& field : s.fields) {
    const std::string name = alternative_name(s, field, Form::value);
    list += (list.empty() ? "" : ", ") + name;
    if (field.type.base == Base::structure && field.type.structure->is_group()) continue;
    out.open("struct ", name, " {");
    if (field.type.base != Base::void_) out.line(cpp_type(field, Form::value), " value{};");
    out.line("bool operator==(const ", name, "&) const = default;");
    out.close("};");
  }
  out.line("using ", s.name, " = std::variant<", list, ">;");
  emit_described(out, s, Form::value);
  out.blank();
}

void emit_struct(Output& out, const Struct& s) {
  emit_comment(out, s.doc);
  if (s.is_union()) return emit_alternatives(out, s);
  out.open("struct ", s.name, " {");
  for (const Field& field : s.fields) {
    out.line(cpp_type(field, Form::value), " ", field.cpp, field.initial, ";");
  }
  out.line("bool operator==(const ", s.name, "&) const = default;");
  out.close("};");
  emit_described(out, s, Form::value);
  out.blank();
}

// What a type can be asked: at compile time by its Traits, at run time by its operations.
void emit_traits(Output& out, const Struct& s) {
  out.line("namespace operations {");
  out.line("extern const TypeOps ", s.snake, "_ops;");
  out.line("}");
  out.line("template <> struct Traits<", s.name, "> {");
  out.line("  static constexpr TypeKind kind = TypeKind::", traits_kind(s.kind), ";");
  out.line("  static constexpr std::string_view name = \"", s.snake, "\";");
  out.line("  static constexpr std::string_view stream = \"", s.stream, "\";");
  out.line("  static constexpr std::uint16_t code = ", number(s.code), ";");
  out.line("  static constexpr const TypeOps& ops = operations::", s.snake, "_ops;");
  out.line("};").blank();
}

void emit_enum_source(Output& out, const Enum& e) {
  out.open("static constexpr std::string_view ", e.snake, "_names[] = {");
  for (const Enumerant& v : e.values) out.line(quoted(v.name), ",");
  out.close("};");
  out.line("std::string_view name_of(", e.name, " value) {");
  out.line("  return enum_name(", e.snake, "_names, static_cast<std::uint16_t>(value));");
  out.line("}");
  out.line("template <> std::optional<", e.name, "> parse_enum<", e.name,
           ">(std::string_view name) {");
  out.line("  const int found = enum_index(", e.snake, "_names, name);");
  out.line("  if (found < 0) return std::nullopt;");
  out.line("  return static_cast<", e.name, ">(found);");
  out.line("}");
  if (!e.refusals.empty()) {
    out.open("static constexpr std::string_view ", e.snake, "_codes[] = {");
    for (const Enumerant& v : e.values) out.line(quoted(e.refusals + "." + v.name), ",");
    out.close("};");
    out.line("std::string_view refusal_code(", e.name, " refusal) {");
    out.line("  return enum_name(", e.snake, "_codes, static_cast<std::uint16_t>(refusal));");
    out.line("}");
  }
  out.blank();
}

// The operations of a value or of an event's view; `counterpart` is the other of the two.
void emit_ops(Output& out, const Struct& s, Form form) {
  const bool view = form == Form::view;
  const std::string name = s.snake + (view ? "_view" : "");
  const std::string type = cpp_type(s, form);
  if (s.kind != Kind::event) {
    out.line("constinit const TypeOps ", name, "_ops = make_ops<", type, ">();");
    return;
  }
  out.line("constinit const TypeOps ", name, "_ops = make_ops<", type, ">(&", s.snake,
           view ? "_ops" : "_view_ops", view ? "," : ");");
  if (!view) return;
  out.line("    [](const codec::Record& in, void* out, codec::Reading& reading) {");
  out.line("      codec::view_", s.snake, "(in, *static_cast<", type, "*>(out), reading);");
  out.line("    });");
}

}  // namespace

void emit_values(const Model& model, const std::string& header, Output& out) {
  std::vector<const Struct*> structs;
  std::set<std::string> used;
  for (const Struct* s : model.structs) {
    if (s->header() != header) continue;
    structs.push_back(s);
    for (const Field& field : s->fields) {
      if (field.type.structure != nullptr) used.insert(field.type.structure->header());
      if (field.type.enumeration != nullptr) used.insert(field.type.enumeration->header());
    }
  }
  used.erase(header);
  out.line("#pragma once");
  emit_banner(out, "Values: plain structs that compare; text owned. See events/schema/README.md.");
  for (const char* standard :
       {"cstdint", "optional", "string", "string_view", "variant", "vector"}) {
    out.line("#include <", standard, ">");
  }
  out.blank().line("#include \"events/schema/runtime/erased.h\"");
  for (const std::string& other : used) out.line("#include \"schema/", other, "\"");
  out.blank().line("namespace kintsugi::schema {").blank();
  for (const Enum* e : model.enums) {
    if (e->header() == header) emit_enum(out, *e);
  }
  for (const Struct* s : structs) emit_struct(out, *s);
  for (const Struct* s : structs) {
    if (!s->is_group()) emit_traits(out, *s);
  }
  out.line("}  // namespace kintsugi::schema");
}

void emit_all_values(const Model&, const std::string& file, Output& out) {
  out.line("#pragma once");
  emit_banner(out, "All values of one schema file. See events/schema/README.md.");
  for (const std::string_view header : value_headers) {
    out.line("#include \"schema/", file, header, "\"");
  }
}

void emit_values_source(const Model& model, const std::string& file, Output& out) {
  emit_banner(out, "Names of enumerants, from values to views and back, operations of each type.");
  out.line("#include \"events/schema/runtime/convert.h\"");
  out.line("#include \"events/schema/runtime/make_ops.h\"");
  out.line("#include \"schema/", file, ".h\"");
  out.line("#include \"schema/codec_", file, ".h\"").blank();
  out.line("namespace kintsugi::schema {").blank();
  for (const Enum* e : model.enums) {
    if (e->file == file) emit_enum_source(out, *e);
  }
  const auto structs = structs_of(model, file);
  for (const Struct* s : structs) {
    if (s->in_events) emit_view_conversions(out, *s);
  }
  out.blank().line("namespace operations {").blank();
  for (const Struct* s : structs) {
    if (s->is_group()) continue;
    emit_ops(out, *s, Form::value);
    if (s->kind == Kind::event) emit_ops(out, *s, Form::view);
  }
  out.blank().line("}  // namespace operations");
  out.line("}  // namespace kintsugi::schema");
}

}  // namespace kintsugi::generator
