#pragma once
// What handlers work with. Everything named here outlives the server's threads and may be used from
// any of them.

#include <atomic>
#include <future>
#include <memory>
#include <string>

#include "api/http/commands/commands.h"
#include "api/http/feeds/feeds.h"
#include "api/http/routes/route.h"
#include "api/http/server/damage.h"
#include "api/http/server/http_server.h"
#include "api/http/server/metrics.h"
#include "api/http/session/brake.h"
#include "api/http/session/guard.h"
#include "api/http/session/secrets.h"
#include "api/http/session/tickets.h"
#include "api/node/clock.h"
#include "api/service/log_probe.h"
#include "api/service/service.h"

namespace kintsugi::api {

// Constant documents. They are made beside everything else: a third of a second, which nobody who
// waits for a node to serve again has to wait for.
struct Documents {
  struct Document {
    std::string text;
    std::string etag;  // quoted
  };
  Document openapi;
  Document schema;
};
using FutureDocuments = std::shared_future<Documents>;

struct EdgeOptions {
  ServerOptions server;
  Guard::Options guard;
  Commands::Options commands;
  Feeds::Options feeds;
  Tickets::Options tickets;
  Brake::Options callers{.at_once = 120, .each = std::chrono::milliseconds(400)};
  Brake::Options followers{.at_once = 30, .each = std::chrono::seconds(2)};
  std::string version = "0";
  FutureDocuments documents;  // of this version; not valid: the edge makes them
  std::string public_url;  // where people ask: links are made from it; empty: where it listens
  // Octets of an export; larger ones lie in the data directory while they are sent.
  std::size_t export_held_max = 4u << 20;
};

struct EdgeContext {
  const EdgeOptions& options;
  const Clock& clock;
  Service& service;
  Secrets& secrets;
  Metrics& metrics;
  Damage& damage;
  LogProbe& log_probe;
  Guard& guard;
  Commands& commands;
  Feeds& feeds;
  Tickets& tickets;
  Brake& callers;    // who looks up callers, by operator
  Brake& followers;  // who follows an order by a link, by address
  const FutureDocuments& documents;
  std::atomic<const HttpServer*> server{nullptr};  // null until it listens

  std::string url() const;         // where it listens: "http://127.0.0.1:8080"
  std::string public_url() const;  // where people ask: "https://service.example"
};

// By when deadlines are judged in an answer: now, also where nothing was recorded for a while, or
// when the last commit of the moment asked for was recorded. Errors: the log's.
Result<Instant> judged_at(const Call& call, const Reading& reading);

}  // namespace kintsugi::api
