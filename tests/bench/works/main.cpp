// kintsugi-bench [WORK...] [--json] [--commits N] [--orders N] [--month-orders N] [--any-speed]
//                [--seconds S] [--dir DIR] [--keep] [--kafka SERVERS]
// Prints work, value, unit, limit's name, limit's value, ratio; --json: one object a line. A limit
// is measured in the same run as what it bounds.

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
  return std::vector<Figure>{
      {"codec_encode", f.encode_ns, "ns", "by_hand", f.encode_by_hand_ns, true},
      {"codec_decode", f.decode_ns, "ns", "by_hand", f.decode_by_hand_ns, true}};
}

// A work of the log alone.
using InDirectory = Result<Figure> (*)(const BenchOptions&, const std::string& dir);
Result<std::vector<Figure>> in_scratch(const BenchOptions& options, std::string_view name,
                                       InDirectory work) {
  KINTSUGI_TRY(const auto dir, scratch(options, name));
  KINTSUGI_TRY(Figure figure, work(options, dir.string()));
  figure.work = name;
  return std::vector<Figure>{std::move(figure)};
}
Result<Figure> append_512(const BenchOptions& options, const std::string& dir) {
  return append_embedded(dir, 512, options.seconds / 2);
}
Result<Figure> scan_all(const BenchOptions& options, const std::string& dir) {
  return scan_embedded(dir, options.commits / 2);
}

void print(const Figure& f, bool json) {
  if (json) {
    fmt::print(
        "{{\"work\":\"{}\",\"value\":{:.7g},\"unit\":\"{}\",\"limit\":\"{}\",\"limit_value\":{:.7g}"
        ","
        "\"ratio\":{:.7g}}}\n",
        f.work, f.value, f.unit, f.limit, f.limit_value, f.ratio());
  } else {
    const auto number = [](double value) {
      return fmt::format("{:.{}f}", value, value < 100 ? 3 : 0);
    };
    fmt::print("{:44} {:>10} {:12} {:40} {:>12} {:>8.3f}\n", f.work, number(f.value), f.unit,
               f.limit, number(f.limit_value), f.ratio());
  }
  std::fflush(stdout);
}

}  // namespace

const std::vector<Work>& all_works() {
  static const std::vector<Work> works = {
      {"codec", codec},
      {"append_embedded",
       [](const BenchOptions& o) { return in_scratch(o, "append_embedded", append_512); }},
      {"scan", [](const BenchOptions& o) { return in_scratch(o, "scan", scan_all); }},
      {"commit_embedded_1", [](const BenchOptions& o) { return commit_embedded(o, 1); }},
      {"commit_embedded_64", [](const BenchOptions& o) { return commit_embedded(o, 64); }},
      {"commit_embedded_512", [](const BenchOptions& o) { return commit_embedded(o, 512); }},
      {"commit_http", commit_http},
      {"commit_http_batch", commit_http_batch},
      {"commit_kafka_latency", commit_kafka_latency},
      {"commit_kafka_throughput", commit_kafka_throughput},
      {"first_fold", first_fold},
      {"rebuild_all", rebuild_all},
      {"page_now", page_now},
      {"page_as_of", page_as_of},
      {"search", search},
      {"memory", memory},
      {"month", month, true},
  };
  return works;
}

int run(int argc, char** argv) {
  CLI::App app("Measures works beside their limits");
  BenchOptions options;
  options.directory = std::filesystem::temp_directory_path().string();
  std::vector<std::string> names;
  bool json = false, keep = false;
  app.add_option("WORK", names, "all of them where none is named");
  app.add_flag("--json", json, "one object a line");
  app.add_option("--commits", options.commits, "of the logs that are folded")
      ->check(CLI::PositiveNumber);
  app.add_option("--orders", options.orders, "of the company whose pages are read")
      ->check(CLI::PositiveNumber);
  app.add_option("--month-orders", options.month_orders, "of the company whose month is read")
      ->check(CLI::PositiveNumber);
  app.add_flag("--any-speed", options.any_speed, "a figure over its limit is no failure");
  app.add_option("--seconds", options.seconds, "of a round of commands")
      ->check(CLI::PositiveNumber);
  app.add_option("--dir", options.directory,
                 "on the disk to measure: a folder kintsugi-bench in it is used");
  app.add_flag("--keep", keep,
               "leave the big company there: a later run with the same --dir takes it");
  app.add_option("--kafka", options.kafka, "bootstrap servers");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  }
  options.directory = (std::filesystem::path(options.directory) / "kintsugi-bench").string();
  const auto named = [&](const Work& work) {
    return names.empty() || std::find(names.begin(), names.end(), work.name) != names.end();
  };
  for (const std::string& name : names) {
    const auto& works = all_works();
    if (std::any_of(works.begin(), works.end(), [&](const Work& w) { return w.name == name; }))
      continue;
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
      fmt::print(stderr, "kintsugi-bench: {}: {}: {}\n", work.name, figures.error().code,
                 figures.error().what);
      failed = 1;
      continue;
    }
    for (const Figure& figure : *figures) print(figure, json);
    if (!work.has_to_hold || options.any_speed) continue;
    for (const Figure& figure : *figures) {
      if (!figure.less_is_better || figure.ratio() <= 1) continue;
      fmt::print(stderr, "kintsugi-bench: over its limit: {} {:.1f} {}\n", figure.work,
                 figure.value, figure.unit);
      failed = 1;
    }
  }
  if (!keep) std::filesystem::remove_all(options.directory);
  return failed;
}

}  // namespace kintsugi::bench

int main(int argc, char** argv) { return kintsugi::bench::run(argc, argv); }
