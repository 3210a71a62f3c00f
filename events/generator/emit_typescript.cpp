#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

std::string ts_leaf(const Field& field) {
  if (!field.ref.empty()) return "string";
  switch (field.type.leaf()) {
    case Base::void_:
      return "Record<string, never>";
    case Base::boolean:
      return "boolean";
    case Base::text:
    case Base::data:
      return "string";
    case Base::enumeration:
      return field.type.enumeration->name;
    case Base::structure:
      return field.type.structure->name;
    default:
      break;
  }
  if (field.format == "instant" || field.format == "date") return "string | null";
  return field.format == "position" ? "string" : "number";
}

std::string ts_type(const Field& field) {
  const std::string leaf = ts_leaf(field);
  if (!field.type.is_list()) return leaf;
  return leaf.find(' ') == leaf.npos ? leaf + "[]" : "(" + leaf + ")[]";
}

void emit_doc(Output& out, const std::string& doc) {
  if (doc.empty()) return;
  std::string flat;
  for (const char c : doc) flat += c == '\n' ? ' ' : c;
  for (std::size_t at; (at = flat.find("*/")) != flat.npos;) flat.replace(at, 2, "* /");
  out.line("/** ", flat, " */");
}

void emit_type(Output& out, const Struct& s) {
  emit_doc(out, s.doc);
  if (s.is_union()) {
    out.line("export type ", s.name, " =");
    for (std::size_t i = 0; i < s.fields.size(); ++i) {
      const Field& f = s.fields[i];
      out.line("  | { ", f.name, ": ", ts_type(f), " }", i + 1 == s.fields.size() ? ";" : "");
    }
    return;
  }
  out.open("export interface ", s.name, " {");
  for (const Field& f : s.fields) {
    emit_doc(out, f.doc);
    // A command may leave out what is not required; what the engine writes is always whole.
    const bool optional = (s.kind == Kind::command && !f.required) || f.secret();
    out.line(f.name, optional ? "?: " : ": ", ts_type(f), ";");
  }
  out.close();
}

void emit_map(Output& out, const std::string& name, const std::vector<const Struct*>& all) {
  out.open("export interface ", name, " {");
  for (const Struct* s : all) out.line(s->snake, ": ", s->name, ";");
  out.close();
}

std::string label(const Label& l, const std::string& fallback) {
  const std::string en = l.en.empty() ? fallback : l.en;
  return "{ zh: " + quoted(l.zh.empty() ? en : l.zh) + ", en: " + quoted(en) + " }";
}

void emit_labels(const Model& model, Output& out) {
  out.open("export interface Label {");
  out.line("zh: string;").line("en: string;");
  out.close();
  out.open("export const typeLabels: Record<string, Label> = {");
  for (const Struct* s : model.structs) {
    if (!s->is_group()) out.line(s->snake, ": ", label(s->label, s->snake), ",");
  }
  out.close("};");
  out.open("export const fieldLabels: Record<string, Record<string, Label>> = {");
  for (const Struct* s : model.structs) {
    if (s->fields.empty()) continue;
    out.open(s->snake, ": {");
    for (const Field& f : s->fields) out.line(f.name, ": ", label(f.label, f.name), ",");
    out.close("},");
  }
  out.close("};");
  out.open("export const enumLabels: Record<string, Record<string, Label>> = {");
  for (const Enum* e : model.enums) {
    if (!e->refusals.empty()) continue;
    out.open(e->snake, ": {");
    for (const Enumerant& v : e->values) out.line(v.name, ": ", label(v.label, v.name), ",");
    out.close("},");
  }
  out.close("};");
  out.open("export const refusalLabels: Record<string, Label> = {");
  for (const Enum* e : model.enums) {
    if (e->refusals.empty()) continue;
    for (const Enumerant& v : e->values) {
      out.line(quoted(e->refusals + "." + v.name), ": ", label(v.label, v.name), ",");
    }
  }
  out.close("};");
}

}  // namespace

void emit_typescript(const Model& model, Output& out) {
  emit_banner(out, "The JSON of commands, events, states and rows, and what people call them.");
  for (const Enum* e : model.enums) {
    if (!e->refusals.empty()) continue;
    std::string list;
    for (const Enumerant& v : e->values) list += (list.empty() ? "" : " | ") + quoted(v.name);
    emit_doc(out, e->doc);
    out.line("export type ", e->name, " = ", list, ";");
  }
  for (const Struct* s : model.structs) emit_type(out, *s);
  emit_map(out, "Commands", model.commands);
  emit_map(out, "Events", model.events);
  emit_map(out, "States", model.states);
  emit_map(out, "Rows", model.rows);
  emit_labels(model, out);
}

}  // namespace kintsugi::generator
