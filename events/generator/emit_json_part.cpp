// json_<file>.cpp: JSON of the structs of one file.

#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

// The runtime's function for one value: json_writer.h's and JsonReader's share their names.
std::string function_of(const Field& field) {
  if (!field.ref.empty()) return "text";
  if (field.format == "instant" || field.format == "date" || field.format == "position") {
    return field.format;
  }
  switch (field.type.leaf()) {
    case Base::boolean:
      return "boolean";
    case Base::text:
      return "text";
    case Base::data:
      return "data";
    case Base::enumeration:
      return "enumeration";
    case Base::structure:
      return "structure";
    default:
      return "integer";
  }
}

std::string write_call(const Field& field, const std::string& value) {
  const std::string function = function_of(field);
  if (function == "structure") {
    return "put_" + field.type.structure->snake + "(out, " + value + ");";
  }
  if (function == "enumeration") return "write_text(out, name_of(" + value + "));";
  return "write_" + function + "(out, " + value + ");";
}

void emit_write_value(Output& out, const Field& field, const std::string& value) {
  if (field.type.base == Base::void_) {
    out.line("out += \"{}\";");
  } else if (field.type.is_list()) {
    out.line("write_list(out, ", value, ", [&](const auto& item) { ", write_call(field, "item"),
             " });");
  } else {
    out.line(write_call(field, value));
  }
}

void emit_write_body(Output& out, const Struct& s) {
  if (!s.is_union()) {
    for (const Field& field : s.fields) {
      if (field.secret()) continue;
      out.line("out += ", quoted(",\"" + field.name + "\":"), ";");
      emit_write_value(out, field, "value." + field.cpp);
    }
    return;
  }
  out.open("switch (value.index()) {");
  for (std::size_t i = 0; i < s.fields.size(); ++i) {
    const Field& field = s.fields[i];
    const bool group = field.type.base == Base::structure && field.type.structure->is_group();
    const std::string held = "std::get<" + number(i) + ">(value)";
    out.open("case ", number(i), ":");
    out.line("out += ", quoted("{\"" + field.name + "\":"), ";");
    emit_write_value(out, field, group ? held : held + ".value");
    out.line("break;");
    out.out();
  }
  out.close();
  out.line("out += '}';");
}

void emit_write(Output& out, const Struct& s) {
  out.line("template <class T>");
  out.open("static void body_", s.snake,
           "([[maybe_unused]] std::string& out, [[maybe_unused]] const T& value) {");
  emit_write_body(out, s);
  out.close();
  for (const Form form : {Form::value, Form::view}) {
    if (form == Form::view && !s.in_events) continue;
    const std::string head =
        s.snake + "(std::string& out, const " + cpp_type(s, form) + "& value) ";
    if (s.is_union()) {
      out.line("void put_", head, "{ body_", s.snake, "(out, value); }");
      continue;
    }
    out.line("void fields_", head, "{ body_", s.snake, "(out, value); }");
    out.open("void put_", head, "{");
    out.line("write_object(out, [&] { body_", s.snake, "(out, value); });");
    out.close();
  }
  out.blank();
}

std::string format_of(const Field& field) {
  if (field.format == "multiline") return "multiline";
  if (field.format == "phone") return "phone";
  return "plain";
}

void emit_field_table(Output& out, const Struct& s) {
  out.open("static constexpr JsonField fields[] = {");
  for (const Field& field : s.fields) {
    std::string line = "{.name = " + quoted(field.name);
    if (field.required) line += ", .required = true";
    if (field.has_bounds) {
      line += ", .min = " + (field.min == INT64_MIN ? "INT64_MIN" : std::to_string(field.min));
      line += ", .max = " + std::to_string(field.max);
    }
    if (field.max_length != 1000) line += ", .max_length = " + number(field.max_length);
    if (format_of(field) != "plain") line += ", .format = TextFormat::" + format_of(field);
    out.line(line, "},");
  }
  out.close("};");
}

std::string read_call(const Field& field, const std::string& index, const std::string& node,
                      const std::string& target) {
  const std::string spec = "fields[" + index + "]";
  const std::string function = function_of(field);
  if (field.type.base == Base::void_) return "in.nothing(" + spec + ", " + node + ")";
  // A struct's own function goes along, so that no call has to choose among hundreds.
  const std::string with =
      function == "structure" ? ", read_" + field.type.structure->snake + ")" : ")";
  if (!field.type.is_list()) {
    return "in." + function + "(" + spec + ", " + node + ", " + target + with;
  }
  return "in.list(" + spec + ", " + node + ", " + target +
         ", [&](const JsonField& f, JsonNode n, auto& x) { return in." + function + "(f, n, x" +
         with + "; })";
}

void emit_read_union(Output& out, const Struct& s) {
  emit_field_table(out, s);
  out.line("JsonNode held;");
  out.open("switch (in.alternative(node, fields, held)) {");
  for (std::size_t i = 0; i < s.fields.size(); ++i) {
    const Field& field = s.fields[i];
    const bool group = field.type.base == Base::structure && field.type.structure->is_group();
    const std::string target = "out.emplace<" + number(i) + ">()";
    out.line("case ", number(i), ":");
    if (field.type.base == Base::void_) out.line("  ", target, ";");
    out.line("  return ", read_call(field, number(i), "held", group ? target : target + ".value"),
             ";");
  }
  out.line("default: return false;");
  out.close();
}

void emit_read(Output& out, const Struct& s) {
  out.open("bool read_", s.snake, "(JsonReader& in, JsonNode node, [[maybe_unused]] ", s.name,
           "& out) {");
  if (s.is_union()) {
    emit_read_union(out, s);
  } else if (s.fields.empty()) {
    out.line("return in.object(node, {}, {});");
  } else {
    emit_field_table(out, s);
    out.line("JsonNode found[", number(s.fields.size()), "];");
    out.line("if (!in.object(node, fields, found)) return false;");
    for (std::size_t i = 0; i < s.fields.size(); ++i) {
      const Field& field = s.fields[i];
      const std::string n = number(i);
      out.line("if (!", read_call(field, n, "found[" + n + "]", "out." + field.cpp),
               ") return false;");
    }
    out.line("return true;");
  }
  out.close().blank();
}

}  // namespace

void emit_json_part_source(const Model& model, const std::string& file, Output& out) {
  emit_banner(out, "JSON, struct by struct.");
  out.line("#include \"schema/json_parts.h\"").blank();
  out.line("#include <cstdint>").blank();
  out.line("namespace kintsugi::schema::json {").blank();
  const auto structs = structs_of(model, file);
  for (const Struct* s : structs) {
    emit_write(out, *s);
    if (s->in_values) emit_read(out, *s);
  }
  out.line("}  // namespace kintsugi::schema::json").blank();
  out.line("namespace kintsugi::schema {").blank();
  for (const Struct* s : structs) {
    for (const Form form : {Form::value, Form::view}) {
      if (form == Form::view && !s->in_events) continue;
      out.line("void write_json(std::string& out, const ", cpp_type(*s, form),
               "& value) { json::put_", s->snake, "(out, value); }");
    }
    if (!s->in_values || s->is_group()) continue;
    out.open("template <> Result<", s->name, "> read_json<", s->name, ">(std::string_view text) {");
    out.line("Result<", s->name, "> out;");
    out.line("json::JsonReader in(text);");
    out.line("if (!in.parsed() || !json::read_", s->snake,
             "(in, in.root(), *out)) out = in.failure();");
    out.line("return out;");
    out.close();
  }
  out.blank().line("}  // namespace kintsugi::schema");
}

}  // namespace kintsugi::generator
