// SIGKILL of a node, and of the broker under a node, at random moments under load: every
// acknowledged command is there exactly once, at the position that was answered; every table equals
// a rebuild from the log; and the node serves again within two seconds of its start.
//   kill_test [--rounds=N] [--kafka-rounds=N] [--broker-rounds=N] [--seed=N]

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/faults/load.h"
#include "tests/faults/truth.h"
#include "tests/support/own_kafka.h"
#include "tests/events/log/scratch_dir.h"

namespace kintsugi::tests {
namespace {

using namespace std::chrono_literals;

int rounds = 10;
int kafka_rounds = 2;
int broker_rounds = 1;
std::uint64_t seed = 1;

constexpr std::chrono::milliseconds serving_again_max{2000};
constexpr std::chrono::seconds patience{90};

struct Company {
  ScratchDir directory;
  std::string log;
  std::unique_ptr<ServingNode> node;
  People people;

  explicit Company(std::string where) : log(std::move(where)) {
    start();
    if (node) people = People::of_demo_company(*node);
  }
  void start() { node = ServingNode::start({.directory = directory.path(), .log = log}); }
};

std::chrono::milliseconds milliseconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               begin);
}

void expect_no_complaints(const Load& load) {
  for (const std::string& complaint : load.complaints()) ADD_FAILURE() << complaint;
}

void kill_nodes(const std::string& log, int count) {
  std::mt19937_64 random(seed);
  Company company(log);
  ASSERT_TRUE(company.people.complete());
  Load load(company.people);
  std::chrono::milliseconds slowest{}, slowest_answer{};
  for (int round = 0; round < count && !testing::Test::HasFailure(); ++round) {
    SCOPED_TRACE(fmt::format("seed {}, round {}", seed, round));
    load.start(company.node->url(), patience);
    std::this_thread::sleep_for(
        std::chrono::milliseconds(random() % 500));  // the random moment itself
    company.node->kill();
    load.stop();
    company.start();
    ASSERT_NE(company.node, nullptr);
    slowest = std::max(slowest, company.node->took());
    EXPECT_LT(company.node->took(), serving_again_max);
    // What was under way is asked for again, and answered once and for all.
    load.start(company.node->url(), patience);
    load.stop();
    slowest_answer = std::max(slowest_answer, load.slowest_first_answer());
    company.node->stop();
    expect_the_log_says_the_same(company.directory.path(), log, load.acknowledged());
    expect_no_complaints(load);
    company.start();
    ASSERT_NE(company.node, nullptr);
  }
  fmt::print(
      "seed {}: {} kills on {}, {} acknowledged commands, {} of them accepted; serving again after "
      "at "
      "most {} ms, first answers {} ms\n",
      seed, count, log, load.acknowledged().size(), load.accepted(), slowest.count(),
      slowest_answer.count());
  EXPECT_GT(load.acknowledged().size(), static_cast<std::size_t>(50 * count));
  EXPECT_GT(2 * load.accepted(), load.acknowledged().size());
}

TEST(Kill, OfANodeOnTheEmbeddedLog) { kill_nodes("embedded", rounds); }

TEST(Kill, OfANodeOnKafka) {
  const OwnKafka kafka;
  kill_nodes("kafka:" + kafka.servers() + "/kill", kafka_rounds);
}

TEST(Kill, OfTheBrokerUnderANode) {
  std::mt19937_64 random(seed);
  OwnKafka kafka;
  const std::string log = "kafka:" + kafka.servers() + "/broker";
  Company company(log);
  ASSERT_TRUE(company.people.complete());
  Load load(company.people);
  load.start(company.node->url(), patience);
  std::chrono::milliseconds slowest{};
  for (int round = 0; round < broker_rounds; ++round) {
    ASSERT_TRUE(load.wait_for_answers(200, patience)) << "round " << round;
    std::this_thread::sleep_for(
        std::chrono::milliseconds(random() % 500));  // the random moment itself
    kafka.kill_broker();
    kafka.up();
    const auto up = std::chrono::steady_clock::now();
    ASSERT_TRUE(load.wait_for_answers(1, patience))
        << "round " << round << company.node->process().err();
    slowest = std::max(slowest, milliseconds_since(up));
    ASSERT_TRUE(load.wait_for_answers(200, patience))
        << "round " << round << company.node->process().err();
  }
  load.stop();
  company.node->stop();
  expect_the_log_says_the_same(company.directory.path(), log, load.acknowledged());
  expect_no_complaints(load);
  fmt::print(
      "seed {}: {} kills of the broker, {} acknowledged commands, {} of them accepted; answers at "
      "most {} ms after "
      "the broker was up\n",
      seed, broker_rounds, load.acknowledged().size(), load.accepted(), slowest.count());
}

}  // namespace
}  // namespace kintsugi::tests

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  using namespace kintsugi::tests;
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg.starts_with("--rounds=")) rounds = std::stoi(argv[i] + 9);
    if (arg.starts_with("--kafka-rounds=")) kafka_rounds = std::stoi(argv[i] + 15);
    if (arg.starts_with("--broker-rounds=")) broker_rounds = std::stoi(argv[i] + 16);
    if (arg.starts_with("--seed=")) seed = std::stoull(argv[i] + 7);
  }
  return RUN_ALL_TESTS();
}
