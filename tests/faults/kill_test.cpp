// SIGKILL of a node at random moments under load: every acknowledged command is there exactly once, at the
// position that was answered, and the rows equal a fold of the log from its beginning.
//   kill_test [--rounds=N] [--seed=N]

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

#include "api/node/node.h"
#include "events/commit/commit.h"
#include "events/log/embedded/embedded_log.h"
#include "projections/tables/memory_store.h"
#include "projections/tables/rocksdb_store.h"

namespace kintsugi::api {
namespace {

int rounds = 10;
std::uint64_t seed = 1;

CommandRequest request(std::string id, schema::Command command) {
  CommandRequest out;
  out.tenant = "main", out.id = std::move(id), out.commands = {std::move(command)};
  out.actor.kind = ActorKind::system;
  return out;
}

// What a node stands on, in the order in which it goes away.
struct Running {
  SystemClock clock;
  std::unique_ptr<log::EventLog> log;
  std::unique_ptr<projections::RowStore> store;
  std::unique_ptr<Node> node;
};

Result<std::unique_ptr<Running>> start(const std::filesystem::path& dir) {
  auto out = std::make_unique<Running>();
  KINTSUGI_TRY(out->log, log::open_embedded({.dir = (dir / "log").string(), .recorded_at = recorded_at_of,
                                             .create = true}));
  KINTSUGI_TRY(out->store, projections::open_directory_store((dir / "streams-v1").string(), {}));
  Node::Options options;
  options.sequencer.record_headers = false;
  options.flush_commits = 50;
  KINTSUGI_TRY(out->node, Node::open(options, *out->log, *out->store, out->clock));
  return out;
}

// The child: commands on a few hot outlets, 64 under way, until it is killed. Each answer goes up the pipe.
[[noreturn]] void work_until_killed(const std::filesystem::path& dir, int round, int pipe) {
  auto running = start(dir);
  if (!running) _exit(3);
  Node& node = *(*running)->node;
  std::uint64_t sent = 0;
  std::function<void()> send = [&] {
    const std::string id = fmt::format("r{}-{}", round, sent++);
    schema::Command command;
    if (sent % 3 == 0) {
      schema::SuspendOutlet suspend;
      suspend.outlet = fmt::format("SH-{}", sent % 50), suspend.reason = "整改";
      command = suspend;
    } else {
      schema::RegisterOutlet outlet;
      outlet.outlet = fmt::format("SH-{}", round * 100'000 + static_cast<int>(sent % 50'000)), outlet.name = "闵行";
      outlet.kind = schema::OutletKind::service_station;
      command = outlet;
    }
    node.submit(request(id, command), [&send, id, pipe](const Result<Answer>& answer) {
      if (!answer) _exit(4);
      const std::string line = fmt::format("{} {}\n", id, answer->position.value);
      if (write(pipe, line.data(), line.size()) != static_cast<ssize_t>(line.size())) _exit(5);
      send();
    });
  };
  node.run([&](Sequencer&) {
    for (int i = 0; i < 64; ++i) send();
  });
  while (true) pause();
}

std::string read_all(int fd) {
  std::string out;
  char buffer[65536];
  for (ssize_t n = 0; (n = read(fd, buffer, sizeof buffer)) > 0;) out.append(buffer, static_cast<std::size_t>(n));
  return out;
}

using Acknowledged = std::map<std::string, std::int64_t>;

void run_and_kill(const std::filesystem::path& dir, int round, std::chrono::milliseconds life, Acknowledged& told) {
  int pipes[2];
  ASSERT_EQ(pipe(pipes), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    close(pipes[0]);
    work_until_killed(dir, round, pipes[1]);
  }
  close(pipes[1]);
  std::string lines;
  std::thread reader([&] { lines = read_all(pipes[0]); });
  std::this_thread::sleep_for(life);  // the random moment itself, no synchronisation
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  reader.join();
  close(pipes[0]);
  ASSERT_TRUE(WIFSIGNALED(status)) << "the node ended by itself with " << WEXITSTATUS(status);
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = lines.find('\n', begin)) != std::string::npos; begin = end + 1) {
    const std::string line = lines.substr(begin, end - begin);
    const std::size_t space = line.find(' ');
    told[line.substr(0, space)] = std::stoll(line.substr(space + 1));
  }
}

void expect_everything_is_there(const std::filesystem::path& dir, const Acknowledged& told) {
  const auto before = std::chrono::steady_clock::now();
  auto running = start(dir);
  ASSERT_TRUE(running.has_value()) << running.error().code << ": " << running.error().what;
  const auto took = std::chrono::steady_clock::now() - before;
  EXPECT_LT(took, std::chrono::seconds(2)) << "serving again";
  log::EventLog& log = *(*running)->log;
  const auto memory = projections::make_memory_store();
  auto fold = *projections::StreamFold::open(*memory, {});
  const auto cursor = *log.read(Position{});
  const Position end = *log.end();
  projections::OpenedRecord opened;
  const CommitView& view = opened.view;
  std::map<std::string, std::int64_t> counted;
  while (fold->next() < end) {
    const auto records = cursor->next(1024, std::chrono::milliseconds(100));
    ASSERT_TRUE(records.has_value());
    for (const log::Record& record : *records) {
      opened.open(record.position, record.bytes);
      const auto folded = fold->fold(opened);
      ASSERT_TRUE(folded.has_value()) << folded.error().what;
      if (folded->verdict != Verdict::counts) continue;
      EXPECT_TRUE(counted.emplace(std::string(view.id()), record.position.value).second) << view.id();
    }
  }
  for (const auto& [id, position] : told) {
    const auto found = counted.find(id);
    ASSERT_NE(found, counted.end()) << id << " was acknowledged at " << position << " and is not in the log";
    EXPECT_EQ(found->second, position) << id;
  }
  ASSERT_TRUE(fold->flush().has_value());
  (*running)->node.reset();
  const auto live = *projections::digest_of(**(*running)->store->snapshot(), "");
  const auto afresh = *projections::digest_of(**memory->snapshot(), "");
  EXPECT_EQ(live.hex, afresh.hex) << live.rows << " rows, afresh " << afresh.rows;
}

TEST(Kill, NothingAcknowledgedIsLostAndNothingIsThereTwice) {
  std::mt19937_64 random(seed);
  const auto dir = std::filesystem::temp_directory_path() / fmt::format("kintsugi-kill-{}", getpid());
  std::filesystem::remove_all(dir);
  std::filesystem::create_directories(dir);
  Acknowledged told;
  for (int round = 0; round < rounds && !HasFatalFailure(); ++round) {
    run_and_kill(dir, round, std::chrono::milliseconds(100 + random() % 500), told);
    if (!HasFatalFailure()) expect_everything_is_there(dir, told);
  }
  fmt::print("seed {}: {} kills, {} acknowledged commands\n", seed, rounds, told.size());
  EXPECT_GT(told.size(), static_cast<std::size_t>(rounds));
  std::filesystem::remove_all(dir);
}

}  // namespace
}  // namespace kintsugi::api

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg.starts_with("--rounds=")) kintsugi::api::rounds = std::stoi(argv[i] + 9);
    if (arg.starts_with("--seed=")) kintsugi::api::seed = std::stoull(argv[i] + 7);
  }
  return RUN_ALL_TESTS();
}
