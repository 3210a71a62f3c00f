#include "core/histories/past.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "core/decide.h"
#include "core/dispatch.h"
#include "events/base/check.h"
#include "events/base/sha256.h"
#include "schema/asset_commands.h"
#include "schema/identity_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::histories {

namespace {

// Streams that belong to one order and are touched by nobody once it is closed; else millions of
// them would be kept in memory.
constexpr std::array<std::string_view, 22> own_types = {
    "work_order",   "part_request",    "follow_up",   "alarm",      "wage_order",
    "slip",         "card",            "maker_number", "customer",  "asset",
    "brand_serial", "interaction",     "appointment", "rating",     "fault_report",
    "handover",     "assessment",      "survey",      "workshop_unit",
    "follow_link",  "dispatch_ticket", "maker_claim",
};
// In a plain company, which submits nothing to its makers.
constexpr std::string_view own_where_plain = "settlement_line";

constexpr std::string_view nobodys_wage = "wage.no_technician";
constexpr std::string_view other_date = "asset.date_changed";

bool is_own(std::string_view stream, bool lively) {
  const auto type = stream.substr(0, stream.find('/'));
  if (!lively && type == own_where_plain) return true;
  return std::find(own_types.begin(), own_types.end(), type) != own_types.end();
}

std::string commit_id(std::uint64_t seed, std::int64_t number) {
  char id[40];
  std::snprintf(id, sizeof id, "%08llx-0000-7000-8000-%012llx",
                static_cast<unsigned long long>(seed & 0xFFFFFFFFu),
                static_cast<unsigned long long>(number));
  return id;
}

}  // namespace

Past::Key Past::key_of(std::string name) {
  std::uint64_t hash = 0xCBF29CE484222325u;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return {hash, std::move(name)};
}

Result<core::StreamState> Past::load(std::string_view stream) {
  const auto found = streams_.find(key_of(std::string(stream)));
  if (found == streams_.end()) return core::StreamState{};
  const Stream& known = found->second;
  return core::StreamState{known.state.empty() ? nullptr : &known.state, known.head, known.version};
}

// As the edge would know him: his duty, where he works, from where.
Actor Past::actor_of(const std::string& who) const {
  Actor actor;
  actor.kind = who.empty() ? ActorKind::system : ActorKind::person;
  if (options_.imported) actor.kind = ActorKind::import;
  if (who.empty()) return actor;
  actor.operator_id = who;
  actor.session = "s-" + who;
  unsigned desk = 0;
  for (const char c : who) desk = desk * 31 + static_cast<unsigned char>(c);
  actor.address = "10.1.0." + std::to_string(desk % 200 + 10);
  const auto* person = find<schema::Operator>(who);
  if (person == nullptr || person->grants.empty()) return actor;
  actor.roles = {std::string(schema::name_of(person->grants.front().role))};
  actor.outlet = person->grants.front().outlet;
  return actor;
}

std::optional<Made> Past::decide(Wish wish) {
  if (wish.ends_life) ended_.push_back(wish.life);
  if (wish.look) wish.look(wish.commands, *this);
  if (wish.commands.empty()) return std::nullopt;
  Asked asked;
  asked.id = commit_id(options_.seed, commits_ + 1);
  asked.commands = std::move(wish.commands);
  asked.actor = actor_of(wish.who);
  if (wish.device_sequence != 0) {
    asked.actor.device = "phone";
    asked.actor.device_sequence = wish.device_sequence;
  }
  auto made =
      make(std::move(asked), {wish.at, wish.life, wish.says_all, wish.where_possible});
  if (made) made->refused = wish.refused;
  return made;
}

std::optional<Made> Past::react(Instant until) {
  Pending next;
  Instant at = clock_;
  if (!issued_.empty()) {
    next = std::move(issued_.front());
    issued_.pop_front();
  } else {
    for (const std::int64_t life : ended_) forget(life);
    ended_.clear();
    if (armed_.empty() || armed_.begin()->first.first > until) return std::nullopt;
    const auto first = armed_.begin();
    at = first->first.first;
    due_.erase(first->first.second);
    next = std::move(first->second);
    armed_.erase(first);
  }
  Asked asked;
  asked.id = std::move(next.id);
  asked.cause = std::move(next.cause);
  asked.commands.push_back(std::move(next.command));
  asked.actor = actor_of("");
  auto made = make(std::move(asked), {.at = at, .life = next.life});
  // A policy asks for the wage of every order; where nobody of ours was there, there is none. For
  // a date that was set anew it asks all the same.
  for (const std::string_view idle : {nobodys_wage, other_date})
    if (made && made->commit.refusal && made->commit.refusal->code == idle) made->refused = idle;
  return made;
}

std::optional<Made> Past::make(Asked asked, const Terms& terms) {
  Made made;
  Commit& commit = made.commit;
  static_cast<Asked&>(commit) = std::move(asked);
  commit.tenant = options_.tenant;
  commit.fingerprint = fingerprint_of(commit.commands);
  commit.recorded_at = clock_ = std::max(clock_, terms.at);
  core::Reads reads(*this, commit.actor, commit.id, clock_, clock_);
  Result<core::Events> decided = core::decide_commands(commit.commands, reads);
  if (!decided && terms.where_possible) return std::nullopt;
  ++commits_;
  for (const core::NotedRead& read : reads.noted())
    commit.expectations.push_back({read.stream, read.seen.head});
  if (decided) {
    for (core::StreamEvent& event : decided->list())
      commit.events.push_back({std::move(event.stream), std::move(event.event)});
    for (const core::RuleUse& rule : decided->rules())
      commit.rules.push_back({rule.rule, rule.version});
  } else {
    commit.refusal = decided.error();
  }
  made.bytes = encode_commit(commit);
  fold(made, terms.life);
  if (!terms.says_all) take_reactions(made, terms.life);
  return made;
}

void Past::fold(const Made& made, std::int64_t life) {
  const bool opened = view_.open(made.bytes) && view_.open_events();
  KINTSUGI_CHECK(opened, "an own commit can be read");
  const Head head = sha256_128(made.bytes);
  touched_.assign(view_.streams().size(), nullptr);
  for (const std::uint16_t touched : view_.touched()) {
    const std::string_view name = view_.streams()[touched];
    const auto [stream, fresh] = streams_.try_emplace(key_of(std::string(name)));
    stream->second.head = head;
    ++stream->second.version;
    touched_[touched] = &stream->second;
    if (fresh && life != 0 && is_own(name, options_.lively))
      of_life_[life].push_back(stream->first);
  }
  for (const EventInCommit& event : view_.events()) {
    core::evolve_any(touched_[event.stream]->state, event.event);
  }
}

void Past::take_reactions(const Made& made, std::int64_t life) {
  reactions_.clear();
  const core::Cause cause{made.commit.id, ActorKind::person, clock_, clock_};
  for (const EventInCommit& event : view_.events())
    core::react(view_.streams()[event.stream], event.event, cause, reactions_);
  for (const std::string& key : reactions_.disarms) {
    const auto due = due_.find(key);
    if (due == due_.end()) continue;
    armed_.erase({due->second, key});
    due_.erase(due);
  }
  for (auto& issue : reactions_.issues) {
    issued_.push_back({"policy:" + made.commit.id + ":" + issue.suffix, made.commit.id,
                       std::move(issue.command), life});
  }
  for (auto& arm : reactions_.arms) {
    // Years on, a machine that came with an order is forgotten with it: a node that goes on from
    // here lets its dates come near.
    const bool of_machine = arm.command.get_if<schema::PassAssetDate>() != nullptr;
    if (of_machine && (life != 0 || !options_.lively)) continue;
    due_[arm.key] = arm.due;
    armed_[{arm.due, arm.key}] = {"deadline:" + arm.key, made.commit.id, std::move(arm.command),
                                  life};
  }
}

std::vector<std::string> Past::armed() const {
  std::vector<std::string> keys;
  for (const auto& [due, pending] : armed_)
    keys.push_back(due.second + "@" + format_instant(due.first));
  return keys;
}

// A machine that lives on remembers the orders that repaired it: whether those failed is judged
// when it breaks down again.
bool Past::is_looked_back_at(const Stream& stream, const std::vector<Key>& forgotten) const {
  const auto* order = stream.state.get_if<schema::WorkOrder>();
  if (options_.imported || order == nullptr || order->asset.empty()) return false;
  const Key asset = key_of("asset/" + order->asset);
  return streams_.contains(asset) &&
         std::find(forgotten.begin(), forgotten.end(), asset) == forgotten.end();
}

void Past::forget(std::int64_t life) {
  const auto own = of_life_.find(life);
  if (own == of_life_.end()) return;
  for (const Key& stream : own->second)
    if (!is_looked_back_at(streams_.at(stream), own->second)) streams_.erase(stream);
  of_life_.erase(own);
}

}  // namespace kintsugi::histories
