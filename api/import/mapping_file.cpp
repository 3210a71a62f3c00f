#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "api/import/mapping.h"

namespace kintsugi::api::import {
namespace {

std::set<std::string> names_in(const TextTemplate& text) {
  const std::vector<std::string> names = text.all_attributes();
  return {names.begin(), names.end()};
}

// All templates of a value, those in its lists and tables too.
template <class Use>
void for_each_text(const ValueTemplate& value, const Use& use) {
  if (value.kind == ValueTemplate::Kind::text) use(value.text);
  for (const ValueTemplate& item : value.items) for_each_text(item, use);
  for (const auto& [name, member] : value.members) for_each_text(member, use);
}

}  // namespace

std::vector<std::string> Mapping::used_columns() const {
  std::set<std::string> used = names_in(order_id);
  used.merge(names_in(operator_id));
  for (const Preparation& preparation : preparations)
    if (preparation.for_each) used.merge(names_in(*preparation.for_each));
  for (const auto& [name, command] : commands)
    for (const auto& [field, value] : command.fields)
      for_each_text(value, [&](const TextTemplate& text) { used.merge(names_in(text)); });
  for (const auto& [name, rule] : activities)
    for (const Attempt& attempt : rule.attempts)
      for (const auto& [column, values] : attempt.where) used.insert(column);
  return {used.begin(), used.end()};
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
  const auto add_all = [&](const TextTemplate& text) {
    for (const std::string& name : text.attributes()) add(name);
  };
  add_all(order_id);
  add_all(operator_id);
  for (const Preparation& preparation : preparations)
    if (preparation.for_each) add_all(*preparation.for_each);
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
