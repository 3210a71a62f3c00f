// Damage to the embedded log's files, a full disk, and a second process.

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <random>

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include "events/log/embedded/embedded_log.h"
#include "tests/events/log/appending.h"
#include "tests/events/log/scratch_dir.h"

namespace kintsugi::log {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<EventLog> open_good(const std::string& dir, rocksdb::Env* env = nullptr) {
  auto log = open_embedded({.dir = dir, .env = env});
  EXPECT_TRUE(log.has_value()) << (log ? "" : log.error().what);
  return log ? std::move(*log) : nullptr;
}

// One fsync, one record of the write-ahead log, for each.
void append_one_by_one(EventLog& log, std::size_t count, std::size_t bytes) {
  for (const Bytes& record : numbered(count, "record ", bytes)) append_stored(log, {record});
}

std::vector<fs::path> files_with(const std::string& dir, const std::string& extension) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(dir)) {
    if (entry.path().extension() == extension && fs::file_size(entry.path()) > 0) {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

void flip_octet(const fs::path& path, std::uintmax_t at) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(at));
  const char old = static_cast<char>(file.get());
  file.seekp(static_cast<std::streamoff>(at));
  file.put(static_cast<char>(old ^ 0x40));
}

void flush_to_tables(const std::string& dir) {
  rocksdb::DB* db = nullptr;
  ASSERT_TRUE(
      rocksdb::DB::Open({}, dir, &db).ok());  // recovery writes the log file's content to a table
  ASSERT_TRUE(db->Flush({}).ok());
  delete db;
}

TEST(EmbeddedFault, ATornLastRecordIsDropped) {
  // Cut off anywhere, also in the header and between the pieces of a record.
  for (const std::uintmax_t cut : {1, 3, 500, 990, 1006, 1020, 1040, 33'000, 40'000}) {
    const ScratchDir dir;
    const std::size_t bytes = cut > 2000 ? 50'000 : 1000;
    append_one_by_one(*open_good(dir.path()), 20, bytes);
    const auto logs = files_with(dir.path(), ".log");
    ASSERT_EQ(logs.size(), 1U);
    fs::resize_file(logs[0], fs::file_size(logs[0]) - cut);
    const auto log = open_good(dir.path());
    ASSERT_NE(log, nullptr) << cut;
    EXPECT_EQ(log->end(), Position{19}) << cut;
    EXPECT_EQ(append_stored(*log, {"again"}).at(0), Position{19});
    EXPECT_EQ(read_from(*log, Position{0}, 20).at(19).bytes, "again");
  }
}

TEST(EmbeddedFault, AGarbledLastRecordIsDropped) {
  // The file has its length already, but not its last blocks: also what a power cut leaves.
  for (const std::uintmax_t from_end : {1, 500, 1005}) {
    const ScratchDir dir;
    append_one_by_one(*open_good(dir.path()), 20, 1000);
    const auto logs = files_with(dir.path(), ".log");
    ASSERT_EQ(logs.size(), 1U);
    flip_octet(logs[0], fs::file_size(logs[0]) - from_end);
    const auto log = open_good(dir.path());
    ASSERT_NE(log, nullptr) << from_end;
    EXPECT_EQ(log->end(), Position{19});
  }
}

// Room that the log had made ahead (room_ahead.h), and that nobody cut off: what a kill leaves.
void leave_room_behind(const fs::path& log) { fs::resize_file(log, fs::file_size(log) + 200'000); }

void zero_octets(const fs::path& path, std::uintmax_t at, std::size_t count) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(at));
  file.write(std::string(count, '\0').data(), static_cast<std::streamsize>(count));
}

TEST(EmbeddedFault, ARunningLogHasRoomAheadAndAClosedOneHasNot) {
  const ScratchDir dir;
  auto log = open_good(dir.path());
  append_one_by_one(*log, 3, 1000);
  const auto logs = files_with(dir.path(), ".log");
  ASSERT_EQ(logs.size(), 1U);
  const auto length = fs::file_size(logs[0]);
  EXPECT_GT(length, 100'000U);
  append_one_by_one(*log, 10, 1000);
  EXPECT_EQ(fs::file_size(logs[0]), length) << "a write changed the file's length";
  append_one_by_one(*log, 20, 50'000);  // more than there is room
  // As it stands now, after a kill.
  const ScratchDir killed;
  fs::copy(dir.path(), killed.path(), fs::copy_options::recursive);
  EXPECT_EQ(open_good(killed.path())->end(), Position{33});
  EXPECT_EQ(read_from(*open_good(killed.path()), Position{0}, 33).size(), 33U);
  log.reset();
  EXPECT_LT(fs::file_size(logs[0]), 1'200'000U);
  EXPECT_EQ(open_good(dir.path())->end(), Position{33});
}

TEST(EmbeddedFault, ALastRecordOfWhichSomeBlocksAreZerosIsDropped) {
  // Some pages of the write reached the disk before the power was cut, and some did not, in any
  // order: its begin, its middle, its end, all of it.
  for (const auto& [from_end, count] : {std::pair{50'000, 4096}, {30'000, 8192}, {4096, 4096},
                                       {50'060, 50'060}, {20, 20}}) {
    const ScratchDir dir;
    append_one_by_one(*open_good(dir.path()), 20, 50'000);
    const auto logs = files_with(dir.path(), ".log");
    ASSERT_EQ(logs.size(), 1U);
    const auto end = fs::file_size(logs[0]);
    leave_room_behind(logs[0]);
    zero_octets(logs[0], end - static_cast<std::uintmax_t>(from_end),
                static_cast<std::size_t>(count));
    const auto log = open_good(dir.path());
    ASSERT_NE(log, nullptr) << from_end;
    EXPECT_EQ(log->end(), Position{19}) << from_end;
    EXPECT_EQ(append_stored(*log, {"again"}).at(0), Position{19});
    EXPECT_EQ(read_from(*log, Position{0}, 20).at(19).bytes, "again");
  }
}

TEST(EmbeddedFault, AcknowledgedRecordsThatAreZerosNowAreNamed) {
  // RocksDB passes over blocks of zeros without a word.
  for (const std::uintmax_t at : {0U, 4096U, 32'768U, 65'536U}) {
    for (const std::size_t count : {512U, 4096U, 32'768U}) {
      const ScratchDir dir;
      append_one_by_one(*open_good(dir.path()), 60, 2500);
      const auto logs = files_with(dir.path(), ".log");
      ASSERT_EQ(logs.size(), 1U);
      leave_room_behind(logs[0]);
      zero_octets(logs[0], at, count);
      const auto log = open_embedded({.dir = dir.path()});
      ASSERT_FALSE(log.has_value()) << count << " octets at " << at;
      EXPECT_EQ(log.error().code, "log.corrupt") << log.error().what;
      EXPECT_NE(log.error().what.find("position"), std::string::npos) << log.error().what;
    }
  }
}

TEST(EmbeddedFault, ADamagedAcknowledgedRecordIsNamed) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    const ScratchDir dir;
    append_one_by_one(*open_good(dir.path()), 40, 2500);
    const auto logs = files_with(dir.path(), ".log");
    ASSERT_EQ(logs.size(), 1U);
    const auto at = random() % (fs::file_size(logs[0]) - 6000);
    if (round % 2 == 1) leave_room_behind(logs[0]);
    flip_octet(logs[0], at);
    const auto log = open_embedded({.dir = dir.path()});
    ASSERT_FALSE(log.has_value()) << "octet " << at;
    EXPECT_EQ(log.error().kind, ErrorKind::corrupt) << "octet " << at << ": " << log.error().what;
    EXPECT_EQ(log.error().code, "log.corrupt");
    EXPECT_NE(log.error().what.find("position"), std::string::npos) << log.error().what;
    EXPECT_NE(log.error().what.find("backup"), std::string::npos) << log.error().what;
  }
}

TEST(EmbeddedFault, ADamagedTableIsNamedAndEverythingBeforeIsRead) {
  const ScratchDir dir;
  for (int round = 0; round < 20; ++round) {
    append_stored(*open_good(dir.path()), numbered(100, "record ", 1000));
  }
  flush_to_tables(dir.path());
  auto tables = files_with(dir.path(), ".sst");
  ASSERT_FALSE(tables.empty());
  const auto largest = *std::max_element(tables.begin(), tables.end(), [](auto& a, auto& b) {
    return fs::file_size(a) < fs::file_size(b);
  });
  flip_octet(largest, fs::file_size(largest) / 2);
  const auto log = open_good(dir.path());
  ASSERT_NE(log, nullptr);
  EXPECT_EQ(log->end(), Position{2000});
  auto cursor = log->read(Position{0});
  ASSERT_TRUE(cursor.has_value());
  std::int64_t expected = 0;
  Error error;
  for (;;) {
    const auto records = (*cursor)->next(50, std::chrono::milliseconds(0));
    if (!records) {
      error = records.error();
      break;
    }
    ASSERT_FALSE(records->empty()) << "nothing was wrong";
    for (const Record& record : *records) ASSERT_EQ(record.position, Position{expected++});
  }
  EXPECT_EQ(error.code, "log.corrupt");
  EXPECT_NE(error.what.find("position " + std::to_string(expected) + " "), std::string::npos)
      << expected << ": " << error.what;
}

TEST(EmbeddedFault, AMissingPageIsNamed) {
  const ScratchDir dir;
  append_one_by_one(*open_good(dir.path()), 10, 100);
  {
    rocksdb::DB* db = nullptr;
    ASSERT_TRUE(rocksdb::DB::Open({}, dir.path(), &db).ok());
    ASSERT_TRUE(db->Delete({}, std::string(7, '\0') + '\x04').ok());
    ASSERT_TRUE(db->CompactRange({}, nullptr, nullptr).ok());
    delete db;
  }
  const auto log = open_embedded({.dir = dir.path()});
  ASSERT_FALSE(log.has_value());
  EXPECT_EQ(log.error().code, "log.corrupt");
  EXPECT_NE(log.error().what.find("position 4 "), std::string::npos) << log.error().what;
}

TEST(EmbeddedFault, ASecondOpenSaysThatItIsLocked) {
  const ScratchDir dir;
  const auto log = open_good(dir.path());
  const auto same_process = open_embedded({.dir = dir.path()});
  ASSERT_FALSE(same_process.has_value());
  EXPECT_EQ(same_process.error().code, "log.locked");
  const pid_t child = fork();
  if (child == 0) {
    const auto other = open_embedded({.dir = dir.path()});
    _exit(!other && other.error().code == "log.locked" &&
                  other.error().kind == ErrorKind::unavailable
              ? 0
              : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  EXPECT_EQ(append_stored(*log, {"undisturbed"}).size(), 1U);
}

// A file system that is full: a write stores half of its octets and fails.
class FullDisk final : public rocksdb::FileSystemWrapper {
 public:
  FullDisk() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "FullDisk"; }
  void set_full(bool full) { full_ = full; }

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* result,
                                    rocksdb::IODebugContext* debug) override {
    std::unique_ptr<rocksdb::FSWritableFile> file;
    auto status = FileSystemWrapper::NewWritableFile(name, options, &file, debug);
    if (status.ok()) *result = std::make_unique<File>(std::move(file), full_);
    return status;
  }

 private:
  class File final : public rocksdb::FSWritableFileOwnerWrapper {
   public:
    File(std::unique_ptr<rocksdb::FSWritableFile> file, const std::atomic<bool>& full)
        : FSWritableFileOwnerWrapper(std::move(file)), full_(full) {}
    rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                             rocksdb::IODebugContext* debug) override {
      if (!full_) return FSWritableFileOwnerWrapper::Append(data, options, debug);
      auto half =
          FSWritableFileOwnerWrapper::Append({data.data(), data.size() / 2}, options, debug);
      if (!half.ok()) return half;
      return rocksdb::IOStatus::NoSpace("No space left on device");
    }
    rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                             const rocksdb::DataVerificationInfo&,
                             rocksdb::IODebugContext* debug) override {
      return Append(data, options, debug);
    }

   private:
    const std::atomic<bool>& full_;
  };
  std::atomic<bool> full_ = false;
};

class EmbeddedFullDisk : public ::testing::Test {
 protected:
  // Until the log takes appends again, or the patience ends.
  static Result<Position> append_until_taken(EventLog& log, const Bytes& record) {
    const auto until = std::chrono::steady_clock::now() + test_patience;
    Error last;
    while (std::chrono::steady_clock::now() < until) {
      Answers answers(1);
      const auto taken = log.append(outgoing({record}), answers.done());
      if (!taken) {
        last = taken.error();
        std::this_thread::yield();
        continue;
      }
      const Appended answer = answers.wait().at(0);
      if (answer.outcome == Appended::Outcome::stored) return answer.position;
      last.what = answer.why;
    }
    return tl::unexpected(last);
  }

  const std::shared_ptr<FullDisk> disk_ = std::make_shared<FullDisk>();
  const std::unique_ptr<rocksdb::Env> env_ = rocksdb::NewCompositeEnv(disk_);
  const ScratchDir dir_;
};

TEST_F(EmbeddedFullDisk, IsNamedAndNothingHalfIsStored) {
  {
    const auto log = open_good(dir_.path(), env_.get());
    append_one_by_one(*log, 10, 1000);
    disk_->set_full(true);
    const auto answers = append_all(*log, numbered(50, "lost ", 1000));
    ASSERT_EQ(answers.size(), 50U);
    for (const Appended& answer : answers) {
      EXPECT_EQ(answer.outcome, Appended::Outcome::unknown);
      EXPECT_NE(answer.why.find("No space"), std::string::npos) << answer.why;
    }
    EXPECT_EQ(log->end(), Position{10});
    Answers never(1);
    const auto refused = log->append(outgoing({"more"}), never.done());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "log.disk_full");
    EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(read_from(*log, Position{0}, 10).size(), 10U);  // reading goes on
  }
  disk_->set_full(false);
  const auto log = open_good(dir_.path(), env_.get());
  EXPECT_EQ(log->end(), Position{10});
  EXPECT_EQ(append_stored(*log, {"next"}).at(0), Position{10});
}

TEST_F(EmbeddedFullDisk, GoesOnWhenThereIsSpaceAgain) {
  auto log = open_good(dir_.path(), env_.get());
  append_one_by_one(*log, 10, 1000);
  disk_->set_full(true);
  append_all(*log, {"lost"});
  disk_->set_full(false);
  const auto position = append_until_taken(*log, "next");
  ASSERT_TRUE(position.has_value()) << position.error().what;
  EXPECT_EQ(*position, Position{10});
  log.reset();
  log = open_good(dir_.path(), env_.get());
  ASSERT_EQ(log->end(), Position{11});
  EXPECT_EQ(log->at(Position{10}), "next");
}

// Also where it was full from the first write on, and again right after it went on.
TEST_F(EmbeddedFullDisk, GoesOnWhenItWasFullFromTheBeginning) {
  append_one_by_one(*open_good(dir_.path(), env_.get()), 10, 1000);
  auto log = open_good(dir_.path(), env_.get());
  for (std::int64_t round = 0; round < 3; ++round) {
    disk_->set_full(true);
    append_all(*log, {"lost"});
    disk_->set_full(false);
    const auto position = append_until_taken(*log, "next");
    ASSERT_TRUE(position.has_value()) << position.error().what;
    EXPECT_EQ(*position, Position{10 + round});
  }
  log.reset();
  log = open_good(dir_.path(), env_.get());
  ASSERT_EQ(log->end(), Position{13});
  EXPECT_EQ(read_from(*log, Position{0}, 13).size(), 13U);
}

// Opened and closed again without a write, any number of times, nothing is missed.
TEST_F(EmbeddedFullDisk, OpeningLeavesNothing) {
  for (int opened = 0; opened < 3; ++opened) {
    EXPECT_EQ(open_good(dir_.path(), env_.get())->end(), Position{0});
    flush_to_tables(dir_.path());
  }
  append_one_by_one(*open_good(dir_.path(), env_.get()), 5, 1000);
  EXPECT_EQ(open_good(dir_.path(), env_.get())->end(), Position{5});
}

}  // namespace
}  // namespace kintsugi::log
