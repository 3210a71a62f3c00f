// The live feed.

#include <algorithm>

#include "api/http/reading/moment.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "api/http/server/problem.h"

namespace kintsugi::api {

namespace {

Result<std::set<std::string>> topics_of(const Request& request) {
  std::string topics = parameter_of(request, "topics");
  if (topics.empty()) topics = "position,queues,orders";
  std::set<std::string> wanted;
  for (std::size_t at = 0; at <= topics.size();) {
    const auto comma = std::min(topics.find(',', at), topics.size());
    std::string topic = topics.substr(at, comma - at);
    if (topic != "position" && topic != "queues" && topic != "orders")
      return invalid("request.bad_parameter", "topics: position, queues, orders");
    wanted.insert(std::move(topic));
    at = comma + 1;
  }
  return wanted;
}

Result<Response> get_feed(const Call& call) {
  KINTSUGI_TRY_OK(only_parameters(call.request, call.route.parameters));
  auto ask = std::make_shared<Feeds::Ask>();  // shared: std::function must be copied
  ask->principal = call.principal;
  KINTSUGI_TRY(ask->topics, topics_of(call.request));
  std::string seen(call.request.header("last-event-id"));
  if (seen.empty()) seen = parameter_of(call.request, "from");
  if (!seen.empty()) {
    auto position = parse_position(seen);
    if (!position && seen != "-1")
      return invalid("request.bad_position", "Last-Event-ID is a position");
    ask->after = position.value_or(Position{-1});
  }
  ask->again = [&guard = call.edge.guard, principal = call.principal] {
    return guard.again(principal);
  };
  KINTSUGI_TRY(Feeds::Place place, call.edge.feeds.enter(call.principal));
  Response response;
  response.content_type = "text/event-stream";
  response.with("Cache-Control", "no-store");
  response.feed = [&feeds = call.edge.feeds, ask, place](FeedWriter& writer) {
    feeds.serve(*ask, writer);
  };
  return response;
}

}  // namespace

std::span<const Route> feed_routes() {
  static constexpr Parameter of_feed[] = {{"topics"}, {"from"}};
  static constexpr std::string_view headers[] = {"Last-Event-ID"};
  static constexpr Route table[] = {
      {.path = "/v1/stream",
       .summary = "The live feed: topics position, queues, orders; id = position",
       .handler = get_feed,
       .kind = Route::Kind::other,
       .rights = {.signed_in = true},
       .parameters = of_feed,
       .headers = headers,
       .media_type = "text/event-stream"},
  };
  return table;
}

}  // namespace kintsugi::api
