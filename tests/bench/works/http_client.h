#pragma once
// HTTP clients that cost next to nothing: what is measured is the server. Loopback only.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "events/base/result.h"

namespace kintsugi::bench {

// "POST <path> HTTP/1.1" and the rest of it, as octets; `headers`: whole lines with their ends.
std::string post_request(std::string_view path, std::string_view headers, std::string_view body,
                         std::string_view media_type = "application/json");
std::string get_request(std::string_view path, std::string_view headers);

// One connection that is kept. One thread.
class HttpClient {
 public:
  explicit HttpClient(int port) : port_(port) {}
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  struct Answer {
    int status = 0;
    std::string head;
    std::string body;
    std::string header(std::string_view lower_case_name) const;  // empty where it is not there
  };
  // Sends the octets and reads one answer with a Content-Length. Connects where it is not
  // connected, once more where the server has closed meanwhile. Errors: unavailable "bench.http".
  Result<const Answer*> ask(std::string_view request);

 private:
  Result<void> connect();
  bool send(std::string_view request);
  Result<bool> read_answer();  // false: closed before the first octet

  const int port_;
  int socket_ = -1;
  std::string buffer_;
  Answer answer_;
};

struct HttpLoad {
  double per_second = 0;
  std::vector<double> milliseconds;  // of each request, in no order
};

// `clients` of them, each with one request under way, for `measured`. `request` gives the octets
// that client `who` sends as its `n`-th; every answer has to be a 200. With `arrivals_a_second`
// requests arrive at random moments, so many on average, and wait from then on. Errors: those of
// ask(), and unavailable "bench.http" with the first answer that was none.
Result<HttpLoad> http_load(
    int port, std::size_t clients, std::chrono::duration<double> measured,
    const std::function<std::string(std::size_t who, std::uint64_t n)>& request,
    double arrivals_a_second = 0);

}  // namespace kintsugi::bench
