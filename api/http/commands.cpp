#include "api/http/commands.h"

#include <algorithm>
#include <charconv>
#include <future>
#include <nlohmann/json.hpp>
#include <vector>

#include "api/http/moment.h"
#include "events/commit/commit.h"
#include "schema/json.h"

namespace kintsugi::api {

using Json = nlohmann::ordered_json;

// What a client asks, checked as far as the edge can.
struct Commands::Wish {
  CommandRequest request;
  std::string command;     // its name
  std::string own_stream;  // "work_order/WO-1"; empty where the command names none
  std::chrono::steady_clock::time_point begun;
};

struct Commands::Reply {
  int status = 200;
  std::string body;  // JSON object, or a problem document
  std::optional<Position> position;
  std::string etag;
  bool replayed = false;
  int retry_after_s = 0;
};

namespace {

tl::unexpected<Error> invalid(const char* code, std::string what, std::string pointer = {}) {
  return fail(ErrorKind::invalid, code, std::move(what), std::move(pointer));
}

// The field that names the stream that the command is about, and its value in the body.
std::string own_stream_of(const schema::TypeInfo& type, const Json& body) {
  for (const schema::FieldInfo& field : type.fields) {
    if (field.ref != type.stream || field.type != "text") continue;
    auto it = body.find(std::string(field.name));
    if (it == body.end() || !it->is_string() || it->get_ref<const std::string&>().empty())
      return {};
    return std::string(type.stream) + "/" + it->get_ref<const std::string&>();
  }
  return {};
}

// Keys of these forms are made by the engine itself.
bool is_reserved(std::string_view key) {
  for (std::string_view prefix : {"policy:", "deadline:", "edge:", "import:", "demo:"}) {
    if (key.substr(0, prefix.size()) == prefix) return true;
  }
  return false;
}

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
  bool printable =
      std::all_of(key.begin(), key.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
  if (key.empty() || key.size() > 255 || !printable || is_reserved(key)) {
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

Commands::Commands(Options options, Node& node, Guard& guard, Metrics& metrics)
    : options_(options), node_(node), guard_(guard), metrics_(metrics) {}

bool Commands::is_public(const schema::TypeInfo& type) {
  if (type.kind != schema::TypeKind::command || type.route.empty()) return false;
  // Sent by the edge itself, which does more than the record of it says.
  for (std::string_view name : {"change_password", "sign_out", "record_export"}) {
    if (type.name == name) return false;
  }
  return !(type.roles.size() == 1 && type.roles[0] == "system");
}

Result<Commands::Wish> Commands::wish_of(const Request& request, const Principal& principal,
                                         const schema::TypeInfo& type) {
  if (principal.local) return fail(ErrorKind::forbidden, "authority.not_allowed", "reads only");
  Wish wish;
  wish.begun = std::chrono::steady_clock::now();
  wish.command = type.name;
  CommandRequest& out = wish.request;
  if (media_type_of(request.header("content-type")) != "application/json") {
    return invalid("request.wrong_media_type", "a command is application/json");
  }
  KINTSUGI_TRY(out.id, idempotency_key_of(request.header("idempotency-key")));
  KINTSUGI_TRY(schema::Command command, schema::read_command_json(type.name, request.body));
  out.commands.push_back(std::move(command));
  out.tenant = principal.tenant;
  out.actor = guard_.actor_of(request, principal);
  out.trace = request.header("traceparent").substr(0, 128);
  wish.own_stream = own_stream_of(type, Json::parse(request.body, nullptr, false));
  if (request.has_header("kintsugi-seen-position")) {
    KINTSUGI_TRY(out.actor.seen_position, integer_header(request, "kintsugi-seen-position"));
  }
  if (request.has_header("kintsugi-device-sequence")) {
    KINTSUGI_TRY(out.actor.device_sequence, integer_header(request, "kintsugi-device-sequence"));
  }
  out.actor.device = request.header("kintsugi-device").substr(0, 100);
  if (request.has_header("kintsugi-business-time")) {
    auto time = parse_instant(request.header("kintsugi-business-time"));
    if (!time) return invalid("request.bad_header", "Kintsugi-Business-Time is an RFC 3339 time");
    out.business_at = *time;
  }
  if (request.has_header("if-match")) {
    KINTSUGI_TRY(std::uint64_t version, version_of(request.header("if-match")));
    if (wish.own_stream.empty()) {
      return invalid("request.bad_if_match",
                     "this command names no single thing that has a version");
    }
    out.expected = ExpectedVersion{wish.own_stream, version};
  }
  return wish;
}

namespace {

// What the command moved. The version is known without asking where the command named the one
// before.
Json moved_streams(const CommandRequest& request, const CommitView& view, std::string& etag) {
  Json streams = Json::array();
  for (std::uint16_t index : view.touched()) {
    Json stream = {{"stream", view.streams()[index]}};
    if (request.expected && request.expected->stream == view.streams()[index]) {
      std::string version = std::to_string(request.expected->version + 1);
      stream["version"] = version;
      etag = "\"" + version + "\"";
    }
    streams.push_back(std::move(stream));
  }
  return streams;
}

}  // namespace

Commands::Reply Commands::accepted(const Wish& wish, const Answer& answer, const CommitView& view) {
  Reply reply;
  reply.position = answer.position;
  std::string events = "[";
  for (const EventInCommit& event : view.events()) {
    std::string json;
    schema::write_json(json, event.event);
    if (events.size() > 1) events += ",";
    events += "{\"stream\":" + Json(std::string(view.streams()[event.stream])).dump();
    events += json.size() > 2 ? "," + json.substr(1) : "}";
  }
  events += "]";
  Json streams = moved_streams(wish.request, view, reply.etag);
  reply.body = "{\"command_id\":" + Json(wish.request.id).dump() + ",\"command\":\"" +
               wish.command + "\",\"position\":\"" + std::to_string(answer.position.value) +
               "\",\"events\":" + events + ",\"streams\":" + streams.dump() + "}";
  reply.replayed = answer.replayed;
  return reply;
}

Commands::Reply Commands::problem(const Request& request, Problem problem, Wish const* wish) {
  Reply reply;
  reply.status = problem.status != 0 ? problem.status : status_of(problem.error);
  problem.status = reply.status;
  reply.retry_after_s = reply.status == 503 ? 1 : 0;
  if (wish != nullptr && reply.status == 412) {
    metrics_.version_conflict();
    Json more;
    more["stream"] = wish->request.expected->stream;
    more["expected_version"] = std::to_string(wish->request.expected->version);
    if (auto now = node_.stream(wish->request.tenant, wish->request.expected->stream)) {
      more["actual_version"] = std::to_string(now->version);
    }
    problem.extensions = more.dump();
  }
  reply.position = problem.position;
  reply.body = problem_json(request, problem);
  return reply;
}

Commands::Reply Commands::reply_to(const Request& request, const Principal& principal,
                                   const Wish& wish, const Result<Answer>& answer) {
  auto took = std::chrono::steady_clock::now() - wish.begun;
  if (!answer) {
    metrics_.command(wish.command, name_of(answer.error().kind), took);
    return problem(request, {.error = answer.error()}, nullptr);
  }
  std::shared_ptr<const Bytes> record = answer->record;
  if (!record) {
    auto stored = node_.log().at(answer->position);
    if (!stored) return problem(request, {.error = stored.error()}, nullptr);
    record = std::make_shared<const Bytes>(std::move(*stored));
  }
  CommitView view;
  auto opened = view.open(*record);
  if (opened) opened = view.open_events();
  if (!opened) return problem(request, {.error = opened.error()}, nullptr);
  if (answer->replayed) {
    metrics_.idempotent_replay();
    if (view.operator_id() != principal.operator_id) {  // somebody else's key: tell nothing of it
      return problem(request, {.error = {ErrorKind::refused, "command.reused", {}, {}}}, nullptr);
    }
  }
  metrics_.command(wish.command, view.refused() ? "refused" : "accepted", took);
  if (!view.refused()) return accepted(wish, *answer, view);
  Problem refused{.error = view.refusal(), .position = answer->position};
  bool stale = refused.error.code == "command.version_conflict" && wish.request.expected;
  if (stale) refused.status = 412;
  Reply reply = problem(request, std::move(refused), stale ? &wish : nullptr);
  reply.replayed = answer->replayed;
  return reply;
}

Response Commands::one(const Request& request, const Principal& principal,
                       const schema::TypeInfo& type) {
  auto wish = wish_of(request, principal, type);
  if (!wish) {
    metrics_.not_a_command(wish.error().code);
    return problem_response(request, wish.error());
  }
  Reply reply = reply_to(request, principal, *wish, node_.execute(wish->request));
  if (type.stream == "operator") {
    auto slash = wish->own_stream.find('/');
    if (slash != std::string::npos)
      guard_.forget(principal.tenant, wish->own_stream.substr(slash + 1));
  }
  Response response = json_response(std::move(reply.body), reply.status);
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
                                schema::Command command) {
  CommandRequest out;
  out.tenant = principal.tenant;
  out.id = "edge:" + random_token(16);
  out.actor = guard_.actor_of(request, principal);
  out.commands.push_back(std::move(command));
  return node_.execute(std::move(out));
}

// A line: {"id":…,"command":…,"body":{…},"if_match":…,"business_time":…}. It is read as the request
// that it stands for, so that nothing is allowed in a batch that is not allowed alone.
Result<Commands::Wish> Commands::wish_of_line(const Request& request, const Principal& principal,
                                              std::string_view line) {
  // Depth is bounded before the parser recurses: `body` is checked again by the schema's own
  // reader.
  int depth = 0;
  for (char c : line) {
    if (c == '{' || c == '[') ++depth;
    if (depth > 200) return invalid("request.too_deep", "more than 200 brackets in a line");
  }
  Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return invalid("request.bad_json", "a line is a JSON object");
  for (const auto& [name, value] : json.items()) {
    bool known = name == "id" || name == "command" || name == "body" || name == "if_match" ||
                 name == "business_time";
    if (!known) return invalid("request.unknown_field", "unknown field " + name, "/" + name);
    if (name != "body" && !value.is_string())
      return invalid("request.wrong_type", name + " is a text", "/" + name);
  }
  for (const char* name : {"id", "command", "body"}) {
    if (!json.contains(name))
      return invalid("request.missing_field", std::string(name) + " is missing",
                     std::string("/") + name);
  }
  const schema::TypeInfo* type = schema::find_type(json["command"].get<std::string>());
  if (type == nullptr || !is_public(*type))
    return invalid("request.unknown_command", "unknown command", "/command");
  Request alone = request;
  std::erase_if(alone.headers, [](const auto& h) {
    return h.first == "idempotency-key" || h.first == "if-match" ||
           h.first == "kintsugi-business-time" || h.first == "content-type";
  });
  alone.headers.emplace_back("content-type", "application/json");
  alone.headers.emplace_back("idempotency-key", json["id"].get<std::string>());
  if (json.contains("if_match"))
    alone.headers.emplace_back("if-match", json["if_match"].get<std::string>());
  if (json.contains("business_time")) {
    alone.headers.emplace_back("kintsugi-business-time", json["business_time"].get<std::string>());
  }
  alone.body = json["body"].dump(-1, ' ', false, Json::error_handler_t::ignore);
  auto wish = wish_of(alone, principal, *type);
  if (!wish && !wish.error().pointer.empty()) wish.error().pointer = "/body" + wish.error().pointer;
  return wish;
}

Response Commands::batch(const Request& request, const Principal& principal) {
  if (media_type_of(request.header("content-type")) != "application/x-ndjson") {
    return problem_response(
        request,
        Error{
            ErrorKind::invalid, "request.wrong_media_type", "a batch is application/x-ndjson", {}});
  }
  std::vector<std::string_view> lines;
  for (std::string_view rest = request.body; !rest.empty();) {
    auto end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) lines.push_back(line);
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  if (lines.size() > options_.batch_lines_max) {
    return problem_response(request,
                            Error{ErrorKind::invalid,
                                  "request.too_long",
                                  "at most " + std::to_string(options_.batch_lines_max) + " lines",
                                  {}});
  }
  struct Pending {
    Result<Wish> wish;
    std::future<Result<Answer>> answer;
  };
  std::vector<Pending> pending;
  std::string body;
  std::size_t written = 0;
  auto write_next = [&] {
    Pending& next = pending[written++];
    Reply reply = next.wish ? reply_to(request, principal, *next.wish, next.answer.get())
                            : problem(request, {.error = next.wish.error()}, nullptr);
    body += "{\"line\":" + std::to_string(written) + ",\"status\":" + std::to_string(reply.status);
    if (reply.replayed) body += ",\"replayed\":true";
    body += reply.status >= 400 ? ",\"problem\":" + reply.body + "}" : "," + reply.body.substr(1);
    body += "\n";
  };
  // Sent in order without waiting for each: the sequencer decides them in that order.
  pending.reserve(lines.size());
  for (std::string_view line : lines) {
    auto wish = wish_of_line(request, principal, line);
    std::future<Result<Answer>> answer;
    if (wish) {
      auto promise = std::make_shared<std::promise<Result<Answer>>>();
      answer = promise->get_future();
      node_.submit(wish->request,
                   [promise](Result<Answer> a) { promise->set_value(std::move(a)); });
    } else {
      metrics_.not_a_command(wish.error().code);
    }
    pending.push_back({std::move(wish), std::move(answer)});
    while (pending.size() - written > options_.batch_in_flight) write_next();
  }
  while (written < pending.size()) write_next();
  Response response;
  response.content_type = "application/x-ndjson";
  response.body = std::move(body);
  return response.with("Cache-Control", "no-store");
}

}  // namespace kintsugi::api
