#include "tests/support/given.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <set>

#include "projections/judge/evolve_all.h"

namespace kintsugi::tests {

void History::apply(const std::vector<core::StreamEvent>& events) {
  std::set<std::string> touched;
  const auto state_of = [&](std::string_view stream) -> schema::State& {
    Stream& kept = streams_[std::string(stream)];
    if (!kept.state) kept.state = std::make_unique<schema::State>();
    touched.insert(std::string(stream));
    return *kept.state;
  };
  const Result<void> folded = projections::evolve_all(events, state_of);
  ASSERT_TRUE(folded.has_value()) << folded.error().what;
  for (const std::string& stream : touched) ++streams_[stream].version;
  applied_.push_back(events);
}

Result<core::StreamState> History::load(std::string_view stream) {
  const auto found = streams_.find(stream);
  if (found == streams_.end()) return core::StreamState{};
  return core::StreamState{found->second.state.get(), Head{1, found->second.version},
                           found->second.version};
}

Given::Given()
    : now_(instant("2026-03-01T01:00:00Z")),
      business_time_(now_),
      command_id_("test-command"),
      outcome_(core::Events{}) {
  actor_.kind = ActorKind::system;
}

Given& Given::as(Actor actor) {
  actor_ = std::move(actor);
  return *this;
}

Given& Given::at(std::string_view rfc3339) {
  now_ = business_time_ = instant(rfc3339);
  return *this;
}

Given& Given::happened_at(std::string_view rfc3339) {
  business_time_ = instant(rfc3339);
  return *this;
}

Given& Given::command_id(std::string id) {
  command_id_ = std::move(id);
  return *this;
}

Given& Given::unknown(std::vector<std::string> fields) {
  unknown_ = std::move(fields);
  return *this;
}

Given& Given::when(schema::Command command) {
  core::Reads reads(history_, actor_, command_id_, now_, business_time_);
  reads.mark_unknown(unknown_);
  outcome_ = core::decide_command(command, reads);
  if (outcome_ && !outcome_->empty()) history_.apply(outcome_->list());
  return *this;
}

namespace {
std::string described(const Result<core::Events>& outcome) {
  if (!outcome) return fmt::format("refused {}: {}", outcome.error().code, outcome.error().what);
  std::string out = "accepted:";
  for (const core::StreamEvent& event : outcome->list()) {
    out += fmt::format(" {} on {};", schema::name_of(event.event), event.stream);
  }
  return out;
}
}  // namespace

Given& Given::then(const std::vector<core::StreamEvent>& expected) {
  EXPECT_TRUE(outcome_.has_value()) << described(outcome_);
  if (outcome_) {
    EXPECT_EQ(outcome_->list(), expected) << described(outcome_);
  }
  return *this;
}

const core::Events& Given::events() const {
  static const core::Events none;
  EXPECT_TRUE(outcome_.has_value()) << described(outcome_);
  return outcome_ ? *outcome_ : none;
}

Given& Given::then_accepted() {
  EXPECT_TRUE(outcome_.has_value()) << described(outcome_);
  return *this;
}

Given& Given::then_nothing() {
  EXPECT_TRUE(outcome_.has_value() && outcome_->empty()) << described(outcome_);
  return *this;
}

Given& Given::then_refused(std::string_view code) {
  EXPECT_FALSE(outcome_.has_value()) << described(outcome_);
  if (!outcome_) {
    EXPECT_EQ(outcome_.error().code, code) << outcome_.error().what;
  }
  return *this;
}

Instant instant(std::string_view rfc3339) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offset_hour = 0,
      offset_minute = 0;
  char zone = 0;
  const std::string text(rfc3339);
  const int fields = std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%d%c%d:%d", &year, &month, &day,
                                 &hour, &minute, &second, &zone, &offset_hour, &offset_minute);
  if (fields < 7) {
    std::fprintf(stderr, "a test names the malformed instant %s\n", text.c_str());
    std::abort();
  }
  using namespace std::chrono;
  const auto date = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                    std::chrono::day{static_cast<unsigned>(day)};
  auto out = Instant(sys_days(date)) + hours(hour) + minutes(minute) + seconds(second);
  const auto offset = hours(offset_hour) + minutes(offset_minute);
  if (zone == '+') out -= offset;
  if (zone == '-') out += offset;
  return out;
}

}  // namespace kintsugi::tests
