#pragma once
// Who goes where on a day: insertion, order by order, then local search within a budget of steps.
// The same orders, technicians and states give the same proposal on every machine. Pure.

#include <cstdint>
#include <string>
#include <vector>

#include "core/reads.h"
#include "schema/technician_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::proposal {

// A step is one dispatch that is tried. Where they are used up, what is not placed stays so.
inline constexpr std::uint32_t steps_max = 10'000;
inline constexpr std::int64_t opens_minute = 8 * 60, closes_minute = 20 * 60;  // in Shanghai
inline constexpr std::int64_t grid_minutes = 30;

struct WaitingOrder {
  std::string id;
  const schema::WorkOrder* order = nullptr;
};
struct Person {
  std::string id;
  const schema::Technician* technician = nullptr;
};

// What is asked. The states outlive the search.
struct Task {
  std::vector<WaitingOrder> orders;
  std::vector<Person> technicians;
  std::int32_t day = 0;      // in Shanghai
  std::int64_t minutes = 0;  // of each visit, above 0
};

struct Line {
  std::string order;
  std::string technician;
  std::int64_t starts_at = 0;  // ms since 1970
  std::int64_t ends_at = 0;
  std::int64_t metres = 0;  // from the visit before it that day; 0: none, or not known where
  bool operator==(const Line&) const = default;
};

struct Plan {
  std::vector<Line> lines;            // by technician, then by start
  std::vector<std::string> unplaced;  // orders, by id
  std::int64_t metres = 0;            // of all ways between two visits that day
  bool operator==(const Plan&) const = default;
};

struct Proposal {
  Plan best;
  Plan greedy;  // what insertion alone found: never better than `best`
  std::uint32_t steps = 0;
};

// Every line passes all twelve checks, with the other lines booked. Better is: fewer orders that
// nobody goes to, then fewer metres, then sooner.
Proposal propose(const Task& task, Reads& reads);

}  // namespace kintsugi::core::proposal
