// Seeded simulation with faults, and the canaries that prove that it sees.
//   simulation_test [--seeds=N] [--first=SEED]     N seeds from SEED on
//   simulation_test --seed=SEED                    one seed, told in full

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <thread>

#include "schema/description.h"
#include "tests/sim/world.h"

namespace kintsugi::sim {
namespace {

std::uint64_t seeds = 10'000;
std::uint64_t first_seed = 1;

struct Totals {
  std::mutex mutex;
  std::vector<std::string> failures;
  Outcome sum;
};

void run_seeds(Canary canary, std::uint64_t from, std::uint64_t count, Totals& totals) {
  std::atomic<std::uint64_t> next{from};
  const auto work = [&] {
    Outcome sum;
    for (std::uint64_t seed = next++; seed < from + count; seed = next++) {
      const Outcome one = World(seed, canary).run();
      sum.records += one.records, sum.counted += one.counted, sum.voided += one.voided;
      sum.acknowledged += one.acknowledged, sum.refused += one.refused, sum.crashes += one.crashes;
      sum.forged += one.forged, sum.stopped += one.stopped;
      sum.asked.insert(one.asked.begin(), one.asked.end());
      sum.accepted.insert(one.accepted.begin(), one.accepted.end());
      if (one.violations.empty()) continue;
      const std::lock_guard lock(totals.mutex);
      totals.failures.push_back(fmt::format("seed {}: {}", seed, one.violations.front()));
    }
    const std::lock_guard lock(totals.mutex);
    totals.sum.records += sum.records, totals.sum.counted += sum.counted,
        totals.sum.voided += sum.voided;
    totals.sum.acknowledged += sum.acknowledged, totals.sum.refused += sum.refused,
        totals.sum.crashes += sum.crashes, totals.sum.forged += sum.forged,
        totals.sum.stopped += sum.stopped;
    totals.sum.asked.merge(sum.asked), totals.sum.accepted.merge(sum.accepted);
  };
  std::vector<std::jthread> workers;
  for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
    workers.emplace_back(work);
}

TEST(Simulation, HoldsForEverySeed) {
  Totals totals;
  run_seeds(Canary::none, first_seed, seeds, totals);
  fmt::print(
      "{} seeds: {} records, {} counted ({} refusals), {} void, {} acknowledged, {} crashes, "
      "{} attacks\n",
      seeds, totals.sum.records, totals.sum.counted, totals.sum.refused, totals.sum.voided,
      totals.sum.acknowledged, totals.sum.crashes, totals.sum.forged);
  fmt::print("{} kinds of commands, {} of them accepted\n", totals.sum.asked.size(),
             totals.sum.accepted.size());
  EXPECT_EQ(totals.failures.size(), 0u);
  for (std::size_t i = 0; i < totals.failures.size() && i < 10; ++i)
    ADD_FAILURE() << totals.failures[i];
  if (seeds >= 1000) {  // the runs must have met what they are for
    EXPECT_GT(totals.sum.voided, seeds);
    EXPECT_GT(totals.sum.crashes, seeds / 4);
    EXPECT_GT(totals.sum.forged, seeds / 4);
    EXPECT_GT(totals.sum.refused, seeds);
    EXPECT_GT(totals.sum.acknowledged, 10 * seeds);
    for (const schema::TypeInfo& type : schema::all_types()) {
      if (type.kind != schema::TypeKind::command) continue;
      EXPECT_TRUE(totals.sum.asked.contains(type.name)) << type.name << " was never asked";
    }
  }
}

TEST(Simulation, ASeedReproducesBitForBit) {
  for (std::uint64_t seed = first_seed; seed < first_seed + 20; ++seed) {
    EXPECT_EQ(World(seed, Canary::none).run().trace, World(seed, Canary::none).run().trace) << seed;
  }
}

// Nodes of two versions on one log: those that do not know a record end at it, each time that they
// are started, and with the newer engine all goes on, nothing of what was answered lost.
TEST(Simulation, ARecordOfANewerEngineStopsTheOthersThereAndLosesNothing) {
  Totals totals;
  run_seeds(Canary::newer_record, first_seed, 400, totals);
  for (std::size_t i = 0; i < totals.failures.size() && i < 10; ++i)
    ADD_FAILURE() << totals.failures[i];
  fmt::print("{} stops in 400 seeds\n", totals.sum.stopped);
  EXPECT_GT(totals.sum.stopped, 100u);
}

void expect_caught(Canary canary) {
  Totals totals;
  run_seeds(canary, first_seed, 400, totals);
  fmt::print("caught in {} of 400 seeds; first: {}\n", totals.failures.size(),
             totals.failures.empty() ? "none" : totals.failures.front());
  EXPECT_GT(totals.failures.size(), 0u);
}

TEST(SimulationCanary, VersionNumbersInPlaceOfHashesAreCaught) {
  expect_caught(Canary::heads_by_number);
}
TEST(SimulationCanary, AnAnswerBeforeReadBackIsCaught) {
  expect_caught(Canary::answer_before_read_back);
}
TEST(SimulationCanary, AFoldThatSkipsAVoidCheckIsCaught) {
  expect_caught(Canary::skip_a_void_check);
}

TEST(SimulationCanary, AReadModelThatTakesVoidCommitsIsCaught) {
  expect_caught(Canary::read_model_takes_void);
}

TEST(SimulationCanary, AFoldThatSkipsSealsIsCaught) { expect_caught(Canary::skip_seals); }

}  // namespace
}  // namespace kintsugi::sim

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg.starts_with("--seeds=")) kintsugi::sim::seeds = std::strtoull(argv[i] + 8, nullptr, 10);
    if (arg.starts_with("--first="))
      kintsugi::sim::first_seed = std::strtoull(argv[i] + 8, nullptr, 10);
    if (arg.starts_with("--seed=")) {
      const std::uint64_t seed = std::strtoull(argv[i] + 7, nullptr, 10);
      const kintsugi::sim::Outcome one =
          kintsugi::sim::World(seed, kintsugi::sim::Canary::none).run();
      for (const std::string& v : one.violations) fmt::print("{}\n", v);
      fmt::print("seed {}: {} records, {} void, trace {}\n", seed, one.records, one.voided,
                 one.trace);
      return one.violations.empty() ? 0 : 1;
    }
  }
  return RUN_ALL_TESTS();
}
