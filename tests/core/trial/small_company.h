#pragma once
// Companies of a few technicians whose days are full by chance, and an order WO-1 that somebody
// has to go to. The same seed gives the same company.

#include <random>
#include <string>
#include <vector>

#include "core/trial/trial.h"
#include "schema/asset.h"
#include "schema/outlet.h"
#include "schema/technician.h"
#include "schema/work_order_booking.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {

inline constexpr std::int64_t minute = 60'000, hour = 60 * minute;
// 00:00 of the Monday on which the company stands.
inline const std::int64_t monday = ms("2026-03-01T16:00:00Z");

inline const Actor dispatcher = person("disp");

inline const std::vector<std::string>& technicians() {
  static const std::vector<std::string> all{"T1", "T2", "T3", "T4"};
  return all;
}

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : next_(seed) {}
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(next_() % static_cast<std::uint64_t>(bound));
  }
  bool one_in(std::int64_t n) { return below(n) == 0; }

 private:
  std::mt19937_64 next_;
};

inline void hire_more(Given& given) {
  for (const char* id : {"T3", "T4"}) {
    given.history(id,
                  schema::TechnicianRegistered{.name = id, .phone = "13800000000", .outlet = "S1"});
    given.history(id, schema::SkillGranted{.category = "ac",
                                           .service_type = schema::ServiceType::repair});
  }
}

// Visits of other orders, in this area and in others, that fill three days more or less.
inline void fill_days(Given& given, const std::string& technician, Chance& chance) {
  std::int64_t at = monday + (8 + chance.below(3)) * hour;
  const std::int64_t end = monday + (1 + chance.below(3)) * 24 * hour;
  for (int number = 1; at < end; ++number) {
    const std::int64_t length = (30 + 15 * chance.below(8)) * minute;
    given.history(technician,
                  schema::SlotReserved{.order = "WO-" + technician + std::to_string(number),
                                       .booking = 1,
                                       .starts_at = at,
                                       .ends_at = at + length,
                                       .area = chance.one_in(2) ? "310115" : "310104"});
    at += length + 5 * minute * chance.below(20);
  }
}

// WO-1 is assigned to S1; with a booking of T1 where `booked`.
inline Given small_company(std::uint64_t seed, bool booked = false) {
  Chance chance(seed);
  Given given = company();
  schema::WorkOrderRegistered order = registered();
  if (chance.one_in(2)) {
    order.window_from = monday + (chance.below(3) * 24 + 9 + chance.below(6)) * hour;
    order.window_until = order.window_from + (2 + chance.below(4)) * hour;
  }
  given.history("WO-1", order);
  given.history("A-1", schema::AssetOrderOpened{.order = "WO-1", .fault = "cooling"});
  given.history("WO-1", schema::OutletAssigned{.outlet = "S1"});
  hire_more(given);
  for (const std::string& one : technicians()) {
    fill_days(given, one, chance);
    if (chance.one_in(6)) given.history(one, schema::TechnicianSuspended{.reason = "x"});
    if (chance.one_in(5))
      given.history("A-1", schema::AssetRepaired{.order = "WO-0",
                                                 .technician = one,
                                                 .fault = "cooling",
                                                 .at = monday - 24 * hour});
  }
  if (chance.one_in(6)) given.history("S1", schema::TerritoryDefined{.territory = {"3102"}});
  if (booked) {
    const std::int64_t at = monday + 5 * 24 * hour + 10 * hour;
    given.history("WO-1", schema::BookingScheduled{.booking = 1,
                                                   .technician = "T1",
                                                   .starts_at = at,
                                                   .ends_at = at + hour});
    given.history("T1", schema::SlotReserved{.order = "WO-1",
                                             .booking = 1,
                                             .starts_at = at,
                                             .ends_at = at + hour,
                                             .area = "310115"});
  }
  given.as(person("disp"));
  return given;
}

}  // namespace kintsugi::tests
