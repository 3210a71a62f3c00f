#include "api/import/command_check.h"

#include <algorithm>
#include <charconv>

#include "api/import/time_reader.h"
#include "api/words/nearest.h"
#include "events/schema/runtime/json_reader.h"
#include "schema/description.h"

namespace kintsugi::api::import {
namespace {

using schema::FieldInfo;
using schema::TypeInfo;

bool is_integer(std::string_view type) {
  return type.starts_with("int") || type.starts_with("uint");
}

// Numbers and truth values have no quotes in JSON; times, dates and positions have.
bool is_bare(std::string_view type, std::string_view format) {
  if (type == "bool") return true;
  return is_integer(type) && format != "instant" && format != "date" && format != "position";
}

// Texts of fewer characters are words that mean nothing when they are cut: brands, models.
constexpr std::uint32_t prose_characters_min = 100;

std::string list_of_values(const schema::EnumInfo& info) {
  std::string list;
  for (const schema::EnumValue& value : info.values) {
    if (value.name == "none") continue;
    list.append(list.empty() ? "" : ", ").append(value.name);
  }
  return list;
}

std::vector<std::string> names_of(const TypeInfo& type) {
  std::vector<std::string> names;
  for (const FieldInfo& field : type.fields) names.emplace_back(field.name);
  return names;
}

class Check {
 public:
  Check(std::string where, Problems& problems, Problems& doubts)
      : where_(std::move(where)), problems_(problems), doubts_(doubts) {}

  void object(const TypeInfo& type, std::vector<std::pair<std::string, ValueTemplate>>& members,
              std::int64_t line, const std::string& path) {
    for (auto& [name, value] : members) {
      const auto field = std::find_if(type.fields.begin(), type.fields.end(),
                                      [&](const FieldInfo& info) { return info.name == name; });
      if (field == type.fields.end()) {
        std::string known;
        for (const FieldInfo& info : type.fields) {
          known.append(known.empty() ? "" : ", ").append(info.name);
        }
        complain(value.line, std::string(type.name) + " has no field \"" + path + name +
                                 "\"; it has " + known + did_you_mean(name, names_of(type)));
        continue;
      }
      this->value(*field, field->type, value, path + name);
    }
    for (const FieldInfo& info : type.fields) {
      const bool named = std::any_of(members.begin(), members.end(),
                                     [&](const auto& member) { return member.first == info.name; });
      if (info.required && !named) {
        complain(line, std::string(type.name) + " needs the field \"" + path +
                           std::string(info.name) + "\"");
      }
    }
  }

 private:
  void complain(std::int64_t line, const std::string& what) {
    problems_.add(line, where_ + ": " + what);
  }

  void value(const FieldInfo& field, std::string_view type, ValueTemplate& value,
             const std::string& path) {
    if (type == "list") {
      if (value.kind != ValueTemplate::Kind::list) return wrong(value, path, "a list: [...]");
      for (ValueTemplate& item : value.items) this->value(field, field.element, item, path);
      return;
    }
    if (type == "struct" || type == "union") {
      const TypeInfo* inner = schema::find_type(field.struct_name);
      if (value.kind != ValueTemplate::Kind::object || inner == nullptr) {
        return wrong(value, path, "a table: { name = value }");
      }
      return object(*inner, value.members, value.line, path + "/");
    }
    if (value.kind == ValueTemplate::Kind::literal)
      return constant(field, type, value, path, value.literal, false);
    if (value.kind != ValueTemplate::Kind::text) return wrong(value, path, "one value");
    value.holds = holds_of(field, type);
    value.required = field.required;
    value.phone = field.format == "phone";
    if (field.format == "money") value.scaled_by = "fen";
    if (field.format == "quantity") value.scaled_by = "thousandths";
    if (!value.scaled_by.empty() && value.text.takes_figures_as_they_stand()) {
      const std::string unit(value.scaled_by);
      doubts_.add(value.line, where_ + ": \"" + path + "\" takes whole " + unit +
                                  "; where the column holds others, {…|" + unit + "} reads them");
    }
    if (value.holds == ValueTemplate::Holds::prose) value.length_max = field.max_length;
    if (value.text.is_constant()) {
      const Cell cell = value.text.render({});
      if (cell.has_value()) constant(field, type, value, path, cell.text, true);
    }
    for (const std::string& possible : value.text.possible_values()) {
      constant(field, type, value, path, possible, true);
    }
  }

  void wrong(const ValueTemplate& value, const std::string& path, const std::string& expected) {
    complain(value.line, "\"" + path + "\" is to be " + expected);
  }

  // A value that is known now: a constant of the mapping, or what one of its maps gives.
  void constant(const FieldInfo& field, std::string_view type, const ValueTemplate& value,
                const std::string& path, const std::string& text, bool quoted) {
    if (type == "enum") {
      const schema::EnumInfo* info = schema::find_enum(field.enum_name);
      if (info == nullptr) return;
      const bool known = std::any_of(info->values.begin(), info->values.end(),
                                     [&](const schema::EnumValue& v) { return v.name == text; });
      if (!quoted || !known)
        wrong(value, path, "one of " + list_of_values(*info) + ", not " + text);
    } else if (type == "bool") {
      if (text != "true" && text != "false") wrong(value, path, "true or false, not " + text);
    } else if (is_bare(type, field.format)) {
      integer(field, value, path, text);
    } else if (field.format == "instant") {
      const Result<TimeReader> reader = TimeReader::make("iso8601", "UTC");
      if (!quoted || !reader->read(text)) {
        wrong(value, path, "a time such as 2012-10-09T14:50:17Z or {time}, not " + text);
      }
    } else if (!quoted) {
      wrong(value, path, "a string in quotes, not " + text);
    } else if (field.required && text.empty()) {
      wrong(value, path, "a string that is not empty");
    } else if (type == "text" && field.max_length > 0 &&
               schema::json::characters_of(text) > field.max_length) {
      wrong(value, path, "a string of at most " + std::to_string(field.max_length) + " characters");
    }
  }

  void integer(const FieldInfo& field, const ValueTemplate& value, const std::string& path,
               const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
      return wrong(value, path, "a whole number, not " + text);
    }
    if (number < field.min || number > field.max) {
      wrong(value, path, "between " + std::to_string(field.min) + " and " +
                             std::to_string(field.max) + ", not " + text);
    }
  }

  const std::string where_;
  Problems& problems_;
  Problems& doubts_;
};

std::vector<std::string> names_of_commands() {
  std::vector<std::string> names;
  for (const TypeInfo& type : schema::all_types())
    if (type.kind == schema::TypeKind::command) names.emplace_back(type.name);
  return names;
}

}  // namespace

ValueTemplate::Holds holds_of(const FieldInfo& field, std::string_view type) {
  using Holds = ValueTemplate::Holds;
  if (type == "bool") return Holds::truth;
  if (is_bare(type, field.format)) return Holds::number;
  if (field.format == "instant") return Holds::time;
  if (field.format == "date") return Holds::date;
  if (type == "enum") return Holds::choice;
  if (type != "text" || field.format == "phone" || field.format == "code") return Holds::code;
  const bool prose = field.ref.empty() && (field.format.empty() || field.format == "multiline") &&
                     field.max_length >= prose_characters_min;
  return prose ? Holds::prose : Holds::exact;
}

void check_command(const std::string& name, CommandTemplate& command, Problems& problems,
                   Problems& doubts) {
  const std::string where = "[commands." + name + "]";
  const TypeInfo* type = schema::find_type(command.command);
  if (type == nullptr || type->kind != schema::TypeKind::command) {
    problems.add(command.line, where + ": there is no command \"" + command.command + "\"" +
                                   did_you_mean(command.command, names_of_commands()) +
                                   " (`kintsugi command --help` lists them)");
    return;
  }
  if (type->name == "import_event") {
    problems.add(command.line, where + ": import_event is what the importer itself sends");
    return;
  }
  Check(where, problems, doubts).object(*type, command.fields, command.line, "");
}

}  // namespace kintsugi::api::import
