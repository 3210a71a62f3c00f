#include "tests/api/raw_request.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>

namespace kintsugi::tests {

RawSocket::RawSocket(int port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
}

RawSocket::~RawSocket() { ::close(fd_); }

bool RawSocket::send(const std::string& octets) const {
  std::size_t sent = 0;
  while (sent < octets.size()) {
    const ssize_t n = ::send(fd_, octets.data() + sent, octets.size() - sent, MSG_NOSIGNAL);
    if (n <= 0) return false;
    sent += static_cast<std::size_t>(n);
  }
  return true;
}

namespace {

void wait_at_most(int fd, std::chrono::milliseconds time) {
  const timeval limit{time.count() / 1000, (time.count() % 1000) * 1000};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

}  // namespace

std::string RawSocket::hear(std::chrono::milliseconds silence) const {
  wait_at_most(fd_, silence);
  std::string text;
  char buffer[4096];
  for (ssize_t n = 0; (n = ::recv(fd_, buffer, sizeof buffer, 0)) > 0;)
    text.append(buffer, static_cast<std::size_t>(n));
  return text;
}

bool RawSocket::is_hung_up_on(std::chrono::milliseconds within) const {
  const auto until = std::chrono::steady_clock::now() + within;
  char buffer[4096];
  while (std::chrono::steady_clock::now() < until) {
    wait_at_most(fd_, std::chrono::milliseconds(50));
    const ssize_t n = ::recv(fd_, buffer, sizeof buffer, 0);
    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK)) return true;
  }
  return false;
}

std::string raw_exchange(int port, const std::string& octets, std::chrono::milliseconds silence) {
  const RawSocket socket(port);
  socket.send(octets);
  return socket.hear(silence);
}

Reply raw_request(int port, const std::string& octets) {
  int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
  timeval limit{10, 0};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  std::size_t sent = 0;
  while (sent < octets.size()) {
    ssize_t n = ::send(fd, octets.data() + sent, octets.size() - sent, MSG_NOSIGNAL);
    if (n <= 0) break;
    sent += static_cast<std::size_t>(n);
  }
  std::string text;
  char buffer[4096];
  for (ssize_t n = 0; (n = ::recv(fd, buffer, sizeof buffer, 0)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(n));
    if (text.size() > 12 && text.find("\r\n\r\n") != std::string::npos && text.back() == '}') break;
  }
  ::close(fd);
  Reply reply;
  if (text.size() > 12) std::from_chars(text.data() + 9, text.data() + 12, reply.status);
  auto body = text.find("\r\n\r\n");
  if (body != std::string::npos) reply.body = text.substr(body + 4);
  return reply;
}

}  // namespace kintsugi::tests
