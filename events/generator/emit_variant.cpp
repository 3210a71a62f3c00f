// A variant of many alternatives as a class whose special members are compiled once: copying,
// moving and destroying a std::variant of a hundred alternatives costs each file that does it ten
// seconds of compiling.

#include "events/generator/emitters.h"

namespace kintsugi::generator {

void emit_variant(Output& out, const std::string& name,
                  const std::vector<std::string>& alternatives, bool comparable) {
  std::string list;
  for (const std::string& each : alternatives) list += (list.empty() ? "" : ", ") + each;
  if (list.empty()) {
    out.line("struct No", name, " {");
    out.line("  bool operator==(const No", name, "&) const = default;");
    out.line("};");
    list = "No" + name;
  }
  out.line("using ", name, "Alternatives = std::variant<", list, ">;");
  out.open("class ", name, " : public ", name, "Alternatives {");
  out.line("public:");
  out.line(name, "();");
  out.line(name, "(const ", name, "& other);");
  out.line(name, "(", name, "&& other) noexcept;");
  out.line(name, "& operator=(const ", name, "& other);");
  out.line(name, "& operator=(", name, "&& other) noexcept;");
  out.line("~", name, "();");
  for (const std::string& each : alternatives) {
    if (each != "std::monostate") out.line(name, "(", each, " value);");
  }
  out.close("};");
  if (comparable) out.line("bool operator==(const ", name, "& a, const ", name, "& b);");
}

void emit_variant_source(Output& out, const std::string& name,
                         const std::vector<std::string>& alternatives, bool comparable) {
  const std::string base = name + "Alternatives";
  out.blank();
  out.line(name, "::", name, "() = default;");
  out.line(name, "::", name, "(const ", name, "& other) = default;");
  out.line(name, "::", name, "(", name, "&& other) noexcept = default;");
  out.line(name, "& ", name, "::operator=(const ", name, "& other) = default;");
  out.line(name, "& ", name, "::operator=(", name, "&& other) noexcept = default;");
  out.line(name, "::~", name, "() = default;");
  for (const std::string& each : alternatives) {
    if (each == "std::monostate") continue;
    out.line(name, "::", name, "(", each, " value) : ", base, "(std::in_place_type<", each,
             ">, std::move(value)) {}");
  }
  if (!comparable) return;
  out.open("bool operator==(const ", name, "& a, const ", name, "& b) {");
  out.line("return static_cast<const ", base, "&>(a) == static_cast<const ", base, "&>(b);");
  out.close();
}

}  // namespace kintsugi::generator
