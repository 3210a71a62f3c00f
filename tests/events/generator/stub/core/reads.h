#pragma once
// Stands in for core's own in the tests of the generator.

namespace kintsugi::core {
class Reads {};
}  // namespace kintsugi::core
