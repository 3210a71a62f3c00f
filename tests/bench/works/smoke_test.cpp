// Every work on a small scale: it prints well-formed figures beside their limits. How fast they are
// is nobody's business here.

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/events/log/scratch_dir.h"
#include "tests/faults/process.h"

namespace kintsugi::bench {
namespace {

using Json = nlohmann::json;
constexpr std::chrono::seconds patience{120};

struct Ended {
  int code = -1;  // -1: not in time
  std::string out, err;
};

Ended bench(const std::vector<std::string>& words) {
  const ScratchDir scratch;
  std::vector<std::string> all{KINTSUGI_BENCH, "--json",    "--commits", "4000",  "--orders",
                               "500",          "--seconds", "0.1",       "--dir", scratch.path(),
                               "--month-orders", "2000", "--any-speed"};
  all.insert(all.end(), words.begin(), words.end());
  tests::Process process(all);
  const auto code = process.wait(patience);
  return {code.value_or(-1), process.out(), process.err()};
}

void expect_figures(const std::string& work, const std::vector<std::string>& more = {}) {
  std::vector<std::string> words{work};
  words.insert(words.end(), more.begin(), more.end());
  const Ended ended = bench(words);
  ASSERT_EQ(ended.code, 0) << ended.err;
  std::istringstream lines(ended.out);
  int figures = 0;
  for (std::string line; std::getline(lines, line); ++figures) {
    const Json figure = Json::parse(line, nullptr, false);
    ASSERT_TRUE(figure.is_object()) << line;
    std::set<std::string> keys;
    for (const auto& [key, value] : figure.items()) keys.insert(key);
    EXPECT_EQ(keys,
              (std::set<std::string>{"work", "value", "unit", "limit", "limit_value", "ratio"}))
        << line;
    EXPECT_EQ(figure["work"].get<std::string>().substr(0, work.size()), work) << line;
    EXPECT_FALSE(figure["unit"].get<std::string>().empty()) << line;
    EXPECT_FALSE(figure["limit"].get<std::string>().empty()) << line;
    const double value = figure["value"], limit = figure["limit_value"], ratio = figure["ratio"];
    EXPECT_GT(limit, 0) << line;
    // What a small company has none of costs nothing: checkpoints.
    EXPECT_GE(value, 0) << line;
    if (figures == 0) {
      EXPECT_GT(value, 0) << line;
    }
    EXPECT_NEAR(ratio, value / limit, 0.01 + 0.05 * ratio) << line;
  }
  EXPECT_GT(figures, 0) << ended.out << ended.err;
}

const std::vector<std::string> kafka_works = {"commit_kafka_latency", "commit_kafka_throughput"};
const std::vector<std::string> works = {"codec",
                                        "append_embedded",
                                        "scan",
                                        "commit_embedded_1",
                                        "commit_embedded_64",
                                        "commit_embedded_512",
                                        "commit_http",
                                        "commit_http_batch",
                                        "first_fold",
                                        "rebuild_all",
                                        "page_now",
                                        "page_as_of",
                                        "search",
                                        "memory",
                                        "month"};

class EachWork : public testing::TestWithParam<std::string> {};

TEST_P(EachWork, PrintsAFigureBesideItsLimit) { expect_figures(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Bench, EachWork, testing::ValuesIn(works),
                         [](const auto& tested) { return tested.param; });

TEST(Bench, KafkaWorksPrintFiguresBesideTheirLimits) {
  const char* servers = std::getenv("KINTSUGI_KAFKA");
  ASSERT_NE(servers, nullptr) << "runs under tests/with_kafka";
  for (const std::string& work : kafka_works) expect_figures(work, {"--kafka", servers});
}

TEST(Bench, SaysWhatThereIsWhereAWorkIsUnknown) {
  const Ended ended = bench({"page_then"});
  EXPECT_EQ(ended.code, 2);
  EXPECT_EQ(ended.out, "");
  std::istringstream told(ended.err.substr(ended.err.find("there are:") + 10));
  std::set<std::string> names;
  for (std::string name; told >> name;) names.insert(name);
  std::set<std::string> all(works.begin(), works.end());
  all.insert(kafka_works.begin(), kafka_works.end());
  EXPECT_EQ(names, all);
}

TEST(Bench, FailsWhereABrokerIsMissingAndSaysSo) {
  const Ended ended = bench({"commit_kafka_latency"});
  EXPECT_EQ(ended.code, 1);
  EXPECT_EQ(ended.out, "");
  EXPECT_NE(ended.err.find("bench.no_kafka"), std::string::npos) << ended.err;
}

}  // namespace
}  // namespace kintsugi::bench
