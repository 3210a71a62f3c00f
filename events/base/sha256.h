#pragma once
// SHA-256 of what comes piece by piece. One thread.

#include <array>
#include <memory>
#include <string>

#include "events/base/types.h"

namespace kintsugi {

using Sha256Octets = std::array<unsigned char, 32>;
Sha256Octets sha256_octets(ByteView bytes);
Hash128 first_half(const Sha256Octets& octets);  // sha256_128() of the same bytes

class Sha256 {
 public:
  Sha256();
  void add(ByteView octets);
  std::string hex();  // of all that was added; once, at the end

 private:
  struct State;  // OpenSSL's
  struct End {
    void operator()(State* state) const;
  };
  std::unique_ptr<State, End> state_;
};

}  // namespace kintsugi
