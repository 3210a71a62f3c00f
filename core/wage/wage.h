#pragma once
// Names of the wage streams, the rule that an order follows, and the sum of a month.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/wage_state.h"

namespace kintsugi::core::wage {

std::string day_id(std::string_view outlet, calendar::Date day);     // "OUT-1:2026-03-01"
std::string run_id(std::string_view outlet, calendar::Month month);  // "OUT-1:2026-03"

struct RuleInForce {
  std::string rule;                                  // empty where no version is in force
  const schema::WageRuleVersion* version = nullptr;  // lives as long as the reads' states
};
// The outlet's own rule where it has a version in force on `date`, else the rule "default".
RuleInForce rule_of(std::string_view outlet, calendar::Date date, Reads& reads);

// The day on which a wage of work done on `work_date` counts: that day, or `today` where the run of
// its month is approved.
calendar::Date counting_day(std::string_view outlet, calendar::Date work_date, calendar::Date today,
                            Reads& reads);

bool is_approved(std::string_view outlet, calendar::Month month, Reads& reads);
// Some run of the outlet is approved that pays work of `from` or later. Reads the runs of the
// months from then to the latest one that any outlet has approved.
bool is_approved_since(std::string_view outlet, calendar::Date from, Reads& reads);

struct MonthSum {
  Events rerated;                         // lines that other rule versions than they name now rate
  std::vector<schema::WageSheet> sheets;  // by technician id, after the rerating
  std::int64_t total = 0;
  std::vector<std::string> unrated;  // orders that no rule rates
  bool by_company_rule = false;      // some line does not follow the outlet's own rule
};
// Rates every line of the month again and sums up. Reads each day of the month. Errors:
// "money.overflow".
Result<MonthSum> sum_of(std::string_view outlet, calendar::Month month, Reads& reads);

}  // namespace kintsugi::core::wage
