// lists.cpp: the lists that the schema declares, as data (events/schema/runtime/list_info.h).

#include <algorithm>
#include <set>

#include "events/generator/emitters.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

// "orders.orders:order.bookings" → the table, and where the elements are in its rows.
std::pair<std::string, std::string> split(const std::string& text, char at) {
  const auto found = text.find(at);
  if (found == text.npos) return {text, {}};
  return {text.substr(0, found), text.substr(found + 1)};
}

struct Listed {
  const Struct* item = nullptr;
  const Struct* row = nullptr;
  std::string name, model, table, elements, thing;
};

// What a table of a read model holds: a row, or the state of a stream that it keeps.
const Struct* row_of(const Model& model, const std::string& table) {
  for (const Struct* s : model.rows) {
    if (s->stream == table) return s;
  }
  return model.state_of(split(table, '.').second);
}

Listed listed_of(const Model& model, const Struct& s) {
  Listed out{&s, &s, s.list->name.empty() ? s.plural : s.list->name, {}, {}, {}, s.list->thing};
  if (!s.list->elements.empty()) {
    const auto [table, elements] = split(s.list->elements, ':');
    if (!elements.empty()) out.row = row_of(model, table);
    std::tie(out.model, out.table) = split(table, '.');
    out.elements = elements;
  } else if (s.kind == Kind::state) {
    out.model = s.list->keeper, out.table = s.stream, out.thing = s.stream;
  } else {
    std::tie(out.model, out.table) = split(s.stream, '.');
  }
  return out;
}

std::string texts(const std::vector<std::string>& all, const std::string& name, Output& out) {
  if (all.empty()) return "{}";
  std::string line;
  for (const std::string& one : all) line += (line.empty() ? "" : ", ") + quoted(one);
  out.line("constexpr std::string_view ", name, "[] = {", line, "};");
  return name;
}

// Those that read as others do; false: there are none.
bool emit_duties(const Model& model, Output& out) {
  std::string rows;
  for (const Enum* e : model.enums) {
    for (const Enumerant& value : e->values) {
      if (value.reads_as.empty()) continue;
      rows += "{.duty = " + quoted(value.name) + ", .reads_as = " +
              texts(value.reads_as, value.name + "_reads_as", out) + ", .only_of_nobody = " +
              (value.only_of_nobody ? "true" : "false") + "},\n";
    }
  }
  if (!rows.empty()) out.line("const DutyInfo duties[] = {\n", rows, "};");
  return !rows.empty();
}

}  // namespace

void emit_lists(const Model& model, Output& out) {
  emit_banner(out, "The lists that the schema declares.");
  std::vector<Listed> all;
  std::set<std::string> headers;
  for (const Struct* s : model.structs) {
    if (!s->list) continue;
    all.push_back(listed_of(model, *s));
    headers.insert(s->header());
    headers.insert(all.back().row->header());
  }
  std::sort(all.begin(), all.end(),
            [](const Listed& a, const Listed& b) { return a.name < b.name; });
  out.line("#include \"events/schema/runtime/duty_info.h\"");
  out.line("#include \"events/schema/runtime/list_info.h\"").blank();
  out.line("#include <algorithm>").blank();
  for (const std::string& header : headers) out.line("#include \"schema/", header, "\"");
  out.blank().line("namespace kintsugi::schema {").line("namespace {").blank();
  std::string rows;
  for (const Listed& one : all) {
    const ListDecl& decl = *one.item->list;
    const std::string name = one.name;
    static const std::vector<std::string> own_id = {"id"};
    const bool state = one.item->kind == Kind::state;
    std::string row = "{.name = " + quoted(name);
    row += ",\n     .item = &type_of<" + one.item->name + ">(), .row = &type_of<" + one.row->name +
           ">()";
    row += ",\n     .row_ops = &ops_of<" + one.row->name + ">(), .model = " + quoted(one.model) +
           ", .table = " + quoted(one.table);
    row += ", .elements = " + quoted(one.elements) + ", .thing = " + quoted(one.thing);
    row += ",\n     .around = " + texts(decl.around, name + "_around", out);
    row += ", .id = " + texts(state && decl.id.empty() ? own_id : decl.id, name + "_id", out);
    row += ", .order = " + quoted(decl.order);
    row += ",\n     .indexes = " + texts(decl.indexes, name + "_indexes", out);
    row += ", .owner = " + quoted(decl.owner) + ", .own = " + quoted(decl.own);
    row += ", .hidden_from = " + quoted(decl.hidden_from);
    row += ", .readers = " + texts(decl.readers, name + "_readers", out);
    row += ",\n     .search = " + texts(decl.search, name + "_search", out);
    std::vector<std::string> commands;
    for (const std::string& command : decl.commands) commands.push_back(snake_case(command));
    row += ", .commands = " + texts(commands, name + "_commands", out);
    row += ", .menu = " + quoted(decl.menu);
    row += ",\n     .label_zh = " + quoted(one.item->label.zh) +
           ", .label_en = " + quoted(one.item->label.en) + "},\n";
    rows += row;
  }
  if (!all.empty()) out.line("const ListInfo lists[] = {\n", rows, "};");
  const bool duties = emit_duties(model, out);
  out.blank().line("}  // namespace").blank();
  out.line("std::span<const DutyInfo> reading_duties() { return ", duties ? "duties" : "{}", "; }");
  out.line("std::span<const ListInfo> all_lists() { return ", all.empty() ? "{}" : "lists", "; }");
  out.open("const ListInfo* find_list(std::string_view name) {");
  out.line("for (const ListInfo& list : all_lists())");
  out.line("  if (list.name == name) return &list;");
  out.line("return nullptr;");
  out.close();
  out.blank().line("}  // namespace kintsugi::schema");
}

}  // namespace kintsugi::generator
