#include "projections/runner/runner.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <random>
#include <thread>

#include "replay/rebuild/rebuild.h"
#include "replay/views/views.h"
#include "schema/identity.h"
#include "tests/projections/runner/counting.h"
#include "tests/projections/support/folder.h"
#include "tests/projections/support/judged_log.h"

namespace kintsugi::tests {
namespace {

CommittedEvent touch(const std::string& id) {
  return on("operator/" + id, schema::OperatorEnabled{});
}

// A log that nobody can read while it is away.
class LogAway final : public log::EventLog {
 public:
  explicit LogAway(log::EventLog& log) : log_(log) {}
  Result<void> append(std::vector<log::Outgoing> batch, Done done) override {
    return log_.append(std::move(batch), std::move(done));
  }
  Result<std::unique_ptr<log::Cursor>> read(Position from) override {
    ++asked;
    if (away) return fail(ErrorKind::unavailable, "log.unavailable", "it is away");
    return log_.read(from);
  }
  Result<Position> end() override { return log_.end(); }
  Result<Bytes> at(Position position) override { return log_.at(position); }
  Result<Position> position_at(Instant time) override { return log_.position_at(time); }
  std::string describe() const override { return log_.describe(); }

  std::atomic<bool> away = true;
  std::atomic<int> asked = 0;

 private:
  log::EventLog& log_;
};

class RunnerTest : public testing::Test {
 protected:
  std::unique_ptr<Runner> open(std::vector<const ProjectionKind*> kinds = {&counting},
                               std::int64_t build_above = 1'000'000) {
    Runner::Options options;
    options.directory = folder_.path();
    options.tenant = "main";
    options.kinds = std::move(kinds);
    options.build_above = build_above;
    options.checkpoint_commits = 10;
    return *Runner::open(log_.log(), log_.verdicts(), std::move(options));
  }
  static std::int64_t count(const Runner& runner, std::string_view id) {
    const auto rows = runner.published()->projections.find("counting")->second.rows;
    return count_in(*rows, "operator/" + std::string(id));
  }
  static std::string digest(const Runner& runner) {
    const auto rows = runner.published()->projections.find("counting")->second.rows;
    return digest_of(counting, *rows)->digest;
  }
  void fill(int commits, unsigned seed = 7) {
    std::mt19937 random(seed);
    for (int i = 0; i < commits; ++i) {
      const auto a = std::to_string(random() % 20);
      const auto b = std::to_string(random() % 20);
      const bool gone = random() % 10 == 0;
      log_.add({touch(a), touch(gone ? b + "-gone" : b)},
               {.tenant = random() % 5 == 0 ? "other" : "main", .counts = random() % 8 != 0});
    }
  }

  Folder folder_;
  JudgedLog log_;
};

TEST_F(RunnerTest, FoldsWhatCountsOfItsTenant) {
  log_.add({touch("a"), touch("b")});
  log_.add({touch("a")});
  log_.add({touch("a")}, {.counts = false});
  log_.add({touch("a")}, {.tenant = "other"});
  log_.add_garbage("no commit at all");
  log_.add({touch("b-gone")});
  const auto runner = open();
  ASSERT_TRUE(runner->catch_up());
  EXPECT_EQ(count(*runner, "a"), 2);
  EXPECT_EQ(count(*runner, "b"), 0);
  EXPECT_EQ(runner->published()->position, log_.verdicts().judged_until());
}

TEST_F(RunnerTest, GoesOnWhereItStoodAndNeverFoldsTwice) {
  for (int i = 0; i < 5; ++i) {
    log_.add({touch("a")});
    const auto runner = open();
    ASSERT_TRUE(runner->catch_up());
    ASSERT_TRUE(runner->catch_up());
    EXPECT_EQ(count(*runner, "a"), i + 1);
  }
}

TEST_F(RunnerTest, ARebuildHasTheDigestOfTheLiveTables) {
  fill(700);
  std::string live;
  {
    const auto runner = open();
    ASSERT_TRUE(runner->catch_up());
    fill(300, 8);
    ASSERT_TRUE(runner->catch_up());
    live = digest(*runner);
  }
  for (const std::size_t memory :
       {std::size_t{0}, std::size_t{1} << 30}) {  // 0: written at every look
    replay::RebuildOptions options;
    options.directory = folder_.path();
    options.tenant = "main";
    options.kinds = {&counting};
    options.memory_bytes = memory;
    options.checkpoint_commits = memory == 0 ? 100 : 0;
    const auto report = replay::rebuild(log_.log(), log_.verdicts(), options);
    ASSERT_TRUE(report) << report.error().what;
    ASSERT_EQ(report->projections.size(), 1u);
    EXPECT_EQ(report->projections[0].digest, live);
    EXPECT_EQ(report->projections[0].position, log_.verdicts().judged_until());
  }
  const auto runner = open();
  log_.add({touch("a")});
  ASSERT_TRUE(runner->catch_up());
  EXPECT_EQ(count(*runner, "a"), 1);
}

TEST_F(RunnerTest, WhatIsMissingOrDamagedIsBuiltBeside) {
  fill(400);
  std::string before;
  {
    const auto runner = open();
    ASSERT_TRUE(runner->catch_up());
    before = digest(*runner);
  }
  const std::string directory = folder_ / "tenants/main/counting-v1";
  std::filesystem::remove_all(directory);
  {
    const auto runner = open({&counting}, 10);
    EXPECT_EQ(runner->status()[0].state, "rebuilding");
    EXPECT_EQ(runner->published()->projections.find("counting")->second.rows, nullptr);
    ASSERT_TRUE(runner->catch_up());
    EXPECT_EQ(runner->status()[0].state, "live");
    EXPECT_EQ(digest(*runner), before);
  }
  for (const auto& file : std::filesystem::directory_iterator(directory))
    if (file.path().filename().string().starts_with("MANIFEST"))
      std::filesystem::resize_file(file.path(), file.file_size() / 2);
  const auto runner = open({&counting}, 10);
  ASSERT_TRUE(runner->catch_up());
  EXPECT_EQ(digest(*runner), before);
}

// However long a build is, a moment of the past is read from few files.
TEST_F(RunnerTest, ABuildLeavesFewFilesInEachCheckpoint) {
  fill(60'000);
  Runner::Options options;
  options.directory = folder_.path();
  options.tenant = "main";
  options.kinds = {&counting};
  options.build_above = 10;
  options.thinning.gap = 500;
  const auto runner = *Runner::open(log_.log(), log_.verdicts(), std::move(options));
  ASSERT_TRUE(runner->catch_up());
  const auto marks = runner->checkpoints().list(counting);
  ASSERT_GT(marks.size(), 40u);
  std::size_t files = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(runner->checkpoints().directory(counting, marks.back())))
    if (file.path().extension() == ".sst") ++files;
  EXPECT_LT(files, marks.size() / 2);
}

TEST_F(RunnerTest, OneThatFailsStopsWithItsPositionAndTheOthersGoOn) {
  log_.add({touch("a")});
  const auto poison = log_.add({touch("poison")});
  log_.add({touch("a")});
  const auto runner = open({&counting, &failing});
  ASSERT_TRUE(runner->catch_up());
  log_.add({touch("a")});
  ASSERT_TRUE(runner->catch_up());
  EXPECT_EQ(count(*runner, "a"), 3);
  const auto stopped = runner->published()->projections.find("failing")->second;
  ASSERT_TRUE(stopped.stopped);
  EXPECT_EQ(stopped.stopped->code, "test.poison");
  EXPECT_LE(stopped.position, poison);
  EXPECT_EQ(stopped.rows->position(), stopped.position);
  for (const auto& status : runner->status())
    EXPECT_EQ(status.state, status.name == "failing" ? "failed" : "live");
}

TEST_F(RunnerTest, ANewerVersionTakesOverWhenItIsBuilt) {
  fill(200);
  std::string before;
  {
    const auto runner = open();
    ASSERT_TRUE(runner->catch_up());
    before = digest(*runner);
  }
  const auto runner = open({&counting, &counting_newer}, 10);
  EXPECT_EQ(runner->published()->projections.find("counting")->second.kind->version, 1);
  EXPECT_EQ(digest(*runner), before);
  ASSERT_TRUE(runner->catch_up());
  EXPECT_EQ(runner->published()->projections.find("counting")->second.kind->version, 2);
  EXPECT_EQ(digest(*runner), before);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "tenants/main/counting-v1"));
}

TEST_F(RunnerTest, AsOfAnyPositionEqualsTheFoldOfThePrefix) {
  fill(150);
  const auto runner = open();
  ASSERT_TRUE(runner->catch_up());
  replay::Views views(*runner, log_.log(), log_.verdicts(), {}, {.tenant = "main"});
  for (std::int64_t last = -1; last < log_.verdicts().judged_until().value; last += 13) {
    const auto view = views.open(replay::AsOf::position(Position{last}));
    ASSERT_TRUE(view) << view.error().what;
    const auto rows = (*view)->rows("counting");
    ASSERT_TRUE(rows) << rows.error().what;
    EXPECT_EQ((*rows)->position(), Position{last}.next());
    // The same by a fold from the begin.
    const auto store = make_memory_store();
    Tables tables(*store);
    Counting fold(tables, false);
    const auto reader = *JudgedReader::open(log_.log(), log_.verdicts(),
                                            {Position{0}, Position{last}.next(), "main"});
    while (!reader->ended()) {
      const auto records = reader->next(64);
      for (const auto& record : *records)
        fold.apply({record.position, record.commit, record.counts, {}});
    }
    ASSERT_TRUE(tables.flush(Position{last}.next()));
    EXPECT_EQ(digest_of(counting, **rows)->digest,
              digest_of(counting, **store->snapshot())->digest);
  }
  const auto beyond = views.open(replay::AsOf::position(log_.verdicts().judged_until()));
  ASSERT_FALSE(beyond);
  EXPECT_EQ(beyond.error().code, "as_of.beyond_end");
}

TEST_F(RunnerTest, FollowsOnItsOwnThread) {
  const auto runner = open();
  runner->start();
  for (int i = 1; i <= 20; ++i) {
    const auto position = log_.add({touch("a")});
    ASSERT_TRUE(runner->wait(position.next(), std::chrono::seconds(20)));
    EXPECT_GE(count(*runner, "a"), i);
  }
}

// Asked again now and then and not all the time; its status says why; followed when it is back.
TEST_F(RunnerTest, WaitsForALogThatIsAway) {
  LogAway log(log_.log());
  Runner::Options options;
  options.directory = folder_.path();
  options.tenant = "main";
  options.kinds = {&counting};
  const auto runner = *Runner::open(log, log_.verdicts(), std::move(options));
  runner->start();
  const auto position = log_.add({touch("a")});
  using Clock = std::chrono::steady_clock;
  const auto comes_to = [&](std::string_view state) {
    const auto until = Clock::now() + std::chrono::seconds(20);
    while (runner->status()[0].state != state) {
      if (Clock::now() > until) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));  // looked at again
    }
    return true;
  };
  ASSERT_TRUE(comes_to("failed"));
  EXPECT_EQ(runner->status()[0].error->code, "log.unavailable");
  const int asked = log.asked;
  const auto since = Clock::now();
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // so long it may ask once
  const auto most = 1 + (Clock::now() - since) / std::chrono::milliseconds(400);
  EXPECT_LE(log.asked - asked, most);
  log.away = false;
  ASSERT_TRUE(runner->wait(position.next(), std::chrono::seconds(20)));
  EXPECT_EQ(count(*runner, "a"), 1);
  EXPECT_TRUE(comes_to("live"));
}

}  // namespace
}  // namespace kintsugi::tests
