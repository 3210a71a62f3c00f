#include <fcntl.h>
#include <fmt/format.h>
#include <httplib.h>
#include <spdlog/sinks/null_sink.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "api/http/edge.h"
#include "api/http/server/task_queue.h"
#include "schema/credentials_commands.h"
#include "schema/description.h"
#include "schema/identity_commands.h"
#include "tests/bench/works/company.h"
#include "tests/bench/works/http_client.h"
#include "tests/bench/works/work.h"

namespace kintsugi::bench {
namespace {

constexpr std::size_t clients = 64;
constexpr int rounds = 3;

class QueueOfLibrary final : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> task) override { queue_.enqueue(std::move(task)); }
  void shutdown() override { queue_.shutdown(); }

 private:
  api::ElasticQueue queue_{api::ElasticQueue::Options{}};
};

class WideServer final : public httplib::Server {
 public:
  void widen_backlog() { ::listen(svr_sock_, 512); }
};

// cpp-httplib set up as api/http/http_server.cpp does it, with a handler that does nothing.
class EmptyServer {
 public:
  EmptyServer() {
    const api::ServerOptions as_ours;
    server_.new_task_queue = [] { return new QueueOfLibrary; };
    server_.set_read_timeout(as_ours.read_timeout);
    server_.set_write_timeout(as_ours.write_timeout);
    server_.set_keep_alive_timeout(as_ours.keep_alive.count());
    server_.set_keep_alive_max_count(as_ours.keep_alive_requests);
    server_.set_tcp_nodelay(true);
    server_.Post(".*", [](const httplib::Request&, httplib::Response& to) {
      to.set_content("{}", "application/json");
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    server_.widen_backlog();
    listener_ = std::jthread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~EmptyServer() { server_.stop(); }
  int port() const { return port_; }

 private:
  WideServer server_;
  int port_ = 0;
  std::jthread listener_;  // last: joined first
};

// The whole of a node behind HTTP, in a directory of its own.
struct ServedCompany {
  api::SystemClock clock;
  std::unique_ptr<api::Service> service;
  std::unique_ptr<api::Secrets> secrets;
  std::unique_ptr<api::Edge> edge;
  std::string token;  // of the store keeper

  Result<void> make_token() {
    const schema::MakeToken wanted{
        .operator_ = std::string(store_keeper),
        .token = api::public_id(),
        .name = "bench",
        .expires_at = to_ms(clock.now() + std::chrono::hours(24))};
    KINTSUGI_TRY(token, secrets->make_token({wanted.token, "main", wanted.operator_, {}}));
    api::CommandRequest request;
    // A token of somebody without a password opens nothing.
    request.tenant = "main", request.id = "bench-token";
    request.commands = {schema::ChangePassword{.number = wanted.operator_}, wanted};
    request.actor.kind = ActorKind::person, request.actor.operator_id = store_keeper;
    KINTSUGI_TRY(const api::Answer answer, service->node().execute(std::move(request)));
    if (answer.refusal) return tl::unexpected(*answer.refusal);
    return {};
  }

  Result<void> open(const std::filesystem::path& directory) {
    api::Service::Options options;
    options.directory = directory;
    KINTSUGI_TRY(service, api::Service::open(options, clock));
    KINTSUGI_TRY(secrets, api::Secrets::open(directory / "secrets"));
    KINTSUGI_TRY_OK(set_up_company(service->node()));
    KINTSUGI_TRY_OK(make_token());
    api::Edge::Options serving;
    serving.server.port = 0;
    const auto silent =
        std::make_shared<spdlog::logger>("bench", std::make_shared<spdlog::sinks::null_sink_mt>());
    KINTSUGI_TRY(edge, api::Edge::start(serving, *service, *secrets, clock, silent));
    return {};
  }
};

// A request of many lines whose commands' numbers alone differ from one time to the next: written
// once, so that the clients take little of the machine that they share with the server.
class BatchOfLines {
 public:
  static constexpr std::size_t size = 1000;

  explicit BatchOfLines(std::string_view token) {
    std::string body;
    std::vector<std::size_t> in_body;
    for (std::size_t line = 0; line < size; ++line) {
      body += R"({"id":"0195f3c4-)";
      in_body.push_back(body.size());
      body.append(digits, '0');
      body += R"(","command":"receive_stock","body":)" + goods_as_json(line) + "}\n";
    }
    octets_ = post_request("/v1/commands", fmt::format("Authorization: Bearer {}\r\n", token), body,
                           "application/x-ndjson");
    for (const std::size_t at : in_body) numbers_.push_back(octets_.size() - body.size() + at);
  }

  // The same with the numbers first, first + 1, and so on.
  std::string numbered(std::uint64_t first) const {
    std::string out = octets_;
    for (const std::size_t at : numbers_) {
      std::uint64_t rest = first++;
      for (std::size_t i = digits; i-- > 0; rest /= 10)
        out[at + i] = static_cast<char>('0' + rest % 10);
    }
    return out;
  }

 private:
  static constexpr std::size_t digits = 16;
  std::string octets_;
  std::vector<std::size_t> numbers_;  // where they begin
};

// Milliseconds that the disk takes to have 64 records for good: the median of many.
Result<double> fsync_ms(const std::filesystem::path& directory, int times) {
  const std::string file = directory / "fsync";
  const int fd = ::open(file.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0) return fail(ErrorKind::unavailable, "bench.disk", "cannot write " + file);
  const std::string octets(clients * record_bytes, 'x');
  std::vector<double> each;
  for (int i = 0; i < times; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const bool kept =
        ::write(fd, octets.data(), octets.size()) == static_cast<ssize_t>(octets.size()) &&
        ::fdatasync(fd) == 0;
    if (!kept) return fail(ErrorKind::unavailable, "bench.disk", "cannot write " + file);
    each.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
            .count());
  }
  ::close(fd);
  return median(std::move(each));
}

}  // namespace

Result<std::vector<Figure>> commit_http(const BenchOptions& options) {
  KINTSUGI_TRY(const auto dir, scratch(options, "commit_http"));
  const std::chrono::duration<double> measured(options.seconds);
  ServedCompany ours;
  KINTSUGI_TRY_OK(ours.open(dir / "data"));
  const std::string path(schema::find_type("receive_stock")->route);
  int round = 0;
  const auto request = [&](std::size_t who, std::uint64_t n) {
    const std::string headers =
        fmt::format("Authorization: Bearer {}\r\nIdempotency-Key: \"0195f3c4-{}-{}-{:08d}\"\r\n",
                    ours.token, round, who, n);
    return post_request(path, headers, goods_as_json(who));
  };
  std::vector<double> values, limits, milliseconds, of_empty, fsyncs;
  EmptyServer empty;
  for (; round < rounds; ++round) {
    KINTSUGI_TRY(auto load, http_load(ours.edge->port(), clients, measured, request));
    values.push_back(load.per_second);
    milliseconds.insert(milliseconds.end(), load.milliseconds.begin(), load.milliseconds.end());
    KINTSUGI_TRY(const auto beside, http_load(empty.port(), clients, measured, request));
    limits.push_back(beside.per_second);
    of_empty.insert(of_empty.end(), beside.milliseconds.begin(), beside.milliseconds.end());
    KINTSUGI_TRY(const double fsync, fsync_ms(dir, 50));
    fsyncs.push_back(fsync);
  }
  const double three = 3 * median(std::move(fsyncs)) + 2;
  const double full = median(values);
  const double limit = median(std::move(limits));
  // What arrives at random waits wherever the machine is slower for a moment than it was at full
  // load: also of the handler that does nothing, at the same share of its own.
  std::vector<double> at_70, empty_at_70;
  for (; round < 2 * rounds; ++round) {
    KINTSUGI_TRY(const auto load,
                 http_load(ours.edge->port(), clients, measured, request, 0.7 * full));
    at_70.insert(at_70.end(), load.milliseconds.begin(), load.milliseconds.end());
    KINTSUGI_TRY(const auto beside,
                 http_load(empty.port(), clients, measured, request, 0.7 * limit));
    empty_at_70.insert(empty_at_70.end(), beside.milliseconds.begin(), beside.milliseconds.end());
  }
  std::sort(at_70.begin(), at_70.end());
  std::sort(empty_at_70.begin(), empty_at_70.end());
  std::sort(milliseconds.begin(), milliseconds.end());
  std::sort(of_empty.begin(), of_empty.end());
  return std::vector<Figure>{
      {"commit_http", full, "commands/s", "empty_httplib_handler", limit},
      {"commit_http_p50_at_70_percent", percentile(at_70, 50), "ms", "3_fsyncs_and_2_ms", three,
       true},
      {"commit_http_p99_at_70_percent", percentile(at_70, 99), "ms", "3_fsyncs_and_2_ms", three,
       true},
      {"commit_http_p99_at_70_percent", percentile(at_70, 99), "ms",
       "empty_httplib_handler_p99_at_70_percent", percentile(empty_at_70, 99), true},
      // At full load 64 clients wait for two cores.
      {"commit_http_p50", percentile(milliseconds, 50), "ms", "3_fsyncs_and_2_ms", three, true},
      {"commit_http_p99", percentile(milliseconds, 99), "ms", "3_fsyncs_and_2_ms", three, true},
      {"commit_http_max", percentile(milliseconds, 100), "ms", "3_fsyncs_and_2_ms", three, true},
      {"commit_http_p99_beside_empty", percentile(milliseconds, 99), "ms",
       "empty_httplib_handler_p99", percentile(of_empty, 99), true}};
}

Result<std::vector<Figure>> commit_http_batch(const BenchOptions& options) {
  constexpr std::size_t senders = 4;
  constexpr std::uint64_t lines = BatchOfLines::size;
  KINTSUGI_TRY(const auto dir, scratch(options, "commit_http_batch"));
  const std::chrono::duration<double> measured(options.seconds);
  ServedCompany ours;
  KINTSUGI_TRY_OK(ours.open(dir / "data"));
  EmptyServer empty;
  const BatchOfLines batch(ours.token);
  std::uint64_t round = 0;
  // No two senders and rounds have a number in common.
  const auto request = [&](std::size_t who, std::uint64_t n) {
    return batch.numbered(((round * senders + who) * 1'000'000 + n) * lines);
  };
  std::vector<double> values, limits;
  for (; round < rounds; ++round) {
    KINTSUGI_TRY(const auto load, http_load(ours.edge->port(), senders, measured, request));
    values.push_back(load.per_second * lines);
    KINTSUGI_TRY(const auto limit, http_load(empty.port(), senders, measured, request));
    limits.push_back(limit.per_second * lines);
  }
  // The answer to a batch is 200 whatever its lines say.
  const auto folded = ours.service->node().counts().fold;
  if (folded.refused > 0 || folded.counted < lines)
    return fail(ErrorKind::corrupt, "bench.refused", "lines of a batch were refused");
  return std::vector<Figure>{{"commit_http_batch", median(std::move(values)), "commands/s",
                              "empty_httplib_handler", median(std::move(limits))}};
}

}  // namespace kintsugi::bench
