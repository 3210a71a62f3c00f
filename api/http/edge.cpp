#include "api/http/edge.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/console/assets.h"
#include "api/http/openapi.h"
#include "api/http/schema_json.h"
#include "schema/description.h"

namespace kintsugi::api {

Edge::Edge(Options options, Service& service, Secrets& secrets, const Clock& clock,
           std::shared_ptr<spdlog::logger> logger)
    : options_(std::move(options)),
      service_(service),
      secrets_(secrets),
      clock_(clock),
      logger_(std::move(logger)),
      metrics_(options_.version),
      guard_(options_.guard, service.node(), secrets, clock, metrics_),
      commands_(options_.commands, service, guard_, metrics_),
      feeds_(options_.feeds, service),
      openapi_(openapi_json(options_.version)),
      schema_(schema_json()),
      schema_etag_("\"" + sha256_hex(schema_).substr(0, 16) + "\"") {
  add_routes();
  add_command_routes();
}

Result<std::unique_ptr<Edge>> Edge::start(Options options, Service& service, Secrets& secrets,
                                          const Clock& clock,
                                          std::shared_ptr<spdlog::logger> logger) {
  std::unique_ptr<Edge> edge(
      new Edge(std::move(options), service, secrets, clock, std::move(logger)));
  Edge* raw = edge.get();
  KINTSUGI_TRY(
      edge->server_,
      HttpServer::start(
          raw->options_.server, [raw](Request& request) { return raw->handle(request); },
          [raw](const Request& request, const Response& response, std::chrono::nanoseconds took) {
            raw->observe(request, response, took);
          }));
  KINTSUGI_CHECK_OK(service.lock().set_url(edge->url()));
  return edge;
}

Edge::~Edge() {
  feeds_.close();
  if (server_) server_->stop();
}

std::string Edge::url() const {
  const std::string& host = options_.server.host;
  std::string shown = host.find(':') != std::string::npos ? "[" + host + "]" : host;
  if (host == "0.0.0.0") shown = "127.0.0.1";
  return "http://" + shown + ":" + std::to_string(server_->port());
}

void Edge::get(std::string_view pattern, Read read) {
  router_.add("GET", pattern, [this, read](Request& request) {
    auto principal = guard_.identify(request);
    if (!principal) return problem(request, principal.error());
    return (this->*read)(request, *principal);
  });
}

namespace {

// A change asked for by a person: same origin is checked with the cookie (Guard), the media type
// here.
std::optional<Error> check_json(const Request& request) {
  if (request.body.empty() || media_type_of(request.header("content-type")) == "application/json")
    return {};
  return Error{ErrorKind::invalid, "request.wrong_media_type", "send application/json", {}};
}

}  // namespace

void Edge::post(std::string_view pattern, Read write) {
  router_.add("POST", pattern, [this, write](Request& request) {
    auto principal = guard_.identify(request);
    if (!principal) {
      metrics_.not_a_command(principal.error().code);
      return problem(request, principal.error());
    }
    return (this->*write)(request, *principal);
  });
}

void Edge::add_routes() {
  get("/v1/session", &Edge::get_session);
  router_.add("POST", "/v1/session", [this](Request& r) { return sign_in(r); });
  router_.add("DELETE", "/v1/session", [this](Request& r) {
    auto principal = guard_.identify(r);
    return principal ? sign_out(r, *principal) : problem(r, principal.error());
  });
  post("/v1/session/password", &Edge::change_password);
  router_.add("POST", "/v1/setup/check", [this](Request& r) { return check_link(r); });
  router_.add("POST", "/v1/setup", [this](Request& r) { return use_link(r); });
  post("/v1/invitations", &Edge::invite);
  post("/v1/tokens", &Edge::make_token);
  get("/v1/tokens", &Edge::list_tokens);
  router_.add("DELETE", "/v1/tokens/{id}", [this](Request& r) {
    auto principal = guard_.identify(r);
    return principal ? remove_token(r, *principal) : problem(r, principal.error());
  });
  get("/v1/queues", &Edge::get_queues);
  get("/v1/queues/{queue}", &Edge::get_queue);
  get("/v1/orders", &Edge::get_orders);
  get("/v1/orders/{id}", &Edge::get_order);
  get("/v1/orders/{id}/timeline", &Edge::get_timeline);
  get("/v1/inventory", &Edge::get_inventory);
  get("/v1/inventory/{warehouse}/{part}/{condition}/ledger", &Edge::get_ledger);
  get("/v1/custody", &Edge::get_custody);
  get("/v1/wages", &Edge::get_wage_lines);
  get("/v1/wages/sheets", &Edge::get_wage_sheets);
  get("/v1/wages/runs", &Edge::get_wage_runs);
  get("/v1/audit", &Edge::get_audit);
  get("/v1/audit/operators", &Edge::get_activity);
  get("/v1/audit/commits/{position}", &Edge::get_commit);
  get("/v1/reports", &Edge::get_reports);
  get("/v1/reports/{id}", &Edge::get_report);
  get("/v1/streams/{type}/{id}", &Edge::get_stream);
  get("/v1/streams/{type}/{id}/commits", &Edge::get_stream_commits);
  get("/v1/service_policy", &Edge::get_service_policy);
  get("/v1/lookup/{type}", &Edge::lookup);
  get("/v1/projections", &Edge::get_projections);
  get("/v1/log/density", &Edge::get_density);
  get("/v1/log/position", &Edge::get_position);
  get("/v1/stream", &Edge::get_feed);
  router_.add("GET", "/v1/schema", [this](Request& r) {
    if (r.header("if-none-match") == schema_etag_)
      return empty_response(304).with("ETag", schema_etag_);
    return json_response(schema_).with("ETag", schema_etag_).with("Cache-Control", "no-cache");
  });
  router_.add("GET", "/openapi.json", [this](Request&) { return json_response(openapi_); });
  for (const char* path : {"/docs/problems", "/docs/problems/{code}"})
    router_.add("GET", path, [this](Request& r) { return problem_pages(r); });
  for (const char* path : {"/livez", "/health/live"})
    router_.add("GET", path, [this](Request& r) { return live(r); });
  for (const char* path : {"/readyz", "/health/ready"})
    router_.add("GET", path, [this](Request& r) { return ready(r); });
  router_.add("GET", "/metrics", [this](Request& r) { return metrics_text(r); });
  router_.add("GET", "/version", [this](Request& r) { return version(r); });
}

void Edge::add_command_routes() {
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (!Commands::is_public(type)) continue;
    router_.add("POST", type.route, [this, &type](Request& request) {
      auto principal = guard_.identify(request);
      if (!principal) {
        metrics_.not_a_command(principal.error().code);
        return problem(request, principal.error());
      }
      return commands_.one(request, *principal, type);
    });
  }
  post("/v1/commands", &Edge::batch);
}

Response Edge::batch(const Request& request, const Principal& principal) {
  return commands_.batch(request, principal);
}

Result<Reading> Edge::reading(const Request& request, const Principal& principal,
                              std::initializer_list<std::string_view> known) {
  return begin_reading(request, principal, service_, secrets_.cursor_key(), known);
}

Response Edge::list(const Request& request, const Reading& reading, const std::string& items,
                    const std::string& next) {
  return list_response(request, reading, secrets_.cursor_key(), items, next);
}

Response Edge::handle(Request& request) {
  Response response = dispatch(request);
  bool named = std::any_of(response.headers.begin(), response.headers.end(),
                           [](const auto& h) { return h.first == "Kintsugi-Position"; });
  if (!named && request.path.substr(0, 4) == "/v1/") {
    response.with("Kintsugi-Position", std::to_string(service_.node().folded().value - 1));
  }
  return response;
}

Response Edge::dispatch(Request& request) {
  if (!is_utf8(request.path)) {
    return problem(request, {ErrorKind::invalid, "request.malformed", "the path is not UTF-8", {}});
  }
  Match match = router_.match(request);
  if (match.route != nullptr) {
    if (request.method == "POST" || request.method == "PUT") {
      bool batch = request.path == "/v1/commands";
      if (auto error = batch ? std::nullopt : check_json(request)) {
        metrics_.not_a_command(error->code);
        return problem(request, *error);
      }
    }
    Response response = match.route->handler(request);
    response.route = match.route->pattern;
    return response;
  }
  if (!match.allowed.empty()) {
    std::string allowed;
    for (const std::string& method : match.allowed)
      allowed += (allowed.empty() ? "" : ", ") + method;
    Response response =
        problem(request, {ErrorKind::invalid, "request.wrong_method", "allowed: " + allowed, {}});
    return response.with("Allow", allowed);
  }
  bool get = request.method == "GET" || request.method == "HEAD";
  bool api = request.path.substr(0, 4) == "/v1/" || request.path == "/v1";
  if (get && !api) return console(request);
  return problem(request, {ErrorKind::not_found, "request.unknown_path", request.path, {}});
}

Response Edge::console(const Request& request) const {
  const Asset* asset = request.path == "/" ? nullptr : find_asset(request.path);
  if (asset == nullptr) {
    // A page of the console: it reads the address itself.
    auto slash = request.path.rfind('/');
    if (request.path.find('.', slash == std::string::npos ? 0 : slash) == std::string::npos) {
      asset = find_asset("/index.html");
    }
  }
  if (asset == nullptr) {
    return problem(request, {ErrorKind::not_found, "request.unknown_path", request.path, {}});
  }
  Response response;
  response.content_type = std::string(asset->content_type);
  response.route = "console";
  std::string_view accepted = request.header("accept-encoding");
  std::string_view bytes = asset->bytes;
  if (!asset->brotli.empty() && accepts_coding(accepted, "br")) {
    bytes = asset->brotli;
    response.with("Content-Encoding", "br");
  } else if (!asset->gzip.empty() && accepts_coding(accepted, "gzip")) {
    bytes = asset->gzip;
    response.with("Content-Encoding", "gzip");
  }
  response.with("ETag", std::string(asset->etag)).vary_by("Accept-Encoding");
  response.with("Cache-Control",
                asset->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (request.header("if-none-match") == asset->etag) {
    response.status = 304;
    response.content_type.clear();
    return response;
  }
  response.body = bytes;
  return response;
}

void Edge::observe(const Request& request, const Response& response,
                   std::chrono::nanoseconds took) {
  std::string_view route = response.route.empty() ? std::string_view("other") : response.route;
  metrics_.request(route, response.status, took);
  if (response.status < 500 && !logger_->should_log(spdlog::level::debug)) return;
  // The path comes from outside: as a JSON text it can neither break the line nor look like another
  // field.
  auto level = response.status >= 500 ? spdlog::level::warn : spdlog::level::debug;
  logger_->log(level, "request id={} method={} path={} status={} ms={:.3f} address={}", request.id,
               json_text(request.method.substr(0, 16)),
               json_text(std::string_view(request.path).substr(0, 200)), response.status,
               std::chrono::duration<double, std::milli>(took).count(), request.address);
}

Result<std::string> Edge::administrator_link(const std::string& tenant, const std::string& number) {
  OneTimeLink link{tenant, number, clock_.now() + std::chrono::hours(24)};
  KINTSUGI_TRY(std::string token, secrets_.make_link(link));
  return url() + "/setup#" + token;
}

}  // namespace kintsugi::api
