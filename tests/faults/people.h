#pragma once
// People of the demo company, each with an API token that outlives the node's restarts.

#include <map>
#include <string>
#include <vector>

#include "tests/faults/engine.h"

namespace kintsugi::tests {

class People {
 public:
  // By the administrator's one-time link: those whom the load needs get a password and a token.
  static People of_demo_company(const ServingNode& node);
  const std::string& token(const std::string& operator_number) const {
    return tokens_.at(operator_number);
  }
  bool complete() const { return !tokens_.empty(); }
  static const std::vector<int>& technician_numbers();  // of the first outlet

 private:
  std::map<std::string, std::string> tokens_;
};

}  // namespace kintsugi::tests
