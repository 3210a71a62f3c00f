#include "api/node/sequencer.h"

#include <algorithm>

#include "api/node/decision.h"
#include "api/node/record_headers.h"
#include "events/base/check.h"
#include "schema/dispatch.h"

namespace kintsugi::api {

namespace {

constexpr std::size_t record_bytes_max = 900u << 10;  // below Kafka's message.max.bytes of 1 MiB
constexpr std::chrono::milliseconds append_pause{100};

std::string name_in(std::string_view tenant, std::string_view id) {
  std::string out;
  out.reserve(tenant.size() + 1 + id.size());
  out.append(tenant).append(1, '\0').append(id);
  return out;
}

tl::unexpected<Error> reused(const std::string& id) {
  return fail(ErrorKind::refused, "command.reused", "command " + id + " was sent before with another body");
}

tl::unexpected<Error> unknown_outcome(const std::string& id) {
  return fail(ErrorKind::unavailable, "command.unknown",
              "command " + id + " has not come back from the log; ask again with the same id");
}

}  // namespace

Sequencer::Sequencer(projections::StreamFold& fold, Options options) : fold_(fold), options_(options) {}

void Sequencer::submit(CommandRequest request, Respond respond, Instant now) {
  ++counts_.submitted;
  if (request.tenant.empty() || request.id.empty() || request.commands.empty()) {
    return respond(fail(ErrorKind::invalid, "command.malformed", "a command needs a tenant, an id and a body"));
  }
  const Hash128 fingerprint = fingerprint_of(request.commands);
  std::string key = name_in(request.tenant, request.id);
  if (const auto found = waiting_.find(key); found != waiting_.end()) {
    if (found->second.fingerprint != fingerprint) return respond(reused(request.id));
    found->second.responds.push_back(std::move(respond));
    return;
  }
  const auto counted = fold_.command(request.tenant, request.id);
  if (!counted) return respond(tl::unexpected(counted.error()));
  if (*counted) {
    if ((*counted)->fingerprint != fingerprint) return respond(reused(request.id));
    ++counts_.replayed;
    return respond(Answer{(*counted)->position, true, {}, nullptr});
  }
  if (queue_.size() >= options_.queued_max) {
    return respond(fail(ErrorKind::unavailable, "command.queue_full", "too many commands are waiting"));
  }
  Waiting waiting;
  waiting.request = std::move(request);
  waiting.fingerprint = fingerprint;
  waiting.responds.push_back(std::move(respond));
  waiting.since = now;
  queue_.push_back(key);
  waiting_.emplace(std::move(key), std::move(waiting));
}

std::vector<Sequencer::Decided> Sequencer::decide(Instant now) {
  std::vector<Decided> out;
  if (in_flight_.empty()) drain_ = false;
  if (drain_ || now < not_before_) return out;
  while (!queue_.empty() && in_flight_.size() < options_.in_flight_max) {
    const std::string key = queue_.front();
    const auto waiting = waiting_.find(key);
    const bool answered = waiting == waiting_.end() || waiting->second.sequence.has_value();
    if (!answered && decide_one(key, waiting->second, now, out) == Step::postponed) break;
    queue_.pop_front();
  }
  return out;
}

Instant Sequencer::recorded_at_for(const CommandRequest& request, Instant now) {
  Instant& last = proposed_[request.tenant];
  last = std::max(last, fold_.clock(request.tenant));
  const Instant wanted = request.recorded_at && *request.recorded_at >= last ? *request.recorded_at : now;
  return std::max(wanted, last);
}

Sequencer::Step Sequencer::decide_one(const std::string& key, Waiting& waiting, Instant now,
                                      std::vector<Decided>& out) {
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
                      "other commands changed the same streams faster; send it again with a new id or later"));
    return Step::done;
  }
  Commit commit;
  commit.id = waiting.request.id;
  commit.tenant = waiting.request.tenant;
  commit.recorded_at = recorded_at;
  commit.business_at = waiting.request.business_at;
  commit.fingerprint = waiting.fingerprint;
  commit.actor = waiting.request.actor;
  commit.cause = waiting.request.cause;
  commit.correlation = waiting.request.correlation;
  commit.trace = waiting.request.trace;
  commit.commands = waiting.request.commands;
  commit.refusal = decision->refusal;
  for (core::NotedRead& read : decision->noted) {
    commit.expectations.push_back({std::move(read.stream), read.seen.head});
  }
  for (core::StreamEvent& event : decision->events.list()) {
    commit.events.push_back({std::move(event.stream), std::move(event.event)});
  }
  for (const core::RuleUse& rule : decision->events.rules()) commit.rules.push_back({rule.rule, rule.version});
  put_in_flight(key, waiting, commit, now, out);
  return Step::done;
}

void Sequencer::put_in_flight(const std::string& key, Waiting& waiting, const Commit& commit, Instant now,
                              std::vector<Decided>& out) {
  auto record = std::make_shared<const Bytes>(encode_commit(commit));
  if (record->size() > record_bytes_max) {
    return respond(key, fail(ErrorKind::invalid, "command.too_large",
                             "the command's commit would have " + std::to_string(record->size()) + " bytes"));
  }
  InFlight flight;
  flight.sequence = next_sequence_++;
  flight.head = head_given_by(*record);
  flight.key = key;
  flight.appended_at = now;
  flight.record = record;
  KINTSUGI_CHECK(scratch_view_.open(*record).has_value(), "an own commit can be read");
  KINTSUGI_CHECK(scratch_view_.open_events().has_value(), "an own commit's events can be read");
  SpeculativeSource source(speculation_, fold_, commit.tenant, now);
  std::vector<std::uint64_t> versions;
  for (const std::uint16_t stream : scratch_view_.touched()) {
    const auto base = source.load(scratch_view_.streams()[stream]);
    KINTSUGI_CHECK(base.has_value(), "a state that was read a moment ago");
    flight.touched.push_back(name_in(commit.tenant, scratch_view_.streams()[stream]));
    flight.prepared.push_back(base->state == nullptr ? std::make_shared<schema::State>()
                                                     : std::make_shared<schema::State>(*base->state));
    versions.push_back(base->version + 1);
  }
  for (const EventInCommit& event : scratch_view_.events()) {
    const auto touched = scratch_view_.touched();
    const auto index = std::find(touched.begin(), touched.end(), event.stream) - touched.begin();
    core::evolve_any(*flight.prepared[static_cast<std::size_t>(index)], event.event);
  }
  for (std::size_t i = 0; i < flight.touched.size(); ++i) {
    speculation_.push(flight.touched[i], {flight.sequence, fold_.head_after(flight.head, versions[i]),
                                          versions[i], flight.prepared[i]});
  }
  Instant& proposed = proposed_[commit.tenant];
  proposed = std::max(proposed, commit.recorded_at);
  waiting.sequence = flight.sequence;
  out.push_back({flight.sequence, outgoing(commit, *record, options_.record_headers)});
  in_flight_.push_back(std::move(flight));
  if (options_.faults.answer_before_read_back) {
    const auto answer = Answer{Position{-1}, false, commit.refusal, record};
    for (Respond& each : waiting.responds) each(answer);
    waiting.responds.clear();
  }
}

void Sequencer::respond(const std::string& key, const Result<Answer>& answer) {
  const auto found = waiting_.find(key);
  if (found == waiting_.end()) return;
  const std::vector<Respond> responds = std::move(found->second.responds);
  waiting_.erase(found);
  counts_.answered += responds.size();
  for (const Respond& each : responds) each(answer);
}

void Sequencer::requeue(const std::string& key, std::uint64_t sequence, Instant) {
  const auto found = waiting_.find(key);
  if (found == waiting_.end() || found->second.sequence != sequence) return;  // a newer commit is on its way
  found->second.sequence.reset();
  queue_.push_back(key);
}

void Sequencer::give_up(InFlight commit, Instant now) {
  for (const std::string& stream : commit.touched) speculation_.discard_from(stream, commit.sequence);
  requeue(commit.key, commit.sequence, now);
  drain_ = true;
}

void Sequencer::on_append_failed(std::uint64_t sequence, bool surely_absent, const std::string&, Instant now) {
  not_before_ = now + append_pause;
  if (!surely_absent) return;  // it comes back, or tick() gives it up
  const auto found = std::find_if(in_flight_.begin(), in_flight_.end(),
                                  [&](const InFlight& f) { return f.sequence == sequence; });
  if (found == in_flight_.end()) return;
  InFlight commit = std::move(*found);
  in_flight_.erase(found);
  give_up(std::move(commit), now);
}

std::deque<Sequencer::InFlight>::iterator Sequencer::find_in_flight(ByteView bytes, std::optional<Head>& head) {
  if (!in_flight_.empty() && *in_flight_.front().record == bytes) {  // nearly always: no hash is needed
    head = in_flight_.front().head;
    return in_flight_.begin();
  }
  head = head_given_by(bytes);
  return std::find_if(in_flight_.begin(), in_flight_.end(), [&](const InFlight& f) { return f.head == *head; });
}

Result<projections::Folded> Sequencer::on_record(Position position, ByteView bytes, Instant now) {
  std::optional<Head> head;
  const auto found = find_in_flight(bytes, head);
  std::optional<InFlight> own;
  if (found != in_flight_.end()) {
    own = std::move(*found);
    in_flight_.erase(found);
  }
  const auto prepared = own ? projections::PreparedStates(own->prepared) : projections::PreparedStates();
  opened_.open(position, bytes, head);
  KINTSUGI_TRY(projections::Folded folded, fold_.fold(opened_, prepared));
  after_fold(folded, std::move(own), position, now);
  return folded;
}

void Sequencer::after_fold(const projections::Folded& folded, std::optional<InFlight> own, Position position,
                           Instant now) {
  if (folded.verdict != Verdict::counts) {
    if (!own) return;
    ++counts_.void_own;
    for (const std::string& stream : own->touched) speculation_.contend(stream, now + options_.contended_for);
    give_up(*std::move(own), now);
    return;
  }
  for (const std::uint16_t stream : opened_.view.touched()) {
    const std::string name = name_in(opened_.view.tenant(), opened_.view.streams()[stream]);
    if (own) {
      speculation_.settle(name, own->sequence);
    } else if (speculation_.discard(name)) {
      speculation_.contend(name, now + options_.contended_for);
      drain_ = true;
    }
  }
  answer_counted(position, own ? &*own : nullptr);
  for (const std::string& id : folded.new_reactions) {
    const std::string key = name_in(opened_.view.tenant(), id);
    if (!own) continue;
    own_reactions_.insert(key);
    const auto* pending = fold_.pending_reaction(opened_.view.tenant(), id);
    if (pending != nullptr && pending->due <= now) send_reaction(*pending, now);
  }
}

void Sequencer::answer_counted(Position position, const InFlight* own) {
  const std::string key = name_in(opened_.view.tenant(), opened_.view.id());
  const auto waiting = waiting_.find(key);
  if (waiting == waiting_.end()) return;
  if (waiting->second.fingerprint != opened_.view.fingerprint()) return respond(key, reused(std::string(opened_.view.id())));
  Answer answer;
  answer.position = position;
  if (opened_.view.refused()) answer.refusal = opened_.view.refusal();
  answer.record = own != nullptr ? own->record : std::make_shared<const Bytes>(opened_.view.bytes());
  respond(key, answer);
}

void Sequencer::send_reaction(const projections::PendingReaction& reaction, Instant now) {
  const std::string key = name_in(reaction.tenant, reaction.command_id);
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

void Sequencer::stop(const Error& why) {
  queue_.clear();
  while (!waiting_.empty()) respond(std::string(waiting_.begin()->first), tl::unexpected(why));
}

void Sequencer::tick(Instant now) {
  while (!in_flight_.empty() && in_flight_.front().appended_at + options_.read_back_max <= now) {
    InFlight lost = std::move(in_flight_.front());
    in_flight_.pop_front();
    ++counts_.timed_out;
    give_up(std::move(lost), now);
  }
  std::vector<std::string> overdue;
  for (const auto& [key, waiting] : waiting_) {
    if (waiting.since + options_.answer_max <= now) overdue.push_back(key);
  }
  for (const std::string& key : overdue) {
    const std::string id = waiting_.at(key).request.id;
    respond(key, unknown_outcome(id));
  }
  for (const projections::PendingReaction* reaction : fold_.due_order()) {
    const Instant due = reaction->due;
    if (due > now) break;
    const std::string key = name_in(reaction->tenant, reaction->command_id);
    const auto sent = sent_reactions_.find(key);
    const Instant last = sent == sent_reactions_.end() ? due : std::max(due, sent->second);
    const bool mine = own_reactions_.contains(key) && sent == sent_reactions_.end();
    if (!mine && last + options_.reaction_grace > now) continue;
    send_reaction(*reaction, now);
  }
}

}  // namespace kintsugi::api
