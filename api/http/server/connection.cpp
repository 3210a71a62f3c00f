#include "api/http/server/connection.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

namespace kintsugi::api {

namespace {

constexpr Connection::Time asked_every{100};

using Address = int (*)(int, sockaddr*, socklen_t*);

void address_of(int socket, Address which, std::string& ip, int& port) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> service{};
  auto* const plain = reinterpret_cast<sockaddr*>(&address);
  if (which(socket, plain, &size) != 0 ||
      ::getnameinfo(plain, size, host.data(), host.size(), service.data(), service.size(),
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
    return;
  }
  ip = host.data();
  std::from_chars(service.data(), service.data() + std::strlen(service.data()), port);
}

}  // namespace

bool Connection::wait(short events, Time most) const {
  pollfd waited{socket_, events, 0};
  int ready = 0;
  do {
    ready = ::poll(&waited, 1, static_cast<int>(most.count()));
  } while (ready < 0 && errno == EINTR);
  return ready > 0;
}

bool Connection::wait_for_request(Time idle, const std::function<bool()>& stopping) {
  const auto until = std::chrono::steady_clock::now() + idle;
  while (!stopping()) {
    if (begin_ < end_ || wait(POLLIN, asked_every)) return true;
    if (std::chrono::steady_clock::now() >= until) return false;
  }
  return false;
}

bool Connection::wait_to_read() const {
  const auto now = std::chrono::steady_clock::now();
  if (until_ == std::chrono::steady_clock::time_point::max()) return wait(POLLIN, read_timeout_);
  if (now >= until_) return false;
  const auto left = std::chrono::ceil<Time>(until_ - now);
  return wait(POLLIN, std::min(left, read_timeout_));
}

bool Connection::is_readable() const {
  return put_back_at_ < put_back_.size() || begin_ < end_ || wait_to_read();
}

void Connection::put_back(std::string octets, bool chunked) {
  put_back_ = std::move(octets);
  put_back_at_ = 0;
  chunks_ = chunked ? std::optional<Chunks>(Chunks()) : std::nullopt;
}

bool Connection::fill() {
  if (begin_ < end_) return true;
  for (;;) {
    const ssize_t got = ::recv(socket_, arrived_.data(), arrived_.size(), MSG_DONTWAIT);
    if (got > 0) {
      begin_ = 0;
      end_ = static_cast<std::size_t>(got);
      return true;
    }
    if (got == 0) return false;
    if (errno == EINTR) continue;
    if ((errno != EAGAIN && errno != EWOULDBLOCK) || !wait_to_read()) return false;
  }
}

Result<RequestHead> Connection::take_head(const Limits& limits) {
  constexpr std::string_view empty_line = "\r\n\r\n";
  const auto begun = std::chrono::steady_clock::now();
  until_ = begun + limits.head;
  std::string head;
  for (;;) {
    if (!fill()) return fail(ErrorKind::unavailable, "request.silent", "no whole head came");
    // Empty lines before a request: some clients send one after a body.
    if (head.empty() && (arrived_[begin_] == '\r' || arrived_[begin_] == '\n')) {
      ++begin_;
      continue;
    }
    const std::size_t looked = head.size() < empty_line.size() ? 0 : head.size() - 3;
    head.append(arrived_.data() + begin_, end_ - begin_);
    const auto end = head.find(empty_line, looked);
    if (end != std::string::npos) {
      const std::size_t beyond = head.size() - (end + empty_line.size());
      begin_ = end_ - beyond;
      head.resize(head.size() - beyond);
      break;
    }
    begin_ = end_;
    // A line that no carriage return ends would be waited for until the time is over.
    if (head.find("\n\n") != std::string::npos)
      return fail(ErrorKind::invalid, "request.malformed", "lines end with CR LF");
    if (head.size() > limits.head_octets) break;
  }
  if (head.size() > limits.head_octets)
    return fail(ErrorKind::invalid, "request.headers_too_large",
                "a head has at most " + std::to_string(limits.head_octets) + " octets");
  until_ = begun + limits.request;
  return parse_head(head);
}

bool Connection::is_writable() const {
  char octet = 0;
  const ssize_t ahead = ::recv(socket_, &octet, 1, MSG_PEEK | MSG_DONTWAIT);
  const bool there = ahead > 0 || (ahead < 0 && (errno == EAGAIN || errno == EINTR));
  return there && wait(POLLOUT, write_timeout_);
}

ssize_t Connection::read(char* to, std::size_t size) {
  if (!flush()) return -1;
  first_ = true;
  if (put_back_at_ < put_back_.size()) {
    const std::size_t given = std::min(size, put_back_.size() - put_back_at_);
    std::memcpy(to, put_back_.data() + put_back_at_, given);
    put_back_at_ += given;
    return static_cast<ssize_t>(given);
  }
  const ssize_t got = receive(to, size);
  if (got <= 0 || !chunks_) return got;
  return chunks_->take({to, static_cast<std::size_t>(got)}) ? got : -1;
}

ssize_t Connection::receive(char* to, std::size_t size) {
  if (begin_ == end_) {
    // What does not fit is read past the buffer.
    const bool whole = size >= arrived_.size();
    char* const place = whole ? to : arrived_.data();
    const std::size_t room = whole ? size : arrived_.size();
    ssize_t got = 0;
    for (int attempt = 0;; ++attempt) {
      got = ::recv(socket_, place, room, MSG_DONTWAIT);
      if (got < 0 && errno == EINTR) continue;
      const bool none = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
      if (!none || attempt > 0) break;
      if (!wait_to_read()) return -1;
    }
    if (got <= 0 || whole) return got;
    begin_ = 0;
    end_ = static_cast<std::size_t>(got);
  }
  const std::size_t taken = std::min(size, end_ - begin_);
  std::memcpy(to, arrived_.data() + begin_, taken);
  begin_ += taken;
  return static_cast<ssize_t>(taken);
}

ssize_t Connection::write(const char* from, std::size_t size) {
  if (first_) {
    first_ = false;
    held_.assign(from, size);
    return static_cast<ssize_t>(size);
  }
  const std::string held = std::exchange(held_, {});
  return send(held, {from, size}) ? static_cast<ssize_t>(size) : -1;
}

bool Connection::flush() {
  const std::string held = std::exchange(held_, {});
  return held.empty() || send(held, {});
}

void Connection::hang_up() {
  constexpr std::size_t heard_max = 1u << 20;
  constexpr Time most{1000};
  flush();
  ::shutdown(socket_, SHUT_WR);
  until_ = std::chrono::steady_clock::now() + most;
  begin_ = end_;
  for (std::size_t heard = 0; heard < heard_max && fill(); begin_ = end_) heard += end_ - begin_;
}

bool Connection::send(std::string_view first, std::string_view second) {
  while (!first.empty() || !second.empty()) {
    iovec parts[] = {{const_cast<char*>(first.data()), first.size()},
                     {const_cast<char*>(second.data()), second.size()}};
    msghdr message{};
    message.msg_iov = parts;
    message.msg_iovlen = 2;
    const ssize_t sent = ::sendmsg(socket_, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      if (!wait(POLLOUT, write_timeout_)) return false;
      continue;
    }
    if (sent < 0) return false;
    const auto gone = static_cast<std::size_t>(sent);
    const std::size_t of_first = std::min(gone, first.size());
    first.remove_prefix(of_first);
    second.remove_prefix(gone - of_first);
  }
  return true;
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  address_of(socket_, ::getpeername, ip, port);
}
void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  address_of(socket_, ::getsockname, ip, port);
}

}  // namespace kintsugi::api
