#include "api/node/arrivals.h"

#include <spdlog/spdlog.h>

#include <utility>

#include "api/node/guarded.h"
#include "api/node/recorded_when.h"

namespace kintsugi::api {

namespace {
constexpr std::size_t read_batch = 1024;             // records
constexpr std::size_t queued_bytes_max = 64u << 20;  // by the follower
constexpr std::chrono::milliseconds silence{100};    // and how long the follower waits at a time
constexpr std::chrono::milliseconds let_alone{500};  // a log that is away
constexpr std::chrono::seconds told_every{30};
}  // namespace

Arrivals::Arrivals(log::EventLog& log, Position from, std::function<void()> wake)
    : log_(log),
      wake_(std::move(wake)),
      from_(from),
      came_at_(std::chrono::steady_clock::now()) {
  listening_ = log_.listen([this] {
    grown_ = true;
    wake_();
  });
  if (listening_) return;
  follower_ = std::jthread([this](const std::stop_token& stop) {
    if (const auto why = guarded([&] { follow(stop); })) fail_with(*why);
  });
}

Arrivals::~Arrivals() {
  listening_.reset();
  if (!follower_.joinable()) return;
  follower_.request_stop();
  follower_.join();
}

Result<std::span<const log::Record>> Arrivals::next(std::chrono::milliseconds wait) {
  if (!cursor_) {
    KINTSUGI_TRY(cursor_, log_.read(from_));
  }
  return cursor_->next(read_batch, wait);
}

void Arrivals::note_trouble(const Error& why) {
  const auto now = std::chrono::steady_clock::now();
  not_before_ = now + let_alone;
  if (trouble_ == why.code && now - told_trouble_ < told_every) return;
  trouble_ = why.code;
  told_trouble_ = now;
  spdlog::warn("the log gives nothing: {}: {}", why.code, why.what);
}

// The next records into records_.
Result<Arrivals::Came> Arrivals::read(std::chrono::milliseconds wait) {
  records_ = {};
  const auto records = next(wait);
  if (!records) {
    cursor_.reset();  // the next one asks anew, whatever this one was told
    if (records.error().kind != ErrorKind::unavailable) return tl::unexpected(records.error());
    note_trouble(records.error());
    return Came::log_away;
  }
  if (!std::exchange(trouble_, {}).empty()) spdlog::warn("the log is there again");
  records_ = *records;
  if (records_.empty()) return Came::nothing;
  from_ = records_.back().position.next();
  return records_.size() < read_batch ? Came::some : Came::as_many_as_asked;
}

void Arrivals::note_when(bool was_silent, Came came) {
  told_ = was_silent && came == Came::some ? recorded_just_now(log_, records_.back())
                                           : std::nullopt;
}

Result<bool> Arrivals::take(const Visit& visit) {
  return follower_.joinable() ? take_over(visit) : take_here(visit);
}

Result<bool> Arrivals::take_here(const Visit& visit) {
  if (!grown_) return false;
  const auto now = std::chrono::steady_clock::now();
  if (now < not_before_) return false;
  grown_ = false;  // before it is read: what comes meanwhile says so again
  KINTSUGI_TRY(const Came came, read(std::chrono::milliseconds(0)));
  if (came == Came::as_many_as_asked || came == Came::log_away) grown_ = true;
  if (records_.empty()) return false;
  note_when(now - std::exchange(came_at_, now) >= silence, came);
  if (told_) heard_ = told_;
  for (const log::Record& record : records_) KINTSUGI_TRY_OK(visit(record));
  return came == Came::as_many_as_asked;
}

Result<bool> Arrivals::take_over(const Visit& visit) {
  std::deque<Batch> batches;
  std::optional<Error> failure;
  {
    const std::lock_guard lock(mutex_);
    batches.swap(batches_);
    batch_bytes_ = 0;
    failure = failure_;
  }
  room_.notify_one();
  for (const Batch& batch : batches) {
    ByteView rest = batch.bytes;
    if (batch.heard) heard_ = batch.heard;
    for (const auto& [position, size, seal_size] : batch.records) {
      KINTSUGI_TRY_OK(
          visit({position, Instant{}, rest.substr(0, size), rest.substr(size, seal_size)}));
      rest.remove_prefix(size + seal_size);
    }
  }
  if (failure) return tl::unexpected(*failure);
  return false;
}

void Arrivals::follow(const std::stop_token& stop) {
  bool was_silent = false;  // nothing was new a moment ago: what comes has just been recorded
  while (!stop.stop_requested()) {
    const Result<Came> came = read(silence);
    if (!came) return fail_with(came.error());
    if (*came == Came::log_away) {
      std::unique_lock lock(mutex_);
      room_.wait_until(lock, stop, not_before_, [] { return false; });
    } else if (*came != Came::nothing) {
      note_when(was_silent, *came);
      hand_over(stop);
      wake_();
    }
    was_silent = *came == Came::nothing;
  }
}

void Arrivals::fail_with(const Error& why) {
  {
    const std::lock_guard lock(mutex_);
    failure_ = why;
  }
  wake_();
}

void Arrivals::hand_over(const std::stop_token& stop) {
  Batch batch;
  batch.records.reserve(records_.size());
  batch.heard = told_;
  std::size_t size = 0;
  for (const log::Record& record : records_) size += record.bytes.size() + record.seal.size();
  batch.bytes.reserve(size);
  for (const log::Record& record : records_) {
    batch.records.push_back({record.position, record.bytes.size(), record.seal.size()});
    batch.bytes.append(record.bytes).append(record.seal);
  }
  std::unique_lock lock(mutex_);
  room_.wait(lock, stop, [&] { return batch_bytes_ < queued_bytes_max; });
  batch_bytes_ += batch.bytes.size();
  batches_.push_back(std::move(batch));
}

}  // namespace kintsugi::api
