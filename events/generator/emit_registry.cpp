#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

void emit_list(Output& out, const std::string& function, const std::vector<const Struct*>& all) {
  out.open("std::span<const TypeOps* const> ", function, "() {");
  if (all.empty()) {
    out.line("return {};");
  } else {
    out.open("static constexpr const TypeOps* all[] = {");
    for (const Struct* s : all) out.line("&operations::", s->snake, "_ops,");
    out.close("};");
    out.line("return all;");
  }
  out.close();
}

// By code: a place for each up to the highest.
void emit_by_code(Output& out, const std::string& function, const std::vector<const Struct*>& all,
                  std::string_view suffix) {
  out.open("std::span<const TypeOps* const> ", function, "() {");
  if (all.empty()) {
    out.line("return {};");
  } else {
    out.open("static constexpr auto table = [] {");
    out.line("std::array<const TypeOps*, ", number(all.back()->code + 1u), "> by_code{};");
    for (const Struct* s : all) {
      out.line("by_code[", number(s->code), "] = &operations::", s->snake, suffix, ";");
    }
    out.line("return by_code;");
    out.close("}();");
    out.line("return table;");
  }
  out.close();
}

}  // namespace

void emit_registry(const Model& model, Output& out) {
  emit_banner(out, "Which types there are: by code, states by stream type. Sees none of them.");
  out.line("#include \"events/schema/runtime/registry.h\"").blank();
  out.line("#include <array>").blank();
  out.line("#include \"events/schema/runtime/type_ops.h\"").blank();
  out.line("namespace kintsugi::schema {").blank();
  out.line("namespace operations {");
  for (const auto* all : {&model.commands, &model.events, &model.states}) {
    for (const Struct* s : *all) out.line("extern const TypeOps ", s->snake, "_ops;");
  }
  for (const Struct* s : model.events) out.line("extern const TypeOps ", s->snake, "_view_ops;");
  out.line("}  // namespace operations").blank();
  emit_list(out, "all_commands", model.commands);
  emit_list(out, "all_events", model.events);
  emit_list(out, "all_states", model.states);
  emit_by_code(out, "commands_by_code", model.commands, "_ops");
  emit_by_code(out, "event_views_by_code", model.events, "_view_ops");
  out.blank().line("}  // namespace kintsugi::schema");
}

}  // namespace kintsugi::generator
