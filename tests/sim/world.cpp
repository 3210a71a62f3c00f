#include "tests/sim/world.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/support/newer.h"

namespace kintsugi::sim {

namespace {
constexpr std::size_t violations_max = 5;

projections::FoldFault fold_fault(Canary canary) {
  if (canary == Canary::heads_by_number) return projections::FoldFault::heads_by_number;
  if (canary == Canary::skip_a_void_check) return projections::FoldFault::skip_a_void_check;
  if (canary == Canary::skip_seals) return projections::FoldFault::skip_seals;
  return projections::FoldFault::none;
}
// 64 times the digit: a key.
LogKeys keys_of(std::string_view digits) {
  std::string file;
  for (const char digit : digits) file += std::string(64, digit) + "\n";
  return *LogKeys::parse(file);
}

// Of a stored commit (events/FORMAT.md): the octets of two numbers that stand at the root's front.
constexpr std::size_t recorded_at_octet = 16, rule_version_octet = 34;

}  // namespace

World::World(std::uint64_t seed, Canary canary)
    : random_(seed), canary_(canary), log_(random_), nodes_(1 + pick(random_, 3)) {
  if (chance(random_, 50)) keys_ = std::make_shared<const LogKeys>(keys_of("12"));
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    nodes_[i].number = static_cast<int>(i);
    nodes_[i].clock_skew_ms = static_cast<std::int64_t>(pick(random_, 200)) - 100;
    start(nodes_[i]);
  }
}

void World::violation(std::string what) {
  if (outcome_.violations.size() < violations_max) outcome_.violations.push_back(std::move(what));
}

void World::start(SimNode& node) {
  if (!node.store) node.store = projections::make_memory_store();
  projections::StreamFold::Options fold_options;
  fold_options.fault =
      fold_fault(node.number == 0 || canary_ != Canary::skip_a_void_check ? canary_ : Canary::none);
  fold_options.cached_streams_max =
      pick(random_, 2) == 0 ? 2 : 1000;  // small: states come back from their rows
  fold_options.cached_commands_max = fold_options.cached_streams_max;
  fold_options.keys = keys_;
  auto fold = projections::StreamFold::open(*node.store, fold_options);
  if (!fold) return violation("a fold could not be opened: " + fold.error().what);
  node.fold = *std::move(fold);
  api::Sequencer::Options options;
  options.in_flight_max = 1 + pick(random_, 12);
  options.contended_for = std::chrono::milliseconds(pick(random_, 60));
  options.read_back_max = std::chrono::milliseconds(300 + pick(random_, 2000));
  options.record_headers = false;
  options.faults.answer_before_read_back = canary_ == Canary::answer_before_read_back;
  node.sequencer = std::make_unique<api::Sequencer>(*node.fold, options);
  node.read = 0;
  while (node.read < log_.records().size() &&
         log_.records()[node.read].position < node.fold->next())
    ++node.read;
  ++node.life;
}

void World::crash(SimNode& node) {
  ++outcome_.crashes;
  node.sequencer.reset();  // whoever waits is never told
  node.fold.reset();
  if (chance(random_, 25)) node.store.reset();  // the disk is gone too
  node.down_until_ms = now_ms_ + static_cast<std::int64_t>(pick(random_, 500));
}

Outcome World::run() {
  const std::uint64_t steps = 120 + pick(random_, 160);
  for (std::uint64_t i = 0; i < steps && outcome_.violations.empty(); ++i) step();
  upgrade_all();
  if (outcome_.violations.empty()) settle();
  if (outcome_.violations.empty() || canary_ != Canary::none) check_log();
  std::string all;
  for (const SimRecord& record : log_.records())
    all += fmt::format("{}:{};", record.position.value, sha256_hex(record.bytes));
  for (const auto& [id, sent] : sent_) {
    if (sent.answer)
      all += fmt::format("{}={}:{};", id, sent.answer->position.value, sent.answer->refusal);
  }
  outcome_.trace = sha256_hex(all);
  return outcome_;
}

void World::step() {
  now_ms_ += static_cast<std::int64_t>(pick(random_, 8));
  if (chance(random_, 1)) log_.stall(now_ms_ + static_cast<std::int64_t>(pick(random_, 3000)));
  if (chance(random_, 2)) now_ms_ += static_cast<std::int64_t>(pick(random_, 2500));
  log_.advance(now_ms_);
  if (keys_ && under_ < 2 && chance(random_, 3)) put_under_key();
  if (chance(random_, 70)) client_step();
  SimNode& node = nodes_[pick(random_, nodes_.size())];
  if (chance(random_, 1) && node.sequencer) return crash(node);
  if (chance(random_, 2))
    node.paused_until_ms = now_ms_ + static_cast<std::int64_t>(pick(random_, 1500));
  for (SimNode& each : nodes_) {
    if (chance(random_, 60)) node_step(each);
  }
}

void World::node_step(SimNode& node) {
  if (!node.sequencer) {
    if (now_ms_ >= node.down_until_ms) start(node);
    return;
  }
  if (now_ms_ < node.paused_until_ms) return;
  switch (pick(random_, 5)) {
    case 0: return read_some(node, 1 + pick(random_, 20));
    case 1: return append_decided(node);
    case 2: return node.sequencer->tick(clock_of(node));
    case 3:
      if (const auto flushed = node.fold->flush(); !flushed) violation(flushed.error().what);
      return;
    default:
      read_some(node, 1000);
      if (node.sequencer) append_decided(node);
  }
}

void World::read_some(SimNode& node, std::size_t most) {
  for (; most > 0 && node.read < log_.records().size(); --most, ++node.read) {
    const SimRecord& record = log_.records()[node.read];
    const auto folded = node.sequencer->on_record(record.position, record.bytes,
                                                  clock_of(node), record.seal);
    if (!folded && stops_at_newer(node, record, folded.error())) return;
    if (!folded) return violation("a node stopped: " + folded.error().what);
    const bool counts = folded->verdict == Verdict::counts;
    const auto [first, fresh] = verdicts_.emplace(record.position.value, counts);
    if (!fresh && first->second != counts) {
      violation(fmt::format("nodes disagree on position {}", record.position.value));
    }
  }
}

// As a node does it: as long as it is given as many as it may be at once.
void World::append_decided(SimNode& node) {
  const auto failed = [this, &node, life = node.life](std::uint64_t sequence) {
    if (node.sequencer && node.life == life) {
      node.sequencer->on_append_failed(sequence, true, "refused", clock_of(node));
    }
  };
  for (bool more = true; more;) {
    auto decided = node.sequencer->decide(clock_of(node));
    for (api::Sequencer::Decided& each : decided) {
      if (under_ > 0 && chance(random_, 10)) attack(each.record);
      if (canary_ == Canary::newer_record && !newer_written_ && chance(random_, 3))
        write_newer(each.record);
      log_.append(node.number, each.sequence, {each.record.bytes, each.record.seal}, now_ms_,
                  failed);
    }
    more = decided.size() == api::Sequencer::Options().decided_max;
  }
}

// The first key, then the second, as whoever runs the nodes tells it.
void World::put_under_key() {
  const LogKeys first = keys_of("1"), second = keys_of("2");
  const LogKeyId wanted = (under_ == 0 ? first : second).newest();
  const Bytes record = encode_key_record(wanted, instant_from_ms(start_ms + now_ms_));
  log_.slip_in(record, first.seal(first.newest(), record), false);
  ++under_;
}

// By somebody who may write the log, sees what is under way, and has no key of the nodes.
void World::attack(const log::Outgoing& genuine) {
  ++outcome_.forged;
  Bytes altered = genuine.bytes;
  ++altered[recorded_at_octet];  // the rule alone would take it in place of the genuine one
  const LogKeys own = keys_of("f");
  switch (pick(random_, 8)) {
    case 0: log_.slip_in(altered, {}, true); return;
    case 1: log_.slip_in(altered, genuine.seal, true); return;
    case 2: log_.slip_in(altered, own.seal(own.newest(), altered), true); return;
    case 3: log_.slip_in(genuine.bytes, {}, true); return;
    case 4:
      altered[rule_version_octet] = 1;
      log_.slip_in(altered, {}, true);
      return;
    case 5: {
      const Bytes record = encode_key_record(own.newest(), instant_from_ms(start_ms + now_ms_));
      log_.slip_in(record, own.seal(own.newest(), record), true);
      return;
    }
    case 6: {  // a genuine one again: the rule has known that there are copies
      const SimRecord copy = log_.records()[pick(random_, log_.records().size())];
      log_.slip_in(copy.bytes, copy.seal, copy.forged);
      return;
    }
    default: log_.slip_in("no commit at all", genuine.seal, true);
  }
}

// By a node of a later version, that decided the same.
void World::write_newer(const log::Outgoing& genuine) {
  CommitView commit;
  if (under_ > 0 || !commit.open(genuine.bytes) || commit.touched().empty()) return;
  const Position at = log_.slip_in(tests::with_unknown_event(genuine.bytes), {}, false);
  newer_ = SimRecord{at, genuine.bytes, {}};
  newer_written_ = true;
}

// It ends there, at each start again, and says why.
bool World::stops_at_newer(SimNode& node, const SimRecord& record, const Error& error) {
  if (!newer_ || record.position != newer_->position || error.code != "schema.newer") return false;
  const std::string place = "position " + std::to_string(record.position.value);
  if (error.what.find(place) == std::string::npos || node.fold->next() > record.position)
    violation("a node does not say where it stopped: " + error.what);
  ++outcome_.stopped;
  crash(node);
  return true;
}

// These nodes end, and others begin on the same log that know the record.
void World::upgrade_all() {
  newer_written_ = true;  // what they write now, all know
  if (!newer_) return;
  log_.replace(newer_->position, newer_->bytes);
  newer_.reset();
}

void World::client_step() {
  if (chance(random_, 12) && !sent_.empty()) {  // ask again with an id that was used
    auto any = sent_.begin();
    std::advance(any, static_cast<std::ptrdiff_t>(pick(random_, sent_.size())));
    return send(any->first, any->second);
  }
  Sent sent;
  sent.request = random_request();
  const std::string id = sent.request.id;
  send(id, sent_.emplace(id, std::move(sent)).first->second);
}

void World::send(const std::string& id, Sent& sent) {
  SimNode& node = nodes_[pick(random_, nodes_.size())];
  if (!node.sequencer) return;
  ++sent.tries;
  sent.sent_ms = now_ms_;
  node.sequencer->submit(
      sent.request,
      [this, id, request = sent.request](const Result<api::Answer>& a) {
        answered(id, request, a);
      },
      clock_of(node));
}

void World::answered(const std::string& id, const api::CommandRequest&,
                     const Result<api::Answer>& answer) {
  if (!answer) {
    if (answer.error().code == "command.reused")
      violation("the same body was called another one: " + id);
    return;
  }
  Sent& sent = sent_.at(id);
  Acknowledged now{answer->position, answer->refusal ? answer->refusal->code : std::string()};
  if (answer->replayed && sent.answer)
    now.refusal = sent.answer->refusal;  // the answer is read from the record
  if (!sent.answer) {
    sent.answer = now;
    ++outcome_.acknowledged;
    return;
  }
  if (sent.answer->position != now.position && sent.answer->position.value >= 0 &&
      now.position.value >= 0) {
    violation(fmt::format("{} was answered at {} and at {}", id, sent.answer->position.value,
                          now.position.value));
  }
}

// The faults end: everything lands, every node comes back and reads to the end, every client asks
// until answered.
void World::settle() {
  log_.stall(0);
  for (SimNode& node : nodes_) {
    if (!node.sequencer) start(node);
    node.paused_until_ms = 0;
  }
  // A node that has one commit in flight at a time answers one command in two rounds.
  constexpr int rounds_max = 4000;
  for (int round = 0; round < rounds_max && outcome_.violations.empty(); ++round) {
    now_ms_ += 50;
    log_.advance(now_ms_, true);
    for (auto& [id, sent] : sent_) {
      if (!sent.answer && now_ms_ - sent.sent_ms > 5000) send(id, sent);
    }
    bool idle = log_.quiet();
    for (SimNode& node : nodes_) {
      read_some(node, log_.records().size());
      node.sequencer->tick(clock_of(node));
      append_decided(node);
      idle = idle && node.sequencer->idle() && node.read == log_.records().size();
    }
    const bool all_answered =
        std::all_of(sent_.begin(), sent_.end(), [](const auto& s) { return s.second.answer; });
    if (idle && log_.quiet() && all_answered) return;
  }
  for (const auto& [id, sent] : sent_) {
    if (!sent.answer) return violation("never answered: " + id);
  }
}

}  // namespace kintsugi::sim
