#pragma once
// The demo company goes on: its people take what waits for them, step by step, and customers call,
// at so many commands a second. All of it goes the way of every command through the node, by the
// operators whose work it is, from the state as it is now: so it goes on after a restart, and with
// whatever visitors have done meanwhile.
//
// By day and by night: from seven to nine in the evening (Shanghai) at the stated rate, else at a
// third of it, and at weekends at four fifths. Where nobody can do anything, customers ask again.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>

#include "api/demo/demo.h"
#include "api/service/service.h"
#include "events/base/result.h"

namespace kintsugi::api {

inline constexpr double live_rate_max = 20.0;
inline constexpr std::chrono::minutes missing_min{2};  // that are told: catch_up_demo

// Commands a second: "0.5/s", "2", "0" (none). Errors: invalid "cli.bad_rate".
Result<double> parse_live_rate(std::string_view text);

// How much of the rate is done at this moment: 1 by day on a weekday.
double share_of_rate(Instant now);

// What went on while no node ran, from the company's `last` commit (at most two days ago) until
// `until`: the same steps by the same people, told quickly, each at its own time; a thousand at
// most. Opens the directory itself and closes it again. `progress`: minutes. Errors: of
// Service::open.
Result<void> catch_up_demo(Service::Options options, Instant last, Instant until,
                           const OnDemoProgress& progress = nullptr);

class LiveCompany {
 public:
  struct Options {
    double commands_a_second = 0.5;  // above 0
    std::uint64_t seed = 1;
  };
  struct Counts {
    std::uint64_t sent = 0, refused = 0;  // refused ones are among those that were sent
  };

  // A thread of its own. The service, which takes commands, and the clock outlive it.
  LiveCompany(Service& service, const Clock& clock, Options options);
  ~LiveCompany();  // what was sent is answered first
  Counts counts() const;

 private:
  void run(std::stop_token stop);

  Service& service_;
  const Clock& clock_;
  const Options options_;
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  Counts counts_;  // guarded by mutex_
  std::jthread thread_;
};

}  // namespace kintsugi::api
