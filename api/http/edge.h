#pragma once
// The edge as a whole: the routes, what they work with, and the server in front of a Service.
//
// Threads: the server's own (one a connection), one that prepares the feeds, and at its start one
// that makes the documents.

#include <spdlog/logger.h>

#include <memory>
#include <string>

#include "api/http/routes/context.h"
#include "api/http/routes/router.h"

namespace kintsugi::api {

// Begins to make them, on a thread of its own. Some 30 MB meanwhile, in trees whose end needs
// memory too and ends the process where there is none: who has little begins it before anything
// else. The last future to go waits for the thread.
FutureDocuments make_documents(std::string version);

class Edge {
 public:
  using Options = EdgeOptions;

  // Answers what comes to `listening`; where there is none, binds as `options.server` says.
  // Everything else that is given outlives the edge. Starts the topic of shared secrets, and stops
  // it at its end. Errors: unavailable "server.cannot_bind"; the topic's.
  static Result<std::unique_ptr<Edge>> start(Options options, Service& service, Secrets& secrets,
                                             const Clock& clock,
                                             std::shared_ptr<spdlog::logger> logger,
                                             std::unique_ptr<HttpServer> listening = nullptr);
  ~Edge();

  std::string url() const { return context_.url(); }
  // Whether people come in without a password, on this machine (routes/doors.h).
  bool has_doors() const;
  bool listening() const { return server_->listening(); }
  int port() const { return server_->port(); }
  const Router& router() const { return router_; }
  // To be called when the tables of a tenant have changed (Service::Options::on_published). Any
  // thread.
  void published(const std::string& tenant) { feeds_.published(tenant); }
  // A one-time link. `number` empty: who uses it becomes the tenant's first administrator; else it
  // sets that operator's password.
  Result<std::string> administrator_link(const std::string& tenant, const std::string& number = {});

 private:
  Edge(Options options, Service& service, Secrets& secrets, const Clock& clock,
       std::shared_ptr<spdlog::logger> logger);
  Response handle(Request& request);
  void observe(const Request& request, const Response& response, std::chrono::nanoseconds took);

  const Options options_;
  const std::shared_ptr<spdlog::logger> logger_;  // spdlog hands loggers out shared
  Metrics metrics_;
  Damage damage_;
  LogProbe log_probe_;
  Guard guard_;
  Commands commands_;
  Feeds feeds_;
  Tickets tickets_;
  Brake callers_, followers_;
  const FutureDocuments documents_;
  const Router router_;
  EdgeContext context_;
  std::unique_ptr<HttpServer> server_;
};

}  // namespace kintsugi::api
