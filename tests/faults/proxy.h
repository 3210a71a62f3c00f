#pragma once
// nginx with the configuration that is shipped, in front of nodes: names, ports and certificate are
// exchanged, and who may run it.

#include <memory>
#include <string>
#include <vector>

#include "tests/faults/process.h"

namespace kintsugi::tests {

class Proxy {
 public:
  // `nodes`: their URLs. Null, with a failed test, where it does not come up.
  static std::unique_ptr<Proxy> start(const std::string& directory,
                                      const std::vector<std::string>& nodes);
  ~Proxy();

  int tls() const { return tls_; }      // as shipped
  int plain() const { return plain_; }  // the same without TLS, for raw octets
  std::string err() const { return process_->err(); }

 private:
  Proxy() = default;
  void configure(const std::string& directory, const std::vector<std::string>& nodes);
  int tls_ = 0, plain_ = 0;
  std::unique_ptr<Process> process_;
};

}  // namespace kintsugi::tests
