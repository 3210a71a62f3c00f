#include "api/http/session/believed_time.h"

namespace kintsugi::api {

Instant BelievedTime::at(Instant wall, std::chrono::milliseconds uptime,
                         std::chrono::milliseconds ahead) {
  const std::lock_guard lock(mutex_);
  Instant right = wall - ahead;
  if (last_) {
    const Instant gone_on = last_->right + (uptime - last_->uptime);
    const bool leapt = right - gone_on > step_max || gone_on - right > step_max;
    if (!leapt) doubted_at_.reset();
    if (leapt && !doubted_at_) doubted_at_ = uptime;
    // It was set just now, and the node may not have looked at it yet.
    if (leapt && uptime - *doubted_at_ < doubted_for) right = gone_on;
  }
  last_ = Mark{right, uptime};
  return right;
}

}  // namespace kintsugi::api
