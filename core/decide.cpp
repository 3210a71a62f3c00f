#include "core/decide.h"

#include "core/authority/authority.h"
#include "core/dispatch.h"
#include "core/steps/step_source.h"

namespace kintsugi::core {

Result<Events> decide_command(const schema::Command& command, Reads& reads) {
  Result<void> allowed = authorise(command, reads);
  Result<Events> decided = allowed ? decide_any(command, reads) : tl::unexpected(allowed.error());
  if (reads.failure()) return tl::unexpected(*reads.failure());
  return decided;
}

Result<Events> decide_commands(std::span<const schema::Command> commands, Reads& reads) {
  if (commands.size() == 1) return decide_command(commands.front(), reads);
  StepSource steps(reads);
  Events all;
  for (const schema::Command& command : commands) {
    Reads step(steps, reads.actor(), reads.command_id(), reads.now(), reads.business_time());
    KINTSUGI_TRY(Events decided, decide_command(command, step));
    steps.apply(decided);
    all.add(std::move(decided));
  }
  return all;
}

}  // namespace kintsugi::core
