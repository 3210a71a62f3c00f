#pragma once
// What a line of a warranty policy gives on a day, by what happened to the appliance. Days are
// counted in dates: days since 1970-01-01 in Shanghai. Pure.

#include <cstdint>
#include <string>
#include <vector>

#include "core/calendar/dates.h"
#include "events/base/result.h"
#include "schema/warranty_policy_state.h"
#include "schema/warranty_state.h"

namespace kintsugi::core::warranty {

using calendar::Date;

// Days from `from` on, without `until`.
struct Span {
  Date from = 0;
  Date until = 0;
};

// An order about a fault of the appliance, as far as it goes on the day that is asked about.
struct Repair {
  std::string order;
  Date reported_on = 0;
  std::vector<Span> at_work;         // from the first visit's work to the last's, a round each
  std::vector<Span> for_parts;       // paused for want of a part
  std::vector<Span> for_others;      // paused for the customer, weather, access
  std::vector<Date> done_on;         // completed, each time
  bool open = false;                 // not completed on that day
  bool excluded = false;             // its cause is no fault of the product's
};

struct Facts {
  Date on = 0;                       // the day of the event
  Date started_on = 0;
  std::vector<Repair> repairs{};
};

// Fills stage, days, gates, parts, remedies and repairs of `out`, whose cause and start are set.
// A cause that the line excludes opens nothing.
void judge(const schema::WarrantyLine& line, const Facts& facts, schema::Entitlement& out);

// Of these causes the line excludes that one; without a line all but the product's own.
bool is_excluded(const schema::WarrantyLine* line, schema::CauseClass cause);

// The last day of a term of months that starts then, no pause counted.
Date last_day_of(const schema::WarrantyLine& line, Date started_on, std::uint16_t months);

// The gate is among them, and open.
bool is_open(const schema::Entitlement& entitlement, schema::WarrantyGate gate);

// What the remedies of an open gate are, best for the customer first.
std::vector<schema::Remedy> remedies_of(schema::WarrantyGate gate);

// What use has taken of a price in so many days: price × rate × days, half up, at most the price.
// `rate` in 1/10000 a day. Errors: invalid "money.overflow".
Result<std::int64_t> depreciation_of(std::int64_t price, std::int32_t rate, std::int32_t days);

}  // namespace kintsugi::core::warranty
