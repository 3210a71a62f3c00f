#include "api/node/node.h"

#include <spdlog/spdlog.h>

#include <fstream>
#include <future>
#include <iterator>
#include <new>
#include <utility>

#include "api/node/guarded.h"
#include "api/node/recorded_when.h"
#include "projections/judge/catch_up.h"
#include "projections/judge/stream_keys.h"

namespace kintsugi::api {

namespace {
constexpr std::size_t requests_max = 65536;               // queued from other threads
constexpr std::chrono::milliseconds tick_every{20};
constexpr std::chrono::seconds clock_marked_every{60};

tl::unexpected<Error> stopped() {
  return fail(ErrorKind::unavailable, "node.stopped", "the node has stopped; see its log");
}

// A log never takes a record before what was read of it: behind its name is another one by now, and
// no look at it has seen that yet.
Error another_log(const log::EventLog& log, Position took) {
  return {ErrorKind::corrupt, "log.other",
          "the log " + log.describe() + " took a record at position " + std::to_string(took.value) +
              ", where another one was read before: it was made anew, or another cluster answers. "
              "That record is in the new log, for which nobody decided it, and not in ours: no "
              "command was answered by it. Give the log that the directory's tables were made of, "
              "or a copy of it (kintsugi log copy)",
          {}};
}

std::string boot_of_machine() {
  std::string boot;
  std::ifstream("/proc/sys/kernel/random/boot_id") >> boot;
  return boot;
}

}  // namespace

Node::Node(Options options, log::EventLog& log, projections::RowStore& store, const Clock& clock)
    : options_(std::move(options)), log_(log), store_(store), clock_(clock) {}

Result<std::unique_ptr<Node>> Node::open(Options options, log::EventLog& log,
                                         projections::RowStore& store, const Clock& clock) {
  std::unique_ptr<Node> node(new Node(std::move(options), log, store, clock));
  KINTSUGI_TRY(node->fold_, projections::StreamFold::open(store, node->options_.fold));
  KINTSUGI_TRY_OK(node->catch_up());
  node->sequencer_ = std::make_unique<Sequencer>(*node->fold_, node->options_.sequencer);
  node->flush_ = std::make_unique<projections::BackgroundFlush>(*node->fold_);
  node->flushed_at_ = node->ticked_at_ = std::chrono::steady_clock::now();
  node->clock_watch_.emplace(node->make_clock_watch());
  node->arrivals_ = std::make_unique<Arrivals>(log, node->fold_->next(),
                                               [raw = node.get()] { raw->tell_of_arrivals(); });
  node->look_at_clock(node->ticked_at_);
  node->sequencer_thread_ = std::jthread([raw = node.get()](std::stop_token stop) {
    // Stopped, it still tells whoever asks.
    while (const auto why = guarded([&] { raw->sequence(stop); })) raw->stop_with(*why);
  });
  return node;
}

ClockWatch Node::make_clock_watch() const {
  const ClockMark now{clock_.now(), clock_.uptime(), boot_of_machine()};
  std::ifstream in(options_.clock_mark);
  const std::string left{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (options_.clock.confirmed)
    spdlog::warn("the clock is confirmed by whoever started this node: it says {}",
                 format_instant(now.wall));
  return {options_.clock, now, parse_clock_mark(left), last_at_work(log_)};
}

void Node::leave_clock_mark() const {
  const auto mark = clock_watch_->mark();
  if (!mark || options_.clock_mark.empty()) return;
  auto beside = options_.clock_mark;
  beside += ".new";
  std::ofstream(beside) << to_text(*mark);
  std::error_code error;
  std::filesystem::rename(beside, options_.clock_mark, error);  // without it less is noticed
}

void Node::look_at_clock(std::chrono::steady_clock::time_point steady) {
  const bool believed = !clock_watch_->trouble();
  clock_watch_->see(clock_.now(), clock_.uptime());
  if (const auto heard = arrivals_->heard();
      heard && clock_.now() - *heard > options_.clock.step_max)
    clock_watch_->hear(clock_.now(), clock_.uptime(), *heard);
  const auto& trouble = clock_watch_->trouble();
  sequencer_->hold(trouble);
  if (trouble && (believed || clock_marked_at_ == decltype(steady){}))
    spdlog::error("no commands are taken: {}: {}", trouble->code, trouble->what);
  if (!trouble && !believed) spdlog::warn("the clock is right again: commands are taken");
  if (steady - clock_marked_at_ >= clock_marked_every) {
    leave_clock_mark();
    clock_marked_at_ = steady;
  }
  const std::lock_guard lock(mutex_);
  clock_state_ = {trouble, clock_watch_->ahead(), options_.clock.confirmed};
}

Node::ClockState Node::clock_state() const {
  const std::lock_guard lock(mutex_);
  return clock_state_;
}

std::chrono::milliseconds Node::recorded_ahead(std::string_view tenant) {
  const Instant recorded = tenant_clock(tenant);
  return recorded == Instant{} ? std::chrono::milliseconds(0) : recorded - clock_.now();
}

Result<void> Node::catch_up() {
  KINTSUGI_TRY(const Position end, log_.end());
  if (fold_->next() > end) {
    return fail(ErrorKind::corrupt, "log.behind",
                "the streams fold stands at " + std::to_string(fold_->next().value) +
                    " but the log " + log_.describe() + " ends at " + std::to_string(end.value) +
                    ": the log was cut or exchanged. Restore the log, or delete the read models' "
                    "directories to follow the log as it is");
  }
  KINTSUGI_TRY_OK(projections::catch_up(log_, *fold_, end, {.progress = options_.catching_up}));
  folded_ = fold_->next().value;
  warn_of_voids(fold_->voids());
  if (const auto why = fold_->cannot_judge()) spdlog::warn("{}: {}", why->code, why->what);
  return {};
}

Node::~Node() { stop(); }

void Node::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    // Under the lock: whoever is about to wait for something else sees it.
    sequencer_thread_.request_stop();
  }
  work_.notify_all();
  if (sequencer_thread_.joinable()) sequencer_thread_.join();
  arrivals_.reset();
}

void Node::submit(CommandRequest request, Respond respond) {
  request.fingerprint = {};  // nobody else's word is taken for it
  auto waiting = std::make_unique<Sequencer::Waiting>(std::move(request), std::move(respond));
  bool full = false;
  {
    const std::lock_guard lock(mutex_);
    full = requests_.size() >= requests_max;
    if (!failure_ && !stopping_ && !full) {
      requests_.push_back(std::move(waiting));
      if (requests_.size() == 1) work_.notify_one();
      return;
    }
  }
  waiting->respond(
      full ? fail(ErrorKind::unavailable, "command.queue_full", "too many commands are waiting")
           : stopped());
}

Result<Answer> Node::execute(CommandRequest request) {
  // Shared with what answers: should that be lost, for want of memory, the wait ends too.
  auto promise = std::make_shared<std::promise<Result<Answer>>>();
  auto answer = promise->get_future();
  submit(std::move(request), [promise = std::move(promise)](const Result<Answer>& result) {
    promise->set_value(result);
  });
  answer.wait();
  try {
    return answer.get();
  } catch (const std::future_error&) {
    return fail(ErrorKind::unavailable, "command.unknown", "ask again with the same id");
  }
}

bool Node::run(const std::function<void(Sequencer&)>& work) {
  auto done = std::make_shared<std::promise<bool>>();
  auto over = done->get_future();
  {
    const std::lock_guard lock(mutex_);
    if (closed_) return false;
    tasks_.push_back([this, &work, done = std::move(done)] {
      const auto why = guarded([&] { work(*sequencer_); });
      if (why) spdlog::warn("{}: {}", why->code, why->what);
      done->set_value(!why);
    });
  }
  work_.notify_one();
  try {
    return over.get();
  } catch (const std::future_error&) {
    return false;
  }
}

namespace {

Node::StreamNow as_of_now(const projections::StreamEntry& entry, Position next) {
  Node::StreamNow now;
  now.position = next;
  if (entry.version == 0) return now;
  now.state = std::make_shared<const schema::State>(*entry.state);
  now.head = entry.head;
  now.version = entry.version;
  return now;
}

}  // namespace

Result<Node::StreamNow> Node::stream(std::string_view tenant, std::string_view stream) {
  Result<StreamNow> out = stopped();
  run([&](Sequencer& sequencer) {
    const auto entry = sequencer.fold().stream(tenant, stream);
    out = entry ? Result<StreamNow>(as_of_now(**entry, sequencer.fold().next()))
                : tl::unexpected(entry.error());
  });
  return out;
}

Result<Node::StreamNow> Node::watched(std::string_view tenant, std::string_view stream) {
  const Position next = folded();  // before the state is read: it may know more, not less
  const std::string name(projections::full_name(tenant, stream));
  if (auto seen = fold_->watched().find(projections::key_of_name(name), name)) {
    return StreamNow{std::move(seen->state), seen->head, seen->version, next};
  }
  Result<StreamNow> out = stopped();
  run([&](Sequencer& sequencer) {
    const auto entry = sequencer.fold().watch(tenant, stream);
    out = entry ? Result<StreamNow>(as_of_now(**entry, sequencer.fold().next()))
                : tl::unexpected(entry.error());
  });
  return out;
}

Instant Node::tenant_clock(std::string_view tenant) {
  Instant out{};
  run([&](Sequencer& sequencer) { out = sequencer.fold().clock(tenant); });
  return out;
}

Node::Counts Node::counts() {
  Counts out;
  run([&](Sequencer& sequencer) {
    const projections::StreamFold& fold = sequencer.fold();
    out = {sequencer.counts(), fold.counts(),        fold.voids(),
           fold.under_key(),   sequencer.queued(), sequencer.in_flight()};
  });
  return out;
}

std::optional<Error> Node::cannot_judge() {
  std::optional<Error> out;
  run([&](Sequencer& sequencer) { out = sequencer.fold().cannot_judge(); });
  return out;
}

bool Node::wait_folded(Position position, std::chrono::milliseconds wait) {
  return fold_->verdicts().wait_until(position, wait) >= position;
}

std::optional<Error> Node::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

void Node::stop_with(const Error& error) {
  spdlog::critical("the node stops: {}: {}", error.code, error.what);
  const std::lock_guard lock(mutex_);
  if (!failure_) failure_ = error;
}

void Node::tell_of_arrivals() {
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(arrived_, true)) return;
  }
  work_.notify_one();
}

void Node::sequence(std::stop_token stop) {
  bool more = false;  // commands wait that can be decided, or records that can be folded
  while (true) {
    std::vector<std::unique_ptr<Sequencer::Waiting>> requests;
    std::vector<AppendFailure> failures;
    std::vector<std::function<void()>> tasks;
    {
      std::unique_lock lock(mutex_);
      work_.wait_for(lock, tick_every, [&] {
        return more || arrived_ || !requests_.empty() || !tasks_.empty() ||
               stop.stop_requested();
      });
      arrived_ = false;
      requests.swap(requests_);
      tasks.swap(tasks_);
      if (stop.stop_requested() && requests.empty() && tasks.empty()) {
        closed_ = true;
        break;
      }
    }
    {
      const std::lock_guard lock(append_failures_->mutex);
      failures.swap(append_failures_->list);
    }
    const Instant now = clock_.now();
    for (const AppendFailure& f : failures) {
      if (f.elsewhere) {
        stop_with(another_log(log_, *f.elsewhere));
      } else {
        sequencer_->on_append_failed(f.sequence, f.surely_absent, f.why, now);
      }
    }
    const bool more_came = fold_arrived();
    for (const auto& task : tasks) task();
    const bool failed = failure().has_value();
    for (auto& request : requests) {
      if (failed) {
        request->respond(stopped());
      } else {
        sequencer_->submit(std::move(request), now);
      }
    }
    if (const auto why = failure()) {
      // Nothing comes back any more: whoever waits is told, so that the process can end.
      sequencer_->stop(fail(ErrorKind::unavailable, "command.unknown",
                            "the node has stopped (" + why->code + "); ask again with the same id")
                           .value());
      more = false;
      continue;
    }
    const auto steady = std::chrono::steady_clock::now();
    if (steady - ticked_at_ >= tick_every) {
      look_at_clock(steady);
      void_report_.tell_if_due(steady);
      sequencer_->tick(now);
      ticked_at_ = steady;
    }
    more = decide_and_append() || more_came;
    flush_if_due(false);
  }
  sequencer_->stop(fail(ErrorKind::unavailable, "command.unknown",
                        "the node is stopping; ask again with the same id").value());
  if (!failure()) flush_if_due(true);
  leave_clock_mark();
}

bool Node::fold_arrived() {
  if (failure()) return false;
  const Instant now = clock_.now();
  const Position before = fold_->next();
  const Result<bool> more = arrivals_->take([&](const log::Record& record) -> Result<void> {
    const std::uint64_t void_own = sequencer_->counts().void_own;
    KINTSUGI_TRY(const projections::Folded folded,
                 sequencer_->on_record(record.position, record.bytes, now, record.seal));
    // Own commits are void now and then, where two commands wanted one stream.
    if (sequencer_->counts().void_own == void_own)
      void_report_.note(folded.verdict, record.position);
    return {};
  });
  if (!more) {
    stop_with(more.error());
    return false;
  }
  if (fold_->next() == before) return false;
  void_report_.tell_if_due(std::chrono::steady_clock::now());
  folded_ = fold_->next().value;
  if (const auto published = fold_->verdicts().publish(); !published) stop_with(published.error());
  return *more;
}

bool Node::decide_and_append() {
  std::vector<Sequencer::Decided> decided = sequencer_->decide(clock_.now());
  if (decided.empty()) return false;
  std::vector<log::Outgoing> batch;
  batch.reserve(decided.size());
  const std::uint64_t first = decided.front().sequence;
  for (Sequencer::Decided& each : decided) batch.push_back(std::move(each.record));
  const auto done = [failures = append_failures_, first, next = fold_->next()](
                        std::size_t index, const log::Appended& appended) {
    using Outcome = log::Appended::Outcome;
    const bool stored = appended.outcome == Outcome::stored;
    if (stored && appended.position >= next) return;
    const std::lock_guard lock(failures->mutex);
    failures->list.push_back(
        {first + index, appended.outcome == Outcome::failed, appended.why,
         stored ? std::optional(appended.position) : std::nullopt});
  };
  const std::size_t count = batch.size();
  const Result<void> taken = log_.append(std::move(batch), done);
  if (taken) return count == options_.sequencer.decided_max;
  for (std::size_t i = 0; i < count; ++i) {
    sequencer_->on_append_failed(first + i, true, taken.error().what, clock_.now());
  }
  return false;
}

void Node::flush_if_due(bool now) {
  const auto steady = std::chrono::steady_clock::now();
  const std::size_t waiting = fold_->unflushed_commits();
  if (const Result<void> written = now ? flush_->finish() : flush_->poll(); !written)
    return stop_with(written.error());
  if (waiting == 0 || flush_->busy()) return;
  if (!now && waiting < options_.flush_commits && steady - flushed_at_ < options_.flush_after)
    return;
  if (const Result<void> started = flush_->start(); !started) return stop_with(started.error());
  flushed_at_ = steady;
  if (!now) return;
  if (const Result<void> written = flush_->finish(); !written) return stop_with(written.error());
}

}  // namespace kintsugi::api
