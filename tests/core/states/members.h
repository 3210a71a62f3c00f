#pragma once
// A command as JSON brings it, field by field.

#include <simdjson.h>

#include <map>
#include <string>

#include "events/schema/runtime/erased.h"
#include "events/schema/runtime/json.h"

namespace kintsugi::tests {

using Members = std::map<std::string, std::string>;  // name → JSON

inline Members members_of(const schema::Command& command) {
  std::string json;
  schema::write_json(json, command);
  simdjson::dom::parser parser;
  const simdjson::dom::object object = parser.parse(simdjson::padded_string(json)).value();
  Members members;
  for (const auto [key, value] : object) {
    if (key != "type") members[std::string(key)] = simdjson::minify(value);  // which command it is
  }
  return members;
}

inline std::string body_of(const Members& members) {
  std::string out = "{";
  for (const auto& [name, json] : members) {
    if (out.size() > 1) out += ',';
    out.append("\"").append(name).append("\":").append(json);
  }
  return out + "}";
}

}  // namespace kintsugi::tests
