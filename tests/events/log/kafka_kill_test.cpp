// SIGKILL of a broker under load: what was answered `stored` stays where it was said to be.

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "events/log/kafka/kafka_log.h"
#include "tests/events/log/appending.h"
#include "tests/support/own_kafka.h"

namespace kintsugi::log {
namespace {

// Appends batches one after another until told to stop, and keeps what was stored where.
class Writer {
 public:
  explicit Writer(EventLog& log)
      : log_(log), thread_([this](const std::stop_token& s) { run(s); }) {}
  std::vector<Copied> stop() {
    thread_.request_stop();
    thread_.join();
    return stored_;
  }
  void wait_for_batches(std::size_t more) {
    std::unique_lock lock(mutex_);
    const std::size_t until = batches_ + more;
    EXPECT_TRUE(changed_.wait_for(lock, 3 * test_patience, [&] { return batches_ >= until; }));
  }

 private:
  void run(const std::stop_token& stop) {
    for (int i = 0; !stop.stop_requested(); ++i) {
      const auto records = numbered(10, "batch " + std::to_string(i) + " record ");
      Answers answers(records.size());
      if (!log_.append(outgoing(records), answers.done())) {
        std::this_thread::yield();
        continue;
      }
      const auto outcomes = answers.wait();
      const std::lock_guard lock(mutex_);
      for (std::size_t j = 0; j < outcomes.size(); ++j) {
        if (outcomes[j].outcome == Appended::Outcome::stored) {
          stored_.push_back({outcomes[j].position, records[j]});
        }
      }
      ++batches_;
      changed_.notify_all();
    }
  }

  EventLog& log_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Copied> stored_;
  std::size_t batches_ = 0;
  std::jthread thread_;
};

TEST(KafkaKill, WhatWasAnsweredStoredIsThereExactlyOnce) {
  OwnKafka kafka;
  // Times out before the test's patience: an answer comes for every record in any case.
  const auto log = open_kafka(
      {.place = {kafka.servers(), "log"}, .message_timeout = std::chrono::milliseconds(25'000)});
  ASSERT_TRUE(log.has_value()) << log.error().what;
  Writer writer(**log);
  for (int round = 0; round < 2; ++round) {
    writer.wait_for_batches(20);
    kafka.kill_broker();
    kafka.up();
    writer.wait_for_batches(20);
  }
  const auto stored = writer.stop();
  ASSERT_FALSE(stored.empty());
  const auto end = (*log)->end();
  ASSERT_TRUE(end.has_value()) << end.error().what;
  const auto read = read_from(**log, Position{0}, static_cast<std::size_t>(end->value));
  std::vector<Copied> found;
  for (const Copied& record : read) {
    if (found.size() < stored.size() && record == stored[found.size()]) found.push_back(record);
  }
  EXPECT_EQ(found, stored);
  std::vector<Bytes> all;
  for (const Copied& record : read) all.push_back(record.bytes);
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end()) << "a record is there twice";
}

}  // namespace
}  // namespace kintsugi::log
