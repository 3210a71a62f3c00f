#include "projections/judge/stream_fold.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "core/dispatch.h"
#include "events/base/check.h"
#include "events/schema/runtime/bytes.h"
#include "projections/judge/renewals.h"
#include "projections/judge/rows.h"
#include "projections/judge/stream_keys.h"
#include "schema/work_order_promise_commands.h"

namespace kintsugi::projections {

namespace {

constexpr std::uint64_t time_mark_every = 64;  // counted commits of a tenant

constexpr std::size_t cache_line = 64;
constexpr std::size_t warm_lines = 4;  // of a state: what most events change

// Reactions are the only commands with such ids (core/policies/reactions.h).
bool may_be_reaction(std::string_view command_id) {
  return command_id.starts_with("policy:") || command_id.starts_with("deadline:");
}

tl::unexpected<Error> damaged(std::string what) {
  return fail(ErrorKind::corrupt, "streams.damaged",
              std::move(what) + "; delete the directory streams-v5, it is rebuilt from the log");
}

// The row of the stream with that full name into its fresh entry.
Result<void> read_stream_row(std::string_view row, StreamEntry& entry) {
  if (row.size() < 16) return damaged("the row of a stream is too short");
  rows::Reader in(row.substr(16));
  const std::uint64_t version = in.u64();
  const std::string_view name = in.text();
  const std::size_t zero = name.find('\0');
  const std::size_t slash = name.find('/');
  if (!in.ok() || zero == std::string_view::npos || slash == std::string_view::npos ||
      slash < zero) {
    return damaged("the row of a stream has no name");
  }
  if (name != entry.name) return damaged("two streams share one hash: " + std::string(name));
  KINTSUGI_TRY(schema::State state,
               schema::state_from_bytes(name.substr(zero + 1, slash - zero - 1), in.rest()));
  entry.head = hash128_from_bytes(row.substr(0, 16));
  entry.version = version;
  entry.state = std::make_shared<schema::State>(std::move(state));
  return {};
}

bool may_have_row(const std::optional<DroppedKeys>& dropped, Hash128 key) {
  return !dropped || dropped->may_contain(key);
}

std::string reaction_row(const PendingReaction& reaction) {
  std::string out;
  rows::put64(out, static_cast<std::uint64_t>(to_ms(reaction.due)));
  rows::put_text(out, reaction.cause);
  rows::put_text(out, encode_command(reaction.command));
  return out;
}

}  // namespace

StreamFold::StreamFold(RowStore& store, Options options)
    : store_(store), options_(options), next_(store.position()), verdicts_(store),
      watched_(options.watched_streams_max) {
  if (next_ != Position{}) return;
  dropped_streams_.emplace();
  dropped_commands_.emplace();
}

Result<std::unique_ptr<StreamFold>> StreamFold::open(RowStore& store, Options options) {
  std::unique_ptr<StreamFold> fold(new StreamFold(store, options));
  KINTSUGI_TRY_OK(fold->load());
  return fold;
}

Result<void> StreamFold::load() {
  KINTSUGI_TRY(const auto snapshot, store_.snapshot());
  KINTSUGI_TRY_OK(load_log_key(*snapshot));
  std::optional<Error> error;
  const auto tenant_row = [&](std::string_view key, std::string_view value) {
    rows::Reader in(value);
    Tenant tenant;
    tenant.clock = TenantClock(instant_from_ms(static_cast<std::int64_t>(in.u64())));
    tenant.counted = in.u64();
    if (!in.ok()) error = damaged("the row of a tenant is too short").value();
    tenants_.emplace(key.substr(1), tenant);
    return !error;
  };
  KINTSUGI_TRY_OK(
      snapshot->scan(std::string(1, rows::tenant), std::string(1, rows::tenant + 1), tenant_row));
  const auto reaction = [&](std::string_view key, std::string_view value) {
    const std::size_t zero = key.find('\0');
    rows::Reader in(value);
    PendingReaction out;
    out.due = instant_from_ms(static_cast<std::int64_t>(in.u64()));
    out.cause = in.text();
    Result<schema::Command> command = decode_command(in.text());
    if (!in.ok() || zero == std::string_view::npos || !command) {
      error = damaged("the row of a pending reaction cannot be read").value();
      return false;
    }
    out.tenant = key.substr(1, zero - 1);
    out.command_id = key.substr(zero + 1);
    out.command = *std::move(command);
    out.stored = true;
    keep_reaction(std::move(out));
    return true;
  };
  KINTSUGI_TRY_OK(
      snapshot->scan(std::string(1, rows::reaction), std::string(1, rows::reaction + 1), reaction));
  if (error) return tl::unexpected(*error);
  dirty_reactions_.clear();
  return {};
}

Result<StreamFold::Loaded> StreamFold::entry(Hash128 key, std::string_view tenant,
                                             std::string_view stream) {
  const auto named_alike = [&](std::string_view name) {
    return name.size() == tenant.size() + 1 + stream.size() && name.starts_with(tenant) &&
           name.ends_with(stream);
  };
  if (StreamEntry* const found = streams_.find(key)) {
    found->used = true;
    if (!named_alike(found->name))
      return damaged("two streams share one hash: " + std::string(found->name));
    return Loaded{key, found};
  }
  std::optional<std::string> row;
  if (may_have_row(dropped_streams_, key)) {
    KINTSUGI_TRY(row, store_.get(rows::key_of(rows::stream, key)));
  }
  StreamEntry* const fresh = streams_.add(key, full_name(tenant, stream));
  if (row) KINTSUGI_TRY_OK(read_stream_row(*row, *fresh));
  return Loaded{key, fresh};
}

std::optional<std::uint32_t> StreamFold::known_command(Hash128 key) const {
  if (const auto found = commands_.find(key); found != commands_.end()) {
    const std::uint64_t number = found->second;
    if (number >= not_counted) return found->second;
    const std::uint64_t place = (number + not_counted - first_fresh_) % not_counted;
    return place < fresh_commands_.size() ? static_cast<std::uint32_t>(place) : has_row;
  }
  if (old_commands_.empty()) return std::nullopt;
  const auto old = old_commands_.find(key);
  if (old == old_commands_.end()) return std::nullopt;
  return old->second == not_counted ? not_counted : has_row;
}

Result<bool> StreamFold::command_counted(Hash128 key) {
  if (const auto known = known_command(key)) return *known != not_counted;
  if (!may_have_row(dropped_commands_, key)) return false;
  KINTSUGI_TRY(const auto row, store_.get(rows::key_of(rows::command, key)));
  if (row) commands_.emplace(key, has_row);
  return row.has_value();
}

Result<const StreamEntry*> StreamFold::stream(std::string_view tenant, std::string_view stream) {
  return this->stream(key_of_name(full_name(tenant, stream)), tenant, stream);
}

Result<const StreamEntry*> StreamFold::stream(Hash128 key, std::string_view tenant,
                                              std::string_view stream) {
  KINTSUGI_TRY(const Loaded loaded, entry(key, tenant, stream));
  return loaded.entry;
}

Result<const StreamEntry*> StreamFold::watch(std::string_view tenant, std::string_view stream) {
  const Hash128 key = key_of_name(full_name(tenant, stream));
  KINTSUGI_TRY(const StreamEntry* found, this->stream(key, tenant, stream));
  if (found->version > 0) watched_.watch(key, *found);
  return found;
}

Result<std::optional<CommandRecord>> StreamFold::command(Hash128 key) {
  const auto known = known_command(key);
  if (known ? *known == not_counted : !may_have_row(dropped_commands_, key))
    return std::optional<CommandRecord>{};
  if (known && *known != has_row) {
    const Flush::Command& fresh = fresh_commands_[*known];
    return CommandRecord{fresh.position, fresh.fingerprint};
  }
  KINTSUGI_TRY(const auto row, store_.get(rows::key_of(rows::command, key)));
  if (!row) {
    commands_.emplace(key, not_counted);
    return std::optional<CommandRecord>{};
  }
  rows::Reader in(*row);
  CommandRecord record;
  record.position = Position{static_cast<std::int64_t>(in.u64())};
  if (!in.ok() || in.rest().size() != 16) return damaged("the row of a command has a wrong size");
  record.fingerprint = hash128_from_bytes(in.rest());
  return record;
}

Instant StreamFold::clock(std::string_view tenant) const {
  const auto found = tenants_.find(tenant);
  return found == tenants_.end() ? Instant{} : found->second.clock.last();
}

Result<Verdict> StreamFold::judge_record(const OpenedRecord& record) {
  const CommitView& view = record.view;
  KINTSUGI_TRY(const bool repeated, command_counted(record.command_key));
  loaded_.clear();
  for (std::size_t i = 0; i < record.stream_keys.size() && !repeated; ++i) {
    KINTSUGI_TRY(const Loaded loaded,
                 entry(record.stream_keys[i], view.tenant(), view.streams()[i]));
    loaded_.push_back(loaded);
  }
  const Verdict verdict =
      judge(view, [&] { return repeated; }, [&](std::size_t i) { return loaded_[i].entry->head; });
  if (verdict == Verdict::void_stale && options_.fault == FoldFault::skip_a_void_check &&
      counts_.stale % 7 == 3) {
    return Verdict::counts;
  }
  return verdict;
}

namespace {

// A record that must not be passed: where it is, both causes, and what to do.
tl::unexpected<Error> stops_at(Position position, const Error& error) {
  const std::string at = std::to_string(position.value);
  Error out = error;
  out.what = "the record at position " + at + " cannot be followed: " + error.what +
             ". Either a newer engine wrote it: start that one here. Or somebody who may write the "
             "log forged it: copy what is before it (kintsugi log copy --until " + at +
             ") and go on with the copy, where only nodes may write; of a log under a key "
             "(--log-key) such a record is void and stops nobody";
  return tl::unexpected(std::move(out));
}

}  // namespace

Result<Folded> StreamFold::fold(const OpenedRecord& record, PreparedStates prepared) {
  KINTSUGI_CHECK(record.position >= next_, "records are folded in order");
  Folded folded;
  KINTSUGI_TRY(const UnderKey::Step step, step_under_key(record));
  if (step == UnderKey::Step::key_record) {
    folded.verdict = Verdict::log_key;
  } else if (step == UnderKey::Step::unauthenticated &&
             (options_.fault != FoldFault::skip_seals || record.error)) {
    folded.verdict = Verdict::void_unauthenticated;
  } else if (record.error && record.error->code != "commit.malformed") {
    return stops_at(record.position, *record.error);
  } else if (!record.error) {
    KINTSUGI_TRY_OK(fold_commit(record, prepared, folded));
  }
  note(folded.verdict, record.position, record.view);
  verdicts_.set(record.position, folded.verdict == Verdict::counts);
  next_ = record.position.next();
  ++unflushed_;
  return folded;
}

Result<void> StreamFold::fold_commit(const OpenedRecord& record, PreparedStates prepared,
                                     Folded& folded) {
  const CommitView& view = record.view;
  KINTSUGI_TRY(folded.verdict, judge_record(record));
  folded.head = record.head;
  if (folded.verdict != Verdict::counts) return {};
  if (record.events_error) return stops_at(record.position, *record.events_error);
  commands_[record.command_key] = number_of(fresh_commands_.size());
  fresh_commands_.push_back({record.command_key, record.position, view.fingerprint()});
  auto tenant = tenants_.find(view.tenant());
  if (tenant == tenants_.end())
    tenant = tenants_.emplace(std::string(view.tenant()), Tenant()).first;
  folded.recorded_at = tenant->second.clock.advance(view.recorded_at());
  mark_time(tenant->first, tenant->second, record.position);
  touch(view, folded.head, prepared);
  if (options_.policies) keep_reactions(view, folded.recorded_at, folded);
  return {};
}

void StreamFold::warm(std::span<const OpenedRecord> records) const {
  for (const OpenedRecord& record : records) {
    // The look-up fetches its bucket.
    if (record.error || commands_.contains(record.command_key)) continue;
    for (const Hash128 key : record.stream_keys) {
      if (const StreamEntry* found = streams_.find(key)) {
        __builtin_prefetch(found);
        __builtin_prefetch(reinterpret_cast<const char*>(found) + cache_line);
      }
    }
  }
  for (const OpenedRecord& record : records) {
    if (record.error) continue;
    for (const std::uint16_t touched : record.view.touched()) {
      const StreamEntry* found = streams_.find(record.stream_keys[touched]);
      if (found == nullptr || !found->state) continue;
      const char* const state = reinterpret_cast<const char*>(found->state.get());
      for (std::size_t line = 0; line < warm_lines; ++line)
        __builtin_prefetch(state + line * cache_line);
    }
  }
}

void StreamFold::touch(const CommitView& view, Head head, PreparedStates prepared) {
  for (std::size_t i = 0; i < view.touched().size(); ++i) {
    const Loaded& loaded = loaded_[view.touched()[i]];
    StreamEntry& entry = *loaded.entry;
    entry.head = head_after(head, ++entry.version);
    if (!entry.dirty) dirty_streams_.push_back(loaded);
    entry.dirty = true;
    if (!prepared.empty()) {
      entry.state = prepared[i];
    } else if (!entry.state) {
      entry.state = std::make_shared<schema::State>();
    } else if (entry.state.use_count() > 1) {
      entry.state = std::make_shared<schema::State>(*entry.state);
    }
  }
  if (prepared.empty()) {
    for (const EventInCommit& event : view.events()) {
      core::evolve_any(*loaded_[event.stream].entry->state, event.event);
    }
  }
  if (watched_.empty()) return;
  for (const std::uint16_t touched : view.touched()) {
    watched_.moved(loaded_[touched].key, *loaded_[touched].entry);
  }
}

void StreamFold::keep_reactions(const CommitView& view, Instant clock, Folded& folded) {
  if (may_be_reaction(view.id())) erase_reaction(view.tenant(), view.id());
  core::Cause cause{view.id(), view.actor_kind(), clock, view.business_at().value_or(clock)};
  reactions_scratch_.clear();
  for (const EventInCommit& event : view.events()) {
    core::react(view.streams()[event.stream], event.event, cause, reactions_scratch_);
  }
  if (reactions_scratch_.empty()) return;
  const auto keep = [&](std::string id, Instant due, schema::Command& command) {
    folded.new_reactions.push_back(id);
    keep_reaction({std::string(view.tenant()), std::move(id), due, std::string(view.id()),
                   std::move(command)});
  };
  for (const std::string& key : reactions_scratch_.disarms)
    erase_reaction(view.tenant(), "deadline:" + key);
  for (auto& issue : reactions_scratch_.issues) {
    keep("policy:" + std::string(view.id()) + ":" + issue.suffix, clock, issue.command);
  }
  if (reactions_scratch_.renews_deadlines) {
    for (const std::string& order : orders_with_deadlines(due_order_, view.tenant())) {
      schema::Command renew = schema::RenewDeadlines{.order = order};
      keep("policy:" + std::string(view.id()) + ":renew:" + order, clock, renew);
    }
  }
  for (auto& arm : reactions_scratch_.arms) keep("deadline:" + arm.key, arm.due, arm.command);
}

void StreamFold::keep_reaction(PendingReaction reaction) {
  std::string key(full_name(reaction.tenant, reaction.command_id));
  std::unique_ptr<PendingReaction>& place = pending_[key];
  if (place) {
    due_order_.erase(place.get());
    reaction.stored |= place->stored;
  }
  place = std::make_unique<PendingReaction>(std::move(reaction));
  due_order_.insert(place.get());
  dirty_reactions_.push_back(std::move(key));
}

void StreamFold::erase_reaction(std::string_view tenant, std::string_view command_id) {
  const auto found = pending_.find(full_name(tenant, command_id));
  if (found == pending_.end()) return;
  due_order_.erase(found->second.get());
  if (found->second->stored) dirty_reactions_.push_back(found->first);
  pending_.erase(found);
}

const PendingReaction* StreamFold::pending_reaction(std::string_view tenant,
                                                    std::string_view command_id) const {
  const auto found = pending_.find(full_name(tenant, command_id));
  return found == pending_.end() ? nullptr : found->second.get();
}

bool StreamFold::ByDue::operator()(const PendingReaction* a, const PendingReaction* b) const {
  return std::tie(a->due, a->tenant, a->command_id) < std::tie(b->due, b->tenant, b->command_id);
}

void StreamFold::mark_time(std::string_view name, Tenant& tenant, Position position) {
  tenant.dirty = true;
  if (tenant.counted++ % time_mark_every != 0) return;
  std::string id;
  rows::put64(id, static_cast<std::uint64_t>(to_ms(tenant.clock.last())));
  rows::put64(id, static_cast<std::uint64_t>(position.value));
  changes_.push_back({rows::key_of(rows::time, name, id), std::string()});
}

void StreamFold::note(Verdict verdict, Position position, const CommitView& view) {
  ++counts_.commits;
  if (verdict != Verdict::counts && verdict != Verdict::log_key) {
    voids_.note(verdict, position);
    voids_dirty_ = true;
  }
  switch (verdict) {
    case Verdict::counts:
      ++counts_.counted;
      if (view.refused()) ++counts_.refused;
      break;
    case Verdict::void_stale: ++counts_.stale; break;
    case Verdict::void_repeated: ++counts_.repeated; break;
    case Verdict::void_malformed: ++counts_.malformed; break;
    case Verdict::void_unauthenticated: ++counts_.unauthenticated; break;
    case Verdict::log_key: break;
  }
}

// What was kept and erased again before it had a row leaves none.
void StreamFold::take_reactions() {
  for (const std::string& key : dirty_reactions_) {
    const auto found = pending_.find(key);
    std::optional<std::string> row;
    if (found != pending_.end()) {
      row = reaction_row(*found->second);
      found.value()->stored = true;
    }
    changes_.push_back({std::string(1, rows::reaction) + key, std::move(row)});
  }
  dirty_reactions_.clear();
}

void StreamFold::take_tenants() {
  for (auto& [name, tenant] : tenants_) {
    if (!tenant.dirty) continue;
    std::string value;
    rows::put64(value, static_cast<std::uint64_t>(to_ms(tenant.clock.last())));
    rows::put64(value, tenant.counted);
    changes_.push_back({std::string(1, rows::tenant) + name, std::move(value)});
    tenant.dirty = false;
  }
}

Result<std::shared_ptr<const Flush>> StreamFold::begin_flush() {
  KINTSUGI_CHECK(!flushing_, "one flush after the other");
  KINTSUGI_TRY_OK(verdicts_.publish());
  flushing_ = true;
  take_reactions();
  take_tenants();
  take_log_key();
  verdicts_.take_changes(changes_);
  auto flush = std::make_shared<Flush>();
  flush->streams.reserve(dirty_streams_.size());
  for (const Loaded& dirty : dirty_streams_) {
    const StreamEntry& entry = *dirty.entry;
    flush->streams.push_back({dirty.key, entry.head, entry.version, entry.name, entry.state});
    dirty.entry->dirty = false;
  }
  dirty_streams_.clear();
  flush->commands = fresh_commands_;
  commands_in_flush_ = fresh_commands_.size();
  flush->others = std::move(changes_);
  changes_.clear();
  flush->next = next_;
  unflushed_ = 0;
  return flush;
}

void StreamFold::end_flush() {
  flushing_ = false;
  verdicts_.changes_written();
  first_fresh_ = number_of(commands_in_flush_);
  fresh_commands_.erase(fresh_commands_.begin(),
                        fresh_commands_.begin() + static_cast<std::ptrdiff_t>(commands_in_flush_));
  commands_in_flush_ = 0;
  // Where one flush follows the other there was no time for steps.
  const bool far_too_much =
      streams_.size() > 2 * options_.cached_streams_max + dirty_streams_.size() ||
      commands_.size() > 2 * options_.cached_commands_max + fresh_commands_.size();
  if (far_too_much) drop_some(std::numeric_limits<std::size_t>::max());
  end_dropping();
  begin_dropping();
}

Result<void> StreamFold::flush() {
  KINTSUGI_TRY(const auto flush, begin_flush());
  KINTSUGI_TRY_OK(flush->write(store_, 2));  // whoever folds waits for it
  end_flush();
  drop_some(std::numeric_limits<std::size_t>::max());
  end_dropping();
  return {};
}

}  // namespace kintsugi::projections
