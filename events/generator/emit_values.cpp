#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

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
  out.blank();
}

std::vector<std::string> names_of(const std::vector<const Struct*>& structs,
                                  const std::string& first) {
  std::vector<std::string> names;
  if (!first.empty()) names.push_back(first);
  for (const Struct* s : structs) names.push_back(s->name);
  return names;
}

void emit_traits(Output& out, const Struct& s, std::string_view kind) {
  out.line("template <> struct Traits<", s.name, "> {");
  out.line("  static constexpr TypeKind kind = TypeKind::", kind, ";");
  out.line("  static constexpr std::string_view name = \"", s.snake, "\";");
  out.line("  static constexpr std::string_view stream = \"", s.stream, "\";");
  out.line("  static constexpr std::uint16_t code = ", number(s.code), ";");
  out.line("};");
}

// A table of names by variant index, and the functions that look it up.
void emit_lookup(Output& out, const std::string& variant, const std::vector<const Struct*>& all,
                 bool with_none) {
  const auto table = [&](std::string_view function, std::string_view type, auto&& cell) {
    out.open(type, " ", function, "(const ", variant, "& value) {");
    out.open("static constexpr ", type, " table[] = {");
    if (with_none || all.empty()) out.line(type, "{},");
    for (const Struct* s : all) out.line(cell(*s), ",");
    out.close("};");
    out.line("return table[value.index()];");
    out.close();
  };
  table("variant_name", "std::string_view", [](const Struct& s) { return quoted(s.snake); });
  table("variant_stream_type", "std::string_view",
        [](const Struct& s) { return quoted(s.stream); });
  table("variant_code", "std::uint16_t", [](const Struct& s) { return number(s.code); });
}

}  // namespace

void emit_values(const Model& model, Output& out) {
  out.line("#pragma once");
  emit_banner(out,
              "The values: plain structs that compare; text owned. See events/schema/README.md.");
  for (const char* header : {"concepts", "cstdint", "optional", "string", "string_view", "utility",
                             "variant", "vector"}) {
    out.line("#include <", header, ">");
  }
  out.blank().line("#include \"events/schema/runtime/traits.h\"").blank();
  out.line("namespace kintsugi::schema {").blank();
  for (const Enum* e : model.enums) emit_enum(out, *e);
  for (const Struct* s : model.structs) emit_struct(out, *s);
  out.line("// In order of their codes; states in order of their stream types.");
  out.line(
      "// Variants whose copying, moving and destroying is compiled once: in every file it costs "
      "seconds.");
  emit_variant(out, "Command", names_of(model.commands, ""), true);
  emit_variant(out, "Event", names_of(model.events, ""), true);
  emit_variant(out, "State", names_of(model.states, "std::monostate"), true);
  out.blank();
  for (const Struct* s : model.commands) emit_traits(out, *s, "command");
  for (const Struct* s : model.events) emit_traits(out, *s, "event");
  for (const Struct* s : model.states) emit_traits(out, *s, "state");
  for (const Struct* s : model.rows) emit_traits(out, *s, "row");
  out.blank();
  out.line(
      "// Name (snake_case), stream type and code of what a variant holds; \"\" and 0 for none.");
  for (const char* variant : {"Command", "Event", "State"}) {
    out.line("std::string_view variant_name(const ", variant, "& value);");
    out.line("std::string_view variant_stream_type(const ", variant, "& value);");
    out.line("std::uint16_t variant_code(const ", variant, "& value);");
    out.line("template <> inline constexpr bool is_schema_variant<", variant, "> = true;");
  }
  out.blank();
  out.line(
      "// The state of a stream that has no commit yet; monostate for an unknown stream type.");
  out.line("State default_state(std::string_view stream_type);");
  out.blank().line("}  // namespace kintsugi::schema");
}

void emit_values_source(const Model& model, Output& out) {
  emit_banner(out, "Names of enumerants and of what the variants hold.");
  out.line("#include \"schema/values.h\"").blank();
  out.line("namespace kintsugi::schema {");
  emit_variant_source(out, "Command", names_of(model.commands, ""), true);
  emit_variant_source(out, "Event", names_of(model.events, ""), true);
  emit_variant_source(out, "State", names_of(model.states, "std::monostate"), true);
  for (const Enum* e : model.enums) {
    out.blank();
    out.open("static constexpr std::string_view ", e->snake, "_names[] = {");
    for (const Enumerant& v : e->values) out.line(quoted(v.name), ",");
    out.close("};");
    out.line("std::string_view name_of(", e->name, " value) {");
    out.line("  return enum_name(", e->snake, "_names, static_cast<std::uint16_t>(value));");
    out.line("}");
    out.line("template <> std::optional<", e->name, "> parse_enum<", e->name,
             ">(std::string_view name) {");
    out.line("  const int found = enum_index(", e->snake, "_names, name);");
    out.line("  if (found < 0) return std::nullopt;");
    out.line("  return static_cast<", e->name, ">(found);");
    out.line("}");
    if (e->refusals.empty()) continue;
    out.open("static constexpr std::string_view ", e->snake, "_codes[] = {");
    for (const Enumerant& v : e->values) out.line(quoted(e->refusals + "." + v.name), ",");
    out.close("};");
    out.line("std::string_view refusal_code(", e->name, " refusal) {");
    out.line("  return enum_name(", e->snake, "_codes, static_cast<std::uint16_t>(refusal));");
    out.line("}");
  }
  out.blank();
  emit_lookup(out, "Command", model.commands, false);
  emit_lookup(out, "Event", model.events, false);
  emit_lookup(out, "State", model.states, true);
  out.open("State default_state(std::string_view stream_type) {");
  for (const Struct* s : model.states) {
    out.line("if (stream_type == ", quoted(s->stream), ") return ", s->name, "{};");
  }
  out.line(model.states.empty() ? "(void)stream_type;" : "").line("return {};");
  out.close();
  out.blank().line("}  // namespace kintsugi::schema");
}

}  // namespace kintsugi::generator
