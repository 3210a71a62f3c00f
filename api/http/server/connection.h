#pragma once
// A connection as cpp-httplib reads and writes it, in fewer system calls than the library's own:
// what has arrived is taken without asking first whether it has, and the head of an answer leaves
// together with its body, in one packet. The head of a request is read here, whole and within a
// time, before the library sees any of it. Included by http_server.cpp alone.

#include <httplib.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/server/chunks.h"
#include "api/http/server/head.h"

namespace kintsugi::api {

// One thread. Does not own the socket.
class Connection final : public httplib::Stream {
 public:
  using Time = std::chrono::milliseconds;

  // `read_timeout`: between two reads of a request; `write_timeout`: between two writes.
  Connection(int socket, Time read_timeout, Time write_timeout)
      : socket_(socket), read_timeout_(read_timeout), write_timeout_(write_timeout) {}

  // Waits at most `idle` for a request. False: none came, or `stopping` says that none is wanted
  // any more (it is asked ten times a second).
  bool wait_for_request(Time idle, const std::function<bool()>& stopping);
  struct Limits {
    std::size_t head_octets = 32u << 10;
    Time head{10'000};     // from its first octet to its last
    Time request{60'000};  // with the body: who sends drop by drop holds no thread longer
  };
  // Reads a request's head. Errors: invalid "request.headers_too_large", "request.malformed";
  // unavailable "request.silent" (gone, or too slow: nobody to answer).
  Result<RequestHead> take_head(const Limits& limits);
  // What the library reads next, before anything else that has arrived. `chunked`: what follows is
  // a chunked body, and as soon as it is not framed as one nothing more of it is read.
  void put_back(std::string octets, bool chunked = false);
  // Sends what is held back. False: the other side does not take it.
  bool flush();
  // Says that nothing more is said, and hears out for a moment what is still sent: a connection
  // that is closed over unread octets is reset, and the answer lost with it.
  void hang_up();

  bool is_readable() const override;
  bool is_writable() const override;  // and the other side is still there
  ssize_t read(char* to, std::size_t size) override;
  // The first write after a read is held back until the next one, a read, or flush().
  ssize_t write(const char* from, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

 private:
  bool wait(short events, Time most) const;
  bool wait_to_read() const;  // within read_timeout_ and the request's time
  ssize_t receive(char* to, std::size_t size);  // what has arrived, else what does
  bool fill();                // more into arrived_; false: none came
  bool send(std::string_view first, std::string_view second);

  const int socket_;
  const Time read_timeout_, write_timeout_;
  std::array<char, 8192> arrived_;
  std::size_t begin_ = 0, end_ = 0;  // of what has arrived and was not read
  std::string put_back_;             // read before what has arrived
  std::size_t put_back_at_ = 0;
  std::optional<Chunks> chunks_;     // of the body at hand
  std::chrono::steady_clock::time_point until_ = std::chrono::steady_clock::time_point::max();
  std::string held_;
  bool first_ = true;  // nothing was written since the last read
};

}  // namespace kintsugi::api
