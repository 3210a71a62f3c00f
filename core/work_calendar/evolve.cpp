#include <algorithm>
#include <string>

#include "schema/work_calendar_dispatch.h"

namespace kintsugi::core {
namespace {

void drop_day(schema::WorkCalendar& state, std::int32_t date) {
  std::erase_if(state.days, [&](const schema::CalendarDay& day) { return day.date == date; });
}

}  // namespace

void evolve(schema::WorkCalendar& state, const schema::CalendarDayDefinedView& event) {
  drop_day(state, event.date);
  const auto later =
      std::find_if(state.days.begin(), state.days.end(),
                   [&](const schema::CalendarDay& day) { return day.date > event.date; });
  state.days.insert(later, {.date = event.date, .worked = event.worked,
                            .name = std::string(event.name)});
}

void evolve(schema::WorkCalendar& state, const schema::CalendarDayWithdrawnView& event) {
  drop_day(state, event.date);
}

}  // namespace kintsugi::core
