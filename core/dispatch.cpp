#include "core/dispatch.h"

#include <vector>

#include "core/events.h"
#include "core/limits/limits.h"
#include "core/reach/reach.h"
#include "events/base/check.h"

namespace kintsugi::core {
namespace {

// Index = code. Made once, of the parts.
template <class Entry>
std::vector<const Entry*> by_code(std::span<const Entry> DispatchPart::*entries) {
  std::vector<const Entry*> out;
  for (const DispatchPart* part : dispatch_parts()) {
    for (const Entry& entry : part->*entries) {
      if (entry.code >= out.size()) out.resize(entry.code + 1u);
      out[entry.code] = &entry;
    }
  }
  return out;
}

}  // namespace

const Evolver* find_evolver(std::uint16_t code) {
  static const auto all = by_code(&DispatchPart::evolvers);
  return code < all.size() ? all[code] : nullptr;
}

Result<Events> decide_any(const schema::Command& command, Reads& reads) {
  static const auto all = by_code(&DispatchPart::deciders);
  KINTSUGI_CHECK(!command.empty(), "a command to decide");
  Result<Events> decided = all[command.code()]->decide(command.data(), reads);
  if (decided) {
    KINTSUGI_TRY_OK(within_reach(command, reads));
    KINTSUGI_TRY_OK(within_limits(*decided, reads));
  }
  return decided;
}

void evolve_any(schema::State& state, const schema::EventView& event) {
  if (event.empty()) return;
  const Evolver& evolver = *find_evolver(event.code());
  if (state.empty()) state.emplace(*evolver.state);
  KINTSUGI_CHECK(state.ops() == evolver.state, "an event on a state of another stream type");
  evolver.evolve(state.data(), event.data());
}

}  // namespace kintsugi::core
