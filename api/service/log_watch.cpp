#include "api/service/log_watch.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace kintsugi::api {

namespace {
constexpr std::chrono::milliseconds soon{1000};
constexpr std::chrono::seconds grace{30};  // of a look itself, with a broker that is away
}

LogWatch::LogWatch(log::EventLog& log, LogMark& mark, std::chrono::milliseconds every)
    : log_(log), mark_(mark), every_(every),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

void LogWatch::work(const std::stop_token& stop) {
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      // Until there is a record to know the log by, it is looked for soon; and after a look that
      // failed, or a refusal of the log, since the node is not ready for as long.
      const auto since = Clock::now();
      do {
        over_.wait_for(lock, stop, std::min(every_, soon), [] { return false; });
      } while (!stop.stop_requested() && mark_.is_noted() && found_ && !log_.refusal() &&
               Clock::now() - since < every_);
    }
    if (stop.stop_requested()) {
      if (found_) static_cast<void>(mark_.check());  // what came since the last look
      return;
    }
    Result<void> found = log_.check();
    if (found) found = mark_.check();
    const std::lock_guard lock(mutex_);
    if (!found && (found_ || found_.error().code != found.error().code)) {
      spdlog::error("{}: {}", found.error().code, found.error().what);
    } else if (found && !found_) {
      spdlog::info("the log is kept as it must be again");
    }
    found_ = std::move(found);
    looked_at_ = Clock::now();
  }
}

Result<void> LogWatch::last() const {
  const std::lock_guard lock(mutex_);
  const auto age = Clock::now() - looked_at_;
  if (found_ && age > 2 * every_ + grace) {
    return fail(ErrorKind::unavailable, "log.unwatched",
                "nobody has looked at how the log is kept for " +
                    std::to_string(std::chrono::duration_cast<std::chrono::seconds>(age).count()) +
                    " s");
  }
  if (auto why = log_.refusal(); found_ && why) return tl::unexpected(*std::move(why));
  return found_;
}

}  // namespace kintsugi::api
