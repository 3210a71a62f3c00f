#pragma once
// Stands in for core's own in the tests of the generator.

#include <string>
#include <vector>

namespace kintsugi::core {
class Events {
 public:
  std::vector<std::string> names;
};
}  // namespace kintsugi::core
