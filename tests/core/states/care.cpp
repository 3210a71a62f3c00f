// Care of customers: questionnaires, surveys, calls, wishes, suggestions, findings about money.

#include "schema/care.h"

#include "schema/care_rule.h"
#include "schema/charge_finding.h"
#include "schema/questionnaire.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

constexpr std::int32_t care_day = 20514;  // 2026-03-02

Given questionnaire_in(std::size_t column) {
  Given given = company();
  given.at(now);
  const std::int32_t from = column == 1 ? care_day : care_day + 4;
  if (column > 0)
    given.history("Q-1", schema::QuestionnairePublished{
                             .version = 1,
                             .title = "满意度",
                             .effective_from = from,
                             .questions = {{.text = "质量", .scale = schema::AnswerScale::five}}});
  return given;
}

Given survey_in(std::size_t column) {
  Given given = questionnaire_in(1);
  if (column > 0)
    given.history("SV-1", schema::SurveyRecorded{.questionnaire = "Q-1", .version = 1});
  if (column > 1) given.history("SV-1", schema::SurveyWithdrawn{.reason = "记错"});
  return given;
}

Given care_call_in(std::size_t column) {
  Given given = company();
  given.at(now);
  if (column > 0)
    given.history("CC-1", schema::CareCallScheduled{.customer = "C-1", .topic = "保养"});
  if (column == 2) given.history("CC-1", schema::CareCallAttempted{.attempt = 1});
  if (column == 3) given.history("CC-1", schema::CareCallRecorded{.note = "好"});
  if (column == 4) given.history("CC-1", schema::CareCallAttempted{.attempt = 3, .last = true});
  if (column == 5) given.history("CC-1", schema::CareCallCanceled{.reason = "不用"});
  return given;
}

Given care_rule_in(std::size_t column) {
  Given given = company();
  given.at(now);
  if (column == 0) return given;
  given.history("R-1", schema::CareRulePublished{.version = 1,
                                                 .topic = "半年关怀",
                                                 .months = 6,
                                                 .after = schema::CareAfter::service});
  given.history("all", schema::CareRuleListed{.rule = "R-1"});
  if (column == 1) return given;
  given.history("R-1", schema::CareRuleWithdrawn{.reason = "改为季度"});
  given.history("all", schema::CareRuleUnlisted{.rule = "R-1"});
  return given;
}

Given care_plan_in(std::size_t column) {
  Given given = care_rule_in(1);
  if (column > 0)
    given.history("R-1:C-1",
                  schema::CarePlanned{.rule = "R-1", .customer = "C-1", .round = 1, .next_at = 1});
  if (column > 1) given.history("R-1:C-1", schema::CarePlanStopped{.round = 1, .reason = "搬走"});
  return given;
}

Given wish_in(std::size_t column) {
  Given given = company();
  given.at(now);
  if (column > 0) given.history("C-1", schema::CallsRefused{.customer = "C-1"});
  if (column > 1) given.history("C-1", schema::CallsAllowed{.reason = "可以"});
  return given;
}

Given suggestion_in(std::size_t column) {
  Given given = company();
  given.at(now);
  if (column > 0) given.history("SG-1", schema::SuggestionForwarded{.brand = "haier"});
  if (column == 2) given.history("SG-1", schema::SuggestionAnswered{.answer = "好"});
  if (column == 3) given.history("SG-1", schema::SuggestionWithdrawn{.reason = "错"});
  return given;
}

Given finding_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  if (column > 0)
    given.history("WO-1",
                  schema::ChargeFindingOpened{.order = "WO-1", .outlet = "S1", .technician = "T1"});
  if (column > 1) given.history("WO-1", schema::ChargeFindingAssigned{.assignee = "disp"});
  if (column > 2)
    given.history("WO-1", schema::ChargeFindingExplained{.note = "是", .explained_by = "disp"});
  if (column > 3)
    given.history("WO-1",
                  schema::ChargeFindingClosed{.outcome = schema::ChargeFindingOutcome::refunded});
  return given;
}

}  // namespace

Table questionnaires() {
  return {"questionnaire",
          {"none", "in_force", "to_come"},
          questionnaire_in,
          {{schema::PublishQuestionnaire{
                .questionnaire = "Q-1",
                .title = "满意度",
                .effective_from = care_day + 2,
                .questions = {{.text = "质量", .scale = schema::AnswerScale::five}}},
            {ok, ok, "backdated"}},
           {schema::WithdrawQuestionnaire{.questionnaire = "Q-1", .version = 1, .reason = "错字"},
            {no, ok, ok}}}};
}

Table surveys() {
  return {
      "survey",
      {"none", "recorded", "withdrawn"},
      survey_in,
      {{schema::RecordSurvey{
            .survey = "SV-1", .questionnaire = "Q-1", .customer = "C-1", .answers = {{1, 5, ""}}},
        {ok, "exists", "exists"}},
       {schema::WithdrawSurvey{.survey = "SV-1", .reason = "记错"}, {no, ok, "withdrawn"}}}};
}

Table care_calls() {
  constexpr const char* over = "not_open";
  return {
      "care_call",
      {"none", "due", "attempted", "reached", "unreachable", "canceled"},
      care_call_in,
      {{schema::ScheduleCareCall{.call = "CC-1",
                                 .customer = "C-1",
                                 .due_at = ms("2026-03-02T02:00:00Z"),
                                 .topic = "保养"},
        {ok, "exists", "exists", "exists", "exists", "exists"}},
       {schema::AttemptCareCall{.call = "CC-1", .outcome = schema::CallOutcome::busy},
        {no, ok, ok, over, over, over}},
       {schema::RecordCareCall{.call = "CC-1", .note = "都好"}, {no, ok, ok, over, over, over}},
       {schema::CancelCareCall{.call = "CC-1", .reason = "不用"}, {no, ok, ok, over, over, over}},
       {schema::ReopenCareCall{.call = "CC-1", .reason = "拨错"},
        {no, "not_over", ok, ok, ok, ok}}}};
}

Table care_rules() {
  return {"care_rule",
          {"none", "open", "ended"},
          care_rule_in,
          {{schema::PublishCareRule{.rule = "R-1",
                                    .topic = "季度关怀",
                                    .months = 3,
                                    .after = schema::CareAfter::service},
            {ok, ok, ok}},
           {schema::WithdrawCareRule{.rule = "R-1", .reason = "不再需要"}, {no, ok, "ended"}}}};
}

Table care_plans() {
  return {"care_plan",
          {"none", "planned", "stopped"},
          care_plan_in,
          {{schema::BeginCarePlan{.rule = "R-1", .customer = "C-1"}, {ok, "planned", ok}},
           {schema::StopCarePlan{.rule = "R-1", .customer = "C-1", .reason = "搬走"},
            {no, ok, "not_planned"}},
           {schema::RaiseCareCall{.rule = "R-1", .customer = "C-1", .round = 1},
            {no, ok, "not_planned"},
            ""}}};
}

Table contact_wishes() {
  constexpr const char* said = "said_already";
  return {"contact_wish",
          {"none", "no_calls", "calls"},
          wish_in,
          {{schema::OptOutOfCalls{.customer = "C-1", .reason = "不要打"}, {ok, said, ok}},
           {schema::AllowCalls{.customer = "C-1", .reason = "可以"}, {said, ok, said}}}};
}

Table suggestions() {
  constexpr const char* over = "not_forwarded";
  return {"suggestion",
          {"none", "forwarded", "answered", "withdrawn"},
          suggestion_in,
          {{schema::ForwardSuggestion{.suggestion = "SG-1", .brand = "haier", .note = "亮些"},
            {ok, "exists", "exists", "exists"}},
           {schema::AnswerSuggestion{.suggestion = "SG-1", .answer = "好"}, {no, ok, over, over}},
           {schema::WithdrawSuggestion{.suggestion = "SG-1", .reason = "错"}, {no, ok, over, over}},
           {schema::ReopenSuggestion{.suggestion = "SG-1", .reason = "再看"},
            {no, "not_over", ok, ok}}}};
}

Table charge_findings() {
  constexpr const char* over = "not_open";
  return {
      "charge_finding",
      {"none", "opened", "assigned", "explained", "closed"},
      finding_in,
      {{schema::AssignChargeFinding{.order = "WO-1", .assignee = "disp2"}, {no, ok, ok, ok, over}},
       {schema::ExplainChargeFinding{.order = "WO-1", .note = "收了没录"}, {no, ok, ok, ok, over}},
       {schema::CloseChargeFinding{.order = "WO-1",
                                   .outcome = schema::ChargeFindingOutcome::unfounded},
        {no, "not_explained", "not_explained", ok, over}},
       {schema::ReopenChargeFinding{.order = "WO-1", .reason = "又来电"},
        {no, "not_closed", "not_closed", "not_closed", ok}}}};
}

}  // namespace kintsugi::tests
