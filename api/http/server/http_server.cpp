#include "api/http/server/http_server.h"

#include <httplib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sodium.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <new>
#include <system_error>
#include <thread>

#include "api/http/server/connection.h"
#include "api/http/server/problem.h"
#include "api/http/server/shape.h"
#include "api/http/server/task_queue.h"

namespace kintsugi::api {

namespace {

constexpr std::size_t drained_max = 8u << 20;  // octets of a body that is too large
constexpr std::size_t piece_max = 256u << 10;   // octets read at once of what is not held in memory
constexpr std::size_t compressed_min = 1024;  // octets: what is smaller fits into a packet or two
constexpr unsigned unheard_ms_max = 30'000;   // of what was sent and never confirmed
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
  bool is_there() override { return sink_.is_writable(); }

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

// The request that this thread answers: the library hands on its own, which never saw the head.
thread_local const RequestHead* current = nullptr;

std::string joined(const RequestHead& head, std::string_view name) {
  std::string all;
  for (const auto& [key, value] : head.headers)
    if (key == name) all += (all.empty() ? "" : ",") + value;
  return all;
}

Request to_request(const httplib::Request& from, const Proxies& proxies) {
  Request request;
  request.method = from.method;
  request.path = from.path;
  request.id = request_id();
  for (const auto& [name, value] : from.params) request.query.emplace_back(name, value);
  if (current != nullptr) {
    request.headers = current->headers;
    request.address = proxies.client_of(from.remote_addr, joined(*current, "x-forwarded-for"));
  }
  request.address_is_shared = proxies.is_shared(request.address);
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
  // A technician checks in with the position of his phone, on our own pages only.
  to.set_header("Permissions-Policy", "camera=(), geolocation=(self), microphone=()");
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
  if (gzip) headers.emplace("Accept-Encoding", "gzip");
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
      try {
        for (auto left = keep_alive_max_count_; left > 0 && !closed; --left) {
          if (!connection.wait_for_request(time(keep_alive_timeout_sec_, 0), stopping)) break;
          answered = answer_one(connection, left == 1, closed);
          if (!answered) break;
        }
      } catch (const std::exception& e) {  // no memory for its head, or the like
        current = nullptr;
        answered = false;
        spdlog::warn("a connection is closed: {}", e.what());
      }
      if ((!answered || closed) && !stopping()) connection.hang_up();
      ::shutdown(socket, SHUT_RDWR);
      ::close(socket);
      return answered;
    }

    bool answer_one(Connection& connection, bool last, bool& closed) {
      const auto head = connection.take_head(limits);
      if (!head) {
        if (head.error().kind == ErrorKind::invalid) refuse(connection, head.error());
        return false;
      }
      connection.put_back(head_for_library(*head),
                          to_lower(head->header("transfer-encoding")) == "chunked");
      current = &*head;
      const bool answered = process_request(connection, last, closed, nullptr);
      current = nullptr;
      return connection.flush() && answered;
    }

    // What never reaches the library. The connection ends with it.
    static void refuse(Connection& connection, const Error& why) {
      Request nobody;
      nobody.id = request_id();
      const Response response = problem_response(nobody, why);
      std::string text = "HTTP/1.1 " + std::to_string(response.status) +
                         " \r\nContent-Type: " + response.content_type +
                         "\r\nContent-Length: " + std::to_string(response.body.size()) +
                         "\r\nConnection: close\r\nX-Content-Type-Options: nosniff\r\n"
                         "X-Request-Id: " +
                         nobody.id + "\r\n\r\n" + response.body;
      connection.write(text.data(), text.size());
    }

   public:
    Connection::Limits limits;
  };

  struct Answering {
    Handle handle;
    Observe observe;
  };

  ServerOptions options;
  Answering answering;
  std::atomic<const Answering*> opened{nullptr};  // null: it starts
  std::shared_ptr<ElasticQueue> queue;
  Library library;
  std::thread listener;
  std::atomic<std::size_t> feeds{0};
  std::atomic<bool> stopping{false};
  std::atomic<bool> deaf{false};  // it takes no more connections
  int port = 0;

  void configure();
  void serve(const httplib::Request& from, httplib::Response& to,
             const httplib::ContentReader* reader);
  std::optional<Error> read_body(Request& request, const httplib::ContentReader* reader);
  Response answer(Request& request) const;
  void send(const Request& request, Response response, const httplib::Request& from,
            httplib::Response& to);
  void send_feed(Response response, httplib::Response& to);
};

std::optional<Error> HttpServer::Impl::read_body(Request& request,
                                                 const httplib::ContentReader* reader) {
  const Framing framing = framing_of(request);
  if (reader == nullptr || !framing.has_body()) return std::nullopt;
  const bool many = request.path == "/v1/commands" || request.path == "/v1/sales/file";
  const std::size_t max = many ? options.batch_body_max : options.body_max;
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
  if (!whole) return Error{ErrorKind::invalid, "request.malformed", "the body is not whole", {}};
  return std::nullopt;
}

void HttpServer::Impl::serve(const httplib::Request& from, httplib::Response& to,
                             const httplib::ContentReader* reader) {
  auto begin = std::chrono::steady_clock::now();
  Request request = to_request(from, options.proxies);
  Response response;
  auto wrong = check_shape(options, request, framing_of(request), reader != nullptr);
  if (!wrong) wrong = read_body(request, reader);
  if (wrong) {
    response = problem_response(request, *wrong);
    response.close = true;  // what follows on the connection is not to be trusted
  } else {
    response = answer(request);
  }
  if (const Answering* told = opened.load(); told != nullptr && told->observe)
    told->observe(request, response, std::chrono::steady_clock::now() - begin);
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

namespace {

// Before the node is there. A person who opens the page gets a page, which looks again by itself.
Response starting(const Request& request) {
  Response out =
      problem_response(request, Error{ErrorKind::unavailable, "server.starting", {}, {}});
  if (request.method != "GET" || request.header("accept").find("text/html") == std::string::npos)
    return out;
  const bool zh = request.language == Language::zh;
  out.content_type = "text/html; charset=utf-8";
  out.body = std::string("<!doctype html><html lang=\"") + (zh ? "zh-CN" : "en") +
             "\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"2\">"
             "<meta name=\"viewport\" content=\"width=device-width\">"
             "<meta name=\"color-scheme\" content=\"light dark\"><title>Kintsugi</title><h1>" +
             (zh ? "Kintsugi 正在启动" : "Kintsugi is starting") + "</h1><p>" +
             (zh ? "第一次启动演示公司，要先造出它的过去，大约半分钟。本页会自己打开。"
                 : "The first start of a demo company makes its past, which takes about half a "
                   "minute. This page opens by itself.") +
             "</p></html>\n";
  return out;
}

}  // namespace

Response HttpServer::Impl::answer(Request& request) const {
  const auto problem = [&](ErrorKind kind, const char* code, std::string what) {
    spdlog::warn("request id={} {}: {}", request.id, code, what);
    return problem_response(request, Error{kind, code, {}, {}});
  };
  const Answering* to_be_asked = opened.load();
  try {
    if (to_be_asked != nullptr) return to_be_asked->handle(request);
    if (request.path != "/livez" && request.path != "/health/live") return starting(request);
    Response lives;
    lives.content_type = "text/plain; charset=utf-8";
    lives.body = "ok\n";
    return lives.with("Cache-Control", "no-store");
  } catch (const std::bad_alloc& e) {
    return problem(ErrorKind::unavailable, "server.no_memory", e.what());
  } catch (const std::system_error& e) {
    const bool none = e.code() == std::errc::resource_unavailable_try_again ||
                      e.code() == std::errc::not_enough_memory ||
                      e.code() == std::errc::too_many_files_open;
    if (none) return problem(ErrorKind::unavailable, "server.no_memory", e.what());
    return problem(ErrorKind::corrupt, "server.internal", e.what());
  } catch (const std::exception& e) {
    return problem(ErrorKind::corrupt, "server.internal", e.what());
  }
}

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
  options.origins.mark(request, response);
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
    // Not SO_REUSEPORT, the library's default: a second server must not share the port.
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    // Connections inherit it: a client whose machine went away gives its feed free.
    ::setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &unheard_ms_max, sizeof unheard_ms_max);
  });
  library.limits = {.head = options.head_time, .request = options.request_time};
  // The library offers ranges with each HEAD.
  library.set_post_routing_handler(
      [](const httplib::Request&, httplib::Response& to) { to.headers.erase("Accept-Ranges"); });
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
  library.set_error_handler(httplib::Server::HandlerWithResponse(
      [this](const httplib::Request& from, httplib::Response& to) {
        if (!to.body.empty() || !to.get_header_value("X-Request-Id").empty()) {
          return httplib::Server::HandlerResponse::Unhandled;
        }
        const Request request = to_request(from, options.proxies);
        const std::string code = to.status == 404   ? "request.unknown_path"
                                 : to.status == 414 ? "request.address_too_long"
                                                    : "request.malformed";
        Problem problem{.error = {ErrorKind::invalid, code, {}, {}}, .status = to.status};
        Response response = problem_response(request, problem);
        add_security_headers(to, response.content_type);
        options.origins.mark(request, response);
        for (auto& [name, value] : response.headers) to.set_header(name, value);
        // What it could not read it leaves on the connection: that is no next request.
        end_connection(from, to, std::move(response.body), response.content_type);
        return httplib::Server::HandlerResponse::Handled;
      }));
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Result<std::unique_ptr<HttpServer>> HttpServer::start(ServerOptions options) {
  if (sodium_init() < 0) return fail(ErrorKind::unavailable, "server.no_random", "libsodium");
  auto impl = std::make_unique<Impl>();
  impl->options = std::move(options);
  impl->queue = std::make_shared<ElasticQueue>(
      ElasticQueue::Options{.max_threads = impl->options.threads_max});
  impl->configure();
  const std::string& host = impl->options.host;
  const int port = impl->options.port;
  if (port == 0) {
    impl->port = impl->library.bind_to_any_port(host);
  } else {
    impl->port = impl->library.bind_to_port(host, port) ? port : -1;
  }
  if (impl->port <= 0) {
    return fail(ErrorKind::unavailable, "server.cannot_bind",
                "cannot listen on " + host + ":" + std::to_string(port) +
                    " (taken by another program, or no such address)");
  }
  impl->library.widen_backlog();
  impl->listener = std::thread([raw = impl.get()] {
    raw->library.listen_after_bind();
    raw->deaf = true;
  });
  while (!impl->library.is_running())
    std::this_thread::yield();  // a stop before would be forgotten
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

HttpServer::~HttpServer() { stop(); }

void HttpServer::open(Handle handle, Observe observe) {
  impl_->answering = {std::move(handle), std::move(observe)};
  impl_->opened = &impl_->answering;
}

bool HttpServer::listening() const { return !impl_->deaf.load() || impl_->stopping.load(); }

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
