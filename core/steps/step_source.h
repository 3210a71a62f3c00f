#pragma once
// States as they would be after commands that were decided a moment ago and are not stored yet: how several
// commands are decided one on the other for one commit.

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/events.h"
#include "core/reads.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::core {

// Looks through an outer Reads, which notes every expectation; versions and heads stay those of the outer.
// One decision, one thread. The outer lives longer.
class StepSource final : public StateSource {
 public:
  explicit StepSource(Reads& outer) : outer_(outer) {}

  Result<StreamState> load(std::string_view stream) override;

  // Folds the events of a step, so that the next one sees them.
  void apply(const Events& events);

 private:
  schema::State& own(const std::string& stream);

  Reads& outer_;
  std::map<std::string, std::unique_ptr<schema::State>, std::less<>> own_;
};

}  // namespace kintsugi::core
