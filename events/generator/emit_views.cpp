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
  out.line(s.name, " to_value(const ", s.view(), "& view);");
  out.line(s.view(), " as_view(const ", s.name, "& value);");
  out.blank();
}

// Between a value and its view, in either direction: `function` is to_value or as_view.
void emit_member(Output& out, const Field& field, const std::string& function,
                 const std::string& to, const std::string& from) {
  if (field.type.base == Base::void_) return;
  const bool structure = field.type.leaf() == Base::structure;
  const std::string own = structure ? function + "_" + field.type.structure->snake : "";
  if (field.type.is_list() && structure) {
    out.line(to, ".reserve(", from, ".size());");
    out.line("for (const auto& item : ", from, ") ", to, ".push_back(", own, "(item));");
  } else if (field.type.is_list()) {
    out.line(to, ".assign(", from, ".begin(), ", from, ".end());");
  } else if (structure) {
    out.line(to, " = ", own, "(", from, ");");
  } else {
    out.line(to, " = ", from, ";");
  }
}

void emit_conversion(Output& out, const Struct& s, Form result) {
  const std::string function = result == Form::value ? "to_value" : "as_view";
  const std::string own = function + "_" + s.snake;
  const std::string source = cpp_type(s, result == Form::value ? Form::view : Form::value);
  out.open("static ", cpp_type(s, result), " ", own, "([[maybe_unused]] const ", source, "& in) {");
  out.line(cpp_type(s, result), " out;");
  if (s.is_union()) {
    out.open("switch (in.index()) {");
    for (std::size_t i = 0; i < s.fields.size(); ++i) {
      const Field& field = s.fields[i];
      const std::string held = "std::get<" + number(i) + ">(in)";
      const bool group = field.type.base == Base::structure && field.type.structure->is_group();
      out.open("case ", number(i), ": {");
      out.line("[[maybe_unused]] auto& to = out.emplace<", number(i), ">();");
      emit_member(out, field, function, group ? "to" : "to.value", group ? held : held + ".value");
      out.line("break;");
      out.close();
    }
    out.close();
  } else {
    for (const Field& f : s.fields) emit_member(out, f, function, "out." + f.cpp, "in." + f.cpp);
  }
  out.line("return out;");
  out.close();
  out.line(cpp_type(s, result), " ", function, "(const ", source, "& in) { return ", own,
           "(in); }");
  out.blank();
}

void emit_any_conversion(Output& out, const Model& model, const std::string& head,
                         const std::string& result, const std::string& function) {
  out.open(head, " {");
  out.open("switch (in.index()) {");
  for (std::size_t i = 0; i < model.events.size(); ++i) {
    const std::string n = number(i);
    out.line("case ", n, ": return ", result, "(", function, "_", model.events[i]->snake,
             "(std::get<", n, ">(in)));");
  }
  out.line("default: return {};");
  out.close();
  out.close();
}

std::vector<std::string> event_views(const Model& model) {
  std::vector<std::string> names;
  for (const Struct* s : model.events) names.push_back(s->view());
  return names;
}

}  // namespace

void emit_views(const Model& model, Output& out) {
  out.line("#pragma once");
  emit_banner(out, "Views of events: the values' members, text borrowed from the record's bytes.");
  out.line("#include \"schema/values.h\"").blank();
  out.line("namespace kintsugi::schema {").blank();
  for (const Struct* s : model.structs) {
    if (s->in_events) emit_view(out, *s);
  }
  for (const Struct* s : model.events) {
    out.line("template <> struct Traits<", s->view(), "> : Traits<", s->name, "> {};");
  }
  emit_variant(out, "EventView", event_views(model), true);
  out.line("std::string_view variant_name(const EventView& value);");
  out.line("std::string_view variant_stream_type(const EventView& value);");
  out.line("std::uint16_t variant_code(const EventView& value);");
  out.line("template <> inline constexpr bool is_schema_variant<EventView> = true;");
  out.blank().line("Event event_to_value(const EventView& in);");
  out.line("template <std::same_as<EventView> V>");
  out.line("Event to_value(const V& view) { return event_to_value(view); }");
  out.line("// The view borrows from the value.");
  out.line("EventView event_as_view(const Event& in);");
  out.line("template <std::same_as<Event> E>");
  out.line("EventView as_view(const E& event) { return event_as_view(event); }");
  out.blank().line("}  // namespace kintsugi::schema");
}

void emit_views_source(const Model& model, Output& out) {
  emit_banner(out, "From views to values and back.");
  out.line("#include \"schema/views.h\"").blank();
  out.line("namespace kintsugi::schema {").blank();
  emit_variant_source(out, "EventView", event_views(model), true);
  for (const Struct* s : model.structs) {
    if (!s->in_events) continue;
    emit_conversion(out, *s, Form::value);
    emit_conversion(out, *s, Form::view);
  }
  const auto table = [&](std::string_view function, std::string_view type, auto&& cell) {
    out.open(type, " ", function, "(const EventView& value) {");
    out.open("static constexpr ", type, " table[] = {");
    if (model.events.empty()) out.line(type, "{},");
    for (const Struct* s : model.events) out.line(cell(*s), ",");
    out.close("};");
    out.line("return table[value.index()];");
    out.close();
  };
  table("variant_name", "std::string_view", [](const Struct& s) { return quoted(s.snake); });
  table("variant_stream_type", "std::string_view",
        [](const Struct& s) { return quoted(s.stream); });
  table("variant_code", "std::uint16_t", [](const Struct& s) { return number(s.code); });
  emit_any_conversion(out, model, "Event event_to_value(const EventView& in)", "Event", "to_value");
  emit_any_conversion(out, model, "EventView event_as_view(const Event& in)", "EventView",
                      "as_view");
  out.blank().line("}  // namespace kintsugi::schema");
}

}  // namespace kintsugi::generator
