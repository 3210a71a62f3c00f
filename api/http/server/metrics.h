#pragma once
// What Prometheus may ask, in its text form 0.0.4. Labels stay few: routes and commands as the
// schema names them, never ids. Any thread.

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace kintsugi::api {

class Metrics {
 public:
  Metrics(std::string_view version);
  ~Metrics();

  void request(std::string_view route, int status, std::chrono::nanoseconds took);
  // outcome: accepted | refused | conflict | invalid | failed
  void command(std::string_view name, std::string_view outcome, std::chrono::nanoseconds took);
  void idempotent_replay();
  void version_conflict();
  void sign_in(bool succeeded);
  void not_a_command(
      std::string_view why);  // requests that were nobody's or unreadable: never appended

  // A value read at each scrape. `labels`: "projection=queues" or empty.
  void gauge(std::string_view name, std::string_view help, std::string_view label,
             std::string_view value, double now);

  // All metrics as text; `refresh` may set gauges first.
  std::string text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kintsugi::api
