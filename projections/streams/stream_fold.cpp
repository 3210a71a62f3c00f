#include "projections/streams/stream_fold.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

#include "events/base/check.h"
#include "projections/streams/rows.h"
#include "schema/codec.h"
#include "schema/dispatch.h"

namespace kintsugi::projections {

namespace {

constexpr std::uint64_t time_mark_every = 64;  // counted commits of a tenant

const std::string& full_name(std::string_view tenant, std::string_view name) {
  thread_local std::string out;
  out.assign(tenant);
  out.push_back('\0');
  out.append(name);
  return out;
}

Hash128 hash_of(std::string_view name) {
  const XXH128_hash_t h = XXH3_128bits(name.data(), name.size());
  return Hash128{h.high64, h.low64};
}

Hash128 command_key(std::string_view tenant, std::string_view id) { return hash_of(full_name(tenant, id)); }

tl::unexpected<Error> damaged(std::string what) {
  return fail(ErrorKind::corrupt, "streams.damaged",
              std::move(what) + "; delete the directory streams-v1, it is rebuilt from the log");
}

std::string stream_row(const StreamEntry& entry) {
  std::string out;
  append_bytes(out, entry.head);
  rows::put64(out, entry.version);
  rows::put_text(out, entry.name);
  out.append(schema::state_to_bytes(*entry.state));
  return out;
}

Result<std::unique_ptr<StreamEntry>> read_stream_row(std::string_view row) {
  if (row.size() < 16) return damaged("the row of a stream is too short");
  auto entry = std::make_unique<StreamEntry>();
  entry->head = hash128_from_bytes(row.substr(0, 16));
  rows::Reader in(row.substr(16));
  entry->version = in.u64();
  entry->name = in.text();
  const std::size_t zero = entry->name.find('\0');
  const std::size_t slash = entry->name.find('/');
  if (!in.ok() || zero == std::string::npos || slash == std::string::npos || slash < zero) {
    return damaged("the row of a stream has no name");
  }
  const std::string_view type = std::string_view(entry->name).substr(zero + 1, slash - zero - 1);
  KINTSUGI_TRY(schema::State state, schema::state_from_bytes(type, in.rest()));
  entry->state = std::make_shared<schema::State>(std::move(state));
  return entry;
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
    : store_(store), options_(options), next_(store.position()),
      complete_(store.position() == Position{}), verdicts_(store) {}

Result<std::unique_ptr<StreamFold>> StreamFold::open(RowStore& store, Options options) {
  std::unique_ptr<StreamFold> fold(new StreamFold(store, options));
  KINTSUGI_CHECK_OK(fold->load());
  return fold;
}

Result<void> StreamFold::load() {
  KINTSUGI_TRY(const auto snapshot, store_.snapshot());
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
  KINTSUGI_CHECK_OK(snapshot->scan(std::string(1, rows::tenant), std::string(1, rows::tenant + 1), tenant_row));
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
    due_order_.emplace(out.due, out.tenant, out.command_id);
    pending_.emplace(std::pair(out.tenant, out.command_id), std::move(out));
    return true;
  };
  KINTSUGI_CHECK_OK(
      snapshot->scan(std::string(1, rows::reaction), std::string(1, rows::reaction + 1), reaction));
  if (error) return tl::unexpected(*error);
  return {};
}

Result<StreamFold::Loaded> StreamFold::entry(std::string_view tenant, std::string_view stream) {
  const std::string& name = full_name(tenant, stream);
  const Hash128 key = hash_of(name);
  if (const auto found = streams_.find(key); found != streams_.end()) {
    if (found->second->name != name) return damaged("two streams share one hash: " + found->second->name);
    return Loaded{key, found->second.get()};
  }
  std::unique_ptr<StreamEntry> fresh;
  if (!complete_) {
    KINTSUGI_TRY(const auto row, store_.get(rows::key_of(rows::stream, key)));
    if (row) {
      KINTSUGI_TRY(fresh, read_stream_row(*row));
      if (fresh->name != name) return damaged("two streams share one hash: " + fresh->name);
    }
  }
  if (!fresh) {
    fresh = std::make_unique<StreamEntry>();
    fresh->name = name;
  }
  StreamEntry* const raw = fresh.get();
  streams_.emplace(key, std::move(fresh));
  return Loaded{key, raw};
}

Result<const CommandRecord*> StreamFold::find_command(Hash128 key) {
  if (const auto found = commands_.find(key); found != commands_.end()) return &found->second;
  if (complete_) return nullptr;
  KINTSUGI_TRY(const auto row, store_.get(rows::key_of(rows::command, key)));
  if (!row) return nullptr;
  rows::Reader in(*row);
  CommandRecord record;
  record.position = Position{static_cast<std::int64_t>(in.u64())};
  if (!in.ok() || in.rest().size() != 16) return damaged("the row of a command has a wrong size");
  record.fingerprint = hash128_from_bytes(in.rest());
  return &commands_.emplace(key, record).first->second;
}

Result<const StreamEntry*> StreamFold::stream(std::string_view tenant, std::string_view stream) {
  KINTSUGI_TRY(const Loaded loaded, entry(tenant, stream));
  return loaded.entry;
}

Result<std::optional<CommandRecord>> StreamFold::command(std::string_view tenant, std::string_view id) {
  KINTSUGI_TRY(const CommandRecord* found, find_command(command_key(tenant, id)));
  if (found == nullptr) return std::optional<CommandRecord>{};
  return std::optional<CommandRecord>(*found);
}

Instant StreamFold::clock(std::string_view tenant) const {
  const auto found = tenants_.find(tenant);
  return found == tenants_.end() ? Instant{} : found->second.clock.last();
}

Result<Verdict> StreamFold::judge_record(const CommitView& view, Hash128 command_key) {
  KINTSUGI_TRY(const CommandRecord* earlier, find_command(command_key));
  const bool command_counted = earlier != nullptr;
  loaded_.clear();
  for (std::size_t i = 0; i < view.expectation_count() && !command_counted; ++i) {
    KINTSUGI_TRY(const Loaded loaded, entry(view.tenant(), view.streams()[i]));
    loaded_.push_back(loaded);
  }
  const Verdict verdict =
      judge(view, [&] { return command_counted; }, [&](std::size_t i) { return loaded_[i].entry->head; });
  if (verdict == Verdict::void_stale && options_.fault == FoldFault::skip_a_void_check &&
      counts_.stale % 7 == 3) {
    return Verdict::counts;
  }
  return verdict;
}

Result<Folded> StreamFold::fold(Position position, ByteView bytes, CommitView& view,
                                const std::optional<Head>& known_head, PreparedStates prepared) {
  KINTSUGI_CHECK(position >= next_, "records are folded in order");
  Folded folded;
  if (Result<void> opened = view.open(bytes); !opened) {
    if (opened.error().code != "commit.malformed") return tl::unexpected(opened.error());
  } else {
    const Hash128 key = command_key(view.tenant(), view.id());
    KINTSUGI_TRY(folded.verdict, judge_record(view, key));
    folded.head = known_head ? *known_head : head_given_by(bytes);
    if (folded.verdict == Verdict::counts) {
      KINTSUGI_CHECK_OK(view.open_events());
      commands_.emplace(key, CommandRecord{position, view.fingerprint(), true});
      dirty_commands_.push_back(key);
      auto tenant = tenants_.find(view.tenant());
      if (tenant == tenants_.end()) tenant = tenants_.emplace(std::string(view.tenant()), Tenant()).first;
      folded.recorded_at = tenant->second.clock.advance(view.recorded_at());
      mark_time(tenant->first, tenant->second, position);
      touch(view, folded.head, prepared);
      if (options_.policies) keep_reactions(view, folded.recorded_at, folded);
    }
  }
  note(folded.verdict, view);
  KINTSUGI_CHECK_OK(verdicts_.set(position, folded.verdict == Verdict::counts));
  next_ = position.next();
  ++unflushed_;
  return folded;
}

void StreamFold::touch(const CommitView& view, Head head, PreparedStates prepared) {
  for (std::size_t i = 0; i < view.touched().size(); ++i) {
    const Loaded& loaded = loaded_[view.touched()[i]];
    StreamEntry& entry = *loaded.entry;
    entry.head = head_after(head, ++entry.version);
    if (!entry.dirty) dirty_streams_.push_back(loaded.key);
    entry.dirty = true;
    if (!prepared.empty()) {
      entry.state = prepared[i];
    } else if (!entry.state) {
      entry.state = std::make_shared<schema::State>();
    } else if (entry.state.use_count() > 1) {
      entry.state = std::make_shared<schema::State>(*entry.state);
    }
  }
  if (!prepared.empty()) return;
  for (const EventInCommit& event : view.events()) {
    core::evolve_any(*loaded_[event.stream].entry->state, event.event);
  }
}

void StreamFold::keep_reactions(const CommitView& view, Instant clock, Folded& folded) {
  erase_reaction(view.tenant(), view.id());
  core::Cause cause{view.id(), view.actor_kind(), clock, view.business_at().value_or(clock)};
  reactions_scratch_.clear();
  for (const EventInCommit& event : view.events()) {
    core::react(view.streams()[event.stream], event.event, cause, reactions_scratch_);
  }
  if (reactions_scratch_.empty()) return;
  const auto keep = [&](std::string id, Instant due, schema::Command& command) {
    PendingReaction reaction{std::string(view.tenant()), std::move(id), due, std::string(view.id()),
                             std::move(command)};
    changes_.push_back({rows::key_of(rows::reaction, reaction.tenant, reaction.command_id),
                        reaction_row(reaction)});
    folded.new_reactions.push_back(reaction.command_id);
    if (const auto old = pending_.find({reaction.tenant, reaction.command_id}); old != pending_.end()) {
      due_order_.erase({old->second.due, reaction.tenant, reaction.command_id});
    }
    due_order_.emplace(reaction.due, reaction.tenant, reaction.command_id);
    pending_.insert_or_assign(std::pair(reaction.tenant, reaction.command_id), std::move(reaction));
  };
  for (const std::string& key : reactions_scratch_.disarms) erase_reaction(view.tenant(), "deadline:" + key);
  for (auto& issue : reactions_scratch_.issues) {
    keep("policy:" + std::string(view.id()) + ":" + issue.suffix, clock, issue.command);
  }
  for (auto& arm : reactions_scratch_.arms) keep("deadline:" + arm.key, arm.due, arm.command);
}

void StreamFold::erase_reaction(std::string_view tenant, std::string_view command_id) {
  const auto found = pending_.find(std::pair(std::string(tenant), std::string(command_id)));
  if (found == pending_.end()) return;
  changes_.push_back({rows::key_of(rows::reaction, tenant, command_id), std::nullopt});
  due_order_.erase({found->second.due, found->second.tenant, found->second.command_id});
  pending_.erase(found);
}

void StreamFold::mark_time(std::string_view name, Tenant& tenant, Position position) {
  tenant.dirty = true;
  if (tenant.counted++ % time_mark_every != 0) return;
  std::string id;
  rows::put64(id, static_cast<std::uint64_t>(to_ms(tenant.clock.last())));
  rows::put64(id, static_cast<std::uint64_t>(position.value));
  changes_.push_back({rows::key_of(rows::time, name, id), std::string()});
}

void StreamFold::note(Verdict verdict, const CommitView& view) {
  ++counts_.commits;
  switch (verdict) {
    case Verdict::counts:
      ++counts_.counted;
      if (view.refused()) ++counts_.refused;
      break;
    case Verdict::void_stale: ++counts_.stale; break;
    case Verdict::void_repeated: ++counts_.repeated; break;
    case Verdict::void_malformed: ++counts_.malformed; break;
  }
}

Result<void> StreamFold::flush() {
  for (const Hash128 key : dirty_streams_) {
    StreamEntry& entry = *streams_.find(key)->second;
    changes_.push_back({rows::key_of(rows::stream, key), stream_row(entry)});
    entry.dirty = false;
  }
  for (const Hash128 key : dirty_commands_) {
    CommandRecord& record = commands_.find(key).value();
    std::string value;
    rows::put64(value, static_cast<std::uint64_t>(record.position.value));
    append_bytes(value, record.fingerprint);
    changes_.push_back({rows::key_of(rows::command, key), std::move(value)});
    record.dirty = false;
  }
  for (auto& [name, tenant] : tenants_) {
    if (!tenant.dirty) continue;
    std::string value;
    rows::put64(value, static_cast<std::uint64_t>(to_ms(tenant.clock.last())));
    rows::put64(value, tenant.counted);
    changes_.push_back({std::string(1, rows::tenant) + name, std::move(value)});
    tenant.dirty = false;
  }
  verdicts_.take_changes(changes_);
  KINTSUGI_CHECK_OK(store_.write(changes_, next_));
  changes_.clear();
  dirty_streams_.clear();
  dirty_commands_.clear();
  unflushed_ = 0;
  drop_clean();
  return {};
}

void StreamFold::drop_clean() {
  if (commands_.size() > options_.cached_commands_max) {
    commands_.clear();
    complete_ = false;
  }
  if (streams_.size() > options_.cached_streams_max) {
    streams_.clear();
    complete_ = false;
  }
}

}  // namespace kintsugi::projections
