#include "core/decide.h"

#include <utility>

#include "core/authority/authority.h"
#include "core/charge_finding/follow.h"
#include "core/claims/alike.h"
#include "core/device/device.h"
#include "core/dispatch.h"
#include "core/service_deadline/follow.h"
#include "core/steps/step_source.h"

namespace kintsugi::core {

namespace {

Result<Events> decide_one(const schema::Command& command, Reads& reads) {
  Result<void> allowed = authorise(command, reads);
  Result<Events> decided = allowed ? decide_any(command, reads) : tl::unexpected(allowed.error());
  if (reads.failure()) return tl::unexpected(*reads.failure());
  if (decided) KINTSUGI_TRY_OK(claims::claim_chosen_id(command, reads, *decided));
  if (decided) {
    charge_finding::follow(reads, *decided);
    service_deadline::follow(reads, *decided);
  }
  if (reads.failure()) return tl::unexpected(*reads.failure());
  return decided;
}

Result<Events> decide_each(std::span<const schema::Command> commands, Reads& reads) {
  if (commands.size() == 1) return decide_one(commands.front(), reads);
  StepSource steps(reads);
  Events all;
  for (const schema::Command& command : commands) {
    Reads step(steps, reads.actor(), reads.command_id(), reads.now(), reads.business_time());
    step.prove_claim(reads.is_claim_proved());
    KINTSUGI_TRY(Events decided, decide_one(command, step));
    steps.apply(decided);
    all.add(std::move(decided));
  }
  return all;
}

}  // namespace

Result<Events> decide_command(const schema::Command& command, Reads& reads) {
  return decide_commands({&command, 1}, reads);
}

Result<Events> decide_commands(std::span<const schema::Command> commands, Reads& reads) {
  device::Numbered numbered = device::look(reads);
  if (reads.failure()) return tl::unexpected(*reads.failure());
  reads.prove_claim(numbered.proved);
  Result<Events> decided = decide_each(commands, reads);
  if (reads.failure()) return tl::unexpected(*reads.failure());
  // Whoever may not ask at all is told that first.
  if (!decided && decided.error().kind == ErrorKind::forbidden) return decided;
  if (numbered.refusal) return tl::unexpected(*std::move(numbered.refusal));
  if (decided) decided->add(std::move(numbered.events));
  return decided;
}

}  // namespace kintsugi::core
