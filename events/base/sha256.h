#pragma once
// SHA-256 of what comes piece by piece. One thread.

#include <memory>
#include <string>

#include "events/base/types.h"

namespace kintsugi {

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
