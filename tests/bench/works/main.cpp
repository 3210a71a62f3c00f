// kintsugi-bench [WORK...] [--json] [--commits N] [--dir DIR] [--kafka SERVERS]
// Prints work, value, unit, limit's name, limit's value, ratio; --json: one object a line. A limit is measured
// in the same run as what it bounds.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "tests/bench/codec/codec_bench.h"
#include "tests/bench/works/work.h"

namespace kintsugi::bench {

namespace {

Result<std::vector<Figure>> codec(const BenchOptions&) {
  const CodecFigures f = measure_codec();
  return std::vector<Figure>{{"codec_encode", f.encode_ns, "ns", "by_hand", f.encode_by_hand_ns, true},
                             {"codec_decode", f.decode_ns, "ns", "by_hand", f.decode_by_hand_ns, true}};
}

Result<std::vector<Figure>> one(Result<Figure> figure) {
  if (!figure) return tl::unexpected(figure.error());
  return std::vector<Figure>{*std::move(figure)};
}

Result<std::string> scratch(const BenchOptions& options, const char* name) {
  const auto dir = std::filesystem::path(options.directory) / name;
  std::filesystem::remove_all(dir);
  std::filesystem::create_directories(dir);
  return dir.string();
}

tl::unexpected<Error> needs_kafka() {
  return fail(ErrorKind::unavailable, "bench.no_kafka",
              "needs a broker: --kafka \"$(ops/kafka/up)\"");
}

void print(const Figure& f, bool json) {
  if (json) {
    fmt::print("{{\"work\":\"{}\",\"value\":{:.4f},\"unit\":\"{}\",\"limit\":\"{}\",\"limit_value\":{:.4f},"
               "\"ratio\":{:.4f}}}\n",
               f.work, f.value, f.unit, f.limit, f.limit_value, f.ratio());
  } else {
    fmt::print("{:24} {:>14.1f} {:12} {:24} {:>14.1f} {:>8.3f}\n", f.work, f.value, f.unit, f.limit,
               f.limit_value, f.ratio());
  }
  std::fflush(stdout);
}

}  // namespace

const std::vector<Work>& all_works() {
  static const std::vector<Work> works = {
      {"codec", codec},
      {"append_embedded",
       [](const BenchOptions& o) { return one(append_embedded(*scratch(o, "append"), 512)); }},
      {"scan", [](const BenchOptions& o) { return one(scan_embedded(*scratch(o, "scan"))); }},
      {"commit_embedded_1", [](const BenchOptions& o) { return commit_embedded(o, 1); }},
      {"commit_embedded_64", [](const BenchOptions& o) { return commit_embedded(o, 64); }},
      {"commit_embedded_512", [](const BenchOptions& o) { return commit_embedded(o, 512); }},
      {"first_fold", first_fold},
      {"rebuild_all", rebuild_all},
      {"kafka_latency",
       [](const BenchOptions& o) -> Result<std::vector<Figure>> {
         return o.kafka.empty() ? needs_kafka() : one(kafka_latency(o.kafka));
       }},
      {"kafka_throughput",
       [](const BenchOptions& o) -> Result<std::vector<Figure>> {
         return o.kafka.empty() ? needs_kafka() : one(kafka_throughput(o.kafka));
       }},
  };
  return works;
}

int run(int argc, char** argv) {
  CLI::App app("Measures works beside their limits");
  BenchOptions options;
  options.directory = (std::filesystem::temp_directory_path() / fmt::format("kintsugi-bench-{}", getpid())).string();
  std::vector<std::string> names;
  bool json = false;
  app.add_option("WORK", names, "all but the Kafka works where none is named");
  app.add_flag("--json", json, "one object a line");
  app.add_option("--commits", options.commits, "of the logs that are folded")->check(CLI::PositiveNumber);
  app.add_option("--dir", options.directory, "scratch space on the disk to measure");
  app.add_option("--kafka", options.kafka, "bootstrap servers");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  const auto named = [&](const Work& work) {
    if (names.empty()) return !options.kafka.empty() || !work.name.starts_with("kafka");
    return std::find(names.begin(), names.end(), work.name) != names.end();
  };
  for (const std::string& name : names) {
    const auto& works = all_works();
    if (std::any_of(works.begin(), works.end(), [&](const Work& w) { return w.name == name; })) continue;
    fmt::print(stderr, "kintsugi-bench: no such work: {}; there are:", name);
    for (const Work& w : works) fmt::print(stderr, " {}", w.name);
    fmt::print(stderr, "\n");
    return 2;
  }
  int failed = 0;
  for (const Work& work : all_works()) {
    if (!named(work)) continue;
    const auto figures = work.measure(options);
    if (!figures) {
      fmt::print(stderr, "kintsugi-bench: {}: {}: {}\n", work.name, figures.error().code, figures.error().what);
      failed = 1;
      continue;
    }
    for (const Figure& figure : *figures) print(figure, json);
  }
  std::filesystem::remove_all(options.directory);
  return failed;
}

}  // namespace kintsugi::bench

int main(int argc, char** argv) { return kintsugi::bench::run(argc, argv); }
