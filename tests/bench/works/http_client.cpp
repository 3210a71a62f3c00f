#include "tests/bench/works/http_client.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <mutex>
#include <random>
#include <thread>

namespace kintsugi::bench {
namespace {

using Clock = std::chrono::steady_clock;

tl::unexpected<Error> broken(std::string what) {
  return fail(ErrorKind::unavailable, "bench.http", std::move(what));
}

}  // namespace

std::string post_request(std::string_view path, std::string_view headers, std::string_view body,
                         std::string_view media_type) {
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {}\r\nContent-Length: {}\r\n{}\r\n{}",
      path, media_type, body.size(), headers, body);
}

std::string get_request(std::string_view path, std::string_view headers) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\n{}\r\n", path, headers);
}

std::string HttpClient::Answer::header(std::string_view lower_case_name) const {
  std::size_t from = 0;
  for (std::size_t end; (end = head.find("\r\n", from)) != std::string::npos; from = end + 2) {
    const std::size_t colon = std::min(head.find(": ", from), end);
    std::string name = head.substr(from, colon - from);
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (name == lower_case_name && colon < end) return head.substr(colon + 2, end - colon - 2);
  }
  return {};
}

HttpClient::~HttpClient() {
  if (socket_ >= 0) close(socket_);
}

Result<void> HttpClient::connect() {
  socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket_ < 0) return broken("no socket");
  const int yes = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return broken(fmt::format("nobody listens on port {}", port_));
  buffer_.clear();
  return {};
}

bool HttpClient::send(std::string_view request) {
  while (!request.empty()) {
    const ssize_t sent = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    request.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

Result<bool> HttpClient::read_answer() {
  std::size_t head = std::string::npos, whole = std::string::npos;
  while (whole == std::string::npos || buffer_.size() < whole) {
    if (head == std::string::npos && (head = buffer_.find("\r\n\r\n")) != std::string::npos) {
      answer_.head.assign(buffer_, 0, head + 2);
      std::from_chars(buffer_.data() + 9, buffer_.data() + 12, answer_.status);
      const std::string length = answer_.header("content-length");
      std::size_t body = 0;
      std::from_chars(length.data(), length.data() + length.size(), body);
      if (length.empty()) return broken("an answer without Content-Length: " + answer_.head);
      whole = head + 4 + body;
      continue;
    }
    char octets[16'384];
    const ssize_t got = recv(socket_, octets, sizeof octets, 0);
    if (got <= 0 && buffer_.empty()) return false;
    if (got <= 0) return broken("the answer ends early: " + buffer_.substr(0, 200));
    buffer_.append(octets, static_cast<std::size_t>(got));
  }
  answer_.body.assign(buffer_, head + 4, whole - head - 4);
  buffer_.erase(0, whole);
  return true;
}

Result<const HttpClient::Answer*> HttpClient::ask(std::string_view request) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (socket_ < 0) KINTSUGI_TRY_OK(connect());
    if (send(request)) {
      KINTSUGI_TRY(const bool answered, read_answer());
      if (answered) {
        if (answer_.header("connection") == "close") close(socket_), socket_ = -1;
        return &answer_;
      }
    }
    close(socket_);
    socket_ = -1;
  }
  return broken("the server closes without an answer");
}

namespace {

// Moments at random, so many a second on average, each for whoever asks next.
class Arrivals {
 public:
  Arrivals(Clock::time_point from, double a_second)
      : last_(from), pause_(a_second > 0 ? a_second : 1) {}
  Clock::time_point next() {
    const std::lock_guard lock(mutex_);
    const std::chrono::duration<double> after(pause_(random_));
    return last_ += std::chrono::duration_cast<Clock::duration>(after);
  }

 private:
  std::mutex mutex_;
  Clock::time_point last_;
  std::mt19937_64 random_{1};
  std::exponential_distribution<double> pause_;
};

}  // namespace

Result<HttpLoad> http_load(
    int port, std::size_t clients, std::chrono::duration<double> measured,
    const std::function<std::string(std::size_t who, std::uint64_t n)>& request,
    double arrivals_a_second) {
  struct Client {
    Result<void> outcome;
    std::vector<double> milliseconds;
  };
  std::vector<Client> all(clients);
  const auto start = Clock::now();
  const auto end = start + std::chrono::duration_cast<Clock::duration>(measured);
  Arrivals arrivals(start, arrivals_a_second);
  const auto run = [&](std::size_t who) -> Result<void> {
    HttpClient client(port);
    for (std::uint64_t n = 0; Clock::now() < end; ++n) {
      const std::string octets = request(who, n);
      auto sent = Clock::now();
      if (arrivals_a_second > 0) {  // what arrives while all clients are busy waits from then on
        sent = arrivals.next();
        if (sent >= end) break;
        std::this_thread::sleep_until(sent);
      }
      KINTSUGI_TRY(const HttpClient::Answer* answer, client.ask(octets));
      if (answer->status != 200) return broken(answer->head + answer->body);
      all[who].milliseconds.push_back(
          std::chrono::duration<double, std::milli>(Clock::now() - sent).count());
    }
    return {};
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t who = 0; who < clients; ++who)
      threads.emplace_back([&, who] { all[who].outcome = run(who); });
  }
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  HttpLoad load;
  for (Client& client : all) {
    KINTSUGI_TRY_OK(client.outcome);
    load.milliseconds.insert(load.milliseconds.end(), client.milliseconds.begin(),
                             client.milliseconds.end());
  }
  load.per_second = static_cast<double>(load.milliseconds.size()) / seconds;
  return load;
}

}  // namespace kintsugi::bench
