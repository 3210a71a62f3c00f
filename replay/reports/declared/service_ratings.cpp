// 用户评价表.

#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& service_ratings() {
  static const Report report{
      .id = "service_ratings",
      .zh = "用户评价表",
      .en = "Ratings of technicians",
      .about_zh = "按网点和技术员统计用户评价：次数、平均分（1–5）、好评（4–5 分）率；不含已撤回的。",
      .about_en =
          "Ratings by customers, by outlet and technician: how many, their average (1–5) and the "
          "share of 4 and 5; without those that were withdrawn.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "ratings",
      .where = {"status=given"},
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"from", "at.from", {}},
                     {"until", "at.until", {}}},
      .grouped = true,
      .columns = {field("outlet"), name_of("outlet", "outlet_name"), field("technician"),
                  name_of("technician", "technician_name"),
                  counted("ratings", "评价次数", "Ratings"), summed("stars", "stars"),
                  computed("average", "平均分", "Average", ReportColumn::Formula::mean,
                           {"stars", "ratings"}),
                  counted("good", "好评", "Four or five stars", "stars=4,5"),
                  computed("good_rate", "好评率", "Share of good ones",
                           ReportColumn::Formula::rate, {"good", "ratings"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "technician",
                .named = "technician_name",
                .figures = {"average"}}};
  return report;
}

}  // namespace kintsugi::replay
