#include "api/http/edge.h"

#include <algorithm>

#include "api/http/openapi/openapi.h"
#include "api/http/openapi/schema_json.h"
#include "api/http/routes/all_routes.h"
#include "api/http/routes/answer.h"
#include "api/http/routes/doors.h"
#include "api/http/routes/invitation.h"
#include "api/http/session/sealed_topic.h"
#include "events/base/types.h"

namespace kintsugi::api {

FutureDocuments make_documents(std::string version) {
  const auto make = [version = std::move(version)] {
    const auto document = [](std::string text) {
      std::string etag = "\"" + sha256_hex(text).substr(0, 16) + "\"";
      return Documents::Document{std::move(text), std::move(etag)};
    };
    return Documents{document(openapi_json(all_routes(), version)), document(schema_json())};
  };
  return std::async(std::launch::async, make).share();
}

Edge::Edge(Options options, Service& service, Secrets& secrets, const Clock& clock,
           std::shared_ptr<spdlog::logger> logger)
    : options_(std::move(options)),
      logger_(std::move(logger)),
      metrics_(options_.version),
      log_probe_(service.log()),
      guard_(options_.guard, service.node(), secrets, clock, metrics_),
      commands_(options_.commands, service, guard_, metrics_),
      feeds_(options_.feeds, service, damage_),
      tickets_(options_.tickets),
      callers_(options_.callers),
      followers_(options_.followers),
      documents_(options_.documents.valid() ? options_.documents
                                            : make_documents(options_.version)),
      router_(all_routes()),
      context_{.options = options_,
               .clock = clock,
               .service = service,
               .secrets = secrets,
               .metrics = metrics_,
               .damage = damage_,
               .log_probe = log_probe_,
               .guard = guard_,
               .commands = commands_,
               .feeds = feeds_,
               .tickets = tickets_,
               .callers = callers_,
               .followers = followers_,
               .documents = documents_} {}

Result<std::unique_ptr<Edge>> Edge::start(Options options, Service& service, Secrets& secrets,
                                          const Clock& clock,
                                          std::shared_ptr<spdlog::logger> logger,
                                          std::unique_ptr<HttpServer> listening) {
  std::unique_ptr<Edge> edge(
      new Edge(std::move(options), service, secrets, clock, std::move(logger)));
  Edge* raw = edge.get();
  if (secrets.topic() != nullptr) KINTSUGI_TRY_OK(secrets.topic()->start());
  if (listening == nullptr) {
    KINTSUGI_TRY(listening, HttpServer::start(raw->options_.server));
  }
  edge->server_ = std::move(listening);
  edge->context_.server = edge->server_.get();
  edge->server_->open(
      [raw](Request& request) { return raw->handle(request); },
      [raw](const Request& request, const Response& response, std::chrono::nanoseconds took) {
        raw->observe(request, response, took);
      });
  KINTSUGI_TRY_OK(service.lock().set_url(edge->url()));
  return edge;
}

bool Edge::has_doors() const { return !company_with_doors(context_).empty(); }

Edge::~Edge() {
  feeds_.close();
  if (server_) server_->stop();
  if (context_.secrets.topic() != nullptr) context_.secrets.topic()->stop();
}

Response Edge::handle(Request& request) {
  Response response = answer(context_, router_, request);
  bool named = std::any_of(response.headers.begin(), response.headers.end(),
                           [](const auto& h) { return h.first == "Kintsugi-Position"; });
  if (!named && request.path.starts_with("/v1/")) {
    response.with("Kintsugi-Position",
                  std::to_string(context_.service.node().folded().value - 1));
  }
  return response;
}

void Edge::observe(const Request& request, const Response& response,
                   std::chrono::nanoseconds took) {
  std::string_view route = response.route.empty() ? std::string_view("other") : response.route;
  metrics_.request(route, response.status, took);
  const std::string why =
      response.error ? " " + response.error->code + ": " + response.error->what : std::string();
  if (response.error) damage_.note(*response.error);
  if (response.status < 500 && !logger_->should_log(spdlog::level::debug)) return;
  // The path comes from outside: as a JSON text it can neither break the line nor look like another
  // field.
  auto level = response.status >= 500 ? spdlog::level::warn : spdlog::level::debug;
  logger_->log(level, "request id={} method={} path={} status={} ms={:.3f} address={}{}",
               request.id, json_text(request.method.substr(0, 16)),
               json_text(std::string_view(request.path).substr(0, 200)), response.status,
               std::chrono::duration<double, std::milli>(took).count(), request.address,
               response.status >= 500 ? why : std::string());
}

Result<std::string> Edge::administrator_link(const std::string& tenant, const std::string& number) {
  const std::chrono::hours lasts{24};
  if (number.empty()) {
    KINTSUGI_TRY(std::string token, context_.secrets.make_link(
                                        {tenant, {}, context_.clock.now() + lasts, {}}));
    return context_.public_url() + "/setup#" + token;
  }
  Actor node;  // whoever runs it
  node.kind = ActorKind::system;
  KINTSUGI_TRY(const Invitation made, make_invitation(context_, tenant, number, lasts, node));
  return context_.public_url() + "/setup#" + made.token;
}

}  // namespace kintsugi::api
