#pragma once
// The HTTP server: cpp-httplib on an elastic queue, with limits of our own where the library has
// none.
//
// The only files that include httplib are http_server.cpp and connection. The library is a thread
// per connection; it must not face a network without a proxy in front (see api/http/README.md),
// hence loopback by default.

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/http/server/message.h"
#include "api/http/server/origins.h"
#include "api/http/server/proxies.h"
#include "events/base/result.h"

namespace kintsugi::api {

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 8080;                        // 0: any free one
  // Names under which it is asked, beside the loopback's and `host`; others are refused, so that no
  // foreign page reaches it by a name of its own that leads here. Where it listens on all
  // addresses, any address will do.
  std::vector<std::string> names;
  Origins origins;                        // whose pages may ask and read, beside our own
  Proxies proxies;                        // whose word on a client's address is taken
  std::size_t body_max = 1u << 20;        // octets of a body
  std::size_t batch_body_max = 4u << 20;  // of POST /v1/commands and of files
  std::size_t query_max = 64;             // parameters of a request
  std::size_t headers_max = 64;           // header lines of a request
  std::size_t threads_max = 512;
  std::size_t feeds_max = 256;            // of threads_max; further feeds get 503 stream.too_many
  std::chrono::milliseconds head_time{10'000};     // until the head is there
  std::chrono::milliseconds request_time{60'000};  // until the body is there too
  std::chrono::seconds read_timeout{5};   // between two reads of one request
  std::chrono::seconds write_timeout{5};  // between two writes of one answer
  std::chrono::seconds keep_alive{5};     // idle time of a connection; stopping waits for it
  std::size_t keep_alive_requests = 10'000;
};

class HttpServer {
 public:
  using Handle = std::function<Response(Request&)>;
  using Observe = std::function<void(const Request&, const Response&, std::chrono::nanoseconds)>;

  // Binds and begins to answer, on threads of its own: 503 "server.starting" until `open` is
  // called, to /livez that it lives. Errors: unavailable "server.cannot_bind" (port taken, no such
  // address).
  static Result<std::unique_ptr<HttpServer>> start(ServerOptions options);
  ~HttpServer();  // stops taking connections, ends feeds, joins

  // From now on `handle` answers; it is called on any of the server's threads, many at a time, and
  // may throw (→ 500, or 503 where there is no memory or no thread to be had); `observe` after each
  // answer is made. Once.
  void open(Handle handle, Observe observe);
  // False once it takes no more connections though nobody stopped it.
  bool listening() const;
  int port() const;
  std::size_t feeds_open() const;
  std::size_t threads() const;
  // True once stop has begun: feeds end by themselves.
  bool stopping() const;
  void stop();  // from one thread

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace kintsugi::api
