#include "events/log/embedded/store.h"

#include <filesystem>

#include <rocksdb/cache.h>
#include <rocksdb/listener.h>
#include <rocksdb/table.h>
#include <rocksdb/table_properties.h>

#include "events/log/embedded/info_log.h"
#include "events/log/embedded/room_ahead.h"
#include "events/log/embedded/wal_check.h"

namespace kintsugi::log {
namespace {

constexpr const char* remedy =
    "; stop, keep the directory, and restore it from a backup or copy the log back from another copy "
    "(kintsugi log copy); projections can be rebuilt, the log cannot";

// After a write that failed RocksDB goes on when the log says so (Resume), and not by a thread of
// its own as soon as there is room: the log would not know which file the write went to.
class OnlyWhenTold final : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status,
                            bool* by_itself) override {
    *by_itself = false;
  }
};

// Append-only with growing keys: files never overlap, so compaction only moves them to the last level.
rocksdb::Options make_options(bool create, rocksdb::Env* env) {
  rocksdb::Options options;
  options.env = env;
  options.create_if_missing = create;
  options.compression = rocksdb::kNoCompression;
  options.write_buffer_size = 32U << 20;  // also bounds what is replayed after a crash
  options.max_write_buffer_number = 4;
  options.num_levels = 2;
  options.level0_file_num_compaction_trigger = 2;
  options.level0_slowdown_writes_trigger = 64;
  options.level0_stop_writes_trigger = 128;
  options.target_file_size_base = 256U << 20;
  options.ttl = 0;  // no rewriting because of age
  options.periodic_compaction_seconds = 0;
  options.max_background_jobs = 2;
  options.max_open_files = 1024;
  // By one thread: where a further one cannot be had, RocksDB ends the process.
  options.max_file_opening_threads = 1;
  options.allow_concurrent_memtable_write = false;  // one writer
  options.avoid_flush_during_shutdown = true;
  options.paranoid_checks = true;
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.info_log = std::make_shared<InfoLog>();
  options.listeners.push_back(std::make_shared<OnlyWhenTold>());
  rocksdb::BlockBasedTableOptions table;
  table.block_size = page_bytes_target;
  table.checksum = rocksdb::kXXH3;
  table.format_version = 5;
  table.block_cache = rocksdb::NewLRUCache(16U << 20);
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

Error damaged(const WalDamage& damage) {
  std::string where;
  if (damage.after) where += " after position " + std::to_string(damage.after->value);
  if (damage.until) where += " before position " + std::to_string(damage.until->value);
  return {ErrorKind::corrupt, "log.corrupt",
          "acknowledged records" + where + " are damaged: " + damage.file + " at octet " +
              std::to_string(damage.offset) + remedy,
          {}};
}

Result<std::unique_ptr<rocksdb::DB>> open_db(const std::string& dir, bool create, rocksdb::Env* env) {
  rocksdb::Options options = make_options(create, env);
  rocksdb::DB* db = nullptr;
  rocksdb::Status status = rocksdb::DB::Open(options, dir, &db);
  if (status.IsCorruption()) {
    if (const auto damage = find_damage_in_the_middle(dir)) return tl::unexpected(damaged(*damage));
    // Nothing follows the damage: a write that was cut off. Up to there everything is whole.
    options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
    status = rocksdb::DB::Open(options, dir, &db);
  }
  if (!status.ok()) return tl::unexpected(translate(status, "cannot open", dir));
  return std::unique_ptr<rocksdb::DB>(db);
}

Result<std::uint64_t> count_pages(rocksdb::DB& db, const std::string& dir) {
  rocksdb::TablePropertiesCollection tables;
  const rocksdb::Status status = db.GetPropertiesOfAllTables(&tables);
  if (!status.ok()) return tl::unexpected(translate(status, "cannot read", dir));
  std::uint64_t pages = 0;
  for (const auto& [name, properties] : tables)
    pages += properties->num_entries - properties->num_deletions;
  for (const char* name :
       {"rocksdb.num-entries-active-mem-table", "rocksdb.num-entries-imm-mem-tables"}) {
    std::uint64_t entries = 0;
    if (db.GetIntProperty(name, &entries)) pages += entries;
  }
  return pages;
}

// Where pages are missing, the first hole.
Error name_the_hole(rocksdb::DB& db, const std::string& dir) {
  const std::unique_ptr<rocksdb::Iterator> it(db.NewIterator(scan_options()));
  Position expected{0};
  for (it->SeekToFirst(); it->Valid(); it->Next()) {
    const auto page = page_at(*it);
    if (!page) return page.error();
    if (page->first() != expected) break;
    expected = page->end();
  }
  if (!it->status().ok()) return translate(it->status(), "cannot read", dir);
  return {ErrorKind::corrupt, "log.corrupt",
          "records are missing from position " + std::to_string(expected.value) + " on" + remedy, {}};
}

}  // namespace

rocksdb::ReadOptions scan_options() {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  options.verify_checksums = true;
  options.readahead_size = 2U << 20;
  return options;
}

Error translate(const rocksdb::Status& status, const std::string& what, const std::string& dir) {
  const std::string text = what + " the log in " + dir + ": " + status.ToString();
  if (status.IsCorruption()) return {ErrorKind::corrupt, "log.corrupt", text + remedy, {}};
  if (status.IsNoSpace()) {
    return {ErrorKind::unavailable, "log.disk_full",
            text + "; make space, the log then goes on by itself", {}};
  }
  if (status.IsIOError() && text.find("lock ") != std::string::npos) {
    return {ErrorKind::unavailable, "log.locked",
            text + "; another process has this log open: use that one, or stop it first", {}};
  }
  if (status.IsInvalidArgument()) return {ErrorKind::not_found, "log.none", text, {}};
  return {ErrorKind::unavailable, "log.io", text, {}};
}

Result<Page> page_at(const rocksdb::Iterator& it) {
  if (it.key().size() != 8) {
    return fail(ErrorKind::corrupt, "log.corrupt",
                "the log holds a key that is no position: " + it.key().ToString(true));
  }
  return Page::parse(position_of_key({it.key().data(), it.key().size()}), it.value().ToString());
}

Result<void> hold_next_page(rocksdb::DB& db, Position end, const std::string& dir) {
  rocksdb::WriteOptions unlogged;
  unlogged.disableWAL = true;
  const rocksdb::Status held = db.Delete(unlogged, page_key(end));
  if (held.ok()) return {};
  return tl::unexpected(translate(held, "cannot write", dir));
}

Result<OpenedStore> open_store(const std::string& dir, bool create, rocksdb::Env* env) {
  std::error_code error;
  if (create) std::filesystem::create_directories(dir, error);
  if (!create && !std::filesystem::exists(dir + "/CURRENT", error)) {
    return fail(ErrorKind::not_found, "log.none", "there is no log in " + dir);
  }
  OpenedStore opened;
  opened.env = with_room_ahead(env);
  KINTSUGI_TRY(opened.db, open_db(dir, create, opened.env.get()));
  const std::unique_ptr<rocksdb::Iterator> it(opened.db->NewIterator(scan_options()));
  it->SeekToLast();
  if (it->Valid()) {
    KINTSUGI_TRY(const Page last, page_at(*it));
    opened.end = last.end();
    opened.pages = last.ordinal() + 1;
  }
  if (!it->status().ok()) return tl::unexpected(translate(it->status(), "cannot read", dir));
  KINTSUGI_TRY(const std::uint64_t pages, count_pages(*opened.db, dir));
  if (pages != opened.pages) return tl::unexpected(name_the_hole(*opened.db, dir));
  KINTSUGI_TRY_OK(hold_next_page(*opened.db, opened.end, dir));
  return opened;
}

}  // namespace kintsugi::log
