#include "events/generator/emitters.h"

namespace kintsugi::generator {

void emit_dispatch(const Model& model, Output& out) {
  out.line("#pragma once");
  emit_banner(out, "What core must define: a missing definition is a link error.");
  out.line("#include \"events/base/result.h\"").line("#include \"schema/views.h\"").blank();
  out.line("namespace kintsugi::core {").blank();
  out.line("class Reads;").line("class Events;").blank();
  for (const Struct* s : model.commands) {
    out.line("Result<Events> decide(const schema::", s->name, "& command, Reads& reads);");
  }
  out.blank();
  for (const Struct* s : model.events) {
    const Struct* state = model.state_of(s->stream);
    out.line("void evolve(schema::", state->name, "& state, const schema::", s->view(),
             "& event);");
  }
  out.blank();
  out.line("Result<Events> decide_any(const schema::Command& command, Reads& reads);");
  out.line(
      "// monostate first becomes the default state of the event's stream type. The state must be");
  out.line(
      "// of that type: the caller has compared the stream's name with stream_type_of(event).");
  out.line("void evolve_any(schema::State& state, const schema::EventView& event);");
  out.blank().line("}  // namespace kintsugi::core");
}

void emit_dispatch_source(const Model& model, Output& out) {
  emit_banner(out, "From the variants to core's functions. Compiled as a part of core.");
  out.line("#include \"schema/dispatch.h\"").blank();
  out.line("#include \"core/events.h\"").line("#include \"core/reads.h\"");
  out.line("#include \"events/base/check.h\"").blank();
  out.line("namespace kintsugi::core {").blank();
  out.open("Result<Events> decide_any(const schema::Command& command, ",
           "[[maybe_unused]] Reads& reads) {");
  out.open("switch (command.index()) {");
  for (std::size_t i = 0; i < model.commands.size(); ++i) {
    out.line("case ", number(i), ": return decide(std::get<", number(i), ">(command), reads);");
  }
  out.line(
      "default: return fail(ErrorKind::invalid, \"request.unknown_command\", \"no command\");");
  out.close();
  out.close().blank();
  out.line("namespace {").blank();
  out.line("template <class S>");
  out.open("[[maybe_unused]] S& hold(schema::State& state) {");
  out.line("if (std::holds_alternative<std::monostate>(state)) state.emplace<S>();");
  out.line("S* held = std::get_if<S>(&state);");
  out.line("KINTSUGI_CHECK(held != nullptr, \"an event on a state of another stream type\");");
  out.line("return *held;");
  out.close().blank();
  out.line("}  // namespace").blank();
  out.open(
      "void evolve_any([[maybe_unused]] schema::State& state, const schema::EventView& event) {");
  out.open("switch (event.index()) {");
  for (std::size_t i = 0; i < model.events.size(); ++i) {
    const Struct* state = model.state_of(model.events[i]->stream);
    out.line("case ", number(i), ":");
    out.line("  return evolve(hold<schema::", state->name, ">(state), std::get<", number(i),
             ">(event));");
  }
  out.line("default: return;");
  out.close();
  out.close();
  out.blank().line("}  // namespace kintsugi::core");
}

}  // namespace kintsugi::generator
