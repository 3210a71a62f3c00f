// 外出考勤.

#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& field_attendance() {
  static const Report report{
      .id = "field_attendance",
      .zh = "外出考勤",
      .en = "Field attendance",
      .about_zh =
          "每名技术员每天一行：签到的上门次数，当天首次签到、末次结束，和从签到到结束的在场分钟数"
          "（尚未结束的不计，跨天的算到结束）。依据签到时间（上海），没有签到的上门、"
          "已撤回的签到不在其中。",
      .about_en =
          "A row for each technician and day: visits at which he checked in, his first check-in "
          "and his last end of that day, and the minutes from check-in to end (of those that "
          "ended, into the next day too). By the time of the check-in, in Shanghai; without "
          "visits that have none, and check-ins that were withdrawn.",
      .readers = {"administrator", "auditor", "dispatcher"},
      .own = true,
      .list = "bookings",
      .where = {"checked_in_at.from=1970-01-02"},
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"from", "checked_in_at.from", {}},
                     {"until", "checked_in_at.until", {}}},
      .grouped = true,
      .columns = {field("technician"), name_of("technician", "technician_name"),
                  day_of("checked_in_at", "day"), counted("visits", "上门次数", "Visits"),
                  earliest("first_at", "首次签到", "First check-in", "checked_in_at"),
                  latest("last_at", "末次结束", "Last end", "ended_at"),
                  minutes_in_all("on_site", "在场分钟", "Minutes on site", "checked_in_at",
                                 "ended_at")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "technician",
                .named = "technician_name",
                .figures = {"on_site"}}};
  return report;
}

}  // namespace kintsugi::replay
