#pragma once
// A Kafka of a test's own, by the scripts that everybody uses: for tests that kill its broker.

#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "tests/events/log/scratch_dir.h"

namespace kintsugi {

class OwnKafka {
 public:
  // `how`: options of ops/kafka/up.
  explicit OwnKafka(std::string how = {}) : how_(std::move(how)) { up(); }
  ~OwnKafka() { run("down --remove"); }
  OwnKafka(const OwnKafka&) = delete;
  OwnKafka& operator=(const OwnKafka&) = delete;

  const std::string& servers() const { return servers_; }
  // Starts it, after a kill on the same directory; returns when it takes requests.
  void up() { servers_ = run("up " + how_); }
  // One of its scripts with its arguments; what it prints.
  std::string run(const std::string& script) {
    const std::string command =
        std::string(KINTSUGI_SOURCE_DIR) + "/ops/kafka/" + script + " --dir " + dir_.path();
    FILE* pipe = popen(command.c_str(), "r");
    std::string output;
    for (int c = 0; pipe != nullptr && (c = fgetc(pipe)) != EOF;) {
      if (c != '\n') output.push_back(static_cast<char>(c));
    }
    EXPECT_TRUE(pipe != nullptr && pclose(pipe) == 0) << command;
    return output;
  }
  // Of one that asks for passwords: the file of a user's settings.
  std::string config_of(const std::string& user) const {
    return dir_.path() + "/clients/" + user + ".conf";
  }
  std::string broker_settings() const { return dir_.path() + "/1/server.properties"; }
  // It answers nobody until it is let go on: SIGSTOP, SIGCONT.
  void freeze_broker() {
    ASSERT_EQ(kill(broker(), SIGSTOP), 0);
    for (int i = 0; i < 500 && !stands_still(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));  // its threads stop one by one
    ASSERT_TRUE(stands_still());
  }
  void thaw_broker() { ASSERT_EQ(kill(broker(), SIGCONT), 0); }
  // Another cluster, with nothing in it, at the same address. The broker was killed before.
  void forget_all() {
    std::filesystem::remove_all(dir_.path() + "/1/data");
    std::filesystem::remove(dir_.path() + "/cluster");
  }
  void kill_broker() {
    const pid_t pid = broker();
    ASSERT_GT(pid, 0);
    ASSERT_EQ(kill(pid, SIGKILL), 0);
    // Its end takes a while, and `up` takes a broker that is ending for one that runs. One that
    // nobody waits for has no command line any more.
    const auto ends = [&] {
      std::ifstream line("/proc/" + std::to_string(pid) + "/cmdline");
      return line.peek() == std::ifstream::traits_type::eof();
    };
    for (int tenths = 0; !ends() && tenths < 300; ++tenths)
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    ASSERT_TRUE(ends()) << "process " << pid << " outlives SIGKILL";
  }

 private:
  // Each thread of the broker is stopped.
  bool stands_still() const {
    std::error_code error;
    const std::string tasks = "/proc/" + std::to_string(broker()) + "/task";
    for (const auto& task : std::filesystem::directory_iterator(tasks, error)) {
      std::ifstream stat(task.path() / "stat");
      std::string line;
      std::getline(stat, line);
      const auto name_ends = line.rfind(')');  // a name may hold anything
      if (name_ends != line.npos && line.substr(name_ends + 2, 1) != "T") return false;
    }
    return !error;
  }
  pid_t broker() const {
    pid_t pid = 0;
    std::ifstream(dir_.path() + "/1/pid") >> pid;
    return pid;
  }
  const std::string how_;
  ScratchDir dir_;
  std::string servers_;
};

}  // namespace kintsugi
