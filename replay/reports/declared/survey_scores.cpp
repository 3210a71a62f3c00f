#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& survey_scores() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "survey_scores",
      .zh = "满意度调查得分",
      .en = "Scores of surveys",
      .about_zh =
          "按问卷、版本和网点统计所选期间内的满意度调查：份数、有评分的份数、平均分（1–5）；"
          "不含已撤回的。",
      .about_en =
          "Surveys of the period, by questionnaire, version and outlet: how many, those with a "
          "score, their mean (1–5); without those that were withdrawn.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "surveys",
      .where = {"status=recorded"},
      .parameters = {{"questionnaire", "questionnaire", {}},
                     {"outlet", "outlet", {}},
                     {"from", "at.from", {}},
                     {"until", "at.until", {}}},
      .grouped = true,
      .columns = {
          field("questionnaire"), field("version"), field("outlet"),
          name_of("outlet", "outlet_name"), counted("surveys", "调查", "Surveys"),
          counted("scored", "有评分", "With a score", "score.from=1"),
          labelled(without_total(summed("score_sum", "score")), "总分", "Sum of scores"),
          computed("mean_score", "平均分", "Mean score", average, {"score_sum", "scored"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "outlet",
                .named = "outlet_name",
                .figures = {"mean_score"},
                .mean = true}};
  return report;
}

}  // namespace kintsugi::replay
