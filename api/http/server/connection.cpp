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

bool Connection::is_readable() const { return begin_ < end_ || wait(POLLIN, read_timeout_); }

bool Connection::is_writable() const {
  char octet = 0;
  const ssize_t ahead = ::recv(socket_, &octet, 1, MSG_PEEK | MSG_DONTWAIT);
  const bool there = ahead > 0 || (ahead < 0 && (errno == EAGAIN || errno == EINTR));
  return there && wait(POLLOUT, write_timeout_);
}

ssize_t Connection::read(char* to, std::size_t size) {
  if (!flush()) return -1;
  first_ = true;
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
      if (!wait(POLLIN, read_timeout_)) return -1;
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
