#include "api/service/log_probe.h"

namespace kintsugi::api {

LogProbe::LogProbe(log::EventLog& log)
    : log_(log), thread_([this](std::stop_token stop) { run(stop); }) {}

LogProbe::~LogProbe() = default;

void LogProbe::run(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [&] { return asked_; })) {
    asked_ = false;
    lock.unlock();
    auto end = log_.end();
    lock.lock();
    last_ = std::move(end);
    ++answers_;
    changed_.notify_all();
  }
}

Result<Position> LogProbe::end(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const std::uint64_t before = answers_;
  asked_ = true;
  changed_.notify_all();
  if (!changed_.wait_for(lock, patience, [&] { return answers_ > before; })) {
    return fail(ErrorKind::unavailable, "log.silent",
                "the log does not answer within " + std::to_string(patience.count()) + " ms");
  }
  return last_;
}

}  // namespace kintsugi::api
