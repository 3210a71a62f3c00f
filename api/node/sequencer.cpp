#include "api/node/sequencer.h"

#include <algorithm>

#include "api/node/decision.h"
#include "api/node/record_headers.h"
#include "core/dispatch.h"
#include "events/base/check.h"
#include "projections/judge/stream_keys.h"

namespace kintsugi::api {

namespace {

constexpr std::size_t record_bytes_max = 900u << 10;  // below Kafka's message.max.bytes of 1 MiB
constexpr std::chrono::milliseconds append_pause{100};
constexpr std::size_t reactions_kept = 1024;  // before a sweep is worth it

Hash128 key_of(std::string_view tenant, std::string_view id) {
  return projections::key_of_name(projections::full_name(tenant, id));
}

tl::unexpected<Error> reused(const std::string& id) {
  return fail(ErrorKind::refused, "command.reused",
              "command " + id + " was sent before with another body");
}

tl::unexpected<Error> unknown_outcome(const std::string& id) {
  return fail(ErrorKind::unavailable, "command.unknown",
              "command " + id + " has not come back from the log; ask again with the same id");
}

}  // namespace

Sequencer::Sequencer(projections::StreamFold& fold, Options options)
    : fold_(fold), options_(options) {}

Sequencer::Waiting::Waiting(CommandRequest asked, Respond answer)
    : request(std::move(asked)),
      key(key_of(request.tenant, request.id)),
      respond(std::move(answer)) {
  if (request.fingerprint.is_zero() && !request.commands.empty()) {
    request.fingerprint = fingerprint_of(request.commands);
  }
}

void Sequencer::submit(std::unique_ptr<Waiting> waiting, Instant now) {
  ++counts_.submitted;
  const CommandRequest& request = waiting->request;
  const Hash128 key = waiting->key;
  if (const auto why = fold_.cannot_judge()) return waiting->respond(tl::unexpected(*why));
  if (request.tenant.empty() || request.id.empty() || request.commands.empty()) {
    return waiting->respond(fail(ErrorKind::invalid, "command.malformed",
                                 "a command needs a tenant, an id and a body"));
  }
  if (const auto found = waiting_.find(key); found != waiting_.end()) {
    const CommandRequest& first = found->second->request;
    if (first.id != request.id || first.tenant != request.tenant ||
        first.fingerprint != request.fingerprint) {
      return waiting->respond(reused(request.id));
    }
    found->second->others.push_back(std::move(waiting->respond));
    return;
  }
  const auto counted = fold_.command(key);
  if (!counted) return waiting->respond(tl::unexpected(counted.error()));
  if (*counted) {
    if ((*counted)->fingerprint != request.fingerprint) return waiting->respond(reused(request.id));
    ++counts_.replayed;
    return waiting->respond(Answer{(*counted)->position, true, {}, nullptr, {}});
  }
  if (queue_.size() >= options_.queued_max) {
    return waiting->respond(
        fail(ErrorKind::unavailable, "command.queue_full", "too many commands are waiting"));
  }
  waiting->since = now;
  waiting_.emplace(key, std::move(waiting));
  queue_.push_back(key);
}

std::vector<Sequencer::Decided> Sequencer::decide(Instant now) {
  std::vector<Decided> out;
  if (const auto why = fold_.cannot_judge()) {
    if (!waiting_.empty()) stop(*why);
    return out;
  }
  if (in_flight_.empty()) drain_ = false;
  // Not longer than it was meant, where the clock was set back meanwhile.
  const bool pausing = now < not_before_ && not_before_ - now <= append_pause;
  if (drain_ || pausing) return out;
  while (!queue_.empty() && in_flight_.size() < options_.in_flight_max &&
         out.size() < options_.decided_max) {
    const Hash128 key = queue_.front();
    const auto waiting = waiting_.find(key);
    const bool answered = waiting == waiting_.end() || waiting->second->sequence.has_value();
    if (!answered && decide_one(*waiting->second, now, out) == Step::postponed) break;
    queue_.pop_front();
  }
  return out;
}

Instant& Sequencer::proposed(std::string_view tenant) {
  auto found = proposed_.find(tenant);
  if (found == proposed_.end()) found = proposed_.emplace(std::string(tenant), Instant{}).first;
  return found.value();
}

Instant Sequencer::recorded_at_for(const CommandRequest& request, Instant now) {
  Instant& last = proposed(request.tenant);
  last = std::max(last, fold_.clock(request.tenant));
  // A history that tells of the future would take all of it: nothing is recorded before it happens.
  const Instant wanted = request.recorded_at && *request.recorded_at >= last
                             ? std::min(*request.recorded_at, now)
                             : now;
  return std::max(wanted, last);
}

// Why nothing may be recorded of the tenant at the moment.
std::optional<Error> Sequencer::not_now(std::string_view tenant, Instant now) {
  if (held_) return held_;
  const Instant recorded = fold_.clock(tenant);
  if (recorded <= now + options_.ahead_max) return std::nullopt;
  return Error{ErrorKind::unavailable,
               "clock.behind_log",
               "the last commit is recorded at " + format_instant(recorded) +
                   ", this node's clock says " + format_instant(now) +
                   ": set the clock right, or wait until it has caught up",
               {}};
}

Sequencer::Step Sequencer::decide_one(Waiting& waiting, Instant now, std::vector<Decided>& out) {
  const Hash128 key = waiting.key;
  if (auto why = not_now(waiting.request.tenant, now)) {
    respond(key, tl::unexpected(*std::move(why)));
    return Step::done;
  }
  const Instant recorded_at = recorded_at_for(waiting.request, now);
  SpeculativeSource source(speculation_, fold_, waiting.request.tenant, now);
  Result<Decision> decision = decide_request(waiting.request, source, recorded_at);
  if (source.must_wait()) return Step::postponed;
  if (!decision) {
    respond(key, tl::unexpected(decision.error()));
    return Step::done;
  }
  ++counts_.decided;
  if (++waiting.decisions > options_.decisions_max) {
    ++counts_.conflicts;
    respond(key, fail(ErrorKind::conflict, "command.conflict",
                      "other commands changed the same streams faster; send it again with a new id "
                      "or later"));
    return Step::done;
  }
  CommitOutcome& outcome = outcome_;
  outcome.expectations.clear();
  outcome.events.clear();
  outcome.rules.clear();
  outcome.recorded_at = recorded_at;
  outcome.refusal = std::move(decision->refusal);
  for (core::NotedRead& read : decision->noted) {
    outcome.expectations.push_back({std::move(read.stream), read.seen.head});
  }
  for (core::StreamEvent& event : decision->events.list()) {
    outcome.events.push_back({std::move(event.stream), std::move(event.event)});
  }
  for (const core::RuleUse& rule : decision->events.rules())
    outcome.rules.push_back({rule.rule, rule.version});
  auto record = std::make_shared<const Bytes>(encode_commit(waiting.request, outcome));
  log::Outgoing outgoing =
      api::outgoing(waiting.request, outcome, *record, options_.record_headers);
  put_in_flight(waiting, std::move(record), std::move(outgoing), now, out);
  return Step::done;
}

void Sequencer::put_in_flight(Waiting& waiting, std::shared_ptr<const Bytes> record,
                              log::Outgoing outgoing, Instant now, std::vector<Decided>& out) {
  if (record->size() > record_bytes_max) {
    return respond(waiting.key, fail(ErrorKind::invalid, "command.too_large",
                                     "the command's commit would have " +
                                         std::to_string(record->size()) + " bytes"));
  }
  std::unique_ptr<InFlight> taken = take_spare();
  InFlight& flight = *taken;
  flight.sequence = next_sequence_++;
  flight.appended_at = now;
  flight.record = std::move(record);
  flight.opened.open(Position{}, *flight.record);
  flight.seal.clear();
  flight.sealed = {};
  if (const auto log_key = fold_.under_key().current()) {
    flight.seal = fold_.keys()->seal(*log_key, flight.opened.digest);
    flight.sealed = {SealState::good, *log_key};
  }
  outgoing.seal = flight.seal;
  KINTSUGI_CHECK(!flight.opened.error && !flight.opened.events_error, "an own commit can be read");
  const CommitView& view = flight.opened.view;
  SpeculativeSource source(speculation_, fold_, view.tenant(), now);
  for (std::size_t i = 0; i < view.touched().size(); ++i) {
    const auto base = source.load(flight.touched(i), view.streams()[view.touched()[i]]);
    KINTSUGI_CHECK(base.has_value(), "a state that was read a moment ago");
    flight.prepared.push_back(base->state == nullptr
                                  ? std::make_shared<schema::State>()
                                  : std::make_shared<schema::State>(*base->state));
    flight.versions.push_back(base->version + 1);
  }
  for (const EventInCommit& event : view.events()) {
    const auto touched = view.touched();
    const auto index = std::find(touched.begin(), touched.end(), event.stream) - touched.begin();
    core::evolve_any(*flight.prepared[static_cast<std::size_t>(index)], event.event);
  }
  for (std::size_t i = 0; i < flight.versions.size(); ++i) {
    const std::string_view name =
        projections::full_name(view.tenant(), view.streams()[view.touched()[i]]);
    const std::uint64_t version = flight.versions[i];
    speculation_.push(flight.touched(i), name,
                      {flight.sequence, fold_.head_after(flight.opened.head, version), version,
                       flight.prepared[i]});
  }
  Instant& last = proposed(view.tenant());
  last = std::max(last, view.recorded_at());
  waiting.sequence = flight.sequence;
  out.push_back({flight.sequence, std::move(outgoing)});
  if (options_.faults.answer_before_read_back) {
    std::optional<Error> refusal;
    if (view.refused()) refusal = view.refusal();
    const auto answer = Answer{Position{-1}, false, refusal, flight.record, flight.versions};
    waiting.respond(answer);
    for (Respond& each : waiting.others) each(answer);
    waiting.respond = [](const Result<Answer>&) {};
    waiting.others.clear();
  }
  in_flight_.push_back(std::move(taken));
}

std::unique_ptr<Sequencer::InFlight> Sequencer::take_spare() {
  if (spare_.empty()) return std::make_unique<InFlight>();
  auto spare = std::move(spare_.back());
  spare_.pop_back();
  return spare;
}

void Sequencer::keep_spare(std::unique_ptr<InFlight> done) {
  done->record.reset();
  done->prepared.clear();
  done->versions.clear();
  spare_.push_back(std::move(done));
}

void Sequencer::respond(Hash128 key, Result<Answer> answer) {
  const auto found = waiting_.find(key);
  if (found == waiting_.end()) return;
  const std::unique_ptr<Waiting> answered = std::move(found.value());
  waiting_.erase(found);
  counts_.answered += 1 + answered->others.size();
  for (const Respond& each : answered->others) each(answer);
  answered->respond(std::move(answer));
}

void Sequencer::requeue(Hash128 key, std::uint64_t sequence) {
  const auto found = waiting_.find(key);
  // A newer commit is on its way.
  if (found == waiting_.end() || found->second->sequence != sequence) return;
  found.value()->sequence.reset();
  queue_.push_back(key);
}

void Sequencer::give_up(const InFlight& commit) {
  for (std::size_t i = 0; i < commit.prepared.size(); ++i) {
    speculation_.discard_from(commit.touched(i), commit.sequence);
  }
  requeue(commit.key(), commit.sequence);
  drain_ = true;
}

void Sequencer::on_append_failed(std::uint64_t sequence, bool surely_absent,
                                 const std::string& why, Instant now) {
  not_before_ = now + append_pause;
  if (!surely_absent) return;  // it comes back, or tick() gives it up
  const auto found = std::find_if(in_flight_.begin(), in_flight_.end(),
                                  [&](const auto& flight) { return flight->sequence == sequence; });
  if (found == in_flight_.end()) return;
  const std::unique_ptr<InFlight> commit = std::move(*found);
  in_flight_.erase(found);
  const auto waiting = waiting_.find(commit->key());
  // It would be tried for ever: whoever waits is told what the log says, not that others were
  // faster.
  if (waiting != waiting_.end() && waiting->second->sequence == sequence &&
      waiting->second->decisions >= options_.decisions_max)
    respond(commit->key(), fail(ErrorKind::unavailable, "log.refused",
                                "the log does not take the record: " + why +
                                    "; nothing was recorded, send it again later"));
  give_up(*commit);
}

// The own commit that these bytes are, with its position; else they are opened in `opened_`.
std::unique_ptr<Sequencer::InFlight> Sequencer::take_in_flight(Position position, ByteView bytes,
                                                               ByteView seal) {
  auto found = in_flight_.begin();
  if (in_flight_.empty() || *(*found)->record != bytes) {  // rarely: no hash is needed otherwise
    opened_.open(position, bytes, seal, fold_.keys());
    found = std::find_if(in_flight_.begin(), in_flight_.end(), [&](const auto& flight) {
      return !opened_.error && flight->opened.head == opened_.head;
    });
    if (found == in_flight_.end()) return nullptr;
  }
  std::unique_ptr<InFlight> own = std::move(*found);
  in_flight_.erase(found);
  own->opened.position = position;
  // Somebody may have sent the same bytes with another seal, or none.
  if (fold_.keys() == nullptr) return own;
  own->opened.seal = seal == own->seal && own->sealed.state == SealState::good
                         ? own->sealed
                         : fold_.keys()->check(own->opened.digest, seal);
  return own;
}

Result<projections::Folded> Sequencer::on_record(Position position, ByteView bytes, Instant now,
                                                 ByteView seal) {
  std::unique_ptr<InFlight> own = take_in_flight(position, bytes, seal);
  const projections::OpenedRecord& record = own ? own->opened : opened_;
  const auto prepared =
      own ? projections::PreparedStates(own->prepared) : projections::PreparedStates();
  KINTSUGI_TRY(projections::Folded folded, fold_.fold(record, prepared));
  after_fold(folded, record, own.get(), now);
  if (!own) return folded;
  if (folded.verdict != Verdict::counts) give_up(*own);
  keep_spare(std::move(own));
  return folded;
}

void Sequencer::after_fold(const projections::Folded& folded,
                           const projections::OpenedRecord& record, const InFlight* own,
                           Instant now) {
  const CommitView& view = record.view;
  if (folded.verdict != Verdict::counts) {
    if (own == nullptr) return;
    ++counts_.void_own;
    for (std::size_t i = 0; i < own->prepared.size(); ++i) {
      speculation_.contend(own->touched(i), now, now + options_.contended_for);
    }
    return;
  }
  for (const std::uint16_t stream : view.touched()) {
    const Hash128 key = record.stream_keys[stream];
    if (own != nullptr) {
      speculation_.settle(key, own->sequence);
    } else if (speculation_.discard(key)) {
      speculation_.contend(key, now, now + options_.contended_for);
      drain_ = true;
    }
  }
  answer_counted(record, own);
  forget_reaction(record.command_key);
  if (own == nullptr || folded.new_reactions.empty()) return;
  // The company's clock may be ahead of this node's: what is to follow at once does not wait for
  // it.
  const Instant reached = std::max(now, fold_.clock(view.tenant()));
  for (const std::string& id : folded.new_reactions) {
    own_reactions_.insert(key_of(view.tenant(), id));
    const auto* pending = fold_.pending_reaction(view.tenant(), id);
    if (pending != nullptr && pending->due <= reached) send_reaction(*pending, now);
  }
}

void Sequencer::answer_counted(const projections::OpenedRecord& record, const InFlight* own) {
  const CommitView& view = record.view;
  const auto waiting = waiting_.find(record.command_key);
  if (waiting == waiting_.end()) return;
  if (waiting->second->request.fingerprint != view.fingerprint()) {
    return respond(record.command_key, reused(std::string(view.id())));
  }
  Answer answer;
  answer.position = record.position;
  if (view.refused()) answer.refusal = view.refusal();
  answer.record = own != nullptr ? own->record : std::make_shared<const Bytes>(view.bytes());
  if (own != nullptr) answer.versions = own->versions;
  respond(record.command_key, std::move(answer));
}

void Sequencer::forget_reaction(Hash128 key) {
  if (own_reactions_.empty() && sent_reactions_.empty()) return;
  own_reactions_.erase(key);
  sent_reactions_.erase(key);
}

void Sequencer::send_reaction(const projections::PendingReaction& reaction, Instant now) {
  const Hash128 key = key_of(reaction.tenant, reaction.command_id);
  if (waiting_.contains(key)) return;
  CommandRequest request;
  request.tenant = reaction.tenant;
  request.id = reaction.command_id;
  request.commands.push_back(reaction.command);
  request.actor.kind = ActorKind::system;
  request.cause = reaction.cause;
  sent_reactions_[key] = now;
  submit(std::move(request), [](const Result<Answer>&) {}, now);
}

// Of reactions that were disarmed nobody tells: now and then, only those that are still pending are
// kept.
void Sequencer::sweep_reactions() {
  if (own_reactions_.size() + sent_reactions_.size() <=
      2 * fold_.due_order().size() + reactions_kept)
    return;
  decltype(own_reactions_) own;
  decltype(sent_reactions_) sent;
  for (const projections::PendingReaction* reaction : fold_.due_order()) {
    const Hash128 key = key_of(reaction->tenant, reaction->command_id);
    if (own_reactions_.contains(key)) own.insert(key);
    if (const auto at = sent_reactions_.find(key); at != sent_reactions_.end()) sent.insert(*at);
  }
  own_reactions_ = std::move(own);
  sent_reactions_ = std::move(sent);
}

void Sequencer::stop(const Error& why) {
  queue_.clear();
  while (!waiting_.empty()) respond(Hash128(waiting_.begin()->first), tl::unexpected(why));
}

void Sequencer::tick(Instant now) {
  while (!in_flight_.empty() && in_flight_.front()->appended_at + options_.read_back_max <= now) {
    const std::unique_ptr<InFlight> lost = std::move(in_flight_.front());
    in_flight_.pop_front();
    ++counts_.timed_out;
    give_up(*lost);
  }
  std::vector<Hash128> overdue;
  for (const auto& [key, waiting] : waiting_) {
    if (waiting->since + options_.answer_max <= now) overdue.push_back(key);
  }
  for (const Hash128 key : overdue) {
    const std::string id = waiting_.at(key)->request.id;
    respond(key, unknown_outcome(id));
  }
  sweep_reactions();
  for (const projections::PendingReaction* reaction : fold_.due_order()) {
    const Instant due = reaction->due;
    if (due > now) break;
    const Hash128 key = key_of(reaction->tenant, reaction->command_id);
    const auto sent = sent_reactions_.find(key);
    const Instant last = sent == sent_reactions_.end() ? due : std::max(due, sent->second);
    const bool mine = own_reactions_.contains(key) && sent == sent_reactions_.end();
    if (!mine && last + options_.reaction_grace > now) continue;
    send_reaction(*reaction, now);
  }
}

}  // namespace kintsugi::api
