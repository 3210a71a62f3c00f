#pragma once
// What everybody of the demo company wants, and when: a list of commands in order of time. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/types.h"
#include "schema/common_state.h"

namespace kintsugi::api::demo {

struct Wish {
  Instant at;
  std::string who;  // operator number; empty: the system
  schema::Command command;
};

// A small generator of its own, so that the same seed gives the same company everywhere
// (splitmix64).
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

 private:
  std::uint64_t state_;
};

constexpr int outlet_count = 3;
constexpr int technician_count = 20;
constexpr int part_count = 12;
constexpr int order_count = 2000;
constexpr int day_count = 30;
constexpr std::string_view centre = "RC-EAST";
constexpr std::string_view tariff = "TARIFF-2026";
constexpr std::string_view wage_rule = "default";  // where an outlet has none of its own

std::string outlet_id(int outlet);          // "OUT-1"
std::string warehouse_id(int outlet);       // "WH-1"; of the centre: "WH-0"
std::string technician_id(int technician);  // "T-01"
int outlet_of_technician(int technician);
std::string part_id(int part);          // "KT-0101"
std::string dispatcher_of(int outlet);  // operator numbers
std::string store_keeper_of(int outlet);
std::string person_name(std::int64_t n);

struct Product {
  std::string_view brand;
  std::string_view category;
  std::string_view model;
};
const std::vector<Product>& products();
const std::vector<std::string_view>& areas_of(int outlet);
std::int64_t price_of(std::string_view category, schema::ServiceType type);  // fen

// Outlets, people, parts, stock, prices: of the first morning, and stock that comes later.
void add_company(std::vector<Wish>& wishes, Instant first_day);
// The orders of thirty days, each from the call on; and a few that go wrong.
void add_orders(std::vector<Wish>& wishes, Instant first_day, std::uint64_t seed);

}  // namespace kintsugi::api::demo
