#include "core/work_calendar/work_calendar.h"

#include "schema/work_calendar_state.h"

namespace kintsugi::core::work_calendar {
namespace {

// Holidays are no longer than a fortnight, and there are ten worked days in each other one.
constexpr std::int32_t days_looked_at = 150;

void add_swaps(const schema::WorkCalendar& calendar, calendar::Swaps& out) {
  for (const schema::CalendarDay& day : calendar.days)
    (day.worked ? out.worked : out.off).push_back(day.date);
}

}  // namespace

std::string calendar_of(calendar::Date date) {
  return std::to_string(calendar::month_of(date).year);
}

calendar::Date working_day_after(calendar::Date date, std::int32_t n, Reads& reads) {
  calendar::Swaps swaps;
  const std::string first = calendar_of(date);
  const std::string last = calendar_of(date + (n > 0 ? days_looked_at : 0));
  if (const auto* year = reads.find<schema::WorkCalendar>(first)) add_swaps(*year, swaps);
  if (last != first) {
    if (const auto* year = reads.find<schema::WorkCalendar>(last)) add_swaps(*year, swaps);
  }
  return calendar::add_working_days(date, n, swaps);
}

}  // namespace kintsugi::core::work_calendar
