#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "api/import/mapping.h"

namespace kintsugi::api::import {
namespace {

using Holds = ValueTemplate::Holds;

ColumnReading::Kind kind_of(Holds holds) {
  switch (holds) {
    case Holds::number:
      return ColumnReading::Kind::number;
    case Holds::time:
      return ColumnReading::Kind::time;
    case Holds::date:
      return ColumnReading::Kind::date;
    case Holds::prose:
    case Holds::exact:
    case Holds::code:
    case Holds::truth:
    case Holds::choice:
      break;
  }
  return ColumnReading::Kind::text;
}

// All templates of a value, those in its lists and tables too.
template <class Use>
void for_each_text(const ValueTemplate& value, const Use& use) {
  if (value.kind == ValueTemplate::Kind::text) use(value.text, value.holds);
  for (const ValueTemplate& item : value.items) for_each_text(item, use);
  for (const auto& [name, member] : value.members) for_each_text(member, use);
}

}  // namespace

UsedColumns Mapping::used_columns() const {
  UsedColumns used;
  const auto add = [&](const TextTemplate& text, Holds holds) {
    for (const TextTemplate::Scaled& one : text.scaled_attributes()) {
      ColumnReading reading;
      reading.kind = one.decimals > 0 ? ColumnReading::Kind::number : kind_of(holds);
      if (one.decimals > 0) reading.decimals = one.decimals;
      reading.decimal = one.decimal;
      const auto [known, fresh] = used.try_emplace(one.name, reading);
      if (!fresh && reading.kind < known->second.kind) known->second = reading;
    }
  };
  add(order_id, Holds::exact);
  add(operator_id, Holds::exact);
  for (const Preparation& preparation : preparations)
    if (preparation.for_each) add(*preparation.for_each, Holds::exact);
  for (const auto& [name, command] : commands)
    for (const auto& [field, value] : command.fields) for_each_text(value, add);
  for (const auto& [name, rule] : activities)
    for (const Attempt& attempt : rule.attempts)
      for (const auto& [column, values] : attempt.where) used.try_emplace(column);
  return used;
}

std::vector<std::string> Mapping::needed_columns() const {
  std::vector<std::string> columns;
  const auto add = [&](const std::string& name) {
    if (!name.empty() && std::find(columns.begin(), columns.end(), name) == columns.end())
      columns.push_back(name);
  };
  for (const std::string* name : {&source.case_name, &source.activity_name, &source.time_name,
                                  &source.clock_name, &source.operator_name})
    add(*name);
  for (const std::string& name : source.identity) add(name);
  const auto add_all = [&](const TextTemplate& text, Holds) {
    for (const std::string& name : text.attributes()) add(name);
  };
  add_all(order_id, Holds::exact);
  add_all(operator_id, Holds::exact);
  for (const Preparation& preparation : preparations)
    if (preparation.for_each) add_all(*preparation.for_each, Holds::exact);
  for (const auto& [name, command] : commands)
    for (const auto& [field, value] : command.fields) for_each_text(value, add_all);
  for (const auto& [name, rule] : activities)
    for (const Attempt& way : rule.attempts)
      for (const auto& [column, values] : way.where) add(column);
  return columns;
}

Result<Mapping> read_mapping(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file)) {
    return fail(ErrorKind::not_found, "import.no_file",
                "there is no mapping file " + file.string());
  }
  std::ostringstream text;
  text << in.rdbuf();
  return parse_mapping(text.str(), file.string());
}

}  // namespace kintsugi::api::import
