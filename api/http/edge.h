#pragma once
// The edge as a whole: routes, who may take them, and the server in front of a Service.
//
// Threads: the server's own (one a connection), and one that prepares the feeds.

#include <spdlog/logger.h>

#include <memory>
#include <string>

#include "api/http/commands.h"
#include "api/http/commit_json.h"
#include "api/http/feeds.h"
#include "api/http/guard.h"
#include "api/http/http_server.h"
#include "api/http/metrics.h"
#include "api/http/reading.h"
#include "api/http/router.h"
#include "api/http/secrets.h"
#include "api/service/service.h"
#include "projections/audit/audit.h"

namespace kintsugi::api {

class Edge {
 public:
  struct Options {
    ServerOptions server;
    Guard::Options guard;
    Commands::Options commands;
    Feeds::Options feeds;
    std::string version = "0";
    std::size_t export_held_max = 4u << 20;  // octets; larger exports lie in the data directory while they are sent
  };

  // Binds and answers. Everything given outlives the edge.
  // Errors: unavailable "server.cannot_bind".
  static Result<std::unique_ptr<Edge>> start(Options options, Service& service, Secrets& secrets,
                                             const Clock& clock,
                                             std::shared_ptr<spdlog::logger> logger);
  ~Edge();

  std::string url() const;
  int port() const { return server_->port(); }
  const Router& router() const { return router_; }
  // To be called when the tables of a tenant have changed (Service::Options::on_published). Any
  // thread.
  void published(const std::string& tenant) { feeds_.published(tenant); }
  // A one-time link with which the tenant's first administrator is made.
  // `number` empty: who uses it becomes the tenant's first administrator; else it sets that
  // operator's password.
  Result<std::string> administrator_link(const std::string& tenant, const std::string& number = {});

 private:
  Edge(Options options, Service& service, Secrets& secrets, const Clock& clock,
       std::shared_ptr<spdlog::logger> logger);

  using Read = Response (Edge::*)(const Request&, const Principal&);
  void add_routes();
  void add_command_routes();
  void get(std::string_view pattern, Read read);
  void post(std::string_view pattern, Read write);
  Response handle(Request& request);
  Response dispatch(Request& request);
  Response console(const Request& request) const;
  void observe(const Request& request, const Response& response, std::chrono::nanoseconds took);
  Response problem(const Request& request, const Error& error) const {
    return problem_response(request, error);
  }
  Result<Reading> reading(const Request& request, const Principal& principal,
                          std::initializer_list<std::string_view> known = {});
  Response list(const Request& request, const Reading& reading, const std::string& items,
                const std::string& next);

  // routes_session.cpp
  Response get_session(const Request&, const Principal&);
  Response sign_in(Request&);
  Response sign_out(const Request&, const Principal&);
  Response change_password(const Request&, const Principal&);
  Response check_link(Request&);
  Response use_link(Request&);
  Response invite(const Request&, const Principal&);
  Response make_token(const Request&, const Principal&);
  Response list_tokens(const Request&, const Principal&);
  Response remove_token(const Request&, const Principal&);
  std::string session_json(const Principal& principal);
  Response batch(const Request&, const Principal&);
  Response session_begun(const Request& request, const Guard::SignedIn& signed_in);
  Result<Guard::SignedIn> make_administrator(const Request& request, const OneTimeLink& link,
                                             const std::string& number, const std::string& name,
                                             const std::string& password);
  // routes_work.cpp
  Response get_queues(const Request&, const Principal&);
  Response get_queue(const Request&, const Principal&);
  Response get_orders(const Request&, const Principal&);
  Response get_order(const Request&, const Principal&);
  Response get_timeline(const Request&, const Principal&);
  // routes_stock.cpp
  Response get_inventory(const Request&, const Principal&);
  Response get_ledger(const Request&, const Principal&);
  Response get_custody(const Request&, const Principal&);
  Response get_wage_lines(const Request&, const Principal&);
  Response get_wage_sheets(const Request&, const Principal&);
  Response get_wage_runs(const Request&, const Principal&);
  // routes_audit.cpp
  Response get_audit(const Request&, const Principal&);
  Response get_activity(const Request&, const Principal&);
  Response get_commit(const Request&, const Principal&);
  NameOf names_of(const Reading& reading);
  using VisitCommits = std::function<Result<void>(const projections::PositionRange&,
                                                  const projections::VisitPosition&)>;
  using WantCommit = std::function<bool(CommitView&)>;
  Result<Response> commit_list(const Request& request, const Reading& reading,
                               const projections::PositionRange& range, const std::string& stream,
                               const VisitCommits& visit, const WantCommit& want = nullptr);
  Result<void> narrow(projections::PositionRange& range, const Request& request,
                      const Principal& principal);
  static Result<Position> after_position(const std::string& after);
  // routes_directory.cpp
  struct ThingRead {
    std::shared_ptr<const schema::State> state;  // shared with the node's cache
    std::uint64_t version = 0;
  };
  Result<ThingRead> read_thing(Reading& reading, const Principal& principal,
                               const std::string& type, const std::string& id);
  Response get_service_policy(const Request&, const Principal&);
  Response get_stream(const Request&, const Principal&);
  Response get_stream_commits(const Request&, const Principal&);
  Response lookup(const Request&, const Principal&);
  // routes_reports.cpp
  Response get_reports(const Request&, const Principal&);
  Response get_report(const Request&, const Principal&);
  // routes_time.cpp
  Response get_density(const Request&, const Principal&);
  Response get_position(const Request&, const Principal&);
  Response get_feed(const Request&, const Principal&);
  // routes_docs.cpp
  Response problem_pages(const Request&);
  // routes_operations.cpp
  Response live(Request&);
  Response ready(Request&);
  Response metrics_text(Request&);
  Response version(Request&);
  Response get_projections(const Request&, const Principal&);

  const Options options_;
  Service& service_;
  Secrets& secrets_;
  const Clock& clock_;
  const std::shared_ptr<spdlog::logger> logger_;  // spdlog hands loggers out shared
  Metrics metrics_;
  Guard guard_;
  Commands commands_;
  Feeds feeds_;
  Router router_;
  std::string openapi_, schema_, schema_etag_;  // constant after start
  std::unique_ptr<HttpServer> server_;
};

}  // namespace kintsugi::api
