#include "api/service/log_probe.h"

namespace kintsugi::api {

LogProbe::LogProbe(log::EventLog& log)
    : log_(log), thread_([this](std::stop_token stop) { run(stop); }) {}

LogProbe::~LogProbe() = default;

void LogProbe::run(std::stop_token stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [&] { return asked_; })) {
    asked_ = false;
    asking_ = true;
    lock.unlock();
    auto end = log_.end();
    lock.lock();
    asking_ = false;
    last_ = std::move(end);
    ++answers_;
    changed_.notify_all();
  }
}

Result<Position> LogProbe::end(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  // What was asked before may be answered with an end from before.
  const std::uint64_t before = answers_ + (asking_ ? 1 : 0);
  asked_ = true;
  changed_.notify_all();
  if (!changed_.wait_for(lock, patience, [&] { return answers_ > before; })) {
    if (auto why = log_.refusal()) return tl::unexpected(*std::move(why));
    return fail(ErrorKind::unavailable, "log.silent",
                "the log does not answer within " + std::to_string(patience.count()) + " ms");
  }
  return last_;
}

}  // namespace kintsugi::api
