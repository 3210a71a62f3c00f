#include "api/http/session/sealed_topic.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace kintsugi::api {

namespace {

constexpr std::size_t sealed_at_once = 1024;
constexpr std::chrono::milliseconds fetch_wait{250};
constexpr std::chrono::milliseconds read_again_after{500};
constexpr int silent_fetches_max = 80;  // fetches, while all is read
constexpr std::size_t soon_max = 50'000;
constexpr std::chrono::minutes tidy_topic_every{61};
constexpr std::string_view once_prefix = "once/";
constexpr std::string_view probe_name = "probe";

Error not_shared(const std::string& why) {
  return {ErrorKind::unavailable, "secrets.not_shared",
          "what the nodes share could not be stored: " + why, {}};
}

Instant wall_clock() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// What becomes of the records of one append; outlives who waits.
struct Storing {
  std::mutex mutex;
  std::condition_variable done;
  std::size_t left = 0;
  Position last{};
  std::string why;  // of one that was not stored
};

log::Outgoing sealed(const SecretKeys& keys, const SealedTopic::Entry& entry) {
  SecretKeys::Record record = keys.seal(entry.name, entry.value);
  return {.bytes = std::move(record.bytes), .tenant = std::move(record.key), .headers = {}};
}

}  // namespace

SealedTopic::SealedTopic(std::unique_ptr<log::EventLog> log, SecretKeys keys, Options options)
    : log_(std::move(log)), keys_(std::move(keys)), options_(options) {}

SealedTopic::SealedTopic(std::unique_ptr<log::EventLog> log, SecretKeys keys)
    : SealedTopic(std::move(log), std::move(keys), Options()) {}

SealedTopic::~SealedTopic() { stop(); }

void SealedTopic::subscribe(std::string prefix, Fold fold) {
  folds_.emplace_back(std::move(prefix), std::move(fold));
}

tl::unexpected<Error> SealedTopic::silent_before(Position end) const {
  return fail(ErrorKind::unavailable, "log.unavailable",
              log_->describe() + " does not give its records up to " + std::to_string(end.value));
}

tl::unexpected<Error> SealedTopic::under_other_keys(std::uint64_t records) const {
  return fail(ErrorKind::conflict, "secrets.other_key",
              "none of the " + std::to_string(records) + " records of " + log_->describe() +
                  " can be opened with the key: all nodes take the same --secrets-key");
}

// That of whoever wrote here before, where there is anybody.
Result<void> SealedTopic::check_key() {
  KINTSUGI_TRY(const Position end, log_->end());
  KINTSUGI_TRY(const auto cursor, log_->read(Position{0}));
  std::uint64_t unopened = 0;
  Position next{};
  for (int silent = 0; next < end;) {
    KINTSUGI_TRY(const auto records, cursor->next(sealed_at_once, fetch_wait));
    for (const log::Record& record : records) {
      next = record.position.next();
      if (keys_.open(record.key, record.bytes)) return {};
      if (!record.bytes.empty()) ++unopened;
    }
    silent = records.empty() ? silent + 1 : 0;
    if (silent >= silent_fetches_max) return silent_before(end);
  }
  if (unopened > 0) return under_other_keys(unopened);
  return {};
}

Result<Instant> SealedTopic::ask_time() {
  KINTSUGI_TRY_OK(check_key());  // a stranger writes nothing
  std::vector<log::Outgoing> records;
  records.push_back(sealed(keys_, {std::string(probe_name), std::string()}));
  const auto until = Steady::now() + options_.patience;
  KINTSUGI_TRY(const Position at, append(std::move(records), options_.patience, false));
  KINTSUGI_TRY(const auto cursor, log_->read(at));
  while (Steady::now() < until) {
    KINTSUGI_TRY(const auto some, cursor->next(1, fetch_wait));
    if (!some.empty()) return some.front().appended_at;
  }
  return tl::unexpected(not_shared("it was not read back in time"));
}

Result<void> SealedTopic::start() {
  KINTSUGI_TRY(const Position end, log_->end());
  KINTSUGI_TRY(cursor_, log_->read(Position{0}));
  for (int silent = 0; folded_ < end;) {
    KINTSUGI_TRY(const auto records, cursor_->next(sealed_at_once, fetch_wait));
    for (const log::Record& record : records) fold(record);
    silent = records.empty() ? silent + 1 : 0;
    if (silent >= silent_fetches_max) return silent_before(end);
  }
  if (health_.opened == 0 && health_.unopened > 0) return under_other_keys(health_.unopened);
  follower_ = std::jthread([this](const std::stop_token& stop) { follow(stop); });
  writer_ = std::jthread([this](const std::stop_token& stop) { write(stop); });
  return {};
}

void SealedTopic::stop() {
  if (writer_.joinable()) {
    writer_.request_stop();
    writer_.join();
  }
  if (follower_.joinable()) {
    follower_.request_stop();
    follower_.join();
  }
}

void SealedTopic::disbelieve(std::uint64_t Health::*count, Position position, const char* what) {
  ++(health_.*count);
  health_.last_disbelieved = position;
  spdlog::warn("secrets: the record at position {} of {} {}", position.value, log_->describe(),
               what);
}

bool SealedTopic::believe(const Entry& entry, Instant appended_at) {
  {
    std::lock_guard lock(mutex_);
    if (entry.value && ended_.contains(entry.name)) return false;
  }
  for (const auto& [prefix, fold] : folds_)
    if (entry.name.starts_with(prefix) && !fold(entry, appended_at)) return false;
  return true;
}

void SealedTopic::fold(const log::Record& record) {
  const std::string key(record.key);
  if (record.bytes.empty()) {  // its key is taken out: nobody's word, so it ends nothing
    std::lock_guard lock(mutex_);
    const auto it = kept_.find(key);
    if (it != kept_.end() && !it->second.gone) {
      disbelieve(&Health::taken_out, record.position, "takes out what is not gone");
    } else if (it != kept_.end()) {
      ended_.erase(it->second.name);
      kept_.erase(it);
    }
  } else if (auto opened = keys_.open(record.key, record.bytes); !opened) {
    std::lock_guard lock(mutex_);
    disbelieve(&Health::unopened, record.position, "cannot be opened with the key");
  } else {
    const Entry entry{std::move(opened->name), std::move(opened->value)};
    const bool believed = believe(entry, record.appended_at);
    std::lock_guard lock(mutex_);
    ++health_.opened;
    if (believed) {
      kept_[key] = {entry.name, !entry.value, record.appended_at};
      if (!entry.value && entry.name.starts_with(once_prefix)) ended_.insert(entry.name);
    } else {
      disbelieve(&Health::repeated, record.position, "repeats what is over");
    }
  }
  std::lock_guard lock(mutex_);
  folded_ = std::max(folded_, record.position.next());
}

void SealedTopic::set_trouble(std::optional<Error>& which, const Result<void>& found) {
  std::lock_guard lock(mutex_);
  if (!found && !which)
    spdlog::warn("secrets: {} {}", log_->describe(), found.error().what);
  which = found ? std::nullopt : std::optional(found.error());
  if (&which != &cannot_write_ || found) return;
  down_until_ = Steady::now() + options_.fails_for;
  // Tried until it is stored, so that it is known when the brokers are back.
  soon_[std::string(probe_name)] = {std::string(probe_name), std::string()};
  work_.notify_all();
}

void SealedTopic::follow(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    Result<void> read;
    if (!cursor_) {
      auto again = log_->read(folded_);  // changed by this thread only
      if (again) cursor_ = *std::move(again);
      if (!again) read = tl::unexpected(again.error());
    }
    if (cursor_) {
      const auto records = cursor_->next(sealed_at_once, fetch_wait);
      if (records)
        for (const log::Record& record : *records) fold(record);
      if (records && !records->empty()) folded_more_.notify_all();
      if (!records) {
        read = tl::unexpected(records.error());
        cursor_.reset();
      }
    }
    set_trouble(cannot_read_, read);
    if (read) continue;
    std::unique_lock lock(mutex_);
    work_.wait_for(lock, stop, read_again_after, [] { return false; });
  }
}

Result<Position> SealedTopic::append(std::vector<log::Outgoing> records,
                                     std::chrono::milliseconds patience, bool wait_folded) {
  const auto until = Steady::now() + patience;
  const auto storing = std::make_shared<Storing>();  // the log may answer after nobody waits
  storing->left = records.size();
  const auto taken =
      log_->append(std::move(records), [storing](std::size_t, const log::Appended& appended) {
        std::lock_guard lock(storing->mutex);
        --storing->left;
        storing->last = std::max(storing->last, appended.position);
        if (appended.outcome != log::Appended::Outcome::stored) storing->why = appended.why + " ";
        storing->done.notify_all();
      });
  if (!taken) return tl::unexpected(not_shared(taken.error().what));
  Position last{};
  {
    std::unique_lock lock(storing->mutex);
    if (!storing->done.wait_until(lock, until, [&] { return storing->left == 0; }))
      return tl::unexpected(not_shared("no answer in time"));
    if (!storing->why.empty()) return tl::unexpected(not_shared(storing->why));
    last = storing->last;
  }
  std::unique_lock lock(mutex_);
  if (wait_folded && !folded_more_.wait_until(lock, until, [&] { return folded_ > last; }))
    return tl::unexpected(not_shared("it was not read back in time"));
  return last;
}

Result<void> SealedTopic::put(std::vector<Entry> entries) {
  if (entries.empty()) return {};
  {
    std::lock_guard lock(mutex_);
    if (cannot_write_ && Steady::now() < down_until_) return tl::unexpected(*cannot_write_);
  }
  std::vector<log::Outgoing> records;
  for (const Entry& entry : entries) records.push_back(sealed(keys_, entry));
  const auto appended = append(std::move(records), options_.patience, true);
  const Result<void> stored = appended ? Result<void>() : tl::unexpected(appended.error());
  set_trouble(cannot_write_, stored);
  return stored;
}

void SealedTopic::catch_up() {
  {
    std::lock_guard lock(mutex_);
    if (Steady::now() < silent_until_ || catching_up_ >= options_.catching_up_max) return;
    ++catching_up_;
  }
  const auto until = Steady::now() + options_.catch_up_max;
  // One question answers all who ask at the same time; brokers that are away keep nobody longer.
  const auto end = probe_.end(options_.catch_up_max);
  std::unique_lock lock(mutex_);
  if (end) folded_more_.wait_until(lock, until, [&] { return folded_ >= *end; });
  if (!end) silent_until_ = Steady::now() + options_.fails_for;
  --catching_up_;
}

void SealedTopic::put_soon(Entry entry) {
  std::lock_guard lock(mutex_);
  if (soon_.size() >= soon_max && !soon_.contains(entry.name)) return;
  const std::string name = entry.name;
  soon_[name] = std::move(entry);
  work_.notify_all();
}

// Stores what is to be stored soon, looks at the topic, takes out what has been gone for long.
void SealedTopic::write(const std::stop_token& stop) {
  auto look_at = Steady::now() + options_.look_every;
  // The nodes do not all do it at the same time: who is first does it for all.
  auto tidy_at = Steady::now() + std::chrono::minutes(1 + to_ms(wall_clock()) % 60);
  for (bool last = false; !last;) {
    std::map<std::string, Entry> taken;
    {
      std::unique_lock lock(mutex_);
      work_.wait_until(lock, stop, std::min(look_at, tidy_at), [&] { return !soon_.empty(); });
      last = stop.stop_requested();
      taken.swap(soon_);
    }
    std::vector<Entry> entries;
    for (const auto& [name, entry] : taken) entries.push_back(entry);
    if (!put(std::move(entries)) && !last) {
      std::unique_lock lock(mutex_);
      soon_.merge(taken);  // what came meanwhile is the newer
      work_.wait_for(lock, stop, options_.retry, [] { return false; });
    }
    if (last) return;
    if (Steady::now() >= look_at) {
      const Result<void> kept = log_->check();
      set_trouble(kept_wrongly_, kept);
      // The node is not ready as long as this is amiss: whether it still is, is seen soon.
      look_at = Steady::now() + (kept ? options_.look_every : options_.retry);
    }
    if (Steady::now() >= tidy_at) {
      take_out_gone();
      tidy_at = Steady::now() + tidy_topic_every;
    }
  }
}

void SealedTopic::take_out_gone() {
  std::vector<log::Outgoing> records;
  {
    std::lock_guard lock(mutex_);
    const Instant before = wall_clock() - options_.gone_for;
    for (const auto& [key, kept] : kept_)
      if (kept.gone && kept.appended_at < before) records.push_back({.bytes = {}, .tenant = key,
                                                                     .headers = {}});
  }
  if (!records.empty()) (void)append(std::move(records), options_.patience, false);
}

SealedTopic::Health SealedTopic::health() const {
  std::lock_guard lock(mutex_);
  Health health = health_;
  health.waiting = soon_.size();
  for (const auto* trouble : {&kept_wrongly_, &cannot_read_, &cannot_write_})
    if (*trouble) health.trouble = *trouble;
  return health;
}

}  // namespace kintsugi::api
