// description.cpp: the tables of all schema files, sorted by name.

#include <algorithm>

#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

void emit_refusals(const Model& model, Output& out) {
  std::vector<std::pair<std::string, const Enumerant*>> all;
  for (const Enum* e : model.enums) {
    if (e->refusals.empty()) continue;
    for (const Enumerant& v : e->values) {
      if (!v.name.starts_with("unused")) all.emplace_back(e->refusals + "." + v.name, &v);
    }
  }
  std::sort(all.begin(), all.end());
  out.open("std::span<const RefusalInfo> all_refusals() {");
  if (!all.empty()) {
    out.open("static constexpr RefusalInfo all[] = {");
    for (const auto& [code, v] : all) {
      const std::string label = v->label.en.empty() ? code : v->label.en;
      out.line("{", quoted(code), ", ", quoted(v->label.zh.empty() ? label : v->label.zh), ", ",
               quoted(label), ", ", quoted(snake_case(v->yields)), "},");
    }
    out.close("};");
  }
  out.line("return ", all.empty() ? "{}" : "all", ";");
  out.close();
}

// `names`: of the infos.
void emit_list(Output& out, const std::string& info, const std::string& function,
               std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  const std::string suffix = info == "TypeInfo" ? "_type" : "_enum";
  out.line("namespace tables {");
  for (const std::string& name : names) out.line("extern const ", info, " ", name, suffix, ";");
  out.line("}  // namespace tables");
  out.open("InfoList<", info, "> ", function, "() {");
  if (!names.empty()) {
    out.open("static constexpr const ", info, "* all[] = {");
    for (const std::string& name : names) out.line("&tables::", name, suffix, ",");
    out.close("};");
  }
  out.line("return InfoList<", info, ">(", names.empty() ? "{}" : "all", ");");
  out.close().blank();
}

}  // namespace

void emit_description(const Model& model, Output& out) {
  emit_banner(out, "The schema as data, sorted by name.");
  out.line("#include \"events/schema/runtime/description.h\"").blank();
  out.line("namespace kintsugi::schema {").blank();
  std::vector<std::string> types;
  for (const Struct* s : model.structs) types.push_back(s->snake);
  std::vector<std::string> enums;
  for (const Enum* e : model.enums) enums.push_back(e->snake);
  emit_list(out, "TypeInfo", "all_types", types);
  emit_list(out, "EnumInfo", "all_enums", enums);
  emit_refusals(model, out);
  out.blank().line("}  // namespace kintsugi::schema");
}

}  // namespace kintsugi::generator
