#include "core/decide.h"

#include "core/authority/authority.h"
#include "core/dispatch.h"

namespace kintsugi::core {

Result<Events> decide_command(const schema::Command& command, Reads& reads) {
  Result<void> allowed = authorise(command, reads);
  Result<Events> decided = allowed ? decide_any(command, reads) : tl::unexpected(allowed.error());
  if (reads.failure()) return tl::unexpected(*reads.failure());
  return decided;
}

}  // namespace kintsugi::core
