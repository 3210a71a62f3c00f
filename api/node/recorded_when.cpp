#include "api/node/recorded_when.h"

#include <string_view>

#include "events/commit/commit.h"

namespace kintsugi::api {

namespace {

bool is_of_history(std::string_view command_id) {
  return command_id.starts_with("import:") || command_id.starts_with("demo:");
}

}  // namespace

std::optional<Instant> recorded_at_work(ByteView record) {
  CommitView commit;
  if (!commit.open(record) || is_of_history(commit.id())) return std::nullopt;
  return commit.recorded_at();
}

std::optional<Instant> last_at_work(log::EventLog& log) {
  const auto end = log.end();
  if (!end || end->value == 0) return std::nullopt;
  const auto bytes = log.at(Position{end->value - 1});
  return bytes ? recorded_at_work(*bytes) : std::nullopt;
}

std::optional<Instant> recorded_just_now(const log::EventLog& log, const log::Record& record) {
  return log.has_a_clock() ? record.appended_at : recorded_at_work(record.bytes);
}

}  // namespace kintsugi::api
