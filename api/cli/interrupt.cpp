#include "api/cli/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <cstring>

namespace kintsugi::api {

namespace {

sigset_t both() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

std::atomic<bool> interrupted{false};  // set by the signal handler

void on_signal(int) {
  if (interrupted.exchange(true)) ::_exit(130);
}

}  // namespace

void block_interrupts() {
  sigset_t set = both();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
}

bool wait_for_interrupt(const std::function<bool()>& over) {
  sigset_t set = both();
  const timespec step{0, 200'000'000};
  bool came = false;
  while (!came && !over()) came = sigtimedwait(&set, nullptr, &step) > 0;
  // The second one ends the process at once.
  struct sigaction plain {};
  plain.sa_handler = [](int) { ::_exit(130); };
  sigaction(SIGINT, &plain, nullptr);
  sigaction(SIGTERM, &plain, nullptr);
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
  return came;
}

const std::atomic<bool>& interrupt_flag() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return interrupted;
}

}  // namespace kintsugi::api
