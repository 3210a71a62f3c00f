// The fold goes on while what it gave to be written is being written.

#include <map>
#include <random>

#include "tests/projections/judge/commits.h"

namespace kintsugi::projections {
namespace {

struct Caches {
  std::size_t streams, commands;
};

class FlushTest : public testing::TestWithParam<Caches> {
 protected:
  static StreamFold::Options options() {
    StreamFold::Options made;
    made.cached_streams_max = GetParam().streams;
    made.cached_commands_max = GetParam().commands;
    return made;
  }
  // Folds a commit on the stream's head as it is, which must count.
  void rename(const std::string& id, const std::string& outlet, const std::string& name) {
    EXPECT_EQ(fold_.fold(renaming(id, outlet, name, fold_.head(outlet))), Verdict::counts) << id;
  }
  std::shared_ptr<const Flush> begin() {
    auto flush = fold_->begin_flush();
    EXPECT_TRUE(flush.has_value());
    return flush ? *flush : nullptr;
  }
  void write(const std::shared_ptr<const Flush>& flush) {
    ASSERT_NE(flush, nullptr);
    EXPECT_TRUE(flush->write(fold_.store(), 1).has_value());
    fold_->end_flush();
  }
  void expect_all() {
    EXPECT_EQ(fold_->next(), Position{6});
    EXPECT_EQ(fold_.version("A"), 3u);
    EXPECT_EQ(fold_.version("B"), 2u);
    EXPECT_EQ(fold_.version("C"), 1u);
    expect_commands(6);
  }
  void expect_commands(int count) {
    for (int i = 0; i < count; ++i) {
      const auto found = fold_.command("c-" + std::to_string(i));
      ASSERT_TRUE(found.has_value()) << i;
      EXPECT_EQ(found->position, Position{i}) << i;
    }
  }

  Folding fold_{options()};
};

TEST_P(FlushTest, WhatIsFoldedMeanwhileIsWrittenNext) {
  rename("c-0", "A", "甲");
  rename("c-1", "B", "乙");
  const auto first = begin();
  rename("c-2", "A", "甲二");  // changes what is being written
  rename("c-3", "C", "丙");    // is new
  write(first);
  EXPECT_EQ(fold_.store().position(), Position{2});
  EXPECT_EQ(fold_.version("A"), 2u);
  expect_commands(4);
  const auto second = begin();
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->streams.size(), 2u) << "those that changed since the first began";
  EXPECT_EQ(second->commands.size(), 2u);
  rename("c-4", "A", "甲三");
  rename("c-5", "B", "乙二");
  expect_commands(6);
  write(second);
  expect_all();
  ASSERT_TRUE(fold_->flush().has_value());
  expect_all();
  fold_.open();
  expect_all();
}

TEST_P(FlushTest, ACommandIsKnownInEveryStateOfItsWriting) {
  const Bytes old = renaming("c-0", "A", "甲", {});
  EXPECT_EQ(fold_.fold(old), Verdict::counts);
  const auto flush = begin();
  const Bytes meanwhile = renaming("c-1", "B", "乙", {});
  EXPECT_EQ(fold_.fold(meanwhile), Verdict::counts);
  const auto both_known = [&] {
    EXPECT_EQ(fold_.fold(old), Verdict::void_repeated);
    EXPECT_EQ(fold_.fold(meanwhile), Verdict::void_repeated);
    EXPECT_EQ(fold_.command("c-0")->position, Position{0});
    EXPECT_EQ(fold_.command("c-1")->position, Position{1});
    EXPECT_FALSE(fold_.command("c-9").has_value());
  };
  both_known();
  write(flush);
  both_known();
  ASSERT_TRUE(fold_->flush().has_value());
  both_known();
}

TEST_P(FlushTest, WhatIsBeingWrittenStaysAsItWas) {
  rename("c-0", "A", "甲");
  const Head then = fold_.head("A");
  const auto flush = begin();
  rename("c-1", "A", "乙");
  ASSERT_NE(flush, nullptr);
  ASSERT_EQ(flush->streams.size(), 1u);
  EXPECT_EQ(flush->streams[0].version, 1u);
  EXPECT_EQ(flush->streams[0].head, then);
  EXPECT_EQ(core_name(*flush->streams[0].state), "甲");
  write(flush);
}

// Dropped step by step while it is folded, written, asked for and repeated, in any order.
TEST_P(FlushTest, NothingIsForgottenWhileItIsDroppedInSteps) {
  std::mt19937 random(19);
  std::map<std::string, std::uint64_t> versions;
  std::shared_ptr<const Flush> flush;
  int commands = 0;
  for (int step = 0; step < 4000; ++step) {
    const std::string outlet = "O-" + std::to_string(random() % 97);
    rename("c-" + std::to_string(commands++), outlet, std::to_string(step));
    ++versions[outlet];
    if (random() % 7 == 0) fold_->drop_some(random() % 5);
    if (random() % 11 == 0) {
      if (flush)
        write(std::exchange(flush, nullptr));
      else
        flush = begin();
    }
    const std::string asked = "O-" + std::to_string(random() % 97);
    ASSERT_EQ(fold_.version(asked), versions[asked]) << asked << " at step " << step;
    const int before = static_cast<int>(random() % static_cast<unsigned>(commands));
    const auto found = fold_.command("c-" + std::to_string(before));
    ASSERT_TRUE(found.has_value()) << before << " at step " << step;
    ASSERT_EQ(found->position, Position{before});
  }
  if (flush) write(flush);
  ASSERT_TRUE(fold_->flush().has_value());
  for (int opened = 0; opened < 2; ++opened) {
    for (const auto& [outlet, version] : versions) EXPECT_EQ(fold_.version(outlet), version);
    fold_.open();
  }
}

TEST_P(FlushTest, DeadlinesArmedAndDisarmedMeanwhile) {
  const auto pending = [&](const char* alarm) {
    return fold_->pending_reaction(main_tenant, std::string("deadline:") + alarm + ":1") != nullptr;
  };
  const Bytes before = deadline("c-0", "A", {}, true);
  EXPECT_EQ(fold_.fold(before), Verdict::counts);
  const auto flush = begin();
  const Bytes meanwhile = deadline("c-1", "B", {}, true);
  EXPECT_EQ(fold_.fold(meanwhile), Verdict::counts);
  EXPECT_EQ(fold_.fold(deadline("c-2", "A", head_given_by(before), false)), Verdict::counts);
  EXPECT_EQ(fold_.fold(deadline("c-3", "C", {}, true)), Verdict::counts);
  write(flush);
  EXPECT_EQ(fold_.fold(deadline("c-4", "B", head_given_by(meanwhile), false)), Verdict::counts);
  ASSERT_TRUE(fold_->flush().has_value());
  for (int opened = 0; opened < 2; ++opened) {
    EXPECT_FALSE(pending("A")) << "its row was being written when it was disarmed";
    EXPECT_FALSE(pending("B")) << "disarmed before it had a row";
    EXPECT_TRUE(pending("C")) << "armed while others were being written";
    fold_.open();
  }
}

// Nothing is kept, a little, all.
INSTANTIATE_TEST_SUITE_P(Caches, FlushTest,
                         testing::Values(Caches{0, 0}, Caches{1, 1}, Caches{60, 1500},
                                         Caches{1000, 1000}),
                         [](const auto& tested) {
                           return "Keeps" + std::to_string(tested.param.streams);
                         });

}  // namespace
}  // namespace kintsugi::projections
