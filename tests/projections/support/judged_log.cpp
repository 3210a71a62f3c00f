#include "tests/projections/support/judged_log.h"

#include <future>

#include "events/base/check.h"
#include "schema/identity.h"

namespace kintsugi::tests {

Position JudgedLog::add(std::vector<CommittedEvent> events, CommitOf of) {
  clock_ = of.at != 0 ? of.at : clock_ + 1000;
  Commit commit;
  commit.id = "command-" + std::to_string(++made_);
  commit.tenant = of.tenant;
  commit.recorded_at = instant_from_ms(clock_);
  commit.actor.operator_id = of.operator_id;
  commit.actor.outlet = of.outlet;
  commit.expectations.push_back({"command/" + commit.id, {}});
  for (const auto& event : events) {
    bool named = false;
    for (const auto& one : commit.expectations) named = named || one.stream == event.stream;
    if (!named) commit.expectations.push_back({event.stream, {}});
  }
  for (auto& stream : of.read) commit.expectations.push_back({std::move(stream), {}});
  schema::SignOut command;
  command.number = of.operator_id;
  command.session = "s";
  commit.commands.emplace_back(command);
  commit.events = std::move(events);
  commit.refusal = std::move(of.refusal);
  return append(encode_commit(commit), of.counts);
}

Position JudgedLog::add_garbage(std::string bytes) { return append(std::move(bytes), false); }

Position JudgedLog::append(Bytes bytes, bool counts) {
  std::promise<Position> stored;
  std::vector<log::Outgoing> batch(1);
  batch[0].bytes = std::move(bytes);
  const auto taken = log_->append(std::move(batch), [&](std::size_t, const log::Appended& how) {
    KINTSUGI_CHECK(how.outcome == log::Appended::Outcome::stored, "the memory log stores");
    stored.set_value(how.position);
  });
  KINTSUGI_CHECK(taken.has_value(), "the memory log takes what it is given");
  const Position position = stored.get_future().get();
  verdicts_.set(position, counts);
  KINTSUGI_CHECK(verdicts_.publish().has_value(), "verdicts are kept");
  return position;
}

}  // namespace kintsugi::tests
