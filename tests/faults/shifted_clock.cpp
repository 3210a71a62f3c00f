// Preloaded into a process: its wall clock is KINTSUGI_TEST_CLOCK_AHEAD seconds ahead; what counts
// the time since the machine's start is as it is.

#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace {

time_t seconds_ahead() {
  const char* const text = std::getenv("KINTSUGI_TEST_CLOCK_AHEAD");
  time_t seconds = 0;
  if (text != nullptr) std::from_chars(text, text + std::strlen(text), seconds);
  return seconds;
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t which, timespec* time) noexcept {
  static const time_t ahead = seconds_ahead();
  const auto outcome = static_cast<int>(syscall(SYS_clock_gettime, which, time));
  const bool is_wall = which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE;
  if (outcome == 0 && is_wall) time->tv_sec += ahead;
  return outcome;
}

int gettimeofday(timeval* time, void*) noexcept {
  timespec now{};
  const int outcome = clock_gettime(CLOCK_REALTIME, &now);
  time->tv_sec = now.tv_sec;
  time->tv_usec = now.tv_nsec / 1000;
  return outcome;
}

time_t time(time_t* into) noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  if (into != nullptr) *into = now.tv_sec;
  return now.tv_sec;
}
}
