#include "api/import/mapping.h"
#include "api/import/text.h"

namespace kintsugi::api::import {
namespace {

// False where the value cannot be filled in: then the field is left out.
bool append_value(std::string& out, const ValueTemplate& value, const Fields& fields);

bool append_members(std::string& out,
                    const std::vector<std::pair<std::string, ValueTemplate>>& members,
                    const Fields& fields) {
  out += '{';
  bool first = true;
  for (const auto& [name, value] : members) {
    const std::size_t before = out.size();
    if (!first) out += ',';
    append_json_string(out, name);
    out += ':';
    if (append_value(out, value, fields)) {
      first = false;
    } else {
      out.resize(before);
    }
  }
  out += '}';
  return true;
}

bool append_value(std::string& out, const ValueTemplate& value, const Fields& fields) {
  switch (value.kind) {
    case ValueTemplate::Kind::literal: out += value.literal; return true;
    case ValueTemplate::Kind::text: {
      const std::optional<std::string> text = value.text.render(fields);
      if (!text) return false;
      // What is to be a number and is none stays quoted, and the command's reader names it.
      const bool number = text->find_first_not_of("0123456789-") == std::string::npos;
      if (value.bare && !text->empty() && (number || *text == "true" || *text == "false")) {
        out += *text;
      } else {
        append_json_string(out, *text);
      }
      return true;
    }
    case ValueTemplate::Kind::object: return append_members(out, value.members, fields);
    case ValueTemplate::Kind::list: break;
  }
  out += '[';
  bool first = true;
  for (const ValueTemplate& item : value.items) {
    const std::size_t before = out.size();
    if (!first) out += ',';
    if (append_value(out, item, fields)) {
      first = false;
    } else {
      out.resize(before);
    }
  }
  out += ']';
  return true;
}

}  // namespace

std::string CommandTemplate::render(const Fields& fields_of_event) const {
  std::string out;
  append_members(out, fields, fields_of_event);
  return out;
}

const ActivityRule* Mapping::rule_for(std::string_view activity) const {
  auto found = activities.find(activity);
  if (found == activities.end()) found = activities.find(std::string_view("*"));
  return found == activities.end() ? nullptr : &found->second;
}

}  // namespace kintsugi::api::import
