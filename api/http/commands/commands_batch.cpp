// Many commands in one request, a line each, answered line by line.

#include <future>
#include <vector>

#include "api/http/commands/commands.h"
#include "api/http/server/problem.h"
#include "events/schema/runtime/json_reader.h"

namespace kintsugi::api {

namespace {

// A line of a batch: {"id":…,"command":…,"body":{…},"if_match":…,"business_time":…}.
struct Line {
  std::string id, command, if_match, business_time;
  std::string_view body;  // as it stands in the line
};

// The value of a member of an object that was read as JSON, where its name stands there plainly.
std::string_view member_of(std::string_view object, std::string_view name) {
  int depth = 0;
  std::size_t begin = 0;  // of the value that is wanted
  for (std::size_t i = 0; i < object.size(); ++i) {
    const char c = object[i];
    if (c == '"') {
      const std::size_t open = i + 1;
      for (++i; object[i] != '"'; ++i) i += object[i] == '\\';
      const auto colon = object.find_first_not_of(" \t\r\n", i + 1);
      if (depth == 1 && begin == 0 && object.substr(open, i - open) == name && object[colon] == ':')
        begin = i = colon;
      continue;
    }
    depth += (c == '{' || c == '[') - (c == '}' || c == ']');
    if (begin != 0 && i > begin && (depth == 0 || (depth == 1 && c == ',')))
      return object.substr(begin + 1, i - begin - 1);
  }
  return {};
}

Result<Line> read_line(std::string_view text) {
  using schema::json::JsonField;
  constexpr JsonField fields[] = {{.name = "id", .required = true},
                                  {.name = "command", .required = true},
                                  {.name = "body", .required = true},
                                  {.name = "if_match"},
                                  {.name = "business_time"}};
  schema::json::JsonReader reader(text);
  schema::json::JsonNode found[std::size(fields)];
  Line line;
  if (!reader.parsed() || !reader.object(reader.root(), fields, found) ||
      !reader.text(fields[0], found[0], line.id) ||
      !reader.text(fields[1], found[1], line.command) ||
      !reader.text(fields[3], found[3], line.if_match) ||
      !reader.text(fields[4], found[4], line.business_time))
    return reader.failure();
  line.body = member_of(text, "body");
  if (line.body.empty()) return invalid("request.bad_json", "write names without escapes");
  return line;
}

}  // namespace

// It is read as the request that it stands for, so that nothing is allowed in a batch that is not
// allowed alone.
Result<Commands::Wish> Commands::wish_of_line(const Request& request, const Principal& principal,
                                              std::string_view text) {
  KINTSUGI_TRY(const Line line, read_line(text));
  const schema::TypeInfo* type = schema::find_type(line.command);
  if (type == nullptr || !is_public(*type))
    return invalid("request.unknown_command", "unknown command", "/command");
  Request alone = request;
  std::erase_if(alone.headers, [](const auto& h) {
    return h.first == "idempotency-key" || h.first == "if-match" ||
           h.first == "kintsugi-business-time" || h.first == "content-type";
  });
  alone.headers.emplace_back("content-type", "application/json");
  alone.headers.emplace_back("idempotency-key", line.id);
  if (!line.if_match.empty()) alone.headers.emplace_back("if-match", line.if_match);
  if (!line.business_time.empty())
    alone.headers.emplace_back("kintsugi-business-time", line.business_time);
  alone.body = line.body;
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
                            : problem(request, {.error = next.wish.error()});
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
