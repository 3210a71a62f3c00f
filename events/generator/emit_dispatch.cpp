#include <set>

#include "events/generator/emitters.h"

namespace kintsugi::generator {
namespace {

std::vector<const Struct*> of_file(const std::vector<const Struct*>& all, const std::string& file) {
  std::vector<const Struct*> out;
  for (const Struct* s : all) {
    if (s->file == file) out.push_back(s);
  }
  return out;
}

}  // namespace

void emit_dispatch(const Model& model, const std::string& file, Output& out) {
  const auto commands = of_file(model.commands, file);
  const auto events = of_file(model.events, file);
  out.line("#pragma once");
  emit_banner(out, "What core must define for this file: a missing definition is a link error.");
  out.line("#include \"events/base/result.h\"");
  std::set<std::string> used = {file + "_refusals.h", file + "_views.h"};
  for (const Struct* s : commands) used.insert(s->header());
  for (const Struct* s : events) used.insert(model.state_of(s->stream)->header());
  for (const std::string& header : used) out.line("#include \"schema/", header, "\"");
  out.blank().line("namespace kintsugi::core {").blank();
  out.line("class Reads;").line("class Events;").blank();
  for (const Struct* s : commands) {
    out.line("Result<Events> decide(const schema::", s->name, "& command, Reads& reads);");
  }
  out.blank();
  for (const Struct* s : events) {
    const Struct* state = model.state_of(s->stream);
    out.line("void evolve(schema::", state->name, "& state, const schema::", s->view(),
             "& event);");
  }
  out.blank().line("}  // namespace kintsugi::core");
}

void emit_dispatch_part(const Model& model, const std::string& file, Output& out) {
  const auto commands = of_file(model.commands, file);
  const auto events = of_file(model.events, file);
  emit_banner(out, "From codes to core's functions. Compiled as a part of core.");
  out.line("#include \"schema/", file, "_dispatch.h\"").blank();
  out.line("#include \"core/dispatch.h\"").line("#include \"core/events.h\"").blank();
  out.line("namespace kintsugi::core {").blank();
  if (!commands.empty()) {
    out.open("static constexpr Decider ", file, "_deciders[] = {");
    for (const Struct* s : commands) {
      out.line("{", number(s->code), ", [](const void* command, Reads& reads) {");
      out.line("   return decide(*static_cast<const schema::", s->name, "*>(command), reads);");
      out.line(" }},");
    }
    out.close("};");
  }
  if (!events.empty()) {
    out.open("static constexpr Evolver ", file, "_evolvers[] = {");
    for (const Struct* s : events) {
      const Struct* state = model.state_of(s->stream);
      out.line("{", number(s->code), ", &schema::ops_of<schema::", state->name,
               ">(), [](void* state, const void* event) {");
      out.line("   evolve(*static_cast<schema::", state->name, "*>(state),");
      out.line("          *static_cast<const schema::", s->view(), "*>(event));");
      out.line(" }},");
    }
    out.close("};");
  }
  out.line("extern const DispatchPart ", file, "_dispatch;");
  out.line("constinit const DispatchPart ", file, "_dispatch = {",
           commands.empty() ? "{}" : file + "_deciders", ", ",
           events.empty() ? "{}" : file + "_evolvers", "};");
  out.blank().line("}  // namespace kintsugi::core");
}

void emit_dispatch_parts(const Model& model, Output& out) {
  emit_banner(out, "The dispatch of all schema files. Compiled as a part of core.");
  out.line("#include \"core/dispatch.h\"").blank();
  out.line("namespace kintsugi::core {").blank();
  for (const std::string& file : model.files) {
    out.line("extern const DispatchPart ", file, "_dispatch;");
  }
  out.blank();
  out.open("std::span<const DispatchPart* const> dispatch_parts() {");
  out.open("static constexpr const DispatchPart* parts[] = {");
  for (const std::string& file : model.files) out.line("&", file, "_dispatch,");
  out.close("};");
  out.line("return parts;");
  out.close();
  out.blank().line("}  // namespace kintsugi::core");
}

}  // namespace kintsugi::generator
