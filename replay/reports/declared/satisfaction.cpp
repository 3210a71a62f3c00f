#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& satisfaction() {
  static const Report report{
      .id = "satisfaction",
      .zh = "满意度统计",
      .en = "Satisfaction",
      .about_zh =
          "按网点和服务技术员统计应回访时间在所选期间内的回访，重开工单的各轮分别计入；"
          "满意指四分和五分，满意率、解决率以已接通的为分母，联系不上的只计入回访数。",
      .about_en =
          "Follow-up calls due in the period, by outlet and technician, that of each round where "
          "an order was opened again; satisfied are 4 and 5, their share, and that of what is "
          "solved, is of those who were reached, and who was not counts as a call alone.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "follow_up_rounds",
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"from", "due_at.from", {}},
                     {"until", "due_at.until", {}}},
      .grouped = true,
      .columns = {field("outlet"), name_of("outlet", "outlet_name"), field("technician"),
                  name_of("technician", "technician_name"), counted("calls", "回访数", "Calls"),
                  counted("reached", "已接通", "Reached", "status=reached"),
                  counted("unreachable", "联系不上", "Unreachable", "status=unreachable"),
                  counted("satisfied", "满意", "Satisfied", "satisfaction=4,5"),
                  counted("mismatched", "收费不符", "Money does not fit", "mismatch=true"),
                  computed("reach", "接通率", "Reached of all", ReportColumn::Formula::rate,
                           {"reached", "calls"}),
                  computed("satisfaction", "满意率", "Satisfied of those reached",
                           ReportColumn::Formula::rate, {"satisfied", "reached"}),
                  counted("solved", "已解决", "Solved", "solved=true"),
                  computed("solved_share", "解决率", "Solved of those reached",
                           ReportColumn::Formula::rate, {"solved", "reached"}),
                  counted("rated_quality", "有质量评分", "With a rating of quality",
                          "quality.from=1"),
                  without_total(summed("quality", "quality")),
                  computed("mean_quality", "质量均分", "Mean of quality",
                           ReportColumn::Formula::mean, {"quality", "rated_quality"}),
                  counted("rated_attitude", "有态度评分", "With a rating of attitude",
                          "attitude.from=1"),
                  without_total(summed("attitude", "attitude")),
                  computed("mean_attitude", "态度均分", "Mean of attitude",
                           ReportColumn::Formula::mean, {"attitude", "rated_attitude"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "outlet",
                .named = "outlet_name",
                .figures = {"reached", "satisfied"}}};
  return report;
}

}  // namespace kintsugi::replay
