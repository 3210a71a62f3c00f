// The live feed, and tickets for those who cannot send heads.

#include <algorithm>

#include "api/http/feeds/topics.h"
#include "api/http/reading/moment.h"
#include "api/http/routes/context.h"
#include "api/http/routes/small_body.h"
#include "api/http/routes/tables.h"
#include "api/http/server/problem.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

Result<std::set<std::string>> topics_of(std::string topics, std::string pointer = {}) {
  if (topics.empty()) topics = "position,queues,orders";
  const auto known = topic_names();
  std::set<std::string> wanted;
  for (std::size_t at = 0; at <= topics.size();) {
    const auto comma = std::min(topics.find(',', at), topics.size());
    std::string topic = topics.substr(at, comma - at);
    if (std::find(known.begin(), known.end(), topic) == known.end())
      return invalid("request.bad_parameter", "topics: position, queues, orders, or lists by name",
                     std::move(pointer));
    wanted.insert(std::move(topic));
    at = comma + 1;
  }
  return wanted;
}

// HEAD asks what it would be, and opens nothing.
bool only_asks(const Call& call) { return call.request.method == "HEAD"; }

Response feed_response() {
  Response response;
  response.content_type = "text/event-stream";
  return std::move(response.with("Cache-Control", "no-store"));
}

// Begins after what was seen: Last-Event-ID, or ?from= of whoever cannot send that.
Result<Response> open_feed(const Call& call, const Principal& principal,
                           std::set<std::string> topics) {
  auto ask = std::make_shared<Feeds::Ask>();  // shared: std::function must be copied
  ask->principal = principal;
  ask->topics = std::move(topics);
  std::string seen(call.request.header("last-event-id"));
  if (seen.empty()) seen = parameter_of(call.request, "from");
  if (!seen.empty()) {
    auto position = parse_position(seen);
    if (!position && seen != "-1")
      return invalid("request.bad_position", "Last-Event-ID is a position");
    ask->after = position.value_or(Position{-1});
  }
  ask->again = [&guard = call.edge.guard, principal] { return guard.again(principal); };
  Response response = feed_response();
  if (only_asks(call)) return response;
  KINTSUGI_TRY(Feeds::Place place, call.edge.feeds.enter(principal));
  response.feed = [&feeds = call.edge.feeds, ask, place](FeedWriter& writer) {
    feeds.serve(*ask, writer);
  };
  return response;
}

Result<Response> get_feed(const Call& call) {
  KINTSUGI_TRY(auto topics, topics_of(parameter_of(call.request, "topics")));
  return open_feed(call, call.principal, std::move(topics));
}

Result<Response> make_ticket(const Call& call) {
  KINTSUGI_TRY(const Json json, small_body(call));
  KINTSUGI_TRY(std::string asked, text_of(json, "topics", false));
  KINTSUGI_TRY(auto topics, topics_of(std::move(asked), "/topics"));
  const Tickets::Made made =
      call.edge.tickets.make({call.principal, std::move(topics)}, call.edge.guard.now());
  const Json out = {{"ticket", made.secret},
                    {"url", "/v1/feed?ticket=" + made.secret},
                    {"expires_at", format_instant(made.expires_at)}};
  return json_response(out.dump(), 201).with("Cache-Control", "no-store");
}

// The ticket is all that it goes by: no session, no token.
Result<Response> feed_by_ticket(const Call& call) {
  KINTSUGI_TRY_OK(only_parameters(call.request, call.route.parameters));
  if (only_asks(call)) return feed_response();  // a ticket is for opening it
  const auto ticket =
      call.edge.tickets.take(parameter_of(call.request, "ticket"), call.edge.guard.now());
  if (!ticket)
    return fail(ErrorKind::forbidden, "ticket.unknown", "a ticket opens one feed, within a minute");
  const auto principal = call.edge.guard.again(ticket->principal);
  if (!principal)
    return fail(ErrorKind::forbidden, "session.expired", "what the ticket was made with is over");
  return open_feed(call, *principal, ticket->topics);
}

}  // namespace

std::span<const Route> feed_routes() {
  static constexpr std::string_view headers[] = {"Last-Event-ID"};
  static constexpr std::string_view of_ticket[] = {"topics?"};
  static constexpr Parameter from = {
      .name = "from", .text = "As Last-Event-ID: the id of the last event seen."};
  static const Parameter of_feed[] = {
      {.name = "topics",
       .text = "What it tells of, separated by commas; nothing: position,queues,orders.",
       .takes = Parameter::Takes::several,
       .choices = topic_names()},
      from};
  static constexpr Parameter by_ticket[] = {
      {.name = "ticket", .text = "Of POST /v1/feed/tickets.", .required = true}, from};
  static const Route table[] = {
      {.path = "/v1/stream",
       .summary = "The live feed: position, queues, orders, and each list by its name",
       .handler = get_feed,
       .kind = Route::Kind::other,
       .rights = {.signed_in = true},
       .parameters = of_feed,
       .headers = headers,
       .media_type = "text/event-stream"},
      {.method = "POST",
       .path = "/v1/feed/tickets",
       .summary = "A ticket that opens one feed, for EventSource on another origin",
       .handler = make_ticket,
       .kind = Route::Kind::other,
       .rights = {.signed_in = true, .changes = false},
       .body = of_ticket,
       .row = "ticket_made",
       .status = 201},
      {.path = "/v1/feed",
       .summary = "The live feed, opened by a ticket",
       .handler = feed_by_ticket,
       .kind = Route::Kind::other,
       .access = Route::Access::open,
       .parameters = by_ticket,
       .headers = headers,
       .media_type = "text/event-stream"},
  };
  return table;
}

}  // namespace kintsugi::api
