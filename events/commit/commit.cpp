#include "events/commit/commit.h"

#include <capnp/message.h>
#include <capnp/serialize.h>
#include <kj/array.h>

#include <array>
#include <cstring>

#include "events/base/check.h"
#include "events/commit/commit.capnp.h"
#include "events/commit/log_key.h"
#include "events/commit/stream_names.h"
#include "events/schema/runtime/codec.h"

namespace kintsugi {

namespace {

constexpr std::size_t head_size = 16;
constexpr std::uint16_t rule_version = 1;
constexpr std::uint16_t log_key_version = 2;  // no commit: a record that puts the log under a key
constexpr std::size_t first_segment_words = 2048;  // 16 KiB: all but huge commits fit one segment
constexpr std::size_t size_words_max = 8u << 20;   // 64 MiB

std::string_view text(capnp::Text::Reader reader) { return {reader.begin(), reader.size()}; }

capnp::Text::Reader reader_of(const std::string& s) { return {s.c_str(), s.size()}; }

void fill_actor(stored::Actor::Builder out, const Actor& actor) {
  out.setKind(static_cast<std::uint16_t>(actor.kind));
  if (!actor.operator_id.empty()) out.setOperator(reader_of(actor.operator_id));
  if (!actor.roles.empty()) {
    auto roles = out.initRoles(static_cast<unsigned>(actor.roles.size()));
    for (unsigned i = 0; i < roles.size(); ++i) roles.set(i, reader_of(actor.roles[i]));
  }
  if (!actor.outlet.empty()) out.setOutlet(reader_of(actor.outlet));
  if (!actor.session.empty()) out.setSession(reader_of(actor.session));
  if (!actor.device.empty()) out.setDevice(reader_of(actor.device));
  out.setDeviceSequence(actor.device_sequence);
  if (!actor.address.empty()) out.setAddress(reader_of(actor.address));
  out.setSeenPosition(actor.seen_position);
}

std::uint16_t index_of(const std::vector<Expectation>& expectations, std::string_view stream) {
  for (std::size_t i = 0; i < expectations.size(); ++i) {
    if (expectations[i].stream == stream) return static_cast<std::uint16_t>(i);
  }
  KINTSUGI_CHECK(false, "an event's stream is not among the expectations");
  return 0;
}

void fill_outcome(stored::Commit::Builder out, const CommitOutcome& outcome, StreamNames& names) {
  if (outcome.refusal) {
    auto refusal = out.getOutcome().initRefusal();
    refusal.setCode(reader_of(outcome.refusal->code));
    refusal.setWhat(reader_of(outcome.refusal->what));
    refusal.setKind(static_cast<std::uint16_t>(outcome.refusal->kind));
    return;
  }
  auto events = out.getOutcome().initEvents(static_cast<unsigned>(outcome.events.size()));
  for (unsigned i = 0; i < events.size(); ++i) {
    const CommittedEvent& event = outcome.events[i];
    events[i].setStream(index_of(outcome.expectations, event.stream));
    events[i].setCode(schema::code_of(event.event));
    schema::encode(events[i].initBody(), event.event, names);
  }
}

void fill_streams(stored::Commit::Builder out, const CommitOutcome& outcome, const StreamNames& names) {
  const auto all = names.names();
  auto streams = out.initStreams(static_cast<unsigned>(all.size()));
  for (unsigned i = 0; i < streams.size(); ++i) streams.set(i, reader_of(all[i]));
  auto heads = out.initHeads(static_cast<unsigned>(outcome.expectations.size() * head_size));
  thread_local std::string bytes;
  for (std::size_t i = 0; i < outcome.expectations.size(); ++i) {
    bytes.clear();
    append_bytes(bytes, outcome.expectations[i].head);
    std::memcpy(heads.begin() + i * head_size, bytes.data(), head_size);
  }
}

void fill_commit(stored::Commit::Builder out, const Asked& asked, const CommitOutcome& outcome) {
  StreamNames names;
  for (const Expectation& e : outcome.expectations) {
    const std::size_t slash = e.stream.find('/');
    names.index(std::string_view(e.stream).substr(0, slash),
                std::string_view(e.stream).substr(slash + 1));
  }
  KINTSUGI_CHECK(names.names().size() == outcome.expectations.size(), "a stream is expected twice");
  out.setId(reader_of(asked.id));
  out.setTenant(reader_of(asked.tenant));
  out.setRecordedAt(to_ms(outcome.recorded_at));
  out.setBusinessAt(asked.business_at ? to_ms(*asked.business_at) : 0);
  thread_local std::string fingerprint;
  fingerprint.clear();
  append_bytes(fingerprint, asked.fingerprint);
  out.setFingerprint({reinterpret_cast<const kj::byte*>(fingerprint.data()), fingerprint.size()});
  fill_actor(out.initActor(), asked.actor);
  if (!asked.cause.empty()) out.setCause(reader_of(asked.cause));
  if (!asked.correlation.empty()) out.setCorrelation(reader_of(asked.correlation));
  if (!asked.trace.empty()) out.setTrace(reader_of(asked.trace));
  auto commands = out.initCommands(static_cast<unsigned>(asked.commands.size()));
  for (unsigned i = 0; i < commands.size(); ++i) {
    commands[i].setCode(schema::code_of(asked.commands[i]));
    schema::encode(commands[i].initBody(), asked.commands[i], names);
  }
  fill_outcome(out, outcome, names);
  if (!outcome.rules.empty()) {
    auto rules = out.initRules(static_cast<unsigned>(outcome.rules.size()));
    for (unsigned i = 0; i < rules.size(); ++i) {
      rules[i].setRule(reader_of(outcome.rules[i].rule));
      rules[i].setVersion(outcome.rules[i].version);
    }
  }
  fill_streams(out, outcome, names);
}

// Standard framing of one segment: a zero (one segment), its size in words, the words.
Bytes frame(kj::ArrayPtr<const capnp::word> segment) {
  const std::uint32_t header[2] = {0, static_cast<std::uint32_t>(segment.size())};
  const auto words = segment.asBytes();
  Bytes out;
  out.reserve(sizeof header + words.size());
  out.append(reinterpret_cast<const char*>(header), sizeof header);
  out.append(reinterpret_cast<const char*>(words.begin()), words.size());
  return out;
}

// Each for one builder at a time on this thread, which zeroes what it used.
enum class Scratch { message, canonical };
template <Scratch which = Scratch::message>
kj::ArrayPtr<capnp::word> scratch_segment() {
  thread_local std::array<capnp::word, first_segment_words> scratch{};
  return kj::arrayPtr(scratch.data(), scratch.size());
}

// capnp::canonicalize() without its two further walks over everything, to size the copy and to check it.
Hash128 hash_of_canonical(stored::Commit::Reader commit) {
  const auto hash = [](kj::ArrayPtr<const capnp::word> words) {
    const auto octets = words.asBytes();
    return sha256_128({reinterpret_cast<const char*>(octets.begin()), octets.size()});
  };
  capnp::MallocMessageBuilder message(scratch_segment<Scratch::canonical>());
  message.initRoot<capnp::AnyPointer>().setCanonicalAs<stored::Commit>(commit);
  const auto segments = message.getSegmentsForOutput();
  return segments.size() == 1 ? hash(segments[0]) : hash(capnp::canonicalize(commit));
}

Bytes framed(capnp::MallocMessageBuilder& message) {
  const auto segments = message.getSegmentsForOutput();
  if (segments.size() == 1) return frame(segments[0]);
  const std::size_t root_words = message.getRoot<stored::Commit>().totalSize().wordCount;
  capnp::MallocMessageBuilder whole(static_cast<unsigned>(root_words + 1));
  whole.setRoot(message.getRoot<stored::Commit>().asReader());
  return frame(whole.getSegmentsForOutput()[0]);
}

}  // namespace

Bytes encode_commit(const Asked& asked, const CommitOutcome& outcome) {
  capnp::MallocMessageBuilder message(scratch_segment());
  auto root = message.initRoot<stored::Commit>();
  fill_commit(root, asked, outcome);
  return framed(message);
}

Bytes encode_key_record(LogKeyId id, Instant recorded_at) {
  capnp::MallocMessageBuilder message(scratch_segment());
  auto root = message.initRoot<stored::Commit>();
  root.setId("log_key/" + to_text(id));
  root.setRecordedAt(to_ms(recorded_at));
  root.setRuleVersion(log_key_version);
  return framed(message);
}

namespace {
void fill_commands(stored::Commit::Builder root, std::span<const schema::Command> commands) {
  StreamNames names;
  auto list = root.initCommands(static_cast<unsigned>(commands.size()));
  for (unsigned i = 0; i < list.size(); ++i) {
    list[i].setCode(schema::code_of(commands[i]));
    schema::encode(list[i].initBody(), commands[i], names);
  }
  const auto all = names.names();
  auto streams = root.initStreams(static_cast<unsigned>(all.size()));
  for (unsigned i = 0; i < streams.size(); ++i) streams.set(i, reader_of(all[i]));
}
}  // namespace

Hash128 fingerprint_of(std::span<const schema::Command> commands) {
  capnp::MallocMessageBuilder message(scratch_segment());
  auto root = message.initRoot<stored::Commit>();
  fill_commands(root, commands);
  return hash_of_canonical(root.asReader());
}

Bytes encode_command(const schema::Command& command) {
  capnp::MallocMessageBuilder message(scratch_segment());
  fill_commands(message.initRoot<stored::Commit>(), {&command, 1});
  return framed(message);
}

struct CommitView::Message {
  kj::Array<capnp::word> aligned;  // a copy, where the given bytes are not on a word boundary
  std::optional<capnp::FlatArrayMessageReader> reader;
  stored::Commit::Reader commit;
};

CommitView::CommitView() : message_(std::make_unique<Message>()) {}
CommitView::~CommitView() = default;
CommitView::CommitView(CommitView&&) noexcept = default;
CommitView& CommitView::operator=(CommitView&&) noexcept = default;

namespace {
tl::unexpected<Error> malformed(std::string why) {
  return fail(ErrorKind::corrupt, "commit.malformed", std::move(why));
}
}  // namespace

Result<void> CommitView::open(ByteView bytes) try {
  bytes_ = bytes;
  event_count_ = 0;
  streams_.clear();
  touched_.clear();
  if (bytes.size() < 16 || bytes.size() % sizeof(capnp::word) != 0) {
    return malformed("the record is not a whole number of words");
  }
  const std::size_t words = bytes.size() / sizeof(capnp::word);
  const auto* begin = reinterpret_cast<const capnp::word*>(bytes.data());
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(capnp::word) != 0) {
    if (message_->aligned.size() < words) {
      message_->reader.reset();
      message_->aligned = kj::heapArray<capnp::word>(words * 2);
    }
    std::memcpy(message_->aligned.begin(), bytes.data(), bytes.size());
    begin = message_->aligned.begin();
  }
  capnp::ReaderOptions options;
  options.traversalLimitInWords = size_words_max;
  message_->reader.emplace(kj::arrayPtr(begin, words), options);
  const auto commit = message_->reader->getRoot<stored::Commit>();
  message_->commit = commit;
  id_ = text(commit.getId());
  if (commit.getRuleVersion() == log_key_version) {
    if (!key_named_by(id_)) return malformed("a record that names no key of a log");
    return fail(ErrorKind::corrupt, "commit.log_key", "the record names the log's key, no commit");
  }
  if (commit.getRuleVersion() != rule_version) {
    return fail(ErrorKind::corrupt, "schema.newer",
                "it follows rule version " + std::to_string(commit.getRuleVersion()) +
                    ", and this engine knows 1 and 2");
  }
  tenant_ = text(commit.getTenant());
  cause_ = text(commit.getCause());
  recorded_at_ = instant_from_ms(commit.getRecordedAt());
  business_at_.reset();
  if (commit.getBusinessAt() != 0) business_at_ = instant_from_ms(commit.getBusinessAt());
  const auto fingerprint = commit.getFingerprint();
  const auto heads = commit.getHeads();
  if (id_.empty() || tenant_.empty() || fingerprint.size() != head_size ||
      heads.size() % head_size != 0) {
    return malformed("a commit needs an id, a tenant, a fingerprint and whole heads");
  }
  fingerprint_ = hash128_from_bytes(
      {reinterpret_cast<const char*>(fingerprint.begin()), fingerprint.size()});
  heads_ = {reinterpret_cast<const char*>(heads.begin()), heads.size()};
  for (const auto stream : commit.getStreams()) streams_.push_back(text(stream));
  expectation_count_ = heads.size() / head_size;
  if (expectation_count_ > streams_.size()) return malformed("more heads than streams");
  refused_ = commit.getOutcome().isRefusal();
  if (refused_) return {};
  for (const auto event : commit.getOutcome().getEvents()) {
    const std::uint16_t stream = event.getStream();
    if (stream >= expectation_count_) return malformed("an event's stream is not expected");
    if (std::find(touched_.begin(), touched_.end(), stream) == touched_.end()) {
      touched_.push_back(stream);
    }
  }
  return {};
} catch (const kj::Exception& e) {
  return malformed(std::string(e.getDescription().cStr()));
}

Result<schema::Command> decode_command(ByteView bytes) try {
  auto words = kj::heapArray<capnp::word>(bytes.size() / sizeof(capnp::word));
  std::memcpy(words.begin(), bytes.data(), words.size() * sizeof(capnp::word));
  capnp::FlatArrayMessageReader message(words);
  const auto commit = message.getRoot<stored::Commit>();
  std::vector<std::string_view> names;
  for (const auto stream : commit.getStreams()) names.push_back(text(stream));
  if (commit.getCommands().size() != 1) return malformed("one command was expected");
  const auto command = commit.getCommands()[0];
  return schema::read_command(command.getCode(), command.getBody(), names);
} catch (const kj::Exception& e) {
  return malformed(std::string(e.getDescription().cStr()));
}

Result<void> CommitView::open_events() try {
  if (refused_ || event_count_ > 0) return {};
  const auto events = message_->commit.getOutcome().getEvents();
  if (events_.size() < events.size()) events_.resize(events.size());
  EventInCommit* next = events_.data();
  for (const auto event : events) {
    next->stream = event.getStream();
    KINTSUGI_TRY_OK(schema::view_event(event.getCode(), event.getBody(), streams_, next->event));
    ++next;
  }
  event_count_ = events.size();
  return {};
} catch (const kj::Exception& e) {
  return malformed(std::string(e.getDescription().cStr()));
}

Head CommitView::expected_head(std::size_t i) const {
  return hash128_from_bytes(heads_.substr(i * head_size, head_size));
}

Actor CommitView::actor() const {
  const auto in = message_->commit.getActor();
  Actor out;
  out.kind = static_cast<ActorKind>(in.getKind());
  out.operator_id = text(in.getOperator());
  for (const auto role : in.getRoles()) out.roles.emplace_back(text(role));
  out.outlet = text(in.getOutlet());
  out.session = text(in.getSession());
  out.device = text(in.getDevice());
  out.device_sequence = in.getDeviceSequence();
  out.address = text(in.getAddress());
  out.seen_position = in.getSeenPosition();
  return out;
}

std::string_view CommitView::operator_id() const { return text(message_->commit.getActor().getOperator()); }
std::string_view CommitView::outlet() const {
  return text(message_->commit.getActor().getOutlet());
}
ActorKind CommitView::actor_kind() const {
  return static_cast<ActorKind>(message_->commit.getActor().getKind());
}
std::string_view CommitView::session() const { return text(message_->commit.getActor().getSession()); }
std::string_view CommitView::correlation() const { return text(message_->commit.getCorrelation()); }
std::string_view CommitView::trace() const { return text(message_->commit.getTrace()); }
std::int64_t CommitView::seen_position() const { return message_->commit.getActor().getSeenPosition(); }
std::size_t CommitView::command_count() const { return message_->commit.getCommands().size(); }

std::uint16_t CommitView::command_code(std::size_t i) const {
  const auto commands = message_->commit.getCommands();
  return i < commands.size() ? commands[static_cast<unsigned>(i)].getCode() : std::uint16_t{0};
}

Result<schema::Command> CommitView::command(std::size_t i) const try {
  const auto commands = message_->commit.getCommands();
  if (i >= commands.size()) return malformed("the commit names no such command");
  const auto command = commands[static_cast<unsigned>(i)];
  return schema::read_command(command.getCode(), command.getBody(), streams_);
} catch (const kj::Exception& e) {
  return malformed(std::string(e.getDescription().cStr()));
}

Error CommitView::refusal() const {
  KINTSUGI_CHECK(refused_, "the commit is no refusal");
  const auto refusal = message_->commit.getOutcome().getRefusal();
  return Error{static_cast<ErrorKind>(refusal.getKind()), std::string(text(refusal.getCode())),
               std::string(text(refusal.getWhat())), {}};
}

std::vector<CommittedRule> CommitView::rules() const {
  std::vector<CommittedRule> out;
  for (const auto rule : message_->commit.getRules()) {
    out.push_back({std::string(text(rule.getRule())), rule.getVersion()});
  }
  return out;
}

Instant recorded_at_of(ByteView bytes) {
  thread_local CommitView view;
  return view.open(bytes) ? view.recorded_at() : Instant{};
}

}  // namespace kintsugi
