#include "projections/runner/judged_reader.h"

#include "events/base/check.h"

namespace kintsugi::projections {

Result<std::unique_ptr<JudgedReader>> JudgedReader::open(log::EventLog& log,
                                                         VerdictReader& verdicts, Options options) {
  KINTSUGI_CHECK(options.until <= verdicts.judged_until() || options.until <= options.from,
                 "only judged records are read");
  KINTSUGI_CHECK(options.kept > 0, "a batch stays good until the next one");
  KINTSUGI_TRY(auto cursor, log.read(options.from));
  return std::unique_ptr<JudgedReader>(
      new JudgedReader(verdicts, std::move(options), std::move(cursor)));
}

Result<std::span<const ReadRecord>> JudgedReader::next(std::size_t max) {
  Batch& batch = batches_[turn_++ % batches_.size()];
  batch.records.clear();
  if (ended()) return std::span<const ReadRecord>();
  KINTSUGI_TRY(const auto records, read_some(max));
  const bool copied = options_.kept > 1;
  if (copied) {
    batch.bytes.clear();
    std::size_t size = 0;
    for (const auto& record : records) size += record.bytes.size() + 8;
    batch.bytes.reserve(size);
  }
  for (const auto& record : records) {
    if (record.position >= options_.until) {
      next_ = options_.until;
      break;
    }
    ByteView bytes = record.bytes;
    if (copied) {
      batch.bytes.resize((batch.bytes.size() + 7) / 8 * 8);  // words of the message stay aligned
      const std::size_t at = batch.bytes.size();
      batch.bytes.append(bytes);
      bytes = ByteView(batch.bytes).substr(at);
    }
    KINTSUGI_TRY_OK(take(batch, record.position, bytes));
    next_ = record.position.next();
  }
  return std::span<const ReadRecord>(batch.records);
}

// Everything before `until` is judged, so there is a record at or after `until` - 1: an empty answer means
// that it has not come yet (Kafka fetches in the background), never that there is nothing more.
Result<std::span<const log::Record>> JudgedReader::read_some(std::size_t max) {
  constexpr std::chrono::milliseconds step{100};
  constexpr int steps_max = 300;
  for (int i = 0; i < steps_max; ++i) {
    KINTSUGI_TRY(const auto records, cursor_->next(max, step));
    if (!records.empty()) return records;
  }
  return fail(ErrorKind::unavailable, "log.unavailable",
              "the log gave nothing from position " + std::to_string(next_.value) +
                  " on for 30 s, though it is judged up to " + std::to_string(options_.until.value));
}

Result<void> JudgedReader::take(Batch& batch, Position position, ByteView bytes) {
  const std::size_t used = batch.records.size();
  if (batch.views.size() == used) batch.views.push_back(std::make_unique<CommitView>());
  CommitView& view = *batch.views[used];
  if (auto opened = view.open(bytes); !opened) {
    // What the streams fold has judged void may be anything; it stops where it must know.
    KINTSUGI_TRY(const bool counts, verdicts_.counts(position));
    if (counts) {
      opened.error().what =
          "at position " + std::to_string(position.value) + ": " + opened.error().what;
      return opened;
    }
    if (options_.tenant.empty()) batch.records.push_back({position, nullptr, false});
    return {};
  }
  if (!options_.tenant.empty() && view.tenant() != options_.tenant) return {};
  KINTSUGI_TRY(const bool counts, verdicts_.counts(position));
  if (counts) KINTSUGI_TRY_OK(view.open_events());
  batch.records.push_back({position, &view, counts});
  return {};
}

}  // namespace kintsugi::projections
