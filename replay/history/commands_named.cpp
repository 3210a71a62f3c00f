#include "replay/history/commands_named.h"

#include <string>

#include "schema/description.h"

namespace kintsugi::replay {

Result<std::vector<std::uint16_t>> commands_named(std::string_view command,
                                                  std::string_view about) {
  std::vector<std::uint16_t> codes;
  if (!command.empty()) {
    const schema::TypeInfo* type = schema::find_type(command);
    if (type == nullptr || type->kind != schema::TypeKind::command)
      return fail(ErrorKind::invalid, "request.bad_parameter", "command: no such command");
    return std::vector<std::uint16_t>{type->code};
  }
  while (!about.empty()) {
    const auto comma = std::min(about.find(','), about.size());
    const std::string_view stream = about.substr(0, comma);
    const auto before = codes.size();
    for (const schema::TypeInfo& type : schema::all_types())
      if (type.kind == schema::TypeKind::command && type.stream == stream)
        codes.push_back(type.code);
    if (codes.size() == before)
      return fail(ErrorKind::invalid, "request.bad_parameter",
                  "about: nothing is commanded of a " + std::string(stream));
    about.remove_prefix(std::min(comma + 1, about.size()));
  }
  return codes;
}

}  // namespace kintsugi::replay
