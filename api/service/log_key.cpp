#include "api/service/log_key.h"

#include <future>

#include "events/commit/commit.h"

namespace kintsugi::api {

namespace {

constexpr std::size_t records_at_once = 1024;
constexpr std::chrono::milliseconds pause{100};
constexpr int pauses_max = 300;  // half a minute without a record

Result<void> step(LogKeyScan& scan, const LogKeys* keys, const log::Record& record) {
  thread_local CommitView view;
  std::optional<LogKeyId> names;
  const auto opened = view.open(record.bytes);
  if (!opened && opened.error().code == "commit.log_key") names = key_named_by(view.id());
  const SealSeen seal =
      keys != nullptr ? keys->check(record.bytes, record.seal) : SealSeen{};
  KINTSUGI_TRY(const UnderKey::Step done,
               scan.under_key.step(record.position, seal, names, [&](LogKeyId id) {
                 return keys != nullptr && keys->has(id);
               }));
  if (done == UnderKey::Step::unauthenticated) {
    ++scan.unauthenticated;
    scan.last_unauthenticated = record.position;
  }
  if (const auto claimed = scan.under_key.claimed()) scan.foreign = claimed->from;
  return {};
}

Result<Position> append_one(log::EventLog& log, log::Outgoing record) {
  std::promise<log::Appended> promise;
  std::vector<log::Outgoing> batch;
  batch.push_back(std::move(record));
  KINTSUGI_TRY_OK(log.append(std::move(batch), [&](std::size_t, const log::Appended& appended) {
    promise.set_value(appended);
  }));
  const log::Appended appended = promise.get_future().get();
  if (appended.outcome == log::Appended::Outcome::stored) return appended.position;
  return fail(ErrorKind::unavailable, "log.unavailable",
              "the record that puts the log under a key was not stored for sure: " + appended.why +
                  "; ask again");
}

// From scan.end on up to the log's end.
Result<void> read_on(log::EventLog& log, const LogKeys* keys, LogKeyScan& scan,
                     const log::Progress& progress) {
  KINTSUGI_TRY(const Position end, log.end());
  if (scan.end >= end) return {};
  KINTSUGI_TRY(const auto cursor, log.read(scan.end));
  for (int silent = 0; scan.end < end && silent < pauses_max;) {
    KINTSUGI_TRY(const auto records, cursor->next(records_at_once, pause));
    silent = records.empty() ? silent + 1 : 0;
    for (const log::Record& record : records) {
      if (record.position >= end) break;
      KINTSUGI_TRY_OK(step(scan, keys, record));
    }
    if (!records.empty()) scan.end = std::min(end, records.back().position.next());
    if (progress) progress(scan.end.value, end.value);
  }
  if (scan.end < end) {
    return fail(ErrorKind::unavailable, "log.unavailable",
                "the log does not give its records up to " + std::to_string(end.value));
  }
  return {};
}

}  // namespace

Result<LogKeyScan> scan_log_keys(log::EventLog& log, const LogKeys* keys,
                                 const log::Progress& progress) {
  LogKeyScan scan;
  KINTSUGI_TRY_OK(read_on(log, keys, scan, progress));
  return scan;
}

Result<LogKeyScan> put_under_key(log::EventLog& log, const LogKeys& keys, Instant now,
                                 bool despite_foreign, const log::Progress& progress) {
  KINTSUGI_TRY(LogKeyScan scan, scan_log_keys(log, &keys, progress));
  const LogKeyId wanted = keys.newest();
  const auto current = scan.under_key.current();
  if (current == wanted) return scan;
  if (!current && scan.foreign && !despite_foreign) {
    return fail(ErrorKind::conflict, "log.other_key",
                "the record at position " + std::to_string(scan.foreign->value) +
                    " says that the log is under the key " +
                    to_text(scan.under_key.claimed()->key) +
                    ", which is not in the file. If other nodes use that key, take their file; if "
                    "somebody forged the record, ask again with --despite-other-key");
  }
  log::Outgoing record;
  record.bytes = encode_key_record(wanted, now);
  record.seal = keys.seal(current.value_or(wanted), record.bytes);
  KINTSUGI_TRY(const Position at, append_one(log, std::move(record)));
  KINTSUGI_TRY_OK(read_on(log, &keys, scan, progress));
  if (scan.under_key.current() != wanted) {
    return fail(ErrorKind::conflict, "log.other_key",
                "the record at position " + std::to_string(at.value) +
                    " did not put the log under " + to_text(wanted) +
                    ": another key came first, or that one was left before");
  }
  return scan;
}

}  // namespace kintsugi::api
