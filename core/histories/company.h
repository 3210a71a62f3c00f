#pragma once
// Who works at a made-up company, with what, for whom, at which prices: names and numbers of all
// things, and the commands that set it up. Pure; any thread.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/types.h"
#include "core/histories/dice.h"
#include "core/histories/wish.h"
#include "schema/common_state.h"

namespace kintsugi::histories {

inline constexpr std::string_view centre = "RC-EAST";
inline constexpr std::string_view tariff = "TARIFF-2026";
inline constexpr std::string_view wage_rule = "default";  // where an outlet has none of its own

struct CompanySize {
  int outlets = 3;  // beside the regional centre; 0: with no technician and no order
  int technicians = 20;
  int parts = 12;         // the last one is never delivered: sourcing escalates
  int orders_a_day = 67;  // ten for three technicians is what they can do
  int regulars = 120;     // customers known from the first morning, one or two machines each
  int regions = 1;        // centres with outlets below them; the first alone has a warehouse
};

std::string padded(std::int64_t n, std::size_t digits);  // 7, 4: "0007"; more digits stay

// Outlets are numbered from 1 (their centre is 0), all else from 0.
std::string outlet_id(int outlet);                       // "OUT-1"; of the centre: "RC-EAST"
std::string region_id(int region);                       // from 0: "RC-EAST", "RC-02"
std::string warehouse_id(int outlet);                    // "WH-1"; of the centre: "WH-0"
std::string technician_id(int technician);               // "T-01"
std::string part_id(int part);                           // "KT-0101"
std::string regular_id(int regular);                     // "C-00001"
std::string new_customer_id(std::int64_t order_number);  // "C-N12": of an order's own caller
std::string new_machine_id(std::int64_t order_number);   // "A-N12": his machine
std::string dispatcher_of(int outlet);                   // operator numbers, from 2001 on
std::string store_keeper_of(int outlet);                 // from 3001 on; of the centre: 3000
std::string person_name(std::int64_t n);
inline int outlet_of_technician(int technician, const CompanySize& size) {
  return technician % size.outlets + 1;
}
inline int technicians_of(int outlet, const CompanySize& size) {
  return outlet > size.technicians ? 0 : (size.technicians - outlet) / size.outlets + 1;
}
inline int region_of(int outlet, const CompanySize& size) { return (outlet - 1) % size.regions; }
// What the outlets do one after another is done within the hour, however many they are.
inline std::chrono::minutes turn_of(int outlet) { return std::chrono::minutes(outlet % 60); }
inline int outlet_of_regular(int regular, const CompanySize& size) {
  return regular % size.outlets + 1;
}

// Where the `n`-th customer lives, in millionths of a degree: all within a kilometre, so that
// nobody is ever too fast.
inline std::int32_t latitude_of(std::int64_t n) {
  return static_cast<std::int32_t>(30'250'000 + n % 13 * 700);
}
inline std::int32_t longitude_of(std::int64_t n) {
  return static_cast<std::int32_t>(120'150'000 + n % 11 * 700);
}

struct Product {
  std::string_view brand;
  std::string_view category;
  std::string_view model;
};
const std::vector<Product>& products();
std::vector<std::string> areas_of(int outlet);  // each outlet serves two
// In fen.
std::int64_t price_of(std::string_view category, schema::ServiceType type);

// What a visit costs at a lively company, in fen.
inline constexpr std::string_view visit_fee_tariff = "VISIT", visit_fee_item = "上门费";
inline constexpr std::int64_t visit_fee_price = 5'000;

// A machine of a regular customer.
struct Machine {
  int regular = 0;
  std::string asset;  // "A-00001-1"
  std::string serial;
  Product product;
};
std::vector<Machine> machines_of(const CompanySize& size);

// Outlets, people, parts, stock, prices, regular customers: of the first morning, in order of time.
std::vector<Wish> opening(const CompanySize& size, Instant first_day);
// Goods that come in and shelves that are counted in a week after the first one; `week` from 1.
// `uncounted`: a part whose shelves are left alone.
std::vector<Wish> week_of_the_stores(const CompanySize& size, Instant monday, int week, Dice& dice,
                                     int uncounted = -1);

}  // namespace kintsugi::histories
