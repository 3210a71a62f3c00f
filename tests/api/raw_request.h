#pragma once
// Octets that no client library sends, and what comes back.

#include <chrono>
#include <string>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {

Reply raw_request(int port, const std::string& octets);
// All that comes back until the other side hangs up, or says nothing for so long.
std::string raw_exchange(int port, const std::string& octets,
                         std::chrono::milliseconds silence = std::chrono::milliseconds(1500));
// A socket that is connected there; closed with the value.
class RawSocket {
 public:
  explicit RawSocket(int port);
  ~RawSocket();
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;
  bool send(const std::string& octets) const;
  std::string hear(std::chrono::milliseconds silence) const;
  // Whether the other side hangs up within the time; what it says meanwhile is forgotten.
  bool is_hung_up_on(std::chrono::milliseconds within) const;

 private:
  int fd_ = -1;
};

}  // namespace kintsugi::tests
