#include "api/http/server/http_server.h"

#include <httplib.h>
#include <sodium.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <thread>

#include "api/http/server/connection.h"
#include "api/http/server/problem.h"
#include "api/http/server/task_queue.h"

namespace kintsugi::api {

namespace {

constexpr std::size_t drained_max = 8u << 20;  // octets of a body that is too large
constexpr std::size_t piece_max = 256u << 10;   // octets read at once of what is not held in memory
constexpr std::size_t compressed_min = 1024;  // octets: what is smaller fits into a packet or two
constexpr int backlog = 512;  // the library's own is 5: a burst of clients would wait for retries

// The library owns its queue and deletes it when it stops listening.
class QueueOfLibrary final : public httplib::TaskQueue {
 public:
  explicit QueueOfLibrary(std::shared_ptr<ElasticQueue> queue) : queue_(std::move(queue)) {}
  void enqueue(std::function<void()> task) override { queue_->enqueue(std::move(task)); }
  void shutdown() override { queue_->shutdown(); }

 private:
  std::shared_ptr<ElasticQueue> queue_;  // shared: the metrics ask it for its size
};

class SinkWriter final : public FeedWriter {
 public:
  explicit SinkWriter(httplib::DataSink& sink) : sink_(sink) {}
  bool write(std::string_view piece) override {
    return sink_.is_writable() && sink_.write(piece.data(), piece.size());
  }

 private:
  httplib::DataSink& sink_;
};

// Random octets are asked of the system for many requests of a thread at once.
std::string request_id() {
  constexpr std::size_t size = 12;
  static thread_local std::array<unsigned char, 64 * size> octets;
  static thread_local std::size_t used = octets.size();
  if (used == octets.size()) {
    randombytes_buf(octets.data(), octets.size());
    used = 0;
  }
  char hex[size * 2 + 1];
  sodium_bin2hex(hex, sizeof hex, octets.data() + used, size);
  used += size;
  return hex;
}

// The library puts the peer's address among the headers, beside whatever the client sent under the
// same name; its own come last (tried with 0.11.4), and req.remote_addr is set from the socket.
bool is_of_library(std::string_view name) {
  return name == "remote_addr" || name == "remote_port" || name == "local_addr" ||
         name == "local_port";
}

Request to_request(const httplib::Request& from) {
  Request request;
  request.method = from.method;
  request.path = from.path;
  request.address = from.remote_addr;
  request.id = request_id();
  for (const auto& [name, value] : from.params) request.query.emplace_back(name, value);
  for (const auto& [name, value] : from.headers) {
    std::string lower = to_lower(name);
    if (!is_of_library(lower)) request.headers.emplace_back(std::move(lower), value);
  }
  request.language = language_of(request.header("accept-language"));
  return request;
}

// What a browser shows as a page gets all of them; an answer of the API cannot be shown as one.
void add_security_headers(httplib::Response& to, std::string_view content_type) {
  to.set_header("X-Content-Type-Options", "nosniff");
  if (content_type.find("json") != std::string_view::npos) return;
  to.set_header("X-Frame-Options", "DENY");
  to.set_header("Referrer-Policy", "same-origin");
  to.set_header("Cross-Origin-Opener-Policy", "same-origin");
  to.set_header("Cross-Origin-Resource-Policy", "same-origin");
  to.set_header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  to.set_header("Content-Security-Policy",
                "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                "font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; "
                "form-action 'self'; frame-ancestors 'none'");
}

// The library (0.11.4) compresses each answer that its client takes compressed, with Brotli at its
// slowest where that is taken (80 KB of orders: 230 ms; with gzip: 1 ms), and what is compressed
// already once more. It asks the request for it, which is its own and no constant: what the request
// says of gzip is all that it is left.
void compress_with_gzip_only(const httplib::Request& from, bool gzip) {
  auto& headers = const_cast<httplib::Request&>(from).headers;
  headers.erase("Accept-Encoding");
  if (gzip) headers.emplace("Accept-Encoding", "gzip");
}

// What a request says of its body. The library looks headers up one by one, letter by letter; this
// reads them once.
struct Framing {
  int lengths = 0, encodings = 0;  // how often Content-Length and Transfer-Encoding are there
  std::string_view length;
  bool has_body() const { return encodings > 0 || (!length.empty() && length != "0"); }
  // What Content-Length says, once check_shape has let it pass; 0 where it is not there.
  std::size_t told() const {
    std::size_t octets = 0;
    std::from_chars(length.data(), length.data() + length.size(), octets);
    return octets;
  }
};

Framing framing_of(const Request& request) {
  Framing framing;
  for (const auto& [name, value] : request.headers) {
    if (name == "content-length" && ++framing.lengths == 1) framing.length = value;
    if (name == "transfer-encoding") ++framing.encodings;
  }
  return framing;
}

}  // namespace

struct HttpServer::Impl {
  class Library final : public httplib::Server {
   public:
    void widen_backlog() { ::listen(svr_sock_, backlog); }

   private:
    // The requests of a connection, one after the other. As the library's own does it, but over
    // Connection.
    bool process_and_close_socket(socket_t socket) override {
      const auto time = [](time_t seconds, time_t microseconds) {
        return std::chrono::duration_cast<Connection::Time>(
            std::chrono::seconds(seconds) + std::chrono::microseconds(microseconds));
      };
      Connection connection(socket, time(read_timeout_sec_, read_timeout_usec_),
                            time(write_timeout_sec_, write_timeout_usec_));
      const auto stopping = [this] { return svr_sock_ == INVALID_SOCKET; };
      bool answered = false, closed = false;
      for (auto left = keep_alive_max_count_; left > 0 && !closed; --left) {
        if (!connection.wait_for_request(time(keep_alive_timeout_sec_, 0), stopping)) break;
        answered = process_request(connection, left == 1, closed, nullptr);
        answered = connection.flush() && answered;
        if (!answered) break;
      }
      ::shutdown(socket, SHUT_RDWR);
      ::close(socket);
      return answered;
    }
  };

  ServerOptions options;
  Handle handle;
  Observe observe;
  std::shared_ptr<ElasticQueue> queue;
  Library library;
  std::thread listener;
  std::atomic<std::size_t> feeds{0};
  std::atomic<bool> stopping{false};
  int port = 0;

  void configure();
  void serve(const httplib::Request& from, httplib::Response& to,
             const httplib::ContentReader* reader);
  std::optional<Error> read_body(Request& request, const httplib::ContentReader* reader);
  std::optional<Error> check_shape(const Request& request, const Framing& framing,
                                   bool takes_body) const;
  void send(const Request& request, Response response, const httplib::Request& from,
            httplib::Response& to);
  void send_feed(Response response, httplib::Response& to);
};

// What the library lets through and no honest client sends: both framings at once (smuggling), two
// lengths, bodies where none belongs, floods of headers.
std::optional<Error> HttpServer::Impl::check_shape(const Request& request, const Framing& framing,
                                                   bool takes_body) const {
  auto bad = [](std::string code, std::string what) {
    return Error{ErrorKind::invalid, std::move(code), std::move(what), {}};
  };
  if (request.headers.size() > options.headers_max) {
    return bad("request.headers_too_large",
               "more header lines than " + std::to_string(options.headers_max));
  }
  if (request.query.size() > options.query_max) {
    return bad("request.bad_parameter",
               "more parameters than " + std::to_string(options.query_max));
  }
  if (framing.lengths + framing.encodings > 1) {
    return bad("request.malformed", "a request has one Content-Length or one Transfer-Encoding");
  }
  if (framing.encodings > 0 && to_lower(request.header("transfer-encoding")) != "chunked") {
    return bad("request.malformed", "Transfer-Encoding other than chunked");
  }
  if (framing.encodings > 0 && request.method == "DELETE") {  // the library would leave it unread
    return bad("request.malformed", "DELETE takes no chunked body");
  }
  if (framing.length.size() > 12 ||
      framing.length.find_first_not_of("0123456789") != std::string_view::npos) {
    return bad("request.malformed", "Content-Length is no number");
  }
  if (!takes_body && framing.has_body()) {
    return bad("request.malformed", request.method + " takes no body");
  }
  // The library reads these by a way of its own, which nothing here goes.
  if (media_type_of(request.header("content-type")).starts_with("multipart/")) {
    return bad("request.wrong_media_type", "send application/json");
  }
  if (request.has_header("content-encoding")) {
    return bad("request.wrong_media_type", "bodies are taken without Content-Encoding");
  }
  return std::nullopt;
}

std::optional<Error> HttpServer::Impl::read_body(Request& request,
                                                 const httplib::ContentReader* reader) {
  const Framing framing = framing_of(request);
  if (reader == nullptr || !framing.has_body()) return std::nullopt;
  std::size_t max = request.path == "/v1/commands" ? options.batch_body_max : options.body_max;
  auto too_large = [&] {
    return Error{ErrorKind::invalid,
                 "request.too_large",
                 "the body is larger than " + std::to_string(max) + " octets",
                 {}};
  };
  // Beyond the limit it is read on and forgotten, up to a second limit: a client that still sends
  // would else see a broken connection and not the answer.
  std::size_t seen = 0;
  const bool whole = (*reader)([&](const char* data, std::size_t size) {
    seen += size;
    if (seen <= max) request.body.append(data, size);
    return seen <= max + drained_max;
  });
  // The library itself refuses what says beforehand that it is larger than any body may be.
  if (seen > max || framing.told() > max) {
    request.body.clear();
    return too_large();
  }
  if (!whole) return Error{ErrorKind::invalid, "request.malformed", "the body ends early", {}};
  return std::nullopt;
}

void HttpServer::Impl::serve(const httplib::Request& from, httplib::Response& to,
                             const httplib::ContentReader* reader) {
  auto begin = std::chrono::steady_clock::now();
  Request request = to_request(from);
  Response response;
  auto wrong = check_shape(request, framing_of(request), reader != nullptr);
  if (!wrong) wrong = read_body(request, reader);
  if (wrong) {
    response = problem_response(request, *wrong);
    response.close = true;  // what follows on the connection is not to be trusted
  } else {
    try {
      response = handle(request);
    } catch (const std::exception& e) {
      response =
          problem_response(request, Error{ErrorKind::corrupt, "server.internal", e.what(), {}});
    }
  }
  if (observe) observe(request, response, std::chrono::steady_clock::now() - begin);
  send(request, std::move(response), from, to);
}

namespace {

// Sends the body, then ends the connection: what follows on it is not to be trusted. A provider
// that fails after its last octet is how this library is told to close. For HEAD it asks no
// provider, and would take what came with it for the next request: so it is told that this was a
// GET, and gets no octet.
void end_connection(const httplib::Request& from, httplib::Response& to, std::string body,
                    const std::string& content_type) {
  to.set_header("Connection", "close");
  const bool head = from.method == "HEAD";
  if (head) const_cast<httplib::Request&>(from).method = "GET";
  const auto held = std::make_shared<std::string>(std::move(body));
  to.set_content_provider(held->size(), content_type,
                          [held, head](std::size_t at, std::size_t, httplib::DataSink& sink) {
                            if (!head) sink.write(held->data() + at, held->size() - at);
                            return false;
                          });
}

}  // namespace

void HttpServer::Impl::send(const Request& request, Response response,
                            const httplib::Request& from, httplib::Response& to) {
  add_security_headers(to, response.content_type);
  to.set_header("X-Request-Id", request.id);
  if (response.feed) {
    if (feeds.fetch_add(1) >= options.feeds_max) {
      feeds.fetch_sub(1);
      Problem problem{.error = {ErrorKind::unavailable,
                                "stream.too_many",
                                "at most " + std::to_string(options.feeds_max) + " feeds",
                                {}},
                      .retry_after_s = 5};
      response = problem_response(request, problem);
    }
  }
  const bool worth_it = response.body.size() >= compressed_min && !response.feed &&
                        !response.close && !response.has_header("Content-Encoding");
  if (worth_it) response.vary_by("Accept-Encoding");
  compress_with_gzip_only(from,
                          worth_it && accepts_coding(request.header("accept-encoding"), "gzip"));
  to.status = response.status;
  for (auto& [name, value] : response.headers) to.set_header(name, value);
  if (response.feed) return send_feed(std::move(response), to);
  if (response.close) {
    end_connection(from, to, std::move(response.body), response.content_type);
    return;
  }
  if (response.source) {
    to.set_content_provider(
        response.source->size, response.content_type,
        [read = response.source->read](std::size_t at, std::size_t left, httplib::DataSink& sink) {
          const auto piece = read(at, std::min(left, piece_max));
          return piece && !piece->empty() && sink.write(piece->data(), piece->size());
        });
    return;
  }
  if (!response.content_type.empty())
    to.set_content(std::move(response.body), response.content_type);
}

void HttpServer::Impl::send_feed(Response response, httplib::Response& to) {
  auto feed = std::move(response.feed);
  to.set_header("X-Accel-Buffering", "no");
  to.set_chunked_content_provider(
      response.content_type,
      [feed](std::size_t, httplib::DataSink& sink) {
        SinkWriter writer(sink);
        try {
          feed(writer);
        } catch (const std::exception&) {
          return false;  // the client sees a cut feed and comes again
        }
        sink.done();
        return true;
      },
      [this](bool) { feeds.fetch_sub(1); });
}

void HttpServer::Impl::configure() {
  library.new_task_queue = [this] { return new QueueOfLibrary(queue); };
  library.set_read_timeout(options.read_timeout);
  library.set_write_timeout(options.write_timeout);
  library.set_keep_alive_timeout(options.keep_alive.count());
  library.set_keep_alive_max_count(options.keep_alive_requests);
  library.set_tcp_nodelay(true);
  library.set_payload_max_length(options.batch_body_max);
  library.set_socket_options([](socket_t socket) {
    int yes =
        1;  // not SO_REUSEPORT, the library's default: a second server must not share the port
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  // Methods without a body are answered before the library's own routing by regular expressions.
  library.set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) {
    bool body = from.method == "POST" || from.method == "PUT" || from.method == "PATCH" ||
                from.method == "DELETE";
    if (body) return httplib::Server::HandlerResponse::Unhandled;
    serve(from, to, nullptr);
    return httplib::Server::HandlerResponse::Handled;
  });
  auto with_body = [this](const httplib::Request& from, httplib::Response& to,
                          const httplib::ContentReader& reader) { serve(from, to, &reader); };
  library.Post(".*", with_body);
  library.Put(".*", with_body);
  library.Patch(".*", with_body);
  library.Delete(".*", with_body);
  // What the library refuses by itself (a bad request line, an over-long address).
  library.set_error_handler(
      httplib::Server::HandlerWithResponse([](const httplib::Request& from, httplib::Response& to) {
        if (!to.body.empty() || !to.get_header_value("X-Request-Id").empty()) {
          return httplib::Server::HandlerResponse::Unhandled;
        }
        Request request = to_request(from);
        std::string code = to.status == 404 ? "request.unknown_path" : "request.malformed";
        Problem problem{.error = {ErrorKind::invalid, code, {}, {}}, .status = to.status};
        Response response = problem_response(request, problem);
        add_security_headers(to, response.content_type);
        // What it could not read it leaves on the connection: that is no next request.
        end_connection(from, to, std::move(response.body), response.content_type);
        return httplib::Server::HandlerResponse::Handled;
      }));
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Result<std::unique_ptr<HttpServer>> HttpServer::start(ServerOptions options, Handle handle,
                                                      Observe observe) {
  if (sodium_init() < 0) return fail(ErrorKind::unavailable, "server.no_random", "libsodium");
  auto impl = std::make_unique<Impl>();
  impl->options = options;
  impl->handle = std::move(handle);
  impl->observe = std::move(observe);
  impl->queue =
      std::make_shared<ElasticQueue>(ElasticQueue::Options{.max_threads = options.threads_max});
  impl->configure();
  if (options.port == 0) {
    impl->port = impl->library.bind_to_any_port(options.host);
  } else {
    impl->port = impl->library.bind_to_port(options.host, options.port) ? options.port : -1;
  }
  if (impl->port <= 0) {
    return fail(ErrorKind::unavailable, "server.cannot_bind",
                "cannot listen on " + options.host + ":" + std::to_string(options.port) +
                    " (taken by another program, or no such address)");
  }
  impl->library.widen_backlog();
  impl->listener = std::thread([raw = impl.get()] { raw->library.listen_after_bind(); });
  while (!impl->library.is_running())
    std::this_thread::yield();  // a stop before would be forgotten
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

HttpServer::~HttpServer() { stop(); }

void HttpServer::stop() {
  if (impl_->stopping.exchange(true)) return;
  impl_->library.stop();
  if (impl_->listener.joinable()) impl_->listener.join();
}

int HttpServer::port() const { return impl_->port; }
std::size_t HttpServer::feeds_open() const { return impl_->feeds.load(); }
std::size_t HttpServer::threads() const { return impl_->queue->threads(); }
bool HttpServer::stopping() const { return impl_->stopping.load(); }

}  // namespace kintsugi::api
