// How the log is kept is looked at now and then; after a look that failed, soon again.

#include "api/service/log_watch.h"

#include <gtest/gtest.h>

#include <atomic>

#include "events/log/memory/memory_log.h"
#include "tests/events/log/appending.h"
#include "tests/events/log/scratch_dir.h"

namespace kintsugi::api {
namespace {

using namespace std::chrono_literals;

// Away until its second look.
class AwayOnce final : public log::EventLog {
 public:
  explicit AwayOnce(log::EventLog& kept) : kept_(kept) {}
  Result<void> check() override {
    if (++looks > 1) return {};
    EXPECT_TRUE(mark->check()) << "the first look is the soon one of a log that nobody knows yet";
    return fail(ErrorKind::unavailable, "log.unavailable", "the broker is away");
  }
  Result<void> append(std::vector<log::Outgoing> batch, Done done) override {
    return kept_.append(std::move(batch), std::move(done));
  }
  Result<std::unique_ptr<log::Cursor>> read(Position from) override { return kept_.read(from); }
  Result<Position> end() override { return kept_.end(); }
  Result<Bytes> at(Position position) override { return kept_.at(position); }
  Result<Position> position_at(Instant time) override { return kept_.position_at(time); }
  std::string describe() const override { return "away once"; }

  LogMark* mark = nullptr;
  std::atomic<int> looks{0};

 private:
  log::EventLog& kept_;
};

// Well kept, and shut until it is looked at once more.
class Shut final : public log::EventLog {
 public:
  explicit Shut(log::EventLog& kept) : kept_(kept) {}
  Result<void> check() override {
    ++looks;
    shut = false;
    return {};
  }
  std::optional<Error> refusal() const override {
    if (!shut) return std::nullopt;
    return Error{ErrorKind::unavailable, "log.forbidden", "no right to write", {}};
  }
  Result<void> append(std::vector<log::Outgoing> batch, Done done) override {
    return kept_.append(std::move(batch), std::move(done));
  }
  Result<std::unique_ptr<log::Cursor>> read(Position from) override { return kept_.read(from); }
  Result<Position> end() override { return kept_.end(); }
  Result<Bytes> at(Position position) override { return kept_.at(position); }
  Result<Position> position_at(Instant time) override { return kept_.position_at(time); }
  std::string describe() const override { return "shut"; }

  std::atomic<int> looks{0};
  std::atomic<bool> shut{false};

 private:
  log::EventLog& kept_;
};

template <class Holds>
bool within(std::chrono::seconds most, Holds holds) {
  const auto until = std::chrono::steady_clock::now() + most;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(5ms);  // asked again
  }
  return true;
}

// A node is out of service from a failed look to the next: that is not an hour off.
TEST(LogWatch, LooksSoonAgainAfterAnOutage) {
  const ScratchDir scratch;
  const auto kept = log::make_memory_log();
  log::append_stored(*kept, log::numbered(3));
  AwayOnce log(*kept);
  LogMark mark(log, std::filesystem::path(scratch.path()) / "log-mark");
  log.mark = &mark;
  const LogWatch watch(log, mark, 1h);
  ASSERT_TRUE(within(10s, [&] { return !watch.last(); }));
  EXPECT_EQ(watch.last().error().code, "log.unavailable");
  EXPECT_TRUE(within(10s, [&] { return watch.last().has_value(); })) << "looks: " << log.looks;
}

// What an append was told is known at once, and asked again long before the next look is due.
TEST(LogWatch, TellsWhatTheLogHasRefusedAndLooksSoon) {
  const ScratchDir scratch;
  const auto kept = log::make_memory_log();
  log::append_stored(*kept, log::numbered(3));
  Shut log(*kept);
  LogMark mark(log, std::filesystem::path(scratch.path()) / "log-mark");
  const LogWatch watch(log, mark, 1h);
  ASSERT_TRUE(within(10s, [&] { return log.looks > 0; }));
  EXPECT_TRUE(watch.last());
  log.shut = true;
  const auto told = watch.last();
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().code, "log.forbidden");
  EXPECT_TRUE(within(10s, [&] { return watch.last().has_value(); })) << "looks: " << log.looks;
}

}  // namespace
}  // namespace kintsugi::api
