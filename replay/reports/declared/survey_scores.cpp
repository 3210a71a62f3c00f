#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& survey_scores() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "survey_scores",
      .zh = "问卷得分",
      .en = "Scores of questionnaires",
      .about_zh =
          "按问卷、版本、答卷途径和网点统计所选期间内的答卷：份数、有评分的份数、平均分（1–5）；"
          "满意度调查、回访和关怀回访分列，不含已撤回的。",
      .about_en =
          "Replies to questionnaires in the period, by questionnaire, version, how they were given "
          "and outlet: how many, those with a score, their mean (1–5); surveys, follow-up calls "
          "and care calls apart, without those that were withdrawn.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "replies",
      .parameters = {{"questionnaire", "questionnaire", {}},
                     {"channel", "channel", {}},
                     {"outlet", "outlet", {}},
                     {"from", "at.from", {}},
                     {"until", "at.until", {}}},
      .grouped = true,
      .columns = {
          field("questionnaire"), field("version"), field("channel"), field("outlet"),
          name_of("outlet", "outlet_name"), counted("surveys", "答卷", "Replies"),
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
