#include <set>

#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

void emit_view_alternatives(Output& out, const Struct& s) {
  std::string list;
  for (const Field& field : s.fields) {
    const std::string name = alternative_name(s, field, Form::view);
    list += (list.empty() ? "" : ", ") + name;
    if (field.type.base == Base::structure && field.type.structure->is_group()) continue;
    out.open("struct ", name, " {");
    if (field.type.base != Base::void_) out.line(cpp_type(field, Form::view), " value{};");
    out.line("bool operator==(const ", name, "&) const = default;");
    out.close("};");
  }
  out.line("using ", s.view(), " = std::variant<", list, ">;");
}

void emit_view(Output& out, const Struct& s) {
  if (s.is_union()) {
    emit_view_alternatives(out, s);
  } else {
    out.open("struct ", s.view(), " {");
    for (const Field& field : s.fields) {
      out.line(cpp_type(field, Form::view), " ", field.cpp, field.initial, ";");
    }
    out.line("bool operator==(const ", s.view(), "&) const = default;");
    out.close("};");
  }
  emit_described(out, s, Form::view);
  out.line(s.name, " to_value(const ", s.view(), "& view);");
  out.line(s.view(), " as_view(const ", s.name, "& value);");
  out.blank();
}

}  // namespace

void emit_view_conversions(Output& out, const Struct& s) {
  out.line(s.name, " to_value(const ", s.view(), "& in) { return converted<", s.name, ">(in); }");
  out.line(s.view(), " as_view(const ", s.name, "& in) { return converted<", s.view(),
           ">(in); }");
}

void emit_views(const Model& model, const std::string& file, Output& out) {
  out.line("#pragma once");
  emit_banner(out, "Views of events: the values' members, text borrowed from the record's bytes.");
  const auto structs = structs_of(model, file);
  std::set<std::string> values;
  std::set<std::string> views;
  for (const Struct* s : structs) {
    if (!s->in_events) continue;
    values.insert(s->header());
    for (const Field& field : s->fields) {
      if (field.type.structure != nullptr) views.insert(field.type.structure->file);
    }
  }
  views.erase(file);
  for (const std::string& used : values) out.line("#include \"schema/", used, "\"");
  for (const std::string& used : views) out.line("#include \"schema/", used, "_views.h\"");
  out.blank().line("namespace kintsugi::schema {").blank();
  for (const Struct* s : structs) {
    if (s->in_events) emit_view(out, *s);
  }
  for (const Struct* s : structs) {
    if (s->kind != Kind::event) continue;
    out.line("namespace operations {");
    out.line("extern const TypeOps ", s->snake, "_view_ops;");
    out.line("}");
    out.line("template <> struct Traits<", s->view(), "> : Traits<", s->name, "> {");
    out.line("  static constexpr bool is_view = true;");
    out.line("  static constexpr const TypeOps& ops = operations::", s->snake, "_view_ops;");
    out.line("};").blank();
  }
  out.line("}  // namespace kintsugi::schema");
}

}  // namespace kintsugi::generator
