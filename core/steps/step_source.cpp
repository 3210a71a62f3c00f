#include "core/steps/step_source.h"

#include "core/dispatch.h"

namespace kintsugi::core {
namespace {

const StreamState& note(Reads& reads, std::string_view stream) {
  const std::size_t slash = stream.find('/');
  return reads.note(stream.substr(0, slash), stream.substr(slash + 1));
}

}  // namespace

Result<StreamState> StepSource::load(std::string_view stream) {
  StreamState seen = note(outer_, stream);
  if (outer_.failure()) return tl::unexpected(*outer_.failure());
  if (const auto found = own_.find(stream); found != own_.end()) seen.state = found->second.get();
  return seen;
}

schema::State& StepSource::own(const std::string& stream) {
  std::unique_ptr<schema::State>& state = own_[stream];
  if (state == nullptr) {
    const StreamState& seen = note(outer_, stream);
    state = seen.state == nullptr ? std::make_unique<schema::State>()
                                  : std::make_unique<schema::State>(*seen.state);
  }
  return *state;
}

void StepSource::apply(const Events& events) {
  for (const StreamEvent& event : events.list()) {
    evolve_any(own(event.stream), schema::as_view(event.event));
  }
}

}  // namespace kintsugi::core
