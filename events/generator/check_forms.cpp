// What the schema says for forms: names of fields and statuses that are there.

#include <algorithm>
#include <array>

#include "events/generator/load.h"
#include "events/generator/names.h"

namespace kintsugi::generator {
namespace {

bool has_field(const Struct& s, std::string_view name) {
  return std::any_of(s.fields.begin(), s.fields.end(),
                     [&](const Field& field) { return field.name == name; });
}

struct Meaning {
  std::string_view name;
  Base base;
};
constexpr std::array<Meaning, 12> meanings = {{{"brand", Base::text},
                                               {"category", Base::text},
                                               {"model", Base::text},
                                               {"area", Base::text},
                                               {"part_category", Base::text},
                                               {"charge_item", Base::text},
                                               {"fault_code", Base::text},
                                               {"install_card", Base::text},
                                               {"latitude", Base::int32},
                                               {"longitude", Base::int32},
                                               {"file_hash", Base::text},
                                               {"file_size", Base::int64}}};

std::optional<Base> base_of_meaning(std::string_view means) {
  for (const Meaning& one : meanings)
    if (one.name == means) return one.base;
  return std::nullopt;
}

// What whole numbers count: people see them in words of their own.
constexpr std::array<std::string_view, 10> units = {
    "minute_of_day", "minutes", "hours",  "days",        "working_days",
    "months",        "years",   "metres", "km_per_hour", "km_per_day"};

bool is_unit(std::string_view means) {
  return std::find(units.begin(), units.end(), means) != units.end();
}

bool is_whole_number(Base base) {
  switch (base) {
    case Base::int8:
    case Base::int16:
    case Base::int32:
    case Base::int64:
    case Base::uint8:
    case Base::uint16:
    case Base::uint32:
    case Base::uint64: return true;
    default: return false;
  }
}

// "pending of charges", "one of payments": which of its thing's list a command means.
constexpr std::string_view of_list = " of ";

std::string one_of_fault(const Model& model, const Struct& s, const Field& field) {
  const std::string list = field.means.substr(field.means.find(of_list) + of_list.size());
  const std::string said = "$means(\"" + field.means + "\")";
  if (s.kind != Kind::command || !is_whole_number(field.type.leaf()))
    return said + " goes with a whole number of a command";
  const Struct* state = model.state_of(s.stream);
  return state != nullptr && has_field(*state, list) ? std::string()
                                                     : said + ": its thing has no such list";
}

// Empty: $means goes with the field.
std::string means_fault(const Model& model, const Struct& s, const Field& field) {
  if (field.means.find(of_list) != std::string::npos) return one_of_fault(model, s, field);
  if (is_unit(field.means))
    return goes_with(field.means, field.type.leaf())
               ? std::string()
               : "$means(\"" + field.means + "\") goes with whole numbers";
  const auto base = base_of_meaning(field.means);
  const std::string said = "$means(\"" + field.means + "\")";
  if (!base) return "unknown " + said;
  if (*base == field.type.leaf()) return {};
  const bool text = *base == Base::text;
  return said + " goes with " + (text ? "Text" : *base == Base::int32 ? "Int32" : "Int64");
}

std::string fills_fault(const Model& model, const Struct& s, const Field& field) {
  if (s.kind != Kind::command || field.id_of.empty())
    return "$fills goes with an $id of a command";
  const Struct* state = model.state_of(field.id_of);
  for (const std::string& one : field.fills) {
    const auto is = one.find('=');
    const std::string from = is == std::string::npos ? one : one.substr(is + 1);
    if (!has_field(s, one.substr(0, is))) return "$fills " + one + ": no such field here";
    if (state != nullptr && !has_field(*state, from))
      return "$fills " + one + ": the state of " + field.id_of + " has none";
  }
  return {};
}

// "scheduled @dispatcher -slip": begins with a status in which the command is possible.
std::string usual_fault(const Struct& s) {
  for (const std::string& one : s.usual) {
    const std::string status = one.substr(0, one.find(' '));
    if (status.find('.') != std::string::npos) continue;  // another thing's
    if (s.kind != Kind::command) return "$usual goes with commands";
    if (!s.when.empty() && std::find(s.when.begin(), s.when.end(), status) == s.when.end())
      return "$usual " + one + ": not $when";
  }
  return {};
}

}  // namespace

bool goes_with(std::string_view means, Base base) {
  return is_unit(means) ? is_whole_number(base) : base_of_meaning(means) == base;
}

void check_forms(Model& model) {
  const auto report = [&](const std::string& where, const std::string& what) {
    if (!what.empty()) model.problems.push_back(where + ": " + what);
  };
  for (const Struct* s : model.structs) {
    report(s->file + ".capnp: " + s->path, usual_fault(*s));
    for (const Field& field : s->fields) {
      const std::string where = s->file + ".capnp: " + s->path + ": " + field.capnp_name;
      if (!field.means.empty()) report(where, means_fault(model, *s, field));
      if (!field.fills.empty()) report(where, fills_fault(model, *s, field));
    }
  }
  for (const Enum* e : model.enums) {
    for (const Enumerant& value : e->values) {
      if (value.yields.empty()) continue;
      const std::string field = snake_case(value.yields);
      const bool known = std::any_of(model.commands.begin(), model.commands.end(),
                                     [&](const Struct* c) { return has_field(*c, field); });
      if (e->refusals.empty() || !known)
        report(e->file + ".capnp: " + e->path + "." + value.name, "$yields to no command's field");
    }
  }
}

}  // namespace kintsugi::generator
