#pragma once
// What waits by its own status alone, as the queues declare it ($inbox of, at): nothing here knows
// what it is. One thread.

#include <cstdint>
#include <deque>
#include <vector>

#include "projections/queues/waiting.h"
#include "projections/tables/table_core.h"

namespace kintsugi::projections::queues {

// Octets of their tables, by the declared stream types' names; persistent within a fingerprint.
inline constexpr std::uint8_t first_declared_octet = 32, end_of_declared_octets = 96;

std::vector<TableInfo> declared_tables();
std::uint32_t declared_fingerprint();  // changes with what is declared

class Declared {
 public:
  // Both outlive it.
  Declared(Tables& of, Waiting& waiting);
  void follow(Folds& folds);

 private:
  Waiting& waiting_;
  std::deque<TableCore> tables_;  // of the states, as declared
};

}  // namespace kintsugi::projections::queues
