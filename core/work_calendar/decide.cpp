#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/text/text.h"
#include "core/work_calendar/work_calendar.h"
#include "schema/work_calendar_dispatch.h"

namespace kintsugi::core {
namespace {

using calendar::Date;
using No = schema::WorkCalendarRefusal;

constexpr std::string_view whole_company;  // the calendar belongs to no outlet
constexpr Date holiday_days_max = 31;

struct DateRange {
  Date from, until;
};

Result<DateRange> range_in_a_year(Date from, Date until) {
  if (until == 0) until = from;
  const bool ordered = from > 0 && until >= from && until - from < holiday_days_max;
  if (!ordered || work_calendar::calendar_of(from) != work_calendar::calendar_of(until))
    return refuse(No::bad_dates,
                  calendar::format_date(from) + " to " + calendar::format_date(until));
  return DateRange{from, until};
}

const schema::CalendarDay* exception_of(const schema::WorkCalendar* year, Date date) {
  if (year == nullptr) return nullptr;
  const auto at = std::find_if(year->days.begin(), year->days.end(),
                               [&](const schema::CalendarDay& day) { return day.date == date; });
  return at == year->days.end() ? nullptr : &*at;
}

bool is_worked_by_the_week(Date date) { return calendar::is_working_day(date, {}); }

}  // namespace

Result<Events> decide(const schema::DefineHoliday& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, whole_company, reads));
  KINTSUGI_TRY(const DateRange range, range_in_a_year(command.date_from, command.date_until));
  if (!is_line(command.name, 64)) return refuse(No::bad_text, "name the holiday");
  const std::string year = work_calendar::calendar_of(range.from);
  const auto* before = reads.find<schema::WorkCalendar>(year);
  Events events;
  for (Date date = range.from; date <= range.until; ++date) {
    const schema::CalendarDay* known = exception_of(before, date);
    if (known != nullptr && !known->worked && known->name == command.name) continue;
    events.on(year, schema::CalendarDayDefined{.date = date, .worked = false,
                                               .name = command.name});
  }
  if (events.empty()) return refuse(No::nothing_changed, "they are that holiday");
  return events;
}

Result<Events> decide(const schema::DefineWorkday& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, whole_company, reads));
  KINTSUGI_TRY(const DateRange range, range_in_a_year(command.date, 0));
  if (!is_line(command.name, 64)) return refuse(No::bad_text, "say for which holiday");
  const std::string year = work_calendar::calendar_of(range.from);
  const schema::CalendarDay* known = exception_of(reads.find<schema::WorkCalendar>(year),
                                                  range.from);
  if (known == nullptr ? is_worked_by_the_week(range.from)
                       : known->worked && known->name == command.name)
    return refuse(No::nothing_changed, calendar::format_date(range.from) + " is worked");
  Events events;
  events.on(year, schema::CalendarDayDefined{.date = range.from, .worked = true,
                                             .name = command.name});
  return events;
}

Result<Events> decide(const schema::WithdrawCalendarDays& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, whole_company, reads));
  KINTSUGI_TRY(const DateRange range, range_in_a_year(command.date_from, command.date_until));
  if (!is_reason(command.reason)) return refuse(No::bad_text, "say why");
  const std::string year = work_calendar::calendar_of(range.from);
  const auto* before = reads.find<schema::WorkCalendar>(year);
  Events events;
  for (Date date = range.from; date <= range.until; ++date) {
    if (exception_of(before, date) == nullptr) continue;
    events.on(year, schema::CalendarDayWithdrawn{.date = date, .reason = command.reason});
  }
  if (events.empty()) return refuse(No::nothing_changed, "the week has them so");
  return events;
}

}  // namespace kintsugi::core
