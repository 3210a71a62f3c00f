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

void add_used(const ValueTemplate& value, std::set<std::string>& used) {
  if (value.kind == ValueTemplate::Kind::text) used.merge(names_in(value.text));
  for (const ValueTemplate& item : value.items) add_used(item, used);
  for (const auto& [name, member] : value.members) add_used(member, used);
}

}  // namespace

std::vector<std::string> Mapping::used_columns() const {
  std::set<std::string> used = names_in(order_id);
  used.merge(names_in(operator_id));
  for (const Preparation& preparation : preparations)
    if (preparation.for_each) used.merge(names_in(*preparation.for_each));
  for (const auto& [name, command] : commands)
    for (const auto& [field, value] : command.fields) add_used(value, used);
  for (const auto& [name, rule] : activities)
    for (const Attempt& attempt : rule.attempts)
      for (const auto& [column, values] : attempt.where) used.insert(column);
  return {used.begin(), used.end()};
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
