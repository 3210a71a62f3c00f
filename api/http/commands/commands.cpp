#include "api/http/commands/commands.h"

#include <algorithm>
#include <charconv>

#include "api/http/commands/alike_ids.h"
#include "api/http/commands/cited_facts.h"
#include "api/http/commands/left_out.h"
#include "api/http/commands/instead.h"
#include "api/http/commands/own_stream.h"
#include "api/http/commands/stale.h"
#include "api/http/commands/unseen.h"
#include "api/http/reading/moment.h"
#include "events/commit/commit.h"
#include "events/schema/runtime/json.h"
#include "events/schema/runtime/json_writer.h"

namespace kintsugi::api {

namespace {

// How keys begin that the engine itself makes; empty where this one does not.
std::string_view reserved_begin_of(std::string_view key) {
  for (std::string_view prefix : {"policy:", "deadline:", "edge:", "import:", "demo:"}) {
    if (key.starts_with(prefix)) return prefix;
  }
  return {};
}

// What a device calls itself, at most so many octets of whole characters.
Result<std::string> device_of(std::string_view text) {
  constexpr std::size_t octets_max = 100;
  const bool controls = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  if (controls || !is_utf8(text))
    return invalid("request.bad_header", "Kintsugi-Device is a name in UTF-8");
  std::size_t size = std::min(text.size(), octets_max);
  while (size > 0 && size < text.size() && (text[size] & 0xC0) == 0x80) --size;
  return std::string(text.substr(0, size));
}

// As the W3C writes it ("00-<32 hex>-<16 hex>-<2 hex>"); what is not of that form is no trace.
std::string_view trace_of(std::string_view text) {
  constexpr std::string_view form = "00-00000000000000000000000000000000-0000000000000000-00";
  if (text.size() != form.size()) return {};
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char c = text[i];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (form[i] == '-' ? c != '-' : !hex) return {};
  }
  return text;
}

// What JSON holds exactly, as the numbers of a device may be.
constexpr std::int64_t sequence_max = 9007199254740991;

Result<std::int64_t> integer_header(const Request& request, std::string_view name) {
  std::string_view text = request.header(name);
  std::int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) {
    return invalid("request.bad_header", std::string(name) + " is a whole number");
  }
  return value;
}

}  // namespace

Result<std::string> idempotency_key_of(std::string_view header) {
  if (header.empty()) {
    return invalid("request.missing_idempotency_key",
                   "send Idempotency-Key: \"<a new UUID>\" with each command");
  }
  std::string key;
  if (header.front() == '"') {
    if (header.size() < 2 || header.back() != '"')
      return invalid("request.bad_idempotency_key", "an open quote");
    for (std::size_t i = 1; i + 1 < header.size(); ++i) {
      if (header[i] == '\\' && i + 2 < header.size()) ++i;
      key.push_back(header[i]);
    }
  } else {
    key = header;
  }
  if (const std::string_view taken = reserved_begin_of(key); !taken.empty()) {
    return invalid("request.bad_idempotency_key", "keys that begin with \"" + std::string(taken) +
                                                      "\" are the engine's own: send a UUID");
  }
  bool printable =
      std::all_of(key.begin(), key.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
  if (key.empty() || key.size() > 255 || !printable) {
    return invalid("request.bad_idempotency_key",
                   "1 to 255 printable ASCII characters, e.g. a UUID");
  }
  return key;
}

Result<std::uint64_t> version_of(std::string_view header) {
  if (header.size() >= 2 && header.front() == '"' && header.back() == '"') {
    header = header.substr(1, header.size() - 2);
  }
  std::uint64_t version = 0;
  auto [end, error] = std::from_chars(header.data(), header.data() + header.size(), version);
  if (header.empty() || error != std::errc() || end != header.data() + header.size()) {
    return invalid("request.bad_if_match", "If-Match is one version: \"17\"");
  }
  return version;
}

Commands::Commands(Options options, Service& service, Guard& guard, Metrics& metrics)
    : options_(options),
      service_(service),
      node_(service.node()),
      guard_(guard),
      metrics_(metrics),
      unknown_words_(service) {}

bool Commands::is_public(const schema::TypeInfo& type) {
  if (type.kind != schema::TypeKind::command || type.route.empty()) return false;
  // Sent by the edge itself, which does more than the record of it says.
  for (std::string_view name : {"change_password", "sign_out", "record_export",
                                "invite_operator", "make_token", "make_follow_link"}) {
    if (type.name == name) return false;
  }
  return !(type.roles.size() == 1 && type.roles[0] == "system");
}

Result<CommandRequest> Commands::common_of(const Request& request, const Principal& principal) {
  if (principal.local) return fail(ErrorKind::forbidden, "authority.not_allowed", "reads only");
  KINTSUGI_TRY_OK(service_.takes_records());
  CommandRequest out;
  out.tenant = principal.tenant;
  out.actor = guard_.actor_of(request, principal);
  out.trace = trace_of(request.header("traceparent"));
  if (request.has_header("kintsugi-seen-position")) {
    KINTSUGI_TRY(out.actor.seen_position, integer_header(request, "kintsugi-seen-position"));
  }
  KINTSUGI_TRY(out.actor.device, device_of(request.header("kintsugi-device")));
  return out;
}

Result<Commands::Wish> Commands::wish_of(CommandRequest common, schema::Command command,
                                         Told told) {
  Wish wish;
  wish.begun = std::chrono::steady_clock::now();
  const schema::TypeInfo& type = *command.ops()->info;
  wish.command = type.name;
  wish.stream_type = type.stream;
  CommandRequest& out = wish.request;
  out = std::move(common);
  out.id = std::move(told.key);
  out.actor.device_sequence = told.device_sequence;
  if (told.device_sequence != 0 && out.actor.device.empty())
    return invalid("request.bad_header", "a number of a device needs Kintsugi-Device");
  out.commands.push_back(std::move(command));
  out.unknown_words = unknown_words_.in(out.tenant, out.commands.front());
  for (std::string& field : foreign_facts_in(service_, out.tenant, out.commands.front()))
    out.unknown_words.push_back(std::move(field));
  for (std::string& field : ids_alike(service_, out.tenant, out.commands.front()))
    out.unknown_words.push_back(std::move(field));
  for (std::string& field : orders_left_out(service_, out.tenant, out.commands.front()))
    out.unknown_words.push_back(std::move(field));
  if (!told.business_time.empty()) {
    auto time = parse_instant(told.business_time);
    if (!time) return invalid("request.bad_header", "Kintsugi-Business-Time is an RFC 3339 time");
    out.business_at = *time;
  }
  if (!told.if_match.empty()) {
    KINTSUGI_TRY(std::uint64_t version, version_of(told.if_match));
    std::string stream = own_stream_of(out.commands.front());
    if (stream.empty()) {
      return invalid("request.bad_if_match",
                     "this command names no single thing that has a version");
    }
    out.expected = ExpectedVersion{std::move(stream), version};
  }
  return wish;
}

Result<Commands::Wish> Commands::wish_alone(const Request& request, const Principal& principal,
                                            const schema::TypeInfo& type) {
  KINTSUGI_TRY(CommandRequest common, common_of(request, principal));
  if (media_type_of(request.header("content-type")) != "application/json") {
    return invalid("request.wrong_media_type", "a command is application/json");
  }
  Told told{.key = {},
            .if_match = request.header("if-match"),
            .business_time = request.header("kintsugi-business-time")};
  KINTSUGI_TRY(told.key, idempotency_key_of(request.header("idempotency-key")));
  // A header that is there and says nothing is a mistake, not a header that is not there.
  if (request.has_header("if-match")) KINTSUGI_TRY_OK(version_of(told.if_match));
  if (request.has_header("kintsugi-business-time") && told.business_time.empty())
    return invalid("request.bad_header", "Kintsugi-Business-Time is an RFC 3339 time");
  if (request.has_header("kintsugi-device-sequence")) {
    KINTSUGI_TRY(told.device_sequence, integer_header(request, "kintsugi-device-sequence"));
    if (told.device_sequence < 1 || told.device_sequence > sequence_max)
      return invalid("request.bad_header", "kintsugi-device-sequence is from 1 to 2^53 - 1");
  }
  KINTSUGI_TRY(schema::Command command, schema::read_command_json(type.name, request.body));
  return wish_of(std::move(common), std::move(command), std::move(told));
}

namespace {

// What the command moved, and to which versions. The ETag is that of the one thing it is about.
void write_moved_streams(std::string& out, const CommitView& view,
                         const std::vector<std::uint64_t>& versions, std::string_view about,
                         std::string& etag) {
  out += '[';
  int own = 0;
  for (std::size_t i = 0; i < view.touched().size(); ++i) {
    const std::string_view name = view.streams()[view.touched()[i]];
    out += i == 0 ? "{\"stream\":" : ",{\"stream\":";
    schema::json::write_text(out, name);
    if (i < versions.size()) {
      const std::string version = "\"" + std::to_string(versions[i]) + "\"";
      out.append(",\"version\":").append(version);
      if (name.substr(0, name.find('/')) == about && ++own == 1) etag = version;
    }
    out += '}';
  }
  out += ']';
  if (own != 1) etag.clear();
}

}  // namespace

Commands::Reply Commands::accepted(const Wish& wish, const Answer& answer, const CommitView& view) {
  Reply reply;
  reply.position = answer.position;
  std::string& out = reply.body;
  out += "{\"command_id\":";
  schema::json::write_text(out, wish.request.id);
  out.append(",\"command\":\"").append(wish.command);
  out.append("\",\"position\":\"").append(std::to_string(answer.position.value));
  out += "\",\"events\":[";
  std::string json;
  for (const EventInCommit& event : view.events()) {
    out += out.back() == '[' ? "{\"stream\":" : ",{\"stream\":";
    schema::json::write_text(out, view.streams()[event.stream]);
    json.clear();
    schema::write_json(json, event.event);
    if (json.size() > 2) out.append(",").append(json, 1);
    if (json.size() <= 2) out += '}';
  }
  out += "],\"streams\":";
  const bool told = !answer.versions.empty() || view.touched().empty();
  const auto versions = told ? answer.versions : versions_given(service_, view, answer.position);
  write_moved_streams(out, view, versions, wish.stream_type, reply.etag);
  out += '}';
  reply.replayed = answer.replayed;
  return reply;
}

Commands::Reply Commands::problem(const Request& request, Problem problem) {
  Reply reply;
  reply.status = problem.status != 0 ? problem.status : status_of(problem.error);
  problem.status = reply.status;
  reply.retry_after_s = reply.status == 503 ? 1 : 0;
  reply.position = problem.position;
  reply.body = problem_json(request, problem);
  reply.error = std::move(problem.error);
  return reply;
}

Commands::Reply Commands::reply_to(const Request& request, const Principal& principal,
                                   const Wish& wish, const Result<Answer>& answer) {
  auto took = std::chrono::steady_clock::now() - wish.begun;
  if (!answer) {
    metrics_.command(wish.command, name_of(answer.error().kind), took);
    return problem(request, {.error = answer.error()});
  }
  std::shared_ptr<const Bytes> record = answer->record;
  if (!record) {
    auto stored = node_.log().at(answer->position);
    if (!stored) return problem(request, {.error = stored.error()});
    record = std::make_shared<const Bytes>(std::move(*stored));
  }
  CommitView view;
  auto opened = view.open(*record);
  if (opened) opened = view.open_events();
  if (!opened) return problem(request, {.error = opened.error()});
  if (answer->replayed) {
    metrics_.idempotent_replay();
    if (view.operator_id() != principal.operator_id) {  // somebody else's key: tell nothing of it
      return problem(request, {.error = {ErrorKind::refused, "command.reused", {}, {}}});
    }
  }
  metrics_.command(wish.command, view.refused() ? "refused" : "accepted", took);
  if (!view.refused()) return accepted(wish, *answer, view);
  Problem refused{.error = as_told(service_, principal, wish.request, view.refusal()),
                  .position = answer->position};
  if (refused.error.code == "command.version_conflict" && wish.request.expected) {
    metrics_.version_conflict();
    refused.status = 412;
    refused.extensions =
        stale_members(service_, principal, *wish.request.expected, answer->position);
  }
  if (!answer->replayed && refused.extensions.empty()) {
    refused.extensions =
        instead_members(service_, principal, wish.request.actor, wish.request.commands.front(),
                        refused.error, request.language);
  }
  Reply reply = problem(request, std::move(refused));
  reply.replayed = answer->replayed;
  return reply;
}

Response Commands::one(const Request& request, const Principal& principal,
                       const schema::TypeInfo& type) {
  auto wish = wish_alone(request, principal, type);
  if (!wish) {
    metrics_.not_a_command(wish.error().code);
    return problem_response(request, wish.error());
  }
  Reply reply = reply_to(request, principal, *wish, node_.execute(wish->request));
  Response response = json_response(std::move(reply.body), reply.status);
  response.error = std::move(reply.error);
  if (reply.status >= 400) {
    response.content_type = "application/problem+json";
    response.with("Content-Language", request.language == Language::zh ? "zh-CN" : "en");
  }
  if (reply.position) response.with("Kintsugi-Position", std::to_string(reply.position->value));
  if (!reply.etag.empty()) response.with("ETag", reply.etag);
  if (reply.replayed) response.with("Idempotent-Replayed", "true");
  if (reply.retry_after_s > 0) response.with("Retry-After", std::to_string(reply.retry_after_s));
  return response.with("Cache-Control", "no-store");
}

Result<Answer> Commands::record(const Request& request, const Principal& principal,
                                schema::Command command,
                                std::optional<ExpectedVersion> expected) {
  CommandRequest out;
  out.tenant = principal.tenant;
  out.id = "edge:" + random_token(16);
  out.actor = guard_.actor_of(request, principal);
  out.commands.push_back(std::move(command));
  out.expected = std::move(expected);
  return node_.execute(std::move(out));
}

}  // namespace kintsugi::api
