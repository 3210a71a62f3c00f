#include "core/trial/trial.h"

#include "core/steps/step_source.h"

namespace kintsugi::core::trial {

Result<Events> decide_on_trial(const schema::Command& command, const Attempt& attempt,
                               const Events& before) {
  Reads outer = attempt.reads();
  if (before.empty()) return decide_command(command, outer);
  StepSource steps(outer);
  steps.apply(before);
  Reads then(steps, attempt.actor, outer.command_id(), attempt.now, attempt.now);
  return decide_command(command, then);
}

}  // namespace kintsugi::core::trial
