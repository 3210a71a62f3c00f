#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& visit_trail() {
  static const Report report{
      .id = "visit_trail",
      .zh = "上门轨迹",
      .en = "Trail of visits",
      .about_zh =
          "签到时间在所选期间内的每次签到，约定时间新的在前；距离为到用户地址的米数，速度为自上次签到起，"
          "未知的为 0；已撤回和改派前的签到不在其中。",
      .about_en =
          "Each check-in of the period, newest appointment first; metres are to the customer's "
          "address, the speed is from his last check-in, 0 where it is not known. Without those "
          "that were withdrawn, and those of who was there before a booking was given to another.",
      .readers = {"administrator", "auditor", "dispatcher"},
      .list = "bookings",
      .where = {"checked_in_at.from=1970-01-02"},
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"from", "checked_in_at.from", {}},
                     {"until", "checked_in_at.until", {}}},
      .columns = {field("technician"), name_of("technician", "technician_name"),
                  field("checked_in_at"), field("order.outlet"),
                  name_of("order.outlet", "outlet_name"), field("order"), field("number"),
                  field("starts_at"), field("place"), field("latitude"), field("longitude"),
                  field("distance"), field("speed"), field("check_in_marks"),
                  field("started_at"), field("ended_at")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "technician",
                .named = "technician_name"}};
  return report;
}

}  // namespace kintsugi::replay
