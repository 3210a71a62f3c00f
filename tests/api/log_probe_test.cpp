// Whoever asks how the log is gets an answer, also where the log gives none.

#include "api/service/log_probe.h"

#include <gtest/gtest.h>

#include <atomic>

namespace kintsugi::api {
namespace {

using namespace std::chrono_literals;

class SilentLog final : public log::EventLog {
 public:
  Result<void> append(std::vector<log::Outgoing>, Done) override { return {}; }
  Result<std::unique_ptr<log::Cursor>> read(Position) override {
    return fail(ErrorKind::unavailable, "log.unavailable", "away");
  }
  Result<Position> end() override {
    while (silent) std::this_thread::sleep_for(1ms);  // a log that does not answer
    if (away) return fail(ErrorKind::unavailable, "log.unavailable", "away");
    return Position{7};
  }
  Result<Bytes> at(Position position) override { return log::no_record_at(position); }
  Result<Position> position_at(Instant) override { return Position{7}; }
  std::string describe() const override { return "silent"; }
  std::optional<Error> refusal() const override {
    if (!shut) return std::nullopt;
    return Error{ErrorKind::unavailable, "log.password", "a wrong one", {}};
  }

  std::atomic<bool> silent{false}, away{false}, shut{false};
};

TEST(LogProbe, DoesNotWaitForALogThatIsAway) {
  SilentLog log;
  LogProbe probe(log);
  EXPECT_EQ(probe.end(5s).value(), Position{7});
  log.silent = true;
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(probe.end(100ms).error().code, "log.silent");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 3s);
  log.shut = true;
  EXPECT_EQ(probe.end(100ms).error().code, "log.password") << "why is known";
  log.shut = false;
  log.silent = false;
  EXPECT_EQ(probe.end(5s).value(), Position{7});
  log.away = true;
  EXPECT_EQ(probe.end(5s).error().code, "log.unavailable");
}

}  // namespace
}  // namespace kintsugi::api
