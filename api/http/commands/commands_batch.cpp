// Many commands in one request, a line each, answered line by line.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "api/http/commands/commands.h"
#include "api/http/server/problem.h"
#include "events/schema/runtime/json_reader.h"
#include "events/schema/runtime/registry.h"

namespace kintsugi::api {

namespace {

// The answers of a batch, taken in the order of its lines. Written by the sequencer's thread.
class Answers {
 public:
  explicit Answers(std::size_t lines) : answers_(lines) {}
  void give(std::size_t line, Result<Answer> answer) {
    const std::lock_guard lock(mutex_);
    answers_[line] = std::move(answer);
    if (line == awaited_) came_.notify_one();
  }
  Result<Answer> take(std::size_t line) {
    std::unique_lock lock(mutex_);
    awaited_ = line;
    came_.wait(lock, [&] { return answers_[line].has_value(); });
    Result<Answer> out = *std::move(answers_[line]);
    answers_[line].reset();
    return out;
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::size_t awaited_ = 0;
  std::vector<std::optional<Result<Answer>>> answers_;
};

std::vector<std::string_view> lines_of(std::string_view body) {
  std::vector<std::string_view> lines;
  for (std::string_view rest = body; !rest.empty();) {
    const auto end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) lines.push_back(line);
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace

// A line: {"id":…,"command":…,"body":{…},"if_match":…,"business_time":…,
// "device_sequence":…}. Nothing is allowed in a batch that is not allowed alone.
Result<Commands::Wish> Commands::wish_of_line(const CommandRequest& common,
                                              std::string_view text) {
  using schema::json::JsonField;
  static constexpr JsonField fields[] = {{.name = "id", .required = true},
                                         {.name = "command", .required = true},
                                         {.name = "body", .required = true},
                                         {.name = "if_match"},
                                         {.name = "business_time"},
                                         {.name = "device_sequence",
                                          .min = 1,
                                          .max = 9007199254740991}};
  schema::json::JsonReader reader(text);
  schema::json::JsonNode found[std::size(fields)];
  std::string id, name, if_match, business_time;
  std::int64_t sequence = 0;
  if (!reader.parsed() || !reader.object(reader.root(), fields, found) ||
      !reader.text(fields[0], found[0], id) || !reader.text(fields[1], found[1], name) ||
      !reader.text(fields[3], found[3], if_match) ||
      !reader.text(fields[4], found[4], business_time) ||
      !reader.integer(fields[5], found[5], sequence)) {
    return reader.failure();
  }
  const schema::TypeOps* ops = schema::find_command(name);
  if (ops == nullptr || !is_public(*ops->info))
    return invalid("request.unknown_command", "unknown command", "/command");
  KINTSUGI_TRY(std::string key, idempotency_key_of(id));
  schema::Command command;
  if (!reader.value(found[2], *ops->info, command.emplace(*ops))) {
    auto error = reader.failure();
    error.value().pointer = "/body" + error.value().pointer;
    return error;
  }
  return wish_of(common, std::move(command),
                 {std::move(key), if_match, business_time, sequence});
}

Response Commands::batch(const Request& request, const Principal& principal) {
  if (media_type_of(request.header("content-type")) != "application/x-ndjson") {
    return problem_response(
        request,
        Error{
            ErrorKind::invalid, "request.wrong_media_type", "a batch is application/x-ndjson", {}});
  }
  if (request.has_header("kintsugi-device-sequence")) {
    return problem_response(request, invalid("request.bad_header",
                                             "each line has a device_sequence of its own").value());
  }
  const std::vector<std::string_view> lines = lines_of(request.body);
  if (lines.size() > options_.batch_lines_max) {
    return problem_response(request,
                            Error{ErrorKind::invalid,
                                  "request.too_long",
                                  "at most " + std::to_string(options_.batch_lines_max) + " lines",
                                  {}});
  }
  const Result<CommandRequest> common = common_of(request, principal);
  if (!common) return problem_response(request, common.error());
  const auto answers = std::make_shared<Answers>(lines.size());
  std::vector<Result<Wish>> wishes;
  std::string body;
  std::size_t written = 0;
  std::optional<Error> failed;  // the first line that the node could not answer: for its log
  const auto write_next = [&] {
    const Result<Wish>& wish = wishes[written];
    const Reply reply = wish ? reply_to(request, principal, *wish, answers->take(written))
                             : problem(request, {.error = wish.error()});
    if (reply.status >= 500 && !failed) failed = reply.error;
    body.append("{\"line\":").append(std::to_string(++written));
    body.append(",\"status\":").append(std::to_string(reply.status));
    if (reply.replayed) body += ",\"replayed\":true";
    if (reply.status >= 400) {
      body.append(",\"problem\":").append(reply.body).append("}\n");
    } else {
      body.append(",").append(reply.body, 1).append("\n");
    }
  };
  // Sent in order without waiting for each: the sequencer decides them in that order.
  wishes.reserve(lines.size());
  for (const std::string_view line : lines) {
    wishes.push_back(wish_of_line(*common, line));
    if (const Result<Wish>& wish = wishes.back()) {
      node_.submit(wish->request, [answers, at = wishes.size() - 1](Result<Answer> answer) {
        answers->give(at, std::move(answer));
      });
    } else {
      metrics_.not_a_command(wish.error().code);
    }
    while (wishes.size() - written > options_.batch_in_flight) write_next();
  }
  while (written < wishes.size()) write_next();
  Response response;
  response.content_type = "application/x-ndjson";
  response.body = std::move(body);
  response.error = std::move(failed);
  return response.with("Cache-Control", "no-store");
}

}  // namespace kintsugi::api
