#include "events/schema/runtime/json.h"

#include "events/schema/runtime/registry.h"

namespace kintsugi::schema {

void json::write_held(std::string& out, const TypeOps* ops, const void* value) {
  if (ops == nullptr) {
    out += "null";
  } else {
    write_named(out, *ops->info, ops->form, value);
  }
}

Result<Command> read_command_json(std::string_view command_name, std::string_view json) {
  const TypeOps* ops = find_command(command_name);
  if (ops == nullptr) {
    return fail(ErrorKind::invalid, "request.unknown_command",
                "unknown command " + std::string(command_name));
  }
  Command command;
  void* out = command.emplace(*ops);
  if (Result<void> read = json::read(json, *ops->info, out); !read) {
    return tl::unexpected<Error>(std::move(read.error()));
  }
  return command;
}

}  // namespace kintsugi::schema
