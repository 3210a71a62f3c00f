#include "api/node/decision.h"

#include <fmt/format.h>

#include "core/decide.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::api {

namespace {

const core::StreamState& note(core::Reads& reads, std::string_view stream) {
  const std::size_t slash = stream.find('/');
  return reads.note(stream.substr(0, slash), stream.substr(slash + 1));
}

bool decides_nothing(const Error& error) {
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::corrupt;
}

// The stream is where If-Match says, or a refusal.
std::optional<Error> check_version(const ExpectedVersion& expected, core::Reads& reads) {
  const std::uint64_t version = note(reads, expected.stream).version;
  if (version == expected.version) return {};
  return Error{ErrorKind::conflict, "command.version_conflict",
               fmt::format("{} is at version {}, the command expects {}", expected.stream, version,
                           expected.version),
               {}};
}

}  // namespace

Result<Decision> decide_request(const CommandRequest& request, core::StateSource& source,
                                Instant recorded_at) {
  Decision decision;
  core::Reads reads(source, request.actor, request.id, recorded_at,
                    request.business_at.value_or(recorded_at));
  reads.mark_unknown(request.unknown_words);
  if (request.expected) decision.refusal = check_version(*request.expected, reads);
  Result<core::Events> decided = core::decide_commands(request.commands, reads);
  if (!decided && decides_nothing(decided.error())) return tl::unexpected(decided.error());
  // Whoever may not ask at all is told that, and not how far the thing has moved on.
  if (!decided && (!decision.refusal || decided.error().kind == ErrorKind::forbidden)) {
    decision.refusal = decided.error();
  } else if (!decision.refusal) {
    decision.events = *std::move(decided);
  }
  if (reads.failure()) return tl::unexpected(*reads.failure());
  decision.noted = reads.noted();
  return decision;
}

}  // namespace kintsugi::api
