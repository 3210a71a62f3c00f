// json.h, json_parts.h and json.cpp. The struct by struct work is in emit_json_part.cpp.

#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

void emit_variant_writer(Output& out, const std::string& variant,
                         const std::vector<const Struct*>& all, bool with_none) {
  out.open("void write_variant(std::string& out, const ", variant, "& value) {");
  out.open("switch (value.index()) {");
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string index = number(i + (with_none ? 1 : 0));
    out.open("case ", index, ":");
    out.line("out += ", quoted("{\"type\":\"" + all[i]->snake + "\""), ";");
    out.line("json::fields_", all[i]->snake, "(out, std::get<", index, ">(value));");
    out.line("break;");
    out.out();
  }
  out.line("default: out += \"null\"; return;");
  out.close();
  out.line("out += '}';");
  out.close().blank();
}

}  // namespace

void emit_json(const Model& model, Output& out) {
  out.line("#pragma once");
  emit_banner(out,
              "Values to and from JSON; see events/schema/README.md for the form of each type.");
  out.line("#include \"events/base/result.h\"").line("#include \"schema/views.h\"").blank();
  out.line("namespace kintsugi::schema {").blank();
  out.line("// Appends. Every field but secret ones is written, in the order of the schema.");
  for (const Struct* s : model.structs) {
    out.line("void write_json(std::string& out, const ", s->name, "& value);");
    if (s->in_events) out.line("void write_json(std::string& out, const ", s->view(), "& value);");
  }
  out.blank().line("// {\"type\":\"booking_scheduled\", …fields}; null for a monostate.");
  for (const char* variant : {"Command", "Event", "EventView", "State"}) {
    out.line("void write_variant(std::string& out, const ", variant, "& value);");
  }
  out.line("template <class V>");
  out.line("  requires is_schema_variant<V>");
  out.line("void write_json(std::string& out, const V& value) { write_variant(out, value); }");
  out.blank();
  out.line(
      "// One JSON object, checked in full: errors are `invalid`, their code is request.bad_json,");
  out.line("// too_deep, unknown_field, duplicate_field, wrong_type, out_of_range, missing_field,");
  out.line("// bad_text or too_long, their pointer names the field. Any thread.");
  out.line("template <class T> Result<T> read_json(std::string_view json);");
  for (const Struct* s : model.structs) {
    if (!s->in_values || s->is_group()) continue;
    out.line("template <> Result<", s->name, "> read_json<", s->name, ">(std::string_view json);");
  }
  out.blank().line("// An unknown command: \"request.unknown_command\".");
  out.line(
      "Result<Command> read_command_json(std::string_view command_name, std::string_view json);");
  out.blank().line("}  // namespace kintsugi::schema");
}

void emit_json_parts(const Model& model, Output& out) {
  out.line("#pragma once");
  emit_banner(out, "What json*.cpp share, struct by struct. Used by them only.");
  out.line("#include \"events/schema/runtime/json_reader.h\"");
  out.line("#include \"events/schema/runtime/json_writer.h\"");
  out.line("#include \"schema/json.h\"").blank();
  out.line("namespace kintsugi::schema::json {").blank();
  for (const Struct* s : model.structs) {
    for (const Form form : {Form::value, Form::view}) {
      if (form == Form::view && !s->in_events) continue;
      out.line("void put_", s->snake, "(std::string& out, const ", cpp_type(*s, form), "& value);");
      if (s->is_union()) continue;
      out.line("void fields_", s->snake, "(std::string& out, const ", cpp_type(*s, form),
               "& value);");
    }
    if (s->in_values) {
      out.line("bool read_", s->snake, "(JsonReader& in, JsonNode node, ", s->name, "& out);");
    }
  }
  out.blank().line("}  // namespace kintsugi::schema::json");
}

void emit_json_source(const Model& model, Output& out) {
  emit_banner(out, "Commands, events and states whatever they are.");
  out.line("#include \"schema/json_parts.h\"").blank();
  out.line("namespace kintsugi::schema {").blank();
  emit_variant_writer(out, "Command", model.commands, false);
  emit_variant_writer(out, "Event", model.events, false);
  emit_variant_writer(out, "EventView", model.events, false);
  emit_variant_writer(out, "State", model.states, true);
  out.open("Result<Command> read_command_json(std::string_view command_name, ",
           "[[maybe_unused]] std::string_view json) {");
  for (const Struct* s : model.commands) {
    out.line("if (command_name == ", quoted(s->snake), ") return read_json<", s->name, ">(json);");
  }
  out.line("return fail(ErrorKind::invalid, \"request.unknown_command\",");
  out.line("            \"unknown command \" + std::string(command_name));");
  out.close();
  out.blank().line("}  // namespace kintsugi::schema");
}

}  // namespace kintsugi::generator
