#pragma once
// How a chunked body is framed (RFC 9112, 7.1), looked at while the library reads it: that takes
// "0x2", "+2" and " 2" for sizes, which the next reader in a row may not. One thread.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kintsugi::api {

class Chunks {
 public:
  // The next octets of the body. False: they are no chunks, nor is what follows.
  bool take(std::string_view octets);

 private:
  enum class State { size_line, size_feed, data, data_return, data_feed, end_return, end_feed,
                     ended, broken };

  State next(char c);
  State sized();

  State state_ = State::size_line;
  std::string line_;        // of a size, as far as it came
  std::uint64_t left_ = 0;  // octets of the chunk
};

}  // namespace kintsugi::api
