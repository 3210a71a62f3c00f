#include <fmt/format.h>
#include <unistd.h>

#include "api/node/node.h"
#include "events/base/check.h"
#include "events/commit/commit.h"
#include "events/log/kafka/kafka_log.h"
#include "projections/tables/rocksdb_store.h"
#include "tests/bench/log/bare_kafka.h"
#include "tests/bench/works/company.h"
#include "tests/bench/works/work.h"

namespace kintsugi::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int rounds = 3;

std::string fresh_topic(const char* name) {
  static int made = 0;
  return fmt::format("bench-{}-{}-{}", name, getpid(), ++made);
}

// A node on a topic of its own, and librdkafka alone on another one with the same settings.
struct OnKafka {
  std::unique_ptr<log::EventLog> log;
  std::unique_ptr<projections::DirectoryStore> store;
  api::SystemClock clock;
  std::unique_ptr<api::Node> node;
  std::unique_ptr<BareKafka> bare;
  Bytes record;  // what the node appended last: the bare one gets as many octets
  std::uint64_t next = 0;

  Result<void> open(const BenchOptions& options, const char* name) {
    if (options.kafka.empty())
      return fail(ErrorKind::unavailable, "bench.no_kafka",
                  "needs a broker: --kafka \"$(ops/kafka/up)\"");
    KINTSUGI_TRY(const auto dir, scratch(options, name));
    KINTSUGI_TRY(log, log::open_kafka({.place = {options.kafka, fresh_topic("log")},
                                       .recorded_at = recorded_at_of}));
    KINTSUGI_TRY(store, projections::open_directory_store((dir / "streams-v5").string(),
                                                          {nullptr, false, true}));
    KINTSUGI_TRY(node, api::Node::open({}, *log, *store, clock));
    KINTSUGI_TRY_OK(set_up_company(*node));
    KINTSUGI_TRY(const api::Answer answer, node->execute(receive_goods(next++)));
    if (answer.refusal) return tl::unexpected(*answer.refusal);
    record = *answer.record;
    const std::string topic = fresh_topic("bare");
    KINTSUGI_TRY_OK(log::open_kafka({.place = {options.kafka, topic}}).map([](const auto&) {}));
    bare = std::make_unique<BareKafka>(options.kafka, topic);
    return {};
  }
};

// Records a second through librdkafka alone, with `under_way` of them not yet read back.
double bare_records_a_second(BareKafka& bare, ByteView record, std::size_t under_way,
                             std::chrono::duration<double> measured) {
  const auto start = Clock::now();
  std::size_t sent = 0, got = 0;
  bool over = false;
  while (!over || got < sent) {
    over = over || Clock::now() - start >= measured;
    for (; !over && sent - got < under_way; ++sent) bare.produce(record);
    bare.serve_reports();
    got += bare.read(1000);
  }
  return static_cast<double>(got) * 1000 / ms_since(start);
}

}  // namespace

Result<std::vector<Figure>> commit_kafka_latency(const BenchOptions& options) {
  OnKafka kafka;
  KINTSUGI_TRY_OK(kafka.open(options, "commit_kafka_latency"));
  std::vector<double> values, limits;
  for (int round = 0; round < rounds; ++round) {
    for (const auto start = Clock::now(); ms_since(start) < options.seconds * 1000;) {
      api::CommandRequest request = receive_goods(kafka.next++);
      const auto sent = Clock::now();
      KINTSUGI_TRY(const api::Answer answer, kafka.node->execute(std::move(request)));
      values.push_back(ms_since(sent));
      if (answer.refusal) return tl::unexpected(*answer.refusal);
    }
    for (const auto start = Clock::now(); ms_since(start) < options.seconds * 1000;) {
      const auto sent = Clock::now();
      kafka.bare->produce(kafka.record);
      std::size_t got = 0;
      while (got == 0) {
        kafka.bare->serve_reports();
        got = kafka.bare->read(1000);
      }
      limits.push_back(ms_since(sent));
    }
  }
  std::sort(values.begin(), values.end());
  std::sort(limits.begin(), limits.end());
  std::vector<Figure> figures;
  for (const int percent : {50, 99}) {
    const std::string suffix = percent == 50 ? "" : "_p99";
    figures.push_back({"commit_kafka_latency" + suffix, percentile(values, percent),
                       fmt::format("ms p{}", percent), "bare_librdkafka",
                       percentile(limits, percent), true});
  }
  return figures;
}

Result<std::vector<Figure>> commit_kafka_throughput(const BenchOptions& options) {
  OnKafka kafka;
  KINTSUGI_TRY_OK(kafka.open(options, "commit_kafka_throughput"));
  std::vector<Figure> figures;
  for (const std::size_t under_way : {std::size_t{512}, std::size_t{64}}) {
    const std::chrono::duration<double> measured(options.seconds);
    std::vector<double> values, limits;
    for (int round = 0; round < rounds; ++round) {
      KINTSUGI_TRY(const double value,
                   commands_a_second(*kafka.node, under_way, measured, kafka.next));
      values.push_back(value);
      limits.push_back(bare_records_a_second(*kafka.bare, kafka.record, under_way, measured));
    }
    const std::string suffix = under_way == 512 ? "" : fmt::format("_{}", under_way);
    figures.push_back({"commit_kafka_throughput" + suffix, median(std::move(values)), "commands/s",
                       fmt::format("bare_librdkafka_{}", under_way), median(std::move(limits))});
  }
  return figures;
}

}  // namespace kintsugi::bench
