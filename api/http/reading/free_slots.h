#pragma once
// When somebody could come: what a clerk offers a caller before there is an order. One thread; not
// longer than the rows.

#include <cstdint>
#include <string>
#include <vector>

#include "api/http/reading/rows_at.h"
#include "events/base/types.h"
#include "schema/common_state.h"

namespace kintsugi::api {

struct Wanted {
  std::string outlet;    // empty: the one whose territory fits best
  std::string area;      // empty: anywhere
  std::string brand;     // empty: any
  std::string category;  // empty: any; a technician needs the skill for it
  schema::ServiceType service_type = schema::ServiceType::none;
};

struct FreeSlot {
  std::int64_t starts_at = 0, ends_at = 0;  // ms since 1970; [starts_at, ends_at)
  std::int32_t free = 0;  // technicians who have an hour without a break in it
  std::int32_t of = 0;    // technicians who could go at all
  bool over = false;      // less than an hour of it is left
};

struct SlotsOffered {
  std::vector<std::string> outlets;  // who could serve it, the best territory first; at most 5
  std::string outlet;                // of them, whose slots these are; empty: nobody serves it
  std::vector<FreeSlot> slots;       // of three days, five a day, from the day of `at` on
};

// What the rows tell: outlets in service with their brands and territories, technicians on duty
// with their skills, and what is booked. Whether the very visit passes the checks of a dispatch is
// asked when it is booked. Errors: the rows'.
Result<SlotsOffered> free_slots(RowsAt& rows, const Wanted& wanted, Instant at);

}  // namespace kintsugi::api
