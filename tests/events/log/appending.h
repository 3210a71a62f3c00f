#pragma once
// Appends and waits for the answers; reads all; for tests of logs.

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <random>

#include "events/log/event_log.h"

namespace kintsugi::log {

inline constexpr std::chrono::seconds test_patience{30};

// Collects the answers of one append. Must outlive it: call wait().
class Answers {
 public:
  explicit Answers(std::size_t count) : answers_(count), calls_(count, 0) {}
  EventLog::Done done() {
    return [this](std::size_t i, const Appended& answer) {
      const std::lock_guard lock(mutex_);
      answers_.at(i) = answer;
      ++calls_.at(i);
      ++count_;
      changed_.notify_all();
    };
  }
  // Every answer, in order of the batch; fails the test where one is missing or came twice.
  std::vector<Appended> wait() {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(changed_.wait_for(lock, test_patience, [&] { return count_ >= answers_.size(); }))
        << count_ << " of " << answers_.size() << " answers";
    for (const int calls : calls_) EXPECT_EQ(calls, 1);
    return answers_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Appended> answers_;
  std::vector<int> calls_;
  std::size_t count_ = 0;
};

inline std::vector<Outgoing> outgoing(const std::vector<Bytes>& records) {
  std::vector<Outgoing> batch;
  for (const Bytes& record : records) batch.push_back({record, "main", {{"ce_type", "test"}}});
  return batch;
}

inline std::vector<Appended> append_all(EventLog& log, const std::vector<Bytes>& records) {
  Answers answers(records.size());
  const auto taken = log.append(outgoing(records), answers.done());
  EXPECT_TRUE(taken.has_value()) << (taken ? "" : taken.error().what);
  if (!taken) return {};
  return answers.wait();
}

// The same, and every record must be stored.
inline std::vector<Position> append_stored(EventLog& log, const std::vector<Bytes>& records) {
  std::vector<Position> positions;
  for (const Appended& answer : append_all(log, records)) {
    EXPECT_EQ(answer.outcome, Appended::Outcome::stored) << answer.why;
    positions.push_back(answer.position);
  }
  return positions;
}

struct Copied {
  Position position;
  Bytes bytes;
  Bytes seal{};
  bool operator==(const Copied&) const = default;
};

// `count` records from `from` on; fewer only where the log has no more within the patience.
inline std::vector<Copied> read_some(Cursor& cursor, std::size_t count) {
  std::vector<Copied> found;
  while (found.size() < count) {
    const auto records = cursor.next(count - found.size(), test_patience);
    EXPECT_TRUE(records.has_value()) << (records ? "" : records.error().what);
    if (!records || records->empty()) break;
    for (const Record& record : *records) {
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(record.bytes.data()) % 8, 0U);
      found.push_back({record.position, Bytes(record.bytes), Bytes(record.seal)});
    }
  }
  return found;
}

inline std::vector<Copied> read_from(EventLog& log, Position from, std::size_t count) {
  auto cursor = log.read(from);
  EXPECT_TRUE(cursor.has_value()) << (cursor ? "" : cursor.error().what);
  if (!cursor) return {};
  return read_some(**cursor, count);
}

inline std::vector<Bytes> numbered(std::size_t count, const std::string& prefix = "record ",
                                   std::size_t bytes_min = 0) {
  std::vector<Bytes> records;
  std::mt19937 random(1);  // of what is longer nothing can be packed away
  for (std::size_t i = 0; i < count; ++i) {
    Bytes record = prefix + std::to_string(i);
    while (record.size() < bytes_min) record += static_cast<char>(random());
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace kintsugi::log
