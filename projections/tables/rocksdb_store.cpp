#include "projections/tables/rocksdb_store.h"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/sst_partitioner.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/checkpoint.h>
#include <rocksdb/utilities/table_properties_collectors.h>
#include <rocksdb/write_buffer_manager.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <system_error>
#include <thread>

#include "events/base/check.h"
#include "events/log/embedded/info_log.h"

namespace kintsugi::projections {
namespace {

constexpr std::string_view past_all_keys("\xff\xff\xff\xff\xff\xff\xff\xff", 8);
constexpr std::string_view position_key("\0position", 9);
// So many changes are cheaper sorted into a file of their own than through RocksDB's log and memory.
constexpr std::size_t sorted_rows_min = 20'000;
constexpr std::size_t erasures_window = 1'000, erasures_max = 250;  // of rows one after the other
constexpr std::size_t sorted_file_bytes = 64u << 20;

class SharedMemory final : public StoreMemory {
 public:
  explicit SharedMemory(std::size_t bytes)
      : cache(rocksdb::NewLRUCache(bytes)),
        buffers(std::make_shared<rocksdb::WriteBufferManager>(bytes / 2, cache)) {}
  const std::shared_ptr<rocksdb::Cache> cache;
  const std::shared_ptr<rocksdb::WriteBufferManager> buffers;
};

rocksdb::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }
std::string_view view(const rocksdb::Slice& bytes) { return {bytes.data(), bytes.size()}; }

// The one place where RocksDB's codes become ours.
Error error_of(const rocksdb::Status& status, const std::string& directory) {
  const std::string told = status.ToString();
  if (status.IsCorruption() || status.IsInvalidArgument() || status.IsNotFound() ||
      status.IsPathNotFound() || told.find("No such file") != std::string::npos)
    return {ErrorKind::corrupt,
            "projection.damaged",
            "the tables in " + directory + " are damaged (" + told +
                "); delete the directory; it is rebuilt from the log",
            {}};
  if (status.IsNoSpace())
    return {ErrorKind::unavailable,
            "projection.disk_full",
            "no space left for the tables in " + directory + " (" + told +
                "); free some and start again, nothing is half-applied",
            {}};
  if (told.find("LOCK") != std::string::npos)
    return {ErrorKind::unavailable,
            "projection.held",
            "the tables in " + directory + " are held by another process (" + told + ")",
            {}};
  return {ErrorKind::unavailable, "projection.io", "the tables in " + directory + ": " + told, {}};
}

std::string mark_of(const std::string& directory) { return directory + "/DAMAGED"; }

// Of reading and writing rows: damage that opening did not show is remembered for the next opening.
Error error_at_work(const rocksdb::Status& status, const std::string& directory) {
  Error error = error_of(status, directory);
  if (error.code == "projection.damaged" && !is_marked_damaged(directory)) {
    spdlog::error("{}", error.what);
    std::ofstream(mark_of(directory)) << error.what << "\n";
  }
  return error;
}

std::string bytes_of(Position position) {
  std::string out;
  for (int shift = 56; shift >= 0; shift -= 8)
    out += static_cast<char>(static_cast<std::uint64_t>(position.value) >> shift);
  return out;
}

Result<Position> position_of(const std::string& bytes, const std::string& directory) {
  if (bytes.size() != 8)
    return tl::unexpected(error_of(rocksdb::Status::Corruption("bad position"), directory));
  std::uint64_t value = 0;
  for (const char octet : bytes) value = value << 8 | static_cast<unsigned char>(octet);
  return Position{static_cast<std::int64_t>(value)};
}

rocksdb::Options options_of(const DirectoryOptions& ours, const SharedMemory& memory) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = memory.cache;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  if (!ours.filters_in_memory) {
    // In parts of some KiB, read as they are needed: the one filter of a large file is larger than what a shard of the
    // cache holds (1/64), and would be read again for each look-up.
    table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
    table.partition_filters = true;
    table.cache_index_and_filter_blocks = true;
  }
  table.block_size = 8 << 10;
  rocksdb::Options options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.create_if_missing = true;
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  options.paranoid_checks = true;
  options.write_buffer_manager = memory.buffers;
  options.write_buffer_size = 16u << 20;
  options.memtable_protection_bytes_per_key = 8;
  options.compression = rocksdb::kLZ4Compression;
  options.max_open_files = 500;
  // By one thread: where a further one cannot be had, RocksDB ends the process.
  options.max_file_opening_threads = 1;
  options.max_background_jobs = 2;
  options.info_log = std::make_shared<log::InfoLog>();
  options.disable_auto_compactions = ours.bulk;
  // By sizes that grow, not by levels: a file is rewritten a few times only, so that checkpoints, which keep what a
  // compaction replaces, cost a few times the rows and not a copy each; and few files lie over each other.
  if (!ours.bulk) options.compaction_style = rocksdb::kCompactionStyleUniversal;
  options.level0_file_num_compaction_trigger = 8;
  // Each table has files of its own (its octet is the first of the key): erasures in one do not rewrite the others.
  options.sst_partitioner_factory = rocksdb::NewSstPartitionerFixedPrefixFactory(1);
  options.max_manifest_file_size = 64u << 10;  // each checkpoint has a copy
  // Whoever waits first is served first: rows go at the front of an index, where every page begins. Files that
  // consist of erasures are compacted until nothing is left of them, so that no page walks over them.
  options.table_properties_collector_factories.push_back(
      rocksdb::NewCompactOnDeletionCollectorFactory(erasures_window, erasures_max));
  if (ours.filters_in_memory) {
    // Most look-ups end at the filters, however many files there are; each compaction rewrites nearly all rows.
    options.level0_file_num_compaction_trigger = 12;
    options.level0_slowdown_writes_trigger = 40;
    options.level0_stop_writes_trigger = 60;
  }
  return options;
}

// Kept open by the store and by every snapshot of it: a query may outlive the store that it reads.
struct Open {
  std::string directory;
  std::shared_ptr<const SharedMemory> memory;
  std::unique_ptr<rocksdb::DB> db;
};

class DirectoryCursor final : public RowCursor {
 public:
  DirectoryCursor(const Open& open, const rocksdb::Snapshot* snapshot, std::string_view from,
                  std::string_view to, bool descending)
      : open_(open), from_(from), to_(to), descending_(descending) {
    if (from_.empty() || from_[0] == '\0')
      from_ = std::string(1, '\1');  // past the store's own keys
    lower_ = slice(from_);
    upper_ = slice(to_);
    rocksdb::ReadOptions options;
    options.snapshot = snapshot;
    options.iterate_lower_bound = &lower_;
    if (!to_.empty()) options.iterate_upper_bound = &upper_;
    rows_.reset(open_.db->NewIterator(options));
    if (descending_)
      rows_->SeekToLast();
    else
      rows_->Seek(lower_);
  }
  bool valid() const override { return rows_->Valid(); }
  std::string_view key() const override { return view(rows_->key()); }
  std::string_view value() const override { return view(rows_->value()); }
  void next() override {
    if (descending_)
      rows_->Prev();
    else
      rows_->Next();
  }
  void seek(std::string_view key) override { rows_->Seek(slice(std::max(key, view(lower_)))); }
  Result<void> status() const override {
    if (rows_->status().ok()) return {};
    return tl::unexpected(error_at_work(rows_->status(), open_.directory));
  }

 private:
  const Open& open_;
  std::string from_, to_;
  bool descending_;
  rocksdb::Slice lower_, upper_;
  std::unique_ptr<rocksdb::Iterator> rows_;
};

Result<std::optional<std::string>> get_row(const Open& open, const rocksdb::Snapshot* snapshot,
                                           std::string_view key) {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  std::string value;
  const auto status = open.db->Get(options, slice(key), &value);
  if (status.ok()) return std::optional(std::move(value));
  if (status.IsNotFound()) return std::optional<std::string>();
  return tl::unexpected(error_at_work(status, open.directory));
}

class DirectoryReader final : public RowReader {
 public:
  // `open` is shared: it stays open for as long as somebody reads. A snapshot is given back at the
  // end.
  DirectoryReader(std::shared_ptr<const Open> open, const rocksdb::Snapshot* snapshot,
                  Position position)
      : open_(std::move(open)), snapshot_(snapshot), position_(position) {}
  ~DirectoryReader() override {
    if (snapshot_) open_->db->ReleaseSnapshot(snapshot_);
  }
  Position position() const override { return position_; }
  Result<std::optional<std::string>> get(std::string_view key) const override {
    return get_row(*open_, snapshot_, key);
  }
  std::unique_ptr<RowCursor> cursor(std::string_view from, std::string_view to,
                                    bool descending) const override {
    return std::make_unique<DirectoryCursor>(*open_, snapshot_, from, to, descending);
  }
  std::uint64_t octets(std::string_view from, std::string_view to) const override {
    const rocksdb::Range range(slice(from), slice(to.empty() ? past_all_keys : to));
    rocksdb::SizeApproximationOptions how;
    how.include_memtables = true;
    std::uint64_t out = 0;
    const auto status =
        open_->db->GetApproximateSizes(how, open_->db->DefaultColumnFamily(), &range, 1, &out);
    return status.ok() ? out : 0;  // whoever reads them comes upon what is wrong
  }

 private:
  const std::shared_ptr<const Open> open_;
  const rocksdb::Snapshot* const snapshot_;
  const Position position_;
};

// Writes one run as files of bounded size.
class SortedFiles final : public BulkWriter {
 public:
  SortedFiles(const rocksdb::Options& options, const std::string& directory, std::size_t run)
      : options_(options), directory_(directory), run_(run) {}
  Result<void> put(std::string_view key, std::string_view value) override {
    KINTSUGI_TRY_OK(begin());
    return done(writer_->Put(slice(key), slice(value)));
  }
  Result<void> erase(std::string_view key) override {
    KINTSUGI_TRY_OK(begin());
    return done(writer_->Delete(slice(key)));
  }
  Result<void> finish() {
    if (!writer_) return {};
    const auto status = writer_->Finish();
    writer_.reset();
    return done(status);
  }
  std::vector<std::string> files;

 private:
  Result<void> begin() {
    if (writer_ && writer_->FileSize() > sorted_file_bytes) KINTSUGI_TRY_OK(finish());
    if (writer_) return {};
    writer_ = std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(), options_);
    files.push_back(directory_ + "/run-" + std::to_string(run_) + "-" +
                    std::to_string(files.size()) + ".sorted");
    return done(writer_->Open(files.back()));
  }
  Result<void> done(const rocksdb::Status& status) const {
    if (status.ok()) return {};
    return tl::unexpected(error_of(status, directory_));
  }

  const rocksdb::Options& options_;
  const std::string& directory_;
  const std::size_t run_;
  std::unique_ptr<rocksdb::SstFileWriter> writer_;
};

class OpenDirectoryStore final : public DirectoryStore {
 public:
  OpenDirectoryStore(std::shared_ptr<Open> open, rocksdb::Options options, Position position)
      : open_(std::move(open)), options_(std::move(options)), position_(position.value) {}

  Position position() const override { return Position{position_.load()}; }
  const std::string& directory() const override { return open_->directory; }
  Result<std::optional<std::string>> get(std::string_view key) const override {
    return get_row(*open_, nullptr, key);
  }

  Result<void> write(std::span<const RowChange> changes, Position next) override {
    rocksdb::WriteBatch batch(0, 0, 8, 0);  // 8 octets of protection for each key
    for (const auto& change : changes) {
      const auto status = change.value ? batch.Put(slice(change.key), slice(*change.value))
                                       : batch.Delete(slice(change.key));
      KINTSUGI_TRY_OK(done(status));
    }
    return commit(batch, next);
  }

  // Many become sorted files that become visible together, the position in the first of them.
  Result<void> write_in_order(std::span<const Run> runs, std::size_t rows, Position next,
                              int threads) override {
    if (rows < sorted_rows_min) return RowStore::write_in_order(runs, rows, next, threads);
    KINTSUGI_CHECK(next >= position(), "a projection never goes back");
    const auto several = threads > 1 ? std::max<std::size_t>(runs.size(), 1) : 1;  // files
    const auto some = [&](std::size_t file, BulkWriter& out) -> Result<void> {
      // Before every other key.
      if (file == 0) KINTSUGI_TRY_OK(out.put(position_key, bytes_of(next)));
      for (const Run& run : several > 1 ? runs.subspan(file, 1) : runs) KINTSUGI_TRY_OK(run(out));
      return {};
    };
    std::vector<Result<std::vector<std::string>>> outcomes(several);
    std::atomic<std::size_t> taken = 0;
    const auto work = [&] {
      for (std::size_t i = taken++; i < several; i = taken++)
        outcomes[i] = sort_out([&, i](BulkWriter& out) { return some(i, out); }, i);
    };
    {
      std::vector<std::jthread> helpers;
      try {
        for (int i = 1; i < threads && static_cast<std::size_t>(i) < several; ++i)
          helpers.emplace_back(work);
      } catch (const std::system_error&) {  // no thread to be had: this one does it all
      }
      work();
    }
    std::vector<std::string> files;
    for (auto& outcome : outcomes) {
      if (!outcome) return tl::unexpected(outcome.error());
      files.insert(files.end(), outcome->begin(), outcome->end());
    }
    rocksdb::IngestExternalFileOptions ingest;
    ingest.move_files = true;
    KINTSUGI_TRY_OK(done(open_->db->IngestExternalFile(files, ingest)));
    position_ = next.value;
    return {};
  }

  Result<void> drop_erasures() override {
    std::vector<rocksdb::LiveFileMetaData> files;
    open_->db->GetLiveFilesMetaData(&files);
    std::map<char, std::pair<std::uint64_t, std::uint64_t>> tables;  // entries, erasures
    for (const auto& file : files) {
      if (file.smallestkey.empty()) continue;
      auto& [entries, erasures] = tables[file.smallestkey[0]];
      entries += file.num_entries;
      erasures += file.num_deletions;
    }
    for (const auto& [octet, sums] : tables) {
      const auto& [entries, erasures] = sums;
      if (erasures < erasures_window || erasures * erasures_window < entries * erasures_max) continue;
      const std::string from(1, octet), to = after_prefix(from);
      const rocksdb::Slice begin = slice(from), end = slice(to);
      KINTSUGI_TRY_OK(done(open_->db->CompactRange({}, &begin, &end)));
    }
    return {};
  }

  Result<void> checkpoint(const std::string& to) override {
    rocksdb::Checkpoint* made = nullptr;
    KINTSUGI_TRY_OK(done(rocksdb::Checkpoint::Create(open_->db.get(), &made)));
    const std::unique_ptr<rocksdb::Checkpoint> owned(made);
    return done(owned->CreateCheckpoint(to));
  }

  Result<std::shared_ptr<const RowReader>> snapshot() const override {
    return std::make_shared<const DirectoryReader>(open_, open_->db->GetSnapshot(), position());
  }

 private:
  Result<std::vector<std::string>> sort_out(const Run& run, std::size_t index) const {
    rocksdb::Options options = options_;
    // A compaction compresses it later; where none comes soon, or a checkpoint keeps the file, it pays now.
    if (options.disable_auto_compactions) options.compression = rocksdb::kNoCompression;
    SortedFiles files(options, open_->directory, index);
    KINTSUGI_TRY_OK(run(files));
    KINTSUGI_TRY_OK(files.finish());
    return std::move(files.files);
  }
  Result<void> commit(rocksdb::WriteBatch& batch, Position next) {
    KINTSUGI_CHECK(next >= position(), "a projection never goes back");
    KINTSUGI_TRY_OK(done(batch.Put(slice(position_key), bytes_of(next))));
    rocksdb::WriteOptions options;
    options.sync = false;
    KINTSUGI_TRY_OK(done(open_->db->Write(options, &batch)));
    position_ = next.value;
    return {};
  }
  Result<void> done(const rocksdb::Status& status) const {
    if (status.ok()) return {};
    return tl::unexpected(error_at_work(status, open_->directory));
  }

  const std::shared_ptr<Open> open_;  // shared with snapshots, which may outlive the store
  const rocksdb::Options options_;
  std::atomic<std::int64_t> position_;
};

struct Opened {
  std::shared_ptr<Open> open;
  rocksdb::Options options;
  Position position;
};

Result<Opened> open_either(const std::string& directory, const DirectoryOptions& ours,
                           bool writing) {
  auto given = std::dynamic_pointer_cast<const SharedMemory>(
      std::shared_ptr<const StoreMemory>(ours.memory));
  auto memory = given ? given : std::make_shared<const SharedMemory>(16u << 20);
  auto open = std::make_shared<Open>(Open{directory, memory, nullptr});
  auto options = options_of(ours, *memory);
  if (writing) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
  } else {
    options.create_if_missing = false;
    options.max_open_files =
        -1;  // all opened at once: a checkpoint may be thinned out while it is read
  }
  if (is_marked_damaged(directory))
    return tl::unexpected(
        error_of(rocksdb::Status::Corruption("rows of it could not be read before"), directory));
  rocksdb::DB* db = nullptr;
  const auto status = writing ? rocksdb::DB::Open(options, directory, &db)
                              : rocksdb::DB::OpenForReadOnly(options, directory, &db);
  if (!status.ok()) return tl::unexpected(error_of(status, directory));
  open->db.reset(db);
  KINTSUGI_TRY(const auto stored, get_row(*open, nullptr, position_key));
  Position position;
  if (stored) {
    KINTSUGI_TRY(position, position_of(*stored, directory));
  }
  return Opened{std::move(open), std::move(options), position};
}

}  // namespace

std::optional<std::string> told_damage(const std::string& directory) {
  if (!is_marked_damaged(directory)) return std::nullopt;
  std::ifstream in(mark_of(directory));
  std::string what;
  std::getline(in, what);
  return what;
}

bool is_marked_damaged(const std::string& directory) {
  std::error_code error;
  return std::filesystem::exists(mark_of(directory), error);
}

std::shared_ptr<StoreMemory> make_store_memory(std::size_t bytes) {
  return std::make_shared<SharedMemory>(bytes);
}

Result<std::unique_ptr<DirectoryStore>> open_directory_store(const std::string& directory,
                                                             const DirectoryOptions& options) {
  KINTSUGI_TRY(auto opened, open_either(directory, options, true));
  return std::make_unique<OpenDirectoryStore>(std::move(opened.open), std::move(opened.options),
                                              opened.position);
}

Result<std::shared_ptr<const RowReader>> open_directory_reader(const std::string& directory,
                                                               const DirectoryOptions& options) {
  KINTSUGI_TRY(auto opened, open_either(directory, options, false));
  return std::make_shared<const DirectoryReader>(std::move(opened.open), nullptr, opened.position);
}

}  // namespace kintsugi::projections
