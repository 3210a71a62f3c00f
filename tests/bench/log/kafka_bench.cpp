#include <unistd.h>

#include <atomic>
#include <chrono>
#include <random>

#include "events/base/check.h"
#include "events/log/kafka/kafka_log.h"
#include "tests/bench/log/bare_kafka.h"
#include "tests/bench/log/log_bench.h"

namespace kintsugi::bench {
namespace {

using Clock = std::chrono::steady_clock;
double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::string fresh_topic(const std::string& name) {
  static int made = 0;
  return "bench-" + name + "-" + std::to_string(getpid()) + "-" + std::to_string(++made);
}

Bytes record() {
  std::mt19937_64 random(1);
  Bytes bytes(record_bytes, '\0');
  for (char& octet : bytes) octet = static_cast<char>(random());
  return bytes;
}

constexpr std::chrono::milliseconds patience{1000};

// A log of ours and a cursor that follows it from the end on.
struct Ours {
  std::unique_ptr<log::EventLog> log;
  std::unique_ptr<log::Cursor> cursor;

  static Result<Ours> open(const std::string& servers) {
    Ours ours;
    KINTSUGI_TRY(ours.log, log::open_kafka({.place = {servers, fresh_topic("log")}}));
    KINTSUGI_TRY(ours.cursor, ours.log->read(Position{0}));
    return ours;
  }
  void append(std::size_t count) {
    static const Bytes bytes = record();
    std::vector<log::Outgoing> batch(count, log::Outgoing{bytes, "main", {}});
    const auto taken = log->append(std::move(batch), [](std::size_t, const log::Appended& answer) {
      KINTSUGI_CHECK(answer.outcome == log::Appended::Outcome::stored, answer.why);
    });
    KINTSUGI_CHECK(taken.has_value(), taken ? "" : taken.error().what);
  }
  std::size_t read() {
    const auto found = cursor->next(10'000, patience);
    KINTSUGI_CHECK(found.has_value(), found ? "" : found.error().what);
    return found->size();
  }
};

// Bare librdkafka on a topic with the same settings.
Result<std::unique_ptr<BareKafka>> open_bare(const std::string& servers) {
  const std::string topic = fresh_topic("bare");
  KINTSUGI_TRY_OK(log::open_kafka({.place = {servers, topic}}).map([](const auto&) {}));
  return std::make_unique<BareKafka>(servers, topic);
}

// Milliseconds for each of `records`, one at a time.
template <class Append, class Read>
double p50_ms(int records, const Append& append, const Read& read) {
  std::vector<double> times;
  for (int i = 0; i < records; ++i) {
    const auto start = Clock::now();
    append();
    while (read() == 0) continue;
    times.push_back(ms_since(start));
  }
  return median(std::move(times));
}

template <class Append, class Read>
double per_second(int records, int in_flight, const Append& append, const Read& read) {
  constexpr int step = 500;
  const auto start = Clock::now();
  int sent = 0, got = 0;
  while (got < records) {
    while (sent < records && sent - got + step <= in_flight) {
      append(step);
      sent += step;
    }
    got += static_cast<int>(read());
  }
  return got * 1000.0 / ms_since(start);
}

}  // namespace

Result<Figure> kafka_latency(const std::string& servers, int records) {
  KINTSUGI_TRY(auto ours, Ours::open(servers));
  KINTSUGI_TRY(const auto bare, open_bare(servers));
  const Bytes bytes = record();
  std::vector<double> values, limits;
  constexpr int rounds = 4;
  for (int round = 0; round < rounds; ++round) {
    values.push_back(
        p50_ms(records / rounds, [&] { ours.append(1); }, [&] { return ours.read(); }));
    limits.push_back(p50_ms(
        records / rounds, [&] { bare->produce(bytes); },
        [&] {
          bare->serve_reports();
          return bare->read(static_cast<int>(patience.count()));
        }));
  }
  return Figure{"kafka_latency", median(values), "ms p50", "bare librdkafka, produce and read back",
                median(limits), true};
}

Result<Figure> kafka_throughput(const std::string& servers, int records, int in_flight) {
  KINTSUGI_TRY(auto ours, Ours::open(servers));
  KINTSUGI_TRY(const auto bare, open_bare(servers));
  const Bytes bytes = record();
  std::vector<double> values, limits;
  constexpr int rounds = 3;
  for (int round = 0; round < rounds; ++round) {
    values.push_back(per_second(
        records / rounds, in_flight, [&](std::size_t n) { ours.append(n); },
        [&] { return ours.read(); }));
    limits.push_back(per_second(
        records / rounds, in_flight,
        [&](std::size_t n) {
          for (std::size_t i = 0; i < n; ++i) bare->produce(bytes);
          bare->serve_reports();
        },
        [&] { return bare->read(static_cast<int>(patience.count())); }));
  }
  return Figure{"kafka_throughput", median(values), "records/s",
                "bare librdkafka, produce and read back", median(limits)};
}

}  // namespace kintsugi::bench
