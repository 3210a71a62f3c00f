#pragma once
// A small generator of its own, so that the same seed gives the same history everywhere
// (splitmix64). One thread.

#include <cstdint>

namespace kintsugi::histories {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::int64_t below(std::int64_t n) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(n));
  }
  bool chance(int percent) { return below(100) < percent; }
  template <class List>
  const auto& pick(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<std::int64_t>(list.size())))];
  }

 private:
  std::uint64_t state_;
};

// For what is told of one thing beside what others are told of, so that theirs stays as it is.
inline std::uint64_t seed_of(std::int64_t number, std::uint64_t of_what) {
  return static_cast<std::uint64_t>(number) * 0xD1B54A32D192ED03u ^ of_what << 32;
}

}  // namespace kintsugi::histories
