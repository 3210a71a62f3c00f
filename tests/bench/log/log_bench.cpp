#include "tests/bench/log/log_bench.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <random>

#include <rocksdb/db.h>
#include <rocksdb/table.h>

#include "events/base/check.h"
#include "events/log/embedded/embedded_log.h"

namespace kintsugi::bench {
namespace {

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Octets that do not compress, in which every record begins elsewhere.
class Records {
 public:
  explicit Records(std::size_t bytes = record_bytes) : bytes_(bytes) {
    std::mt19937_64 random(1);
    pool_.resize(1U << 20);
    for (char& octet : pool_) octet = static_cast<char>(random());
  }
  ByteView next() {
    at_ = (at_ + 131) % (pool_.size() - bytes_);
    return ByteView(pool_).substr(at_, bytes_);
  }

 private:
  const std::size_t bytes_;  // of a record
  Bytes pool_;
  std::size_t at_ = 0;
};

std::string key_of(std::uint64_t n) {
  std::string key(8, '\0');
  for (std::size_t i = 8; i-- > 0; n >>= 8) key[i] = static_cast<char>(n & 0xff);
  return key;
}

// RocksDB as the embedded log sets it up, with one key a record.
class BareRocksDb {
 public:
  explicit BareRocksDb(const std::string& dir) {
    std::filesystem::create_directories(dir);
    rocksdb::Options options;
    options.create_if_missing = true;
    options.compression = rocksdb::kNoCompression;
    options.write_buffer_size = 64U << 20;
    options.max_write_buffer_number = 4;
    options.num_levels = 2;
    options.level0_file_num_compaction_trigger = 2;
    options.allow_concurrent_memtable_write = false;
    rocksdb::BlockBasedTableOptions table;
    table.block_size = 64U << 10;
    table.checksum = rocksdb::kXXH3;
    table.no_block_cache = true;
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    rocksdb::DB* db = nullptr;
    const auto status = rocksdb::DB::Open(options, dir, &db);
    KINTSUGI_CHECK(status.ok(), status.ToString());
    db_.reset(db);
  }
  void write(std::size_t batch, Records& records, bool sync) {
    rocksdb::WriteBatch writes;
    for (std::size_t i = 0; i < batch; ++i) {
      const ByteView record = records.next();
      writes.Put(key_of(next_++), {record.data(), record.size()});
    }
    rocksdb::WriteOptions options;
    options.sync = sync;
    const auto status = db_->Write(options, &writes);
    KINTSUGI_CHECK(status.ok(), status.ToString());
  }
  void flush() { KINTSUGI_CHECK(db_->Flush({}).ok(), "flush"); }
  std::uint64_t scan() {
    rocksdb::ReadOptions options;
    options.readahead_size = 2U << 20;
    const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(options));
    std::uint64_t sum = 0;
    for (it->SeekToFirst(); it->Valid(); it->Next()) {
      sum += static_cast<unsigned char>(it->value()[0]) + it->value().size();
    }
    return sum;
  }

 private:
  std::unique_ptr<rocksdb::DB> db_;
  std::uint64_t next_ = 0;
};

void append_and_wait(log::EventLog& log, std::size_t batch, Records& records) {
  std::vector<log::Outgoing> outgoing;
  outgoing.reserve(batch);
  for (std::size_t i = 0; i < batch; ++i) outgoing.push_back({Bytes(records.next()), {}, {}});
  std::mutex mutex;
  std::condition_variable all;
  std::size_t left = batch;
  const auto taken = log.append(std::move(outgoing), [&](std::size_t, const log::Appended& answer) {
    KINTSUGI_CHECK(answer.outcome == log::Appended::Outcome::stored, answer.why);
    const std::lock_guard lock(mutex);
    if (--left == 0) all.notify_one();
  });
  KINTSUGI_CHECK(taken.has_value(), taken ? "" : taken.error().what);
  std::unique_lock lock(mutex);
  all.wait(lock, [&] { return left == 0; });
}

template <class Work>  // gives how many records it did
double rate(double seconds, const Work& work) {
  const auto start = Clock::now();
  std::size_t records = 0;
  while (seconds_since(start) < seconds) records += work();
  return static_cast<double>(records) / seconds_since(start);
}

}  // namespace

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

Result<Figure> append_embedded(const std::string& dir, std::size_t batch, double round_seconds,
                               std::size_t bytes) {
  constexpr int rounds = 5;
  KINTSUGI_TRY(const auto log, log::open_embedded({.dir = dir + "/log"}));
  BareRocksDb bare(dir + "/bare");
  Records records(bytes);
  std::vector<double> ours, limits;
  for (int round = 0; round < rounds; ++round) {
    ours.push_back(rate(round_seconds, [&] {
      append_and_wait(*log, batch, records);
      return batch;
    }));
    limits.push_back(rate(round_seconds, [&] {
      bare.write(batch, records, true);
      return batch;
    }));
  }
  return Figure{"append_embedded_" + std::to_string(batch), median(ours), "records/s",
                "RocksDB Write(sync), one key a record", median(limits)};
}

Result<Figure> scan_embedded(const std::string& dir, std::int64_t records) {
  constexpr std::size_t batch = 4096;
  constexpr int rounds = 3;
  Records pool;
  BareRocksDb bare(dir + "/bare");
  KINTSUGI_TRY(auto log, log::open_embedded({.dir = dir + "/log"}));
  for (std::int64_t done = 0; done < records; done += static_cast<std::int64_t>(batch)) {
    append_and_wait(*log, batch, pool);
    bare.write(batch, pool, false);
  }
  bare.flush();
  std::vector<double> ours, limits;
  std::uint64_t sum = 0;
  for (int round = 0; round < rounds; ++round) {
    auto start = Clock::now();
    KINTSUGI_TRY(auto cursor, log->read(Position{0}));
    KINTSUGI_TRY(const Position end, log->end());
    for (Position at; at < end;) {
      KINTSUGI_TRY(const auto found, cursor->next(1024, std::chrono::milliseconds(0)));
      for (const log::Record& record : found) {
        sum += static_cast<unsigned char>(record.bytes[0]) + record.bytes.size();
      }
      at = found.back().position.next();
    }
    ours.push_back(static_cast<double>(end.value) / seconds_since(start));
    start = Clock::now();
    sum += bare.scan();
    limits.push_back(static_cast<double>(end.value) / seconds_since(start));
  }
  KINTSUGI_CHECK(sum > 0, "something was read");
  return Figure{"scan_embedded", median(ours), "records/s", "RocksDB iterator, one key a record",
                median(limits)};
}

}  // namespace kintsugi::bench
