#include "api/node/decision.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "core/decide.h"
#include "projections/streams/evolve_all.h"

namespace kintsugi::api {

namespace {

// The states that earlier commands of the same request have left, over those of the source.
class StepSource final : public core::StateSource {
 public:
  explicit StepSource(core::StateSource& base) : base_(base) {}

  Result<core::StreamState> load(std::string_view stream) override {
    KINTSUGI_TRY(core::StreamState state, base_.load(stream));
    if (const auto own = own_.find(stream); own != own_.end()) state.state = own->second.get();
    return state;
  }

  Result<void> apply(std::span<const core::StreamEvent> events) {
    std::optional<Error> error;
    const auto state_of = [&](std::string_view stream) -> schema::State& {
      if (const auto own = own_.find(stream); own != own_.end()) return *own->second;
      Result<core::StreamState> base = base_.load(stream);
      if (!base) error = base.error();
      auto state = std::make_unique<schema::State>();
      if (base && base->state != nullptr) *state = *base->state;
      return *own_.emplace(std::string(stream), std::move(state)).first->second;
    };
    KINTSUGI_CHECK_OK(projections::evolve_all(events, state_of));
    if (error) return tl::unexpected(*error);
    return {};
  }

 private:
  core::StateSource& base_;
  std::map<std::string, std::unique_ptr<schema::State>, std::less<>> own_;
};

void add_noted(std::vector<core::NotedRead>& all, const std::string& stream, const core::StreamState& seen) {
  const auto same = [&](const core::NotedRead& r) { return r.stream == stream; };
  if (std::none_of(all.begin(), all.end(), same)) all.push_back({stream, seen});
}

bool decides_nothing(const Error& error) {
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::corrupt;
}

// The stream is where If-Match says, or a refusal.
Result<std::optional<Error>> check_version(const ExpectedVersion& expected, core::StateSource& source,
                                           Decision& decision) {
  KINTSUGI_TRY(const core::StreamState seen, source.load(expected.stream));
  add_noted(decision.noted, expected.stream, seen);
  if (seen.version == expected.version) return std::optional<Error>{};
  return std::optional<Error>(
      Error{ErrorKind::conflict, "command.version_conflict",
            fmt::format("{} is at version {}, the command expects {}", expected.stream, seen.version,
                        expected.version),
            {}});
}

}  // namespace

Result<Decision> decide_request(const CommandRequest& request, core::StateSource& source, Instant recorded_at) {
  Decision decision;
  if (request.expected) {
    KINTSUGI_TRY(decision.refusal, check_version(*request.expected, source, decision));
    if (decision.refusal) return decision;
  }
  StepSource steps(source);
  core::StateSource& states = request.commands.size() > 1 ? static_cast<core::StateSource&>(steps) : source;
  for (std::size_t i = 0; i < request.commands.size(); ++i) {
    core::Reads reads(states, request.actor, request.id, recorded_at, request.business_at.value_or(recorded_at));
    Result<core::Events> decided = core::decide_command(request.commands[i], reads);
    for (const core::NotedRead& read : reads.noted()) add_noted(decision.noted, read.stream, read.seen);
    if (!decided) {
      if (decides_nothing(decided.error())) return tl::unexpected(decided.error());
      decision.refusal = decided.error();
      decision.events = {};
      return decision;
    }
    if (i + 1 < request.commands.size()) KINTSUGI_CHECK_OK(steps.apply(decided->list()));
    decision.events.add(*std::move(decided));
  }
  for (const core::StreamEvent& event : decision.events.list()) {  // written without having been read
    KINTSUGI_TRY(const core::StreamState seen, source.load(event.stream));
    add_noted(decision.noted, event.stream, seen);
  }
  return decision;
}

}  // namespace kintsugi::api
